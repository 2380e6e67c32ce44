"""Cases: their events, which are the truth, and the columns by which they are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from foibot.case.events import Event, Itemised, Opened, Undone
from foibot.case.model import Case, CaseItem
from foibot.case.serialise import decode_fact, encode_fact, fact_name
from foibot.store import tables
from foibot.store.counters import advance, advance_again, raise_to
from foibot.store.dates import Dates
from foibot.store.errors import StaleCaseError
from foibot.store.grouping import FIRST, Grouping
from foibot.store.similar import forget_items, index_items

ERASED = "erased"  # the status of a case whose file had its time (retention)
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a list shows it; the events hold everything else."""

    reference: str
    kind: str
    law: str
    status: str
    is_open: bool
    requester: str
    title: str
    received_at: datetime
    received_on: date
    due: date | None
    next_look: date | None
    closed_at: datetime | None
    opened_from: str
    review_of: str | None
    version: int
    calendar_version: str


# An expression, not the column: its index would lead through every case of the authority.
IN_ORDER = tables.case.c.reference.concat("")
# Facts that name the officer whom they concern.
TOLD_OF = ("Assigned", "MoreTimeDecided")
# After these an officer may go on with a question that rested.
MOVES_ON = ("ClarificationAnswered", "FeePaid", "Reopened", "Itemised")
CASE_COLUMNS = [tables.case.c[name] for name in CaseRow.__dataclass_fields__]

# Made once: to build a statement costs more than to run it.
CREATE = insert(tables.case).returning(tables.case.c.id)
ADD = insert(tables.case)
SAVE = (
    update(tables.case)
    .where(
        tables.case.c.authority == bindparam("owner"),
        tables.case.c.reference == bindparam("named"),
        tables.case.c.version == bindparam("expected"),
    )
    .returning(tables.case.c.id)
)
LOAD = select(tables.case.c.id, *CASE_COLUMNS).where(
    tables.case.c.authority == bindparam("owner"), tables.case.c.reference == bindparam("named")
)
LOAD_EVENTS = (
    select(tables.event)
    .where(tables.event.c.case_id == bindparam("of"))
    .order_by(tables.event.c.seq)
)
ADD_EVENTS, ADD_ITEMS = insert(tables.event), insert(tables.item)
DROP_ITEMS = delete(tables.item).where(tables.item.c.case_id == bindparam("of"))


