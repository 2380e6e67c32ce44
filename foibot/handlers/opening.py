"""A request that a person enters for somebody: by phone, post, form or in person (DAY-8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.case.events import Opened
from foibot.case.model import CaseKind, Requester
from foibot.clock.calendar import noon
from foibot.handlers.acknowledge import Choice, Form, queue_acknowledgement
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.new_request import assignments
from foibot.message.address import strict_address
from foibot.questions.model import Item


def open_for_somebody(
    who_asks: Requester,
    received: date,
    channel: str,
    title: str,
    questions: Sequence[str],
    kind: CaseKind,
    who: Decider,
    desk: Desk,
) -> CaseFile:
    """Open a case for *who_asks*, route its questions and acknowledge it."""
    if received > desk.today:
        raise DecisionError(f"{received} is still to come: give the day on which it was received")
    if strict_address(who_asks.address) is None:
        raise DecisionError(f"{who_asks.address!r} is not an e-mail address")
    items = tuple(
        Item(n, None, None, stem=False, text=" ".join(text.split()))
        for n, text in enumerate(questions, 1)
    )
    law = desk.office.law("foi")
    at = noon(received)
    fact = Opened(
        kind=kind,
        law=law,
        requester=who_asks,
        received_at=at,
        received_on=received,
        title=title,
        intro="",
        items=items,
        laws=tuple(law for _ in items),
        channel=channel,
    )
    file = desk.files.open(fact, who.by)
    file = desk.files.record(file, *assignments(file.case, desk))
    queue_acknowledgement(file, f"entered-{file.reference}", desk, Choice(Form.ITEMISED))
    return file
