"""Held messages: a person releases one, files it under a case, or leaves it."""

from __future__ import annotations

import re

from foibot.case import events
from foibot.handlers.consultees import accepted_as_answer
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.triaging import released_mark
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


def release(number: int, who: Decider, desk: Desk) -> str:
    """Open a case for a held message, as a request: a person said that it is one."""
    filed = desk.uow.inbox.get(number)
    if filed is None or filed.state != "held":
        raise DecisionError(f"message {number} does not wait: foibot held list shows what does")
    desk.uow.inbox.release(number)
    desk.uow.state.set_own(released_mark(filed.identity), who.by)
    desk.uow.audit.append("message_released", desk.now, filed.case_ref, by=who.by, number=number)
    return f"message {number} is dealt with as a request"


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
