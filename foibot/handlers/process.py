"""PROCESS: new messages -> cases, events and mails; each message's effects in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from foibot.clock.calendar import CalendarError
from foibot.handlers.ahead import look_ahead
from foibot.handlers.arrival import Arrival, Context, Opened, Reader, Unreadable
from foibot.handlers.asked import sent_text
from foibot.handlers.belonging import belonging
from foibot.handlers.besides import open_besides
from foibot.handlers.copies import same_as, soft_identity
from foibot.handlers.desk import Desk
from foibot.handlers.dispatch import HANDLERS
from foibot.handlers.hold import hold_uncountable, hold_unreadable, hold_worn_out
from foibot.handlers.machine import is_of_the_machine
from foibot.handlers.office import Office
from foibot.handlers.telling import tell
from foibot.handlers.triaging import facts_of, thread_of
from foibot.message.repeated import without_ours
from foibot.store.errors import StaleCaseError
from foibot.store.inbox import Outcome, Waiting
from foibot.store.unit_of_work import UnitOfWork
from foibot.triage.chain import triage

log = logging.getLogger(__name__)
BATCH = 50
# Messages, and bytes of them, that are read together and handled in one transaction: fifty as they
# come every day, a dozen of those as long as anybody reads, so that others can write meanwhile.
# Beside other workers each has its own: the next reference is locked from the opening of a case to
# the commit.
TOGETHER = 50
TOGETHER_BYTES = 512 << 10

# PostgreSQL's SQLSTATE class 40: one of two transactions was rolled back, and may simply go again.
DEADLOCK_OR_SERIALISATION = frozenset({"40P01", "40001"})
MOST_ATTEMPTS = 3

GONE = Unreadable("the file is gone; restore it from the newest backup")

Open = Callable[[], AbstractContextManager[UnitOfWork]]
Raw = tuple[Waiting, bytes | Path]
Read = tuple[Waiting, Opened | Unreadable]


def process(
    open_uow: Open, office: Office, reader: Reader, now: datetime, worker: str, limit: int = BATCH
) -> int:
    """Handle up to *limit* new messages, the oldest first; return how many were claimed."""
    with open_uow() as uow:
        for worn in uow.inbox.worn_out(worker, now):
            hold_worn_out(worn, Desk(uow, office, now))
        claimed = uow.inbox.claim_new(limit, worker, now)
        raws = _raws(claimed, uow)
        together = TOGETHER if uow.is_alone else 1
        uow.commit()
    if not claimed:
        return 0
    batch = _Batch(open_uow, office, reader, now, worker)
    there: list[Raw] = []
    for one, raw in zip(claimed, raws, strict=True):
        if isinstance(raw, Unreadable):
            batch.handle_alone((one, raw))
        else:
            there.append((one, raw))
    try:
        for read in _read_ahead(there, reader, together) if there else ():
            batch.handle_all(read)
    except (DBAPIError, OSError) as error:
        if is_of_the_machine(error):
            _uncount(open_uow, worker)
        raise
    return len(claimed)


def _uncount(open_uow: Open, worker: str) -> None:
    """Take back that messages were tried; where not even that can be written it stands."""
    with suppress(DBAPIError, OSError), open_uow() as uow:
        uow.inbox.release_claims(worker, uncounted=1)
        uow.commit()


def _read_ahead(waiting: Sequence[Raw], reader: Reader, together: int) -> Iterator[list[Read]]:
    """Yield messages read, some at a time; while those are handled the child reads the next."""
    portions = list(_portions(waiting, together))
    ahead = reader.open_ahead([raw for _, raw in portions[0]])
    for portion, following in zip_longest(portions, portions[1:]):
        opened = ahead.result()
        if following is not None:
            ahead = reader.open_ahead([raw for _, raw in following])
        yield [(one, read) for (one, _), read in zip(portion, opened, strict=True)]


def _portions(waiting: Sequence[Raw], together: int) -> Iterator[list[Raw]]:
    """Yield *waiting* in order, few enough for a short transaction, small enough for memory."""
    portion: list[Raw] = []
    size = 0
    for one in waiting:
        own = one[1].stat().st_size if isinstance(one[1], Path) else len(one[1])
        if portion and (len(portion) == together or size + own > TOGETHER_BYTES):
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += own
    if portion:
        yield portion


def _raws(waiting: Sequence[Waiting], uow: UnitOfWork) -> list[bytes | Path | Unreadable]:
    """Return what messages are made of; what lies in a file the child alone brings into memory."""
    paths = {one.sha256: uow.content.raw_path(one.sha256) for one in waiting}
    raws = uow.content.raws([sha256 for sha256, path in paths.items() if path is None])
    # One file that is gone must not keep all other messages from being read (P5).
    there: dict[str, bytes | Path] = raws | {one: path for one, path in paths.items() if path}
    return [there.get(one.sha256, GONE) for one in waiting]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What messages that were read are handled with."""

    open_uow: Open
    office: Office
    reader: Reader
    now: datetime
    worker: str

    def handle_all(self, read: Sequence[Read]) -> None:
        """Handle messages together, or each by itself where that fails."""
        # What costs most is done before anything is locked.
        ready = [self.reader.prepare(opened) for _, opened in read if isinstance(opened, Opened)]
        try:
            self.handle(read, [question for questions in ready for question in questions])
        except Exception as error:
            if is_of_the_machine(error) or (isinstance(error, DBAPIError) and not passes(error)):
                raise
            # One bad message must not take the others with it.
            log.exception("batch_failed", extra={"messages": len(read)})
            for one in read:
                self.handle_alone(one)

    def handle(self, read: Sequence[Read], questions: Sequence[str] = ()) -> None:
        """
        Handle messages in one transaction; those that another worker took meanwhile are his.

        *questions* are those that were found in them.
        """
        with self.open_uow() as uow:
            ours = uow.inbox.still_ours([waiting.id for waiting, _ in read], self.worker)
            mine = [(waiting, opened) for waiting, opened in read if waiting.id in ours]
            softs = {waiting.id: _soft(opened) for waiting, opened in mine}
            names = {*filter(None, softs.values())}
            look_ahead([waiting for waiting, _ in mine], names, questions, uow)
            for waiting, opened in mine:
                desk = Desk(uow, self.office, self.now)
                handle(waiting, opened, softs[waiting.id], desk, self.reader)
            uow.commit()

    def handle_alone(self, one: Read) -> None:
        """Handle one message; what it fails by is noted, and it is tried again later."""
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                self.handle([one])
                return
            except Exception as error:
                if attempt < MOST_ATTEMPTS and passes(error):
                    continue
                if isinstance(error, DBAPIError | StaleCaseError) or is_of_the_machine(error):
                    raise
                log.exception("message_failed", extra={"identity": one[0].identity[:16]})
                self._note_failure(one[0], error)
                return

    def _note_failure(self, waiting: Waiting, error: Exception) -> None:
        with self.open_uow() as uow:
            dated = isinstance(error, CalendarError)
            if not (dated and hold_uncountable(waiting, Desk(uow, self.office, self.now))):
                uow.inbox.fail(waiting.id, f"{type(error).__name__}: {error}")
            uow.commit()


