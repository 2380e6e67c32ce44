"""Disposition -> handler; a test states that none is missing."""

from __future__ import annotations

from collections.abc import Callable

from foibot.handlers.absence import absence
from foibot.handlers.arrival import Arrival
from foibot.handlers.bounce import bounce
from foibot.handlers.consultees import consulted_away, opinion_otherwise
from foibot.handlers.consulting import opinion
from foibot.handlers.correction import correction
from foibot.handlers.decision import decision
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold
from foibot.handlers.new_request import new_request
from foibot.handlers.officer_reply import officer_reply
from foibot.handlers.quiet import automatic, before_start, own_mail
from foibot.handlers.regulator import regulator
from foibot.handlers.requester import about_charge, chaser, clarification, thanks, withdrawal
from foibot.handlers.result import Result
from foibot.handlers.review_request import review_request
from foibot.handlers.staff_entry import staff_entry
from foibot.handlers.validity import naming
from foibot.triage.chain import Verdict
from foibot.triage.disposition import Disposition

Handler = Callable[[Arrival, Desk, Verdict], Result]

HANDLERS: dict[Disposition, Handler] = {
    Disposition.NEW_REQUEST: new_request,
    Disposition.STAFF_ENTRY: staff_entry,
    Disposition.REVIEW_REQUEST: review_request,
    Disposition.CLARIFICATION: clarification,
    Disposition.CHASER: chaser,
    Disposition.WITHDRAWAL: withdrawal,
    Disposition.CORRECTION: correction,
    Disposition.THANKS: thanks,
    Disposition.CHARGE: about_charge,
    Disposition.NAMED: naming,
    Disposition.OPINION: opinion,
    Disposition.OPINION_OTHERWISE: opinion_otherwise,
    Disposition.CONSULTED_AWAY: consulted_away,
    Disposition.REGULATOR: regulator,
    Disposition.OFFICER_REPLY: officer_reply,
    Disposition.DECISION: decision,
    Disposition.BOUNCE: bounce,
    Disposition.ABSENCE: absence,
    Disposition.OWN_MAIL: own_mail,
    Disposition.AUTOMATIC: automatic,
    Disposition.BEFORE_START: before_start,
    Disposition.HOLD: hold,
}
