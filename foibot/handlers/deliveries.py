"""What became of our mails: letters that went out close their questions, failures are told."""

from __future__ import annotations

from foibot.case import events
from foibot.case.events import ResponseQueued
from foibot.case.lifecycle import standing
from foibot.case.model import Status
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.telling import tell
from foibot.letter.governance import AlertKind
from foibot.store.outbox import State


def record_deliveries(desk: Desk) -> int:
    """Record letters that were accepted, and tell of mails refused for good; the caller commits."""
    changed = 0
    for row in desk.uow.cases.with_status(Status.APPROVED.value):
        file = desk.files.load(row.reference)
        changed += file is not None and _settle(file, desk)
    for failed in desk.uow.outbox.in_state(State.FAILED):
        file = desk.files.load(failed.case_ref) if failed.case_ref else None
        what = f"The {failed.kind} to {failed.recipient} was refused by the mail server"
        reply = (failed.last_reply or "no reason was given",)
        choices = ("release (to try again)",)
        desk.alert(AlertKind.UNDELIVERED, file, what, reply, choices, subject=failed.key)
    for held in desk.uow.outbox.in_state(State.HELD):
        file = desk.files.load(held.case_ref) if held.case_ref else None
        what = f"It is not known whether the {held.kind} to {held.recipient} arrived"
        known = (held.last_reply or "", "It has enclosures and is never sent twice by itself.")
        choices = ("release (to send it again)",)
        desk.alert(AlertKind.UNDELIVERED, file, what, known, choices, subject=held.key)
    tell(desk)
    return changed


def _settle(file: CaseFile, desk: Desk) -> bool:
    """Record that the letter of an approved case went out, or was refused."""
    queued = next(
        (e.fact for e in reversed(standing(file.history)) if isinstance(e.fact, ResponseQueued)),
        None,
    )
    row = desk.uow.outbox.get(queued.key) if queued else None
    if queued is None or row is None:
        return False
    if row.state == State.SENT and row.sent_at is not None:
        desk.files.record(file, events.ResponseSent(queued.key, queued.items, row.sent_at))
        return True
    if row.state in {State.FAILED, State.CANCELLED}:
        why = row.last_reply or "stopped by a person"
        desk.files.record(file, events.ResponseFailed(queued.key, queued.items, why))
        return True
    return False
