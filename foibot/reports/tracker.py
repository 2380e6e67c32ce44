"""The tracking workbook: every request of a period with its dates, as a regulator asks for it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from foibot.case import events
from foibot.case.blind import blind
from foibot.case.events import Event
from foibot.case.lifecycle import standing
from foibot.clock.calendar import receipt_date
from foibot.reports.gathering import Gathered, Period
from foibot.reports.measuring import Measured, Stands

Cell = str | int | date | None
REQUESTS = (
    ("Reference", 16), ("Law", 8), ("Received", 12), ("About", 40), ("Questions", 10),
    ("Services", 28), ("Clarification asked", 14), ("Clarification received", 14),
    ("Fees notice", 12), ("Fee paid", 12), ("Extension notice", 12), ("Legal deadline", 12),
    ("Stands", 12), ("Answered", 12), ("Working days", 10), ("In time", 9), ("Outcome", 22),
    ("Sections relied on", 30), ("Internal review", 16),
)  # fmt: skip
QUESTIONS = (
    ("Reference", 16), ("Question", 9), ("Law", 8), ("Service", 28), ("Outcome", 16),
    ("Sections relied on", 30),
)  # fmt: skip
REVIEWS = (
    ("Reference", 16), ("Of request", 16), ("Law", 8), ("Asked for", 12), ("Due", 12),
    ("Stands", 12), ("Answered", 12), ("Working days", 10), ("In time", 9), ("Finding", 14),
)  # fmt: skip
DATE = "DD/MM/YYYY"


def workbook(period: Period, cut_off: date) -> bytes:
    """Return the workbook of *period* as .xlsx: requests, questions, reviews; no requester."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # A fixed moment, so that the same cases make the same file.
    book.properties.created = book.properties.modified = datetime(
        cut_off.year, cut_off.month, cut_off.day, tzinfo=UTC
    ).replace(tzinfo=None)
    sheet(book, "Requests", REQUESTS, map(request_row, period.requests))
    sheet(book, "Questions", QUESTIONS, question_rows(period.requests))
    sheet(book, "Reviews", REVIEWS, map(review_row, period.reviews))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(
    book: Workbook, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    """Add a sheet with a head that stays in view and can be filtered by."""
    page: Worksheet = book.create_sheet(title)
    for at, (name, width) in enumerate(columns, 1):
        head = page.cell(1, at, name)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(at)].width = width
    for line, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            put(page, line, at, value)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def put(page: Worksheet, line: int, at: int, value: Cell) -> None:
    """Write one cell; words are words, even where they begin as a formula does."""
    cell = page.cell(line, at, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, date):
        cell.number_format = DATE


def request_row(one: Gathered) -> Sequence[Cell]:
    """Return the cells of one request."""
    case, found = one.case, one.measured
    happened = standing(one.history)
    return (
        found.reference,
        laws(found),
        found.received_on,
        blind(case.title, case.requester),
        len(found.questions),
        ", ".join(dict.fromkeys(q.service for q in found.questions if q.service)),
        latest(happened, events.ClarificationAsked, genuine=True),
        latest(happened, events.ClarificationAnswered),
        latest(happened, events.FeeNoticeGiven),
        latest(happened, events.FeePaid),
        latest(happened, events.Extended),
        found.due,
        found.stands.value,
        found.answered_on,
        found.days_taken,
        timely(found),
        ", ".join(sorted(outcome.value.replace("_", " ") for outcome in found.outcomes)),
        ", ".join(sorted(found.sections)),
        ", ".join(case.reviews),
    )


def question_rows(requests: Iterable[Gathered]) -> Iterator[Sequence[Cell]]:
    """Yield the cells of every question."""
    for one in requests:
        for question in one.measured.questions:
            yield (
                one.measured.reference,
                question.n,
                question.law.value.upper(),
                question.service,
                question.outcome.value.replace("_", " ") if question.outcome else None,
                ", ".join(question.sections),
            )


def review_row(one: Gathered) -> Sequence[Cell]:
    """Return the cells of one internal review."""
    found = one.measured
    return (
        found.reference,
        found.review_of,
        found.law.value.upper(),
        found.received_on,
        found.due,
        found.stands.value,
        found.answered_on,
        found.days_taken,
        timely(found),
        found.finding.replace("_", " "),
    )


def laws(found: Measured) -> str:
    """Return the laws of a request's questions."""
    named = {question.law.value.upper() for question in found.questions}
    return ", ".join(sorted(named)) or found.law.value.upper()


def timely(found: Measured) -> str:
    """Return whether the deadline was kept, for what is processed or late already."""
    if found.stands is Stands.PROCESSED:
        return "yes" if found.in_time else "no"
    return "no" if found.stands is Stands.OPEN and found.overdue else ""


def latest(happened: Sequence[Event], kind: type, *, genuine: bool = False) -> date | None:
    """Return the day of the latest fact of a kind, by its own date where it has one."""
    for event in reversed(happened):
        if isinstance(event.fact, kind) and (not genuine or getattr(event.fact, "genuine", True)):
            return day_of(event)
    return None


def day_of(event: Event) -> date:
    """Return the day on which a fact happened: its own, else that of its record."""
    fact = event.fact
    if isinstance(fact, events.FeeNoticeGiven):
        return fact.given_on
    if isinstance(fact, events.FeePaid):
        return fact.paid_on
    if isinstance(fact, events.ClarificationAnswered):
        return receipt_date(fact.received_at)
    return receipt_date(event.at)
