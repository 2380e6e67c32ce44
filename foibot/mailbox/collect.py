"""The verb collect: whatever the mailbox holds and we do not is stored as it is (P1 to P4)."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from foibot.mailbox.doubts import NO_ANSWER, Doubts
from foibot.mailbox.identity import Identity, IdentityHasher, identity
from foibot.mailbox.protocol import Folder, Mailbox, MailboxError, Outline
from foibot.store.arrivals import Arrival
from foibot.store.content import IN_ROW, Stored, adopt, new_temporary, write_file
from foibot.store.errors import StoreError
from foibot.store.rescued import rescue
from foibot.store.state import LAST_CLOCK
from foibot.store.unit_of_work import reading, unit_of_work

log = logging.getLogger(__name__)
LONDON = ZoneInfo("Europe/London")
# Messages at a time: a list of UIDs must fit on a line of the protocol, and on the way it is asked
# whether to go on.
PAGE = 500
BATCH = 50  # messages a transaction
BATCH_BYTES = 8 * 1024 * 1024
LARGE = 1024 * 1024  # from here on a message goes to disk piece by piece
# One message that the server does not give stops nothing (P5); so many in a row are an outage.
MOST_IN_A_ROW = 5
AHEAD = timedelta(days=1)  # so far two clocks may differ; what is dated later cannot be right


@dataclass(frozen=True, slots=True)
class Place:
    """Where collected mail goes, and for whom."""

    engine: Engine
    authority: str
    files: Path
    answer_from: date | None = None
    reserve: int = 0  # bytes of disk that must stay free


@dataclass(slots=True)
class Collected:
    """What one pass found: *more* when it was stopped before the end."""

    stored: int = 0
    copies: int = 0
    more: bool = False
    missing: tuple[str, ...] = ()
    held_by_folder: dict[str, int] = field(default_factory=dict)
    error: str = ""  # what the server shows and does not give


def always() -> bool:
    """Go on."""
    return True


def collect(
    mailbox: Mailbox,
    place: Place,
    now: datetime,
    *,
    go: Callable[[], bool] = always,
    doubts: Doubts | None = None,
) -> Collected:
    """
    Store every message that is new to us, as long as *go* says so; return how many there were.

    However many there are, they are listed once and only their UIDs are in memory (P21).
    """
    result = Collected()
    doubts = Doubts() if doubts is None else doubts
    for folder in mailbox.folders():
        listing = mailbox.listing(folder.name)
        result.held_by_folder[folder.name] = len(listing.uids)
        doubts.keep(folder.name, listing.uidvalidity, listing.uids)
        with reading(place.engine, place.authority, place.files) as uow:
            unknown = uow.inbox.unknown(folder.name, listing.uidvalidity, listing.uids)
        new = doubts.due(folder.name, listing.uidvalidity, unknown, now)
        for start in range(0, len(new), PAGE):
            result.more = result.more or not go()
            if result.more:
                break
            visit = _Visit(mailbox, place, folder, listing.uidvalidity, now, result, doubts)
            visit.take(new[start : start + PAGE])
    result.missing = tuple(mailbox.missing())
    result.error = doubts.told()
    return result


@dataclass(slots=True)
class _Visit:
    """Some messages of one folder during one pass."""

    mailbox: Mailbox
    place: Place
    folder: Folder
    uidvalidity: int
    now: datetime
    result: Collected
    doubts: Doubts
    done: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)  # one after another, with the reasons
    noted: set[int] = field(default_factory=set)

    def take(self, uids: Sequence[int]) -> None:
        """Store the messages *uids*; what was not given before is asked for alone, at the end."""
        good = [uid for uid in uids if not self._doubted(uid)]
        doubted = [uid for uid in uids if self._doubted(uid)]
        if good:
            self._take_all(good)
        for uid in doubted:
            self._take_all([uid])
        self._note_refused()
        for uid in uids:
            if uid not in self.done and uid not in self.noted:
                self._doubt(uid, NO_ANSWER)

    def _doubted(self, uid: int) -> bool:
        return self.doubts.doubted(self.folder.name, self.uidvalidity, uid)

    def _doubt(self, uid: int, why: str) -> None:
        self.doubts.add(self.folder.name, self.uidvalidity, uid, self.now, why)

    def _take_all(self, uids: Sequence[int]) -> None:
        """
        Store *uids*; when the server fails over them, find out by halves which it is.

        MailboxError when it is not one message but the server.
        """
        try:
            self._take_page(uids)
        except MailboxError as error:
            left = [uid for uid in uids if uid not in self.done]
            if len(left) > 1:
                for part in (left[: len(left) // 2], left[len(left) // 2 :]):
                    self.mailbox.listing(self.folder.name)
                    self._take_all(part)
            elif left:
                self._not_given(left[0], error)

    def _not_given(self, uid: int, error: MailboxError) -> None:
        self.refused[uid] = str(error.__cause__ or error)
        if len(self.refused) >= MOST_IN_A_ROW:
            raise error
        self.mailbox.listing(self.folder.name)

    def _note_refused(self) -> None:
        """The server gives others: it is about these messages."""
        for uid, why in self.refused.items():
            log.warning("message_not_given", extra={"folder": self.folder.name, "uid": uid})
            self._doubt(uid, why)
        self.noted |= self.refused.keys()
        self.refused.clear()

    def _take_page(self, uids: Sequence[int]) -> None:
        """Store the messages of *uids*, small ones together and large ones alone."""
        outlines = self.mailbox.outlines(uids)
        for batch in batches([one for one in outlines if one.size <= LARGE]):
            self._check_disk(sum(one.size for one in batch))
            contents = self.mailbox.contents([one.uid for one in batch])
            # What is not among the answers was moved or deleted meanwhile: gone for now; and what
            # has a size but no bytes is not what the server holds.
            given = [one for one in batch if one.uid in contents]
            there = [one for one in given if contents[one.uid] or not one.size]
            self._store([(one, contents[one.uid]) for one in there])
        for one in outlines:
            if one.size > LARGE:
                self._check_disk(one.size)
                self._store_large(one)

    def _check_disk(self, size: int) -> None:
        """Refuse to fetch what might fill the disk (P15)."""
        usage = shutil.disk_usage(existing(self.place.files))
        needed = 2 * size + min(self.place.reserve, usage.total // 10)
        if usage.free < needed:
            raise StoreError(
                f"{self.place.files}: the disk is nearly full ({usage.free // 2**20} MB free, "
                f"{needed // 2**20} MB needed); nothing is fetched until there is room"
            )

    def _store(self, messages: Sequence[tuple[Outline, bytes]]) -> None:
        kept = []
        for outline, content in messages:
            found = identity(content)
            if len(content) > IN_ROW:
                write_file(self.place.files, found.sha256, content)
            data = content if len(content) <= IN_ROW else None
            kept.append((outline, found, Stored(found.sha256, len(content), data)))
        self._commit(kept)

    def _store_large(self, outline: Outline) -> None:
        """Bring a large message to disk in pieces, so that memory does not grow with it (P21)."""
        hasher, size = IdentityHasher(), 0
        handle, temporary = new_temporary(self.place.files)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in self.mailbox.chunks(outline.uid):
                    hasher.feed(chunk)
                    size += len(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if size:
                found = hasher.result()
                adopt(self.place.files, Path(temporary), found.sha256)
                self._commit([(outline, found, Stored(found.sha256, size, None))])
        finally:
            Path(temporary).unlink(missing_ok=True)

    def _commit(self, kept: Sequence[tuple[Outline, Identity, Stored]]) -> None:
        if not kept:
            return
        with unit_of_work(self.place.engine, self.place.authority, self.place.files) as uow:
            clock = uow.state.get(LAST_CLOCK)
            last = datetime.fromisoformat(clock) if clock else self.now
            arrivals = [self._arrival(outline, found, last) for outline, found, _ in kept]
            uow.content.add_raw([stored for _, _, stored in kept], self.now)
            new = uow.inbox.add(arrivals, self.now)
            if new < len(arrivals):
                rescue(arrivals, uow, self.now)
            names = {
                name: arrival.internaldate
                for arrival, (_, found, _) in zip(arrivals, kept, strict=True)
                for name in (found.message_id, found.own_id)
                if name
            }
            for row in uow.outbox.find_by_message_id(list(names)):
                # Our own copy of a mail: proof that it went out.
                uow.outbox.mark_arrived(row.message_id, names[row.message_id])
            uow.commit()
        for outline, _, _ in kept:
            self.done.add(outline.uid)
            self.doubts.settle(self.folder.name, self.uidvalidity, outline.uid)
        self._note_refused()
        self.result.stored += new
        self.result.copies += len(kept) - new
        log.info(
            "messages_stored",
            extra={"folder": self.folder.name, "new": new, "copies": len(kept) - new},
        )

    def _arrival(self, outline: Outline, found: Identity, last: datetime) -> Arrival:
        received = receipt(outline.internaldate, self.now, last)
        day = received.astimezone(LONDON).date()
        start = self.place.answer_from
        return Arrival(
            folder=self.folder.name,
            uidvalidity=self.uidvalidity,
            uid=outline.uid,
            internaldate=received.astimezone(UTC),
            received_on=day,
            junk=self.folder.junk,
            identity=found.received(outline.internaldate),
            message_id=found.message_id,
            sha256=found.sha256,
            answer=start is None or day >= start,
        )


def receipt(stamp: datetime, now: datetime, last: datetime) -> datetime:
    """
    Return when a message was received that its server dates *stamp*: at the latest *now*.

    A person who copies mail from elsewhere may bring a date from the future with it.  A clock of
    ours that went back behind the *last* that was seen says nothing against the server's.
    """
    return now if stamp > now + AHEAD and now >= last else stamp


def batches(outlines: Sequence[Outline]) -> Iterator[list[Outline]]:
    """Yield *outlines* in order, few enough and small enough for one transaction each."""
    batch: list[Outline] = []
    size = 0
    for one in outlines:
        if batch and (len(batch) == BATCH or size + one.size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def existing(path: Path) -> Path:
    """Return *path*, or the nearest folder above it that exists."""
    while not path.exists():
        path = path.parent
    return path


@dataclass(frozen=True, slots=True)
class Tally:
    """One folder against the register: *unregistered* must be 0 after a pass (P2)."""

    folder: str
    messages: int
    unregistered: int


def reconcile(mailbox: Mailbox, place: Place) -> list[Tally]:
    """Return how every watched folder compares with the register; run nightly."""
    tallies = []
    for folder in mailbox.folders():
        listing = mailbox.listing(folder.name)
        with reading(place.engine, place.authority, place.files) as uow:
            unknown = uow.inbox.unknown(folder.name, listing.uidvalidity, listing.uids)
        tallies.append(Tally(folder.name, len(listing.uids), len(unknown)))
    return tallies
