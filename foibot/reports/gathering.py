"""The cases of a period out of the database, page by page, as statistics and lists need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foibot.case.events import Event
from foibot.case.lifecycle import replay
from foibot.case.model import Case, CaseKind
from foibot.reports.measuring import Measured, Setting, measure
from foibot.store.cases import ERASED, CaseRow
from foibot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Gathered:
    """One case with its events and what it adds to the counts."""

    case: Case
    history: tuple[Event, ...]
    measured: Measured


@dataclass(frozen=True, slots=True)
class Period:
    """The requests and reviews received in a period, and how many more are erased by now."""

    requests: tuple[Gathered, ...]
    reviews: tuple[Gathered, ...]
    erased: int


def gather(uow: UnitOfWork, authority: str, first: date, last: date, setting: Setting) -> Period:
    """Return what was received from *first* to *last*, as it stood on the day of *setting*."""
    rows = list(rows_between(uow, first, last))
    found = [one for row in rows for one in _one(row, uow, authority, setting)]
    return Period(
        tuple(one for one in found if one.case.kind is CaseKind.REQUEST),
        tuple(one for one in found if one.case.kind is CaseKind.REVIEW),
        sum(row.status == ERASED and row.kind == CaseKind.REQUEST.value for row in rows),
    )


def rows_between(uow: UnitOfWork, first: date, last: date) -> Iterator[CaseRow]:
    """Yield the rows of the cases received from *first* to *last*."""
    after = ""
    while rows := uow.cases.received_between(first, last, after=after):
        yield from rows
        after = rows[-1].reference


def _one(row: CaseRow, uow: UnitOfWork, authority: str, setting: Setting) -> Sequence[Gathered]:
    """Return the case of *row*; nothing where its file was erased."""
    found = uow.cases.load(row.reference)
    if found is None:
        return ()
    _, history = found
    case = replay(row.reference, authority, history)
    return (Gathered(case, history, measure(case, history, setting)),)