class Cases:
    """The cases of one authority."""

    def __init__(self, connection: Grouping, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._newest: int | None = None  # the number of the newest case, made by this transaction
        self._given: dict[str, int] = {}  # the last number of each series that is ours to count on

    def next_number(self, series: str, year: int) -> int:
        """Return the next number of *series* in *year*; it is never given out again."""
        named = f"{series}-{year}"
        if named in self._given:
            # Its row is locked until the commit: nobody else can count on meanwhile.
            self._given[named] += 1
            advance_again(self._connection, self._authority, named)
        else:
            self._given[named] = advance(self._connection, self._authority, named)
        return self._given[named]

    def raise_number(self, series: str, year: int, floor: int) -> None:
        """Never give out a number up to *floor* again: it was seen in sent mail (P10)."""
        self._given.pop(f"{series}-{year}", None)
        raise_to(self._connection, self._authority, f"{series}-{year}", floor)

    def leave_gap(self, series: str, year: int, gap: int) -> None:
        """Leave out the next *gap* numbers: they may have been given out before a restore (P10)."""
        advance(self._connection, self._authority, f"{series}-{year}", gap)

    def create(self, case: Case, events: Sequence[Event], dates: Dates) -> None:
        """Store a new case with its first events."""
        values = _columns(case, dates) | {
            "authority": self._authority,
            "reference": case.reference,
            "opened_from": case.opened_from,
        }
        case_id = self._created(values)
        self._add_events(case_id, events)
        self._write_items(case_id, case, dates)
        index_items(self._connection, case_id, case)

    def _created(self, values: dict[str, object]) -> int:
        """Return the number of a new case; after the first of a transaction they go together."""
        if self._newest is not None and self._connection.dialect.name == "sqlite":
            # Nobody else writes before the commit, so the next number is ours.
            self._newest += 1
            self._connection.later(FIRST, ADD, [values | {"id": self._newest}])
        else:
            self._newest = int(self._connection.beside(CREATE, values).scalar_one())
        return self._newest

    def save(
        self, case: Case, events: Sequence[Event], dates: Dates, *, expected_version: int
    ) -> None:
        """Append *events* and store what they have made; StaleCaseError when it moved on."""
        values = _columns(case, dates) | {
            "owner": self._authority,
            "named": case.reference,
            "expected": expected_version,
        }
        case_id = self._connection.execute(SAVE, values).scalar_one_or_none()
        if case_id is None:
            raise StaleCaseError(f"{case.reference} was changed meanwhile; it is tried again")
        self._add_events(case_id, events)
        self._connection.execute(DROP_ITEMS, {"of": case_id})
        self._write_items(case_id, case, dates)
        if any(isinstance(event.fact, Opened | Itemised | Undone) for event in events):
            forget_items(self._connection, case_id)
            index_items(self._connection, case_id, case)

    def look_anew(self, today: date) -> int:
        """Let every open case be looked at *today*; return how many would have come later."""
        statement = update(tables.case).where(
            tables.case.c.authority == self._authority,
            tables.case.c.is_open,
            tables.case.c.next_look > today,
        )
        return self._connection.execute(statement.values(next_look=today)).rowcount

    def set_dates(self, reference: str, dates: Dates) -> None:
        """Store what the clock now says of a case that itself did not change."""
        values = {
            "due": dates.due,
            "next_look": dates.next_look,
            "calendar_version": dates.calendar_version,
        }
        statement = update(tables.case).where(
            tables.case.c.authority == self._authority, tables.case.c.reference == reference
        )
        self._connection.execute(statement.values(**values))

    def _add_events(self, case_id: int, events: Sequence[Event]) -> None:
        rows = [
            {
                "case_id": case_id,
                "authority": self._authority,
                "seq": event.seq,
                "kind": fact_name(event.fact),
                "at": event.at,
                "actor": event.actor,
                "message": event.message,
                "data": encode_fact(event.fact),
            }
            for event in events
        ]
        self._connection.later("event", ADD_EVENTS, rows)

    def _write_items(self, case_id: int, case: Case, dates: Dates) -> None:
        rows = [_item_columns(case_id, self._authority, one, dates) for one in case.items]
        self._connection.later("item", ADD_ITEMS, rows)

    def load(self, reference: str) -> tuple[CaseRow, tuple[Event, ...]] | None:
        """Return a case's columns and all its events, or None; None too when its file is erased."""
        values = {"owner": self._authority, "named": reference}
        row = self._connection.execute(LOAD, values).one_or_none()
        if row is None or row.status == ERASED:
            return None
        return _case_row(row), tuple(self._events(row.id))

    def _events(self, case_id: int) -> Iterator[Event]:
        for row in self._connection.execute(LOAD_EVENTS, {"of": case_id}):
            yield Event(row.seq, row.at, row.actor, decode_fact(row.kind, row.data), row.message)

    def due_for_look(self, today: date, limit: int = 100, after: str = "") -> list[CaseRow]:
        """Return open cases whose day to look has come; page on with the last reference."""
        due = tables.case.c.next_look <= today
        return self._open_rows(due, after=after, limit=limit)

    def with_status(self, status: str, limit: int = 500, after: str = "") -> list[CaseRow]:
        """Return open cases with *status* by reference; page on with the last one."""
        return self._open_rows(tables.case.c.status == status, after=after, limit=limit)

    def open_cases(self, limit: int = 500, after: str = "") -> list[CaseRow]:
        """Return open cases by reference; page on with the last one."""
        return self._open_rows(after=after, limit=limit)

    def _open_rows(self, *where: ColumnElement[bool], after: str, limit: int) -> list[CaseRow]:
        reference = IN_ORDER
        own = (tables.case.c.authority == self._authority, tables.case.c.is_open)
        query = select(*CASE_COLUMNS).where(*own, *where, reference > after)
        query = query.order_by(reference).limit(limit)
        return [_case_row(row) for row in self._connection.execute(query)]

    def received_between(
        self, first: date, last: date, limit: int = 500, after: str = ""
    ) -> list[CaseRow]:
        """Return cases received from *first* to *last*, both included."""
        return self._rows(
            tables.case.c.received_on.between(first, last),
            tables.case.c.reference > after,
            limit=limit,
            paged=True,
        )

    def closed_between(self, first: date, last: date) -> list[CaseRow]:
        """Return cases whose letter went from *first* to *last*, by the day in London."""
        start = datetime.combine(first, time.min, tzinfo=LONDON)
        end = datetime.combine(last, time.max, tzinfo=LONDON)
        return self._rows(tables.case.c.closed_at.between(start, end), limit=10_000)

    def all(self, limit: int = 500, after: str = "") -> list[CaseRow]:
        """Return cases by reference; page on with the last one."""
        return self._rows(tables.case.c.reference > after, limit=limit, paged=True)

    def get(self, reference: str) -> CaseRow | None:
        """Return one case's columns, or None."""
        return next(iter(self._rows(tables.case.c.reference == reference, limit=1)), None)

    def opened_from(self, identity: str) -> CaseRow | None:
        """Return the case that message *identity* opened, or None."""
        return next(iter(self._rows(tables.case.c.opened_from == identity, limit=1)), None)

    def reviews_of(self, reference: str) -> list[CaseRow]:
        """Return the internal reviews of a case."""
        return self._rows(tables.case.c.review_of == reference, limit=100)

    def _rows(self, *where: ColumnElement[bool], limit: int, paged: bool = False) -> list[CaseRow]:
        query = select(*CASE_COLUMNS).where(tables.case.c.authority == self._authority, *where)
        # A page follows the index of the references; what is few is found first, then put in order.
        order = tables.case.c.reference if paged else IN_ORDER
        query = query.order_by(order).limit(limit)
        return [_case_row(row) for row in self._connection.execute(query)]

    def last_event(self) -> int:
        """Return the number of the newest event of any case, or 0."""
        query = select(func.max(tables.event.c.id)).where(
            tables.event.c.authority == self._authority
        )
        return int(self._connection.execute(query).scalar_one_or_none() or 0)

    def with_news_since(self, number: int) -> list[str]:
        """
        Return the officers who were given a question, or whose own moved, since *number*.

        A lead's decision on more time is news to them, and so is that it was taken back.
        """
        later = (tables.event.c.authority == self._authority, tables.event.c.id > number)
        given = select(tables.event.c.data).where(*later, tables.event.c.kind.in_(TOLD_OF))
        moved = (
            select(tables.item.c.officer)
            .join(tables.event, tables.event.c.case_id == tables.item.c.case_id)
            .where(*later, tables.event.c.kind.in_(MOVES_ON), tables.item.c.officer.is_not(None))
            .distinct()
        )
        each = self._connection.execute(given.execution_options(yield_per=500)).scalars()
        officers = dict.fromkeys(str(data["officer"]) for data in each)
        officers |= dict.fromkeys(self._connection.execute(moved).scalars())
        return list(officers | dict.fromkeys(self._days_taken_back(later)))

    def _days_taken_back(self, later: Sequence[ColumnElement[bool]]) -> Iterator[str]:
        """Yield whose day for an answer a lead has set and then taken back."""
        event = tables.event.c
        undone = select(event.case_id, event.data).where(*later, event.kind == "Undone")
        for case_id, data in self._connection.execute(undone).all():
            taken = select(event.data).where(
                event.case_id == case_id, event.seq == data["seq"], event.kind == "MoreTimeDecided"
            )
            yield from (str(one["officer"]) for one in self._connection.execute(taken).scalars())

    def counts(self) -> dict[str, int]:
        """Return how many cases have each status."""
        query = (
            select(tables.case.c.status, func.count())
            .where(tables.case.c.authority == self._authority)
            .group_by(tables.case.c.status)
        )
        return dict(self._connection.execute(query).tuples().all())

    def search(self, words: str, limit: int = 50) -> list[CaseRow]:
        """Return cases whose reference, title or requester contains *words*."""
        like = "%" + words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        fields = (tables.case.c.reference, tables.case.c.title, tables.case.c.requester)
        return self._rows(or_(*(one.ilike(like, escape="\\") for one in fields)), limit=limit)


def _case_row(row: object) -> CaseRow:
    return CaseRow(**{name: getattr(row, name) for name in CaseRow.__dataclass_fields__})


def _columns(case: Case, dates: Dates) -> dict[str, object]:
    is_open = case.status.is_open
    return {
        "kind": case.kind.value,
        "law": case.law.value,
        "status": case.status.value,
        "is_open": is_open,
        "requester": case.requester.address.lower()[:320],
        "title": case.title,
        "received_at": case.received_at,
        "received_on": case.received_on,
        "due": dates.due,
        "next_look": dates.next_look if is_open else None,
        "closed_at": None if is_open else case.sent_at,
        "review_of": case.review_of,
        "version": case.version,
        "calendar_version": dates.calendar_version,
    }


def _item_columns(case_id: int, authority: str, item: CaseItem, dates: Dates) -> dict[str, object]:
    return {
        "case_id": case_id,
        "authority": authority,
        "n": item.n,
        "text": item.question.text,
        "law": item.law.value,
        "state": item.state.value,
        "stem": item.question.stem,
        "service": item.service,
        "officer": item.officer,
        "due": dates.item_due.get(item.n),
    }
