"""The messages that came in: stored once, claimed, and finished, held or failed."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.arrivals import Arrival, earliest
from foibot.store.columns import constant
from foibot.store.grouping import Grouping
from foibot.store.tables import location, message

MOST_TRIES = 3  # of a message that failed, or that each time took its child or us with it (P5)
CLAIM_LASTS = timedelta(minutes=5)
ROWS = 1000  # that are brought from the database at a time


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as the database knows it."""

    id: int
    identity: str
    sha256: str
    message_id: str | None
    received_at: datetime
    received_on: date
    junk: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A message with what was made of it."""

    id: int
    identity: str
    sha256: str
    message_id: str | None
    received_at: datetime
    received_on: date
    junk: bool
    tries: int
    state: str  # new | done | held
    kind: str | None
    disposition: str | None
    rule: str | None
    case_ref: str | None
    reading: Mapping[str, object] | None
    held_reason: str | None
    error: str | None
    processed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of a message: written to its row when it is finished."""

    kind: str
    disposition: str
    rule: str
    case_ref: str | None = None
    reading: Mapping[str, object] | None = None
    soft_identity: str | None = None


# Made once: to build a statement costs more than to run it.
FINISH = (
    update(message)
    .where(message.c.id == bindparam("number"), message.c.authority == bindparam("owner"))
    .values(
        state="done",
        kind=bindparam("new_kind"),
        disposition=bindparam("new_disposition"),
        rule=bindparam("new_rule"),
        case_ref=bindparam("new_case"),
        reading=bindparam("new_reading"),
        soft_identity=bindparam("new_soft"),
        processed_at=bindparam("at"),
        held_reason=None,
        claimed_by=None,
        claimed_until=None,
    )
)
FILED = [message.c[name] for name in Filed.__dataclass_fields__]
SAME = (
    select(*FILED)
    .where(message.c.authority == bindparam("owner"), message.c.soft_identity == bindparam("soft"))
    .order_by(message.c.received_at, message.c.id)
    .limit(1000)
)
# An expression, not the column: for many names SQLite would rather read all of the authority's.
SAID = (
    select(message.c.soft_identity)
    .where(
        message.c.authority.concat("") == bindparam("owner"),
        message.c.soft_identity.in_(bindparam("softs", expanding=True)),
    )
    .distinct()
)
STILL_OURS = (
    select(message.c.id)
    .where(
        message.c.authority == bindparam("owner"),
        message.c.id.in_(bindparam("numbers", expanding=True)),
        message.c.state == constant("new"),
        message.c.claimed_by == bindparam("worker"),
    )
    .order_by(message.c.id)
    .with_for_update()
)
WORN_OUT = message.c.tries >= MOST_TRIES


