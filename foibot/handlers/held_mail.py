"""Held messages: a person releases one, files it under a case, or leaves it."""

from __future__ import annotations

import re
from datetime import UTC, date

from foibot.case import events
from foibot.clock.calendar import noon
from foibot.handlers.consultees import accepted_as_answer
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.hold import uncountable
from foibot.handlers.triaging import released_mark
from foibot.letter.dates import long_date
from foibot.store.outbox import OutboxRow

SUBJECT = re.compile(r"^alert/[a-z-]+/message-(\d{1,18})/")


def release_message(row: OutboxRow, who: Decider, desk: Desk) -> str:
    """Release the message, or the mail, that the alert *row* was about."""
    about = SUBJECT.match(row.key)
    if about is not None:
        return release(int(about[1]), who, desk)
    parts = row.key.split("/")
    key = "/".join(parts[2:-2])
    if desk.uow.outbox.release(key, desk.now):
        desk.uow.audit.append("mail_released", desk.now, row.case_ref, by=who.by, mail=key)
        return "the mail goes again"
    raise DecisionError("nothing waits that this mail was about")


def file_message(row: OutboxRow, reference: str, who: Decider, desk: Desk) -> str:
    """File the message that the alert *row* was about under a case."""
    about = SUBJECT.match(row.key)
    if about is None:
        raise DecisionError("no message waits that this mail was about")
    return file_under(int(about[1]), reference, who, desk)


def release(number: int, who: Decider, desk: Desk, received: date | None = None) -> str:
    """
    Open a case for a held message, as a request: a person said that it is one.

    *received* is the day of its receipt where that of the mail server is wrong: a time limit runs
    from the receipt (FOIA s.10(1)), and for a day without known bank holidays there is none.
    """
    filed = desk.uow.inbox.get(number)
    if filed is None or filed.state != "held":
        raise DecisionError(f"message {number} does not wait: foibot held list shows what does")
    _countable(number, received or filed.received_on, desk)
    if received is None:
        desk.uow.inbox.release(number)
    else:
        at = noon(received).astimezone(UTC)
        desk.uow.inbox.release(number, received_at=at, received_on=received)
        dates = {"server": filed.received_on.isoformat(), "received": received.isoformat()}
        desk.uow.audit.append(
            "receipt_corrected", desk.now, None, by=who.by, number=number, **dates
        )
    desk.uow.state.set_own(released_mark(filed.identity), who.by)
    desk.uow.audit.append("message_released", desk.now, filed.case_ref, by=who.by, number=number)
    return f"message {number} is dealt with as a request"


def _countable(number: int, received: date, desk: Desk) -> None:
    """Refuse a day of receipt from which no time limit can be counted, and say what to do."""
    if received > desk.today:
        raise DecisionError(f"{long_date(received)} is still to come")
    why = uncountable(number, received, desk)
    if why:
        raise DecisionError(why)


def file_under(number: int, reference: str, who: Decider, desk: Desk) -> str:
    """File a held message under a case, which keeps it."""
    filed = desk.uow.inbox.get(number)
    file = desk.files.load(reference)
    if filed is None or filed.state != "held":
        raise DecisionError(f"message {number} does not wait: foibot held list shows what does")
    if file is None:
        raise DecisionError(f"there is no case {reference}")
    note = events.Noted(f"Message {number} was filed here by {who.by}")
    desk.files.record(file, note, actor=who.by, message=filed.identity)
    accepted_as_answer(filed.identity, number, who, desk)
    desk.uow.inbox.file_under(number, reference, desk.now)
    return f"message {number} is filed under {reference}"