def passes(error: Exception) -> bool:
    """Return whether two workers stood in each other's way: the same works a moment later."""
    if isinstance(error, DBAPIError):
        return getattr(error.orig, "sqlstate", None) in DEADLOCK_OR_SERIALISATION
    return isinstance(error, StaleCaseError)


def _soft(opened: Opened | Unreadable) -> str | None:
    """Return the name of what a message says, where it could be read."""
    return soft_identity(opened.message) if isinstance(opened, Opened) else None


def _without_ours(opened: Opened, context: Context, desk: Desk) -> Opened:
    """Return what a requester wrote without what stands in our mail that is answered."""
    file = desk.files.load(context.case) if context.case and context.answers else None
    if file is None:
        return opened
    theirs = [item.question.text for item in file.case.items]
    ours = sent_text(context.answers[0], desk)
    return replace(opened, message=without_ours(opened.message, ours, theirs))


def handle(
    waiting: Waiting, opened: Opened | Unreadable, soft: str | None, desk: Desk, reader: Reader
) -> None:
    """
    Decide what a message is and do what follows; the caller commits.

    *soft* is the name of what it says (P4).
    """
    if isinstance(opened, Unreadable):
        hold_unreadable(waiting, opened.reason, desk)
        return
    context = replace(
        belonging(opened.message, desk.uow, desk.office), same_as=same_as(soft, waiting, desk.uow)
    )
    thread = thread_of(context, waiting, desk)
    opened = _without_ours(opened, context, desk)
    arrival = Arrival(waiting, opened, reader.understand(opened, thread), context)
    verdict = triage(facts_of(arrival, thread, desk), desk.office.chain)
    result = HANDLERS[verdict.disposition](arrival, desk, verdict)
    open_besides(arrival, desk, verdict)
    outcome = Outcome(
        kind=arrival.reading.kind.value,
        disposition=verdict.disposition.value,
        rule=verdict.hit,
        case_ref=result.case,
        reading=result.reading,
        soft_identity=soft,
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