class Inbox:
    """The inbox of one authority."""

    def __init__(self, connection: Grouping, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._unsaid: set[str] = set()  # soft identities of no message so far

    # ---- collect

    def unknown(self, folder: str, uidvalidity: int, uids: Iterable[int]) -> Sequence[int]:
        """
        Return which of *uids*, the lowest first, are not stored yet.

        Those that are stored pass by in order: a mailbox of 100,000 takes no memory (P21).
        """
        query = (
            select(location.c.uid)
            .where(
                location.c.authority == self._authority,
                location.c.folder == folder,
                location.c.uidvalidity == uidvalidity,
            )
            .order_by(location.c.uid)
        )
        # Closed where it is left: what is behind the last of *uids* is not asked for.
        with self._connection.execute(query, execution_options={"yield_per": ROWS}) as stored:
            return array("q", _not_among(uids, iter(stored.scalars())))

    def add(self, arrivals: Sequence[Arrival], at: datetime) -> int:
        """Store copies and, for each identity not seen before, its message; return how many new."""
        if not arrivals:
            return 0
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        before = self._ids({one.identity for one in arrivals})
        fresh = earliest(one for one in arrivals if one.identity not in before)
        if fresh:
            rows = [
                {
                    "authority": self._authority,
                    "identity": one.identity,
                    "sha256": one.sha256,
                    "message_id": one.message_id,
                    "received_at": one.internaldate,
                    "received_on": one.received_on,
                    "junk": one.junk,
                    "state": "new" if one.answer else "done",
                    "rule": None if one.answer else "answer-from",
                }
                for one in fresh
            ]
            self._connection.execute(dialect.insert(message).on_conflict_do_nothing(), rows)
        ids = before | self._ids({one.identity for one in fresh})
        places = [
            {
                "authority": self._authority,
                "folder": one.folder,
                "uidvalidity": one.uidvalidity,
                "uid": one.uid,
                "message": ids[one.identity],
                "internaldate": one.internaldate,
                "seen_at": at,
            }
            for one in arrivals
        ]
        self._connection.execute(dialect.insert(location).on_conflict_do_nothing(), places)
        self._earlier_copies(arrivals, before)
        return len(fresh)

    def _ids(self, identities: Iterable[str]) -> dict[str, int]:
        wanted = list(identities)
        if not wanted:
            return {}
        query = select(message.c.identity, message.c.id).where(
            message.c.authority == self._authority, message.c.identity.in_(wanted)
        )
        return {row.identity: row.id for row in self._connection.execute(query)}

    def _earlier_copies(self, arrivals: Sequence[Arrival], before: Mapping[str, int]) -> None:
        """A copy with an earlier receipt sets it, and one outside Junk rescues, while unread."""
        for one in arrivals:
            if one.identity not in before:
                continue
            of_it = and_(message.c.id == before[one.identity], message.c.state == constant("new"))
            earlier = and_(of_it, message.c.received_at > one.internaldate)
            values = {"received_at": one.internaldate, "received_on": one.received_on}
            self._connection.execute(update(message).where(earlier).values(**values))
            if not one.junk:
                rescued = and_(of_it, message.c.junk)
                self._connection.execute(update(message).where(rescued).values(junk=False))

    # ---- process

    def claim_new(self, limit: int, worker: str, now: datetime) -> list[Waiting]:
        """
        Return up to *limit* new messages, oldest first, now tried once more by *worker*.

        Commit before working on them: a message that kills the process must be seen to have been
        tried.  One that was tried before comes alone, so that it cannot take others with it.
        """
        free = _free(worker, now)
        untried = self._new().where(message.c.tries == 0, free).limit(limit)
        rows = self._connection.execute(untried.with_for_update(skip_locked=True)).all()
        if not rows:
            # Whoever kills us kills whatever we are at: it takes its turn after all others.
            again = self._new(message.c.tries).where(message.c.tries > 0, not_(WORN_OUT), free)
            again = again.limit(1)
            rows = self._connection.execute(again.with_for_update(skip_locked=True)).all()
        if rows:
            ids = [row.id for row in rows]
            values = {"claimed_by": worker, "claimed_until": now + CLAIM_LASTS}
            statement = update(message).where(message.c.id.in_(ids))
            self._connection.execute(statement.values(tries=message.c.tries + 1, **values))
        return [replace(_waiting(row), tries=row.tries + 1) for row in rows]

    def still_ours(self, numbers: Sequence[int], worker: str) -> set[int]:
        """
        Return which messages are still new and claimed by *worker*, locked until the commit.

        A worker that stalled beyond its claim must not do again what another has done since.
        """
        values = {"owner": self._authority, "numbers": list(numbers), "worker": worker}
        return set(self._connection.execute(STILL_OURS, values).scalars())

    def claimants(self) -> set[str]:
        """Return the names of those who hold claims on new messages."""
        query = select(message.c.claimed_by).where(
            message.c.authority == self._authority,
            message.c.state == constant("new"),
            message.c.claimed_by.is_not(None),
        )
        return set(self._connection.execute(query.distinct()).scalars())

    def worn_out(self, worker: str, now: datetime) -> list[Waiting]:
        """Return new messages that were tried too often: hold them and tell a person."""
        query = self._new().where(WORN_OUT, _free(worker, now)).limit(100)
        return [_waiting(row) for row in self._connection.execute(query)]

    def _new(self, *first: ColumnElement[int]) -> Select[tuple[object, ...]]:
        columns = [message.c[name] for name in Waiting.__dataclass_fields__]
        query = select(*columns).where(
            message.c.authority == self._authority, message.c.state == constant("new")
        )
        return query.order_by(*first, message.c.received_at, message.c.id)

    def release_claims(self, worker: str, uncounted: int = 0) -> None:
        """Give back what *worker* had claimed; so many tries were not the fault of any message."""
        mine = (message.c.authority == self._authority, message.c.claimed_by == worker)
        statement = update(message).where(*mine, message.c.state == constant("new"))
        values = {"claimed_by": None, "claimed_until": None}
        self._connection.execute(statement.values(tries=message.c.tries - uncounted, **values))

    def finish(self, number: int, outcome: Outcome, now: datetime) -> None:
        """Write what was made of message *number*; it is done."""
        self._unsaid.discard(outcome.soft_identity or "")
        values = {
            "number": number,
            "owner": self._authority,
            "new_kind": outcome.kind,
            "new_disposition": outcome.disposition,
            "new_rule": outcome.rule,
            "new_case": outcome.case_ref,
            "new_reading": outcome.reading,
            "new_soft": outcome.soft_identity,
            "at": now,
        }
        self._connection.later("message", FINISH, [values])

    def hold(self, number: int, reason: str, now: datetime, outcome: Outcome | None = None) -> None:
        """Keep message *number* for a person, who is told *reason*."""
        if outcome is not None:
            self.finish(number, outcome, now)
        self._set(number, state="held", held_reason=reason, processed_at=now)

    def fail(self, number: int, error: str) -> None:
        """Note that this try of message *number* failed; it is tried again, or is worn out."""
        self._set(number, error=error[:2000])

    def release(self, number: int, **receipt: datetime | date) -> None:
        """Put a held message back, as if just arrived; *receipt* where a person corrects that."""
        self._set(number, state="new", held_reason=None, tries=0, error=None, **receipt)

    def file_under(self, number: int, reference: str, now: datetime) -> None:
        """A person says which case message *number* belongs to; it is done."""
        self._set(number, state="done", case_ref=reference, held_reason=None, processed_at=now)

    def _set(self, number: int, **values: object) -> None:
        statement = update(message).where(
            message.c.authority == self._authority, message.c.id == number
        )
        values = {"claimed_by": None, "claimed_until": None} | values
        self._connection.execute(statement.values(**values))

    # ---- questions about the past

    def get(self, number: int) -> Filed | None:
        """Return message *number*, or None."""
        return next(iter(self._filed(message.c.id == number)), None)

    def by_identity(self, identity: str) -> Filed | None:
        """Return the message of *identity*, or None."""
        return next(iter(self._filed(message.c.identity == identity)), None)

    def by_message_id(self, message_id: str) -> list[Filed]:
        """Return the messages that carry *message_id*."""
        return self._filed(message.c.message_id == message_id)

    def by_soft_identity(self, soft: str) -> list[Filed]:
        """Return the messages that say the same though their bytes differ (P4)."""
        if soft in self._unsaid:
            return []
        values = {"owner": self._authority, "soft": soft}
        return [Filed(*row) for row in self._connection.execute(SAME, values).all()]

    def look_ahead(self, softs: Collection[str]) -> None:
        """Ask together for which of *softs* there are messages, before each is asked for."""
        values = {"owner": self._authority, "softs": list(softs)}
        said = set(self._connection.execute(SAID, values).scalars()) if softs else set()
        self._unsaid |= set(softs) - said

    def of_case(self, reference: str) -> list[Filed]:
        """Return the messages that belong to a case, oldest first."""
        return self._filed(message.c.case_ref == reference)

    def held(self, limit: int = 1000) -> list[Filed]:
        """Return what waits for a person, oldest first."""
        return self._filed(message.c.state == constant("held"), limit=limit)

    def _filed(self, *where: ColumnElement[bool], limit: int = 1000) -> list[Filed]:
        query = select(*FILED).where(message.c.authority == self._authority, *where)
        query = query.order_by(message.c.received_at, message.c.id).limit(limit)
        return [Filed(*row) for row in self._connection.execute(query).all()]

    def newest(self) -> Filed | None:
        """Return the message that was stored last, or None."""
        latest = select(func.max(message.c.id)).where(message.c.authority == self._authority)
        return next(iter(self._filed(message.c.id == latest.scalar_subquery())), None)

    def counts(self) -> dict[str, int]:
        """Return how many messages are in each state."""
        query = (
            select(message.c.state, func.count())
            .where(message.c.authority == self._authority)
            .group_by(message.c.state)
        )
        return dict(self._connection.execute(query).tuples().all())


def _not_among(uids: Iterable[int], stored: Iterator[int]) -> Iterator[int]:
    """Yield those of *uids* that are not among *stored*, both in order."""
    at = next(stored, None)
    for uid in uids:
        while at is not None and at < uid:
            at = next(stored, None)
        if uid != at:
            yield uid


def _free(worker: str, now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody but *worker* is at a message."""
    return or_(
        message.c.claimed_until.is_(None),
        message.c.claimed_until < now,
        message.c.claimed_by == worker,
    )


def _waiting(row: object) -> Waiting:
    return Waiting(**{name: getattr(row, name) for name in Waiting.__dataclass_fields__})
