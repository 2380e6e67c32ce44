"""What became of our mails: letters that went out close their questions, failures are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from foibot.case import events
from foibot.case.events import ResponseQueued
from foibot.case.lifecycle import standing
from foibot.case.model import Status
from foibot.handlers.alerts import News, alert_key
from foibot.handlers.by_post import answer_to_post
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.nothing_due import LETTERS
from foibot.handlers.office import Office
from foibot.handlers.telling import tell
from foibot.handlers.trouble import VERBS
from foibot.letter.governance import AlertKind
from foibot.store.outbox import OutboxRow, State
from foibot.store.unit_of_work import UnitOfWork


def on_sent(uow: UnitOfWork, office: Office, row: OutboxRow, now: datetime) -> None:
    """Record, in the transaction that records the sending, what follows from it."""
    if row.kind in LETTERS and row.case_ref:
        desk = Desk(uow, office, now)
        file = desk.files.load(row.case_ref)
        if file is not None:
            _settle(file, desk)
            tell(desk)


def _have_posted(file: CaseFile, desk: Desk) -> None:
    """Tell governance of an answer that a colleague has to post."""
    told = answer_to_post(file, desk.people)
    if told is not None:
        kind, what, details = told
        desk.alert(kind, file, what, details)


def on_failed(uow: UnitOfWork, office: Office, row: OutboxRow, reply: str, now: datetime) -> None:
    """Tell governance of a mail that was refused for good, or whose fate stays unknown (P8)."""
    desk = Desk(uow, office, now)
    file = desk.files.load(row.case_ref) if row.case_ref else None
    if file is not None and row.kind in LETTERS:
        _settle(file, desk)
    if row.kind != "alert":
        kind, what, choice = _failure(uow, row)
        for key in _told_in(row, reply, desk):
            uow.outbox.revive(key, now)
        desk.alert(kind, file, what, (reply,), (choice,), subject=row.key)
    tell(desk)


def on_barred(
    uow: UnitOfWork, office: Office, told: Sequence[tuple[str, str]], why: str, now: datetime
) -> None:
    """
    Tell governance that the mail server takes no mail of ours (P8).

    Of mails, by their keys, it was *told* too soon that they were refused: what waits of it stops.
    """
    desk = Desk(uow, office, now)
    for mail, reply in told:
        row = uow.outbox.get(mail)
        for key in _told_in(row, reply, desk) if row else ():
            uow.outbox.cancel(key, now)
    desk.alert(AlertKind.TROUBLE, None, VERBS["deliver"], (why,), subject="service")
    tell(desk)


def _told_in(row: OutboxRow, reply: str, desk: Desk) -> list[str]:
    """Return the keys of the alerts that tell of a mail that did not surely arrive."""
    kind, what, _ = _failure(desk.uow, row)
    key = alert_key(News(kind, None, what, (reply,), (), row.key))
    return [desk.to_staff(lead, key).key for lead in desk.people.leads]


def _failure(uow: UnitOfWork, row: OutboxRow) -> tuple[AlertKind, str, str]:
    """Return what is told of a mail that did not surely arrive, and what may be replied."""
    current = uow.outbox.get(row.key)
    if current is not None and current.state == State.HELD:
        what = f"It is not known whether the {row.kind} to {row.recipient} arrived"
        return AlertKind.UNCERTAIN, what, "release (to send it again, at the risk of a second copy)"
    what = f"The {row.kind} to {row.recipient} was refused by the mail server"
    return AlertKind.UNDELIVERED, what, "release (to send it again)"


def record_deliveries(desk: Desk) -> int:
    """Record letters that went out, in case a hook missed them; return how many."""
    rows = desk.uow.cases.with_status(Status.APPROVED.value)
    files = [file for row in rows if (file := desk.files.load(row.reference)) is not None]
    return sum(_settle(file, desk) for file in files)


def _settle(file: CaseFile, desk: Desk) -> bool:
    """Record that the letter of an approved case went out, or was refused."""
    queued = next(
        (e.fact for e in reversed(standing(file.history)) if isinstance(e.fact, ResponseQueued)),
        None,
    )
    if queued is None:
        return False
    rows = [desk.uow.outbox.get(key) for key in (queued.key, *queued.more)]
    sent = [row.sent_at for row in rows if row and row.state == State.SENT and row.sent_at]
    if len(sent) == len(rows):
        # A letter in several mails has gone when the last of them has (DAY-10).
        desk.files.record(file, events.ResponseSent(queued.key, queued.items, max(sent)))
        _have_posted(file, desk)
        return True
    stopped = next((row for row in rows if row and row.state in STOPPED), None)
    if stopped is None:
        return False
    for row in rows:
        if row is not None and row.state == State.QUEUED:
            desk.uow.outbox.cancel(row.key, desk.now)
    why = stopped.last_reply or "stopped by a person"
    desk.files.record(file, events.ResponseFailed(queued.key, queued.items, why))
    return True


STOPPED = frozenset({State.FAILED, State.CANCELLED})
