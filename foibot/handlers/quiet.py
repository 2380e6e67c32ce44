"""Messages that nothing is done with, or that only a person deals with."""

from __future__ import annotations

from foibot.handlers.arrival import Arrival
from foibot.handlers.by_hand import written_by_hand
from foibot.handlers.desk import Desk
from foibot.handlers.requester import shown_words
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.triage.chain import Verdict
from foibot.trust.tokens import bracketed, ours

BY_WORDS = "The requester's reply reads like an automatic one, by its words alone"


def automatic(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """
    Keep it; nothing is answered (RFC 3834 section 2).

    "Please write to me at another address, this mailbox is closing" may be a person's: no machine
    has marked it, and governance reads it.
    """
    file = desk.files.load(arrival.context.case) if arrival.context.case else None
    if file is not None and file.case.status.is_open and written_by_hand(arrival.message):
        desk.alert(AlertKind.WROTE, file, BY_WORDS, shown_words(arrival, file))
    return Result(file.reference if file else None, reading=kept(arrival.reading))


def before_start(arrival: Arrival, _desk: Desk, _verdict: Verdict) -> Result:
    """Keep it: people answered it before the desk was switched on."""
    return Result(reading=kept(arrival.reading))


def own_mail(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Our own copy proves that a mail went out (reliability P7)."""
    own = (arrival.message.message_id, arrival.message.header("X-Foibot-Id"))
    signed = [bracketed(one) for one in own if one and ours(one, desk.office.key)]
    rows = desk.uow.outbox.find_by_message_id(signed)
    for row in rows:
        desk.uow.outbox.mark_arrived(row.message_id, arrival.received_at)
    return Result(rows[0].case_ref if rows else None)
