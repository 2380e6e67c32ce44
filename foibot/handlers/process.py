"""PROCESS: new messages -> cases, events and mails; each message's effects in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from foibot.handlers.arrival import Arrival, Opened, Reader, Unreadable
from foibot.handlers.belonging import belonging
from foibot.handlers.desk import Desk
from foibot.handlers.dispatch import HANDLERS
from foibot.handlers.hold import hold_unreadable, hold_worn_out
from foibot.handlers.office import Office
from foibot.handlers.telling import tell
from foibot.handlers.triaging import facts_of, thread_of
from foibot.store.errors import StaleCaseError
from foibot.store.inbox import Outcome, Waiting
from foibot.store.unit_of_work import UnitOfWork
from foibot.triage.chain import triage

log = logging.getLogger(__name__)
BATCH = 50
# A message larger than this is not brought into memory whole.
IN_MEMORY = 8 << 20

Open = Callable[[], AbstractContextManager[UnitOfWork]]
Read = tuple[Waiting, Opened | Unreadable]


def process(
    open_uow: Open, office: Office, reader: Reader, now: datetime, worker: str, limit: int = BATCH
) -> int:
    """Handle up to *limit* new messages, the oldest first; return how many were claimed."""
    with open_uow() as uow:
        for worn in uow.inbox.worn_out():
            hold_worn_out(worn, Desk(uow, office, now))
        claimed = uow.inbox.claim_new(limit, worker, now)
        raws = [_raw(one, uow) for one in claimed]
        uow.commit()
    if not claimed:
        return 0
    read: list[Read] = [(one, reader.open(raw)) for one, raw in zip(claimed, raws, strict=True)]
    try:
        _handle(read, open_uow, office, reader, now)
    except (DBAPIError, StaleCaseError):
        raise
    except Exception:
        # One bad message must not take the others of its batch with it: each by itself.
        log.exception("batch_failed", extra={"messages": len(read)})
        for one in read:
            _handle_alone(one, open_uow, office, reader, now)
    return len(claimed)


def _raw(waiting: Waiting, uow: UnitOfWork) -> bytes | Path:
    path = uow.content.raw_path(waiting.sha256)
    if path is not None and uow.content.raw_size(waiting.sha256) > IN_MEMORY:
        return path
    return uow.content.raw(waiting.sha256)


def _handle(
    read: Sequence[Read], open_uow: Open, office: Office, reader: Reader, now: datetime
) -> None:
    with open_uow() as uow:
        for waiting, opened in read:
            handle(waiting, opened, Desk(uow, office, now), reader)
        uow.commit()


def _handle_alone(one: Read, open_uow: Open, office: Office, reader: Reader, now: datetime) -> None:
    try:
        _handle([one], open_uow, office, reader, now)
    except (DBAPIError, StaleCaseError):
        raise
    except Exception as error:
        log.exception("message_failed", extra={"identity": one[0].identity[:16]})
        with open_uow() as uow:
            uow.inbox.fail(one[0].id, f"{type(error).__name__}: {error}")
            uow.commit()


def handle(waiting: Waiting, opened: Opened | Unreadable, desk: Desk, reader: Reader) -> None:
    """Decide what a message is and do what follows; the caller commits."""
    if isinstance(opened, Unreadable):
        hold_unreadable(waiting, opened.reason, desk)
        return
    context = belonging(opened.message, desk.uow, desk.office)
    thread = thread_of(context, waiting, desk)
    arrival = Arrival(waiting, opened, reader.understand(opened, thread), context)
    verdict = triage(facts_of(arrival, thread, desk), desk.office.chain)
    result = HANDLERS[verdict.disposition](arrival, desk, verdict)
    outcome = Outcome(
        kind=arrival.reading.kind.value,
        disposition=verdict.disposition.value,
        rule=verdict.hit,
        case_ref=result.case,
        reading=result.reading,
    )
    if result.held:
        desk.uow.inbox.hold(waiting.id, result.held, desk.now, outcome)
    else:
        desk.uow.inbox.finish(waiting.id, outcome, desk.now)
    tell(desk)
    log.info(
        "message_processed",
        extra={
            "identity": waiting.identity[:16],
            "as": verdict.disposition.value,
            "rule": verdict.hit,
            "case": result.case,
        },
    )
