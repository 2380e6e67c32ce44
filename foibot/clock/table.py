"""Many cases at once: rows of a CSV file in, `id,due,other` out; a bad row stops no other."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from foibot.clock.facts import Facts, local_day, parse_facts
from foibot.clock.regimes import regime_code
from foibot.clock.statute import Desk, work_out
from foibot.errors import FoibotError

NEEDED = ("id", "regime", "received")
# A quoted field may go over lines; one that never ends must not swallow the rest of the file.
LONGEST_RECORD = 20
ASKED = ("regime", "received", "rule", "events")
REMEMBERED = 50_000


class TableError(FoibotError):
    """The file as a whole cannot be used: says what and the remedy."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one row; *error* says what is wrong with it."""

    name: str
    due: date | None
    other: tuple[tuple[str, date], ...]
    error: str = ""

    @property
    def other_text(self) -> str:
        """Return the other dates as `k=v;...` by name, or the error."""
        if self.error:
            return "error=" + " ".join(self.error.replace(";", ",").split())
        return ";".join(f"{key}={on.isoformat()}" for key, on in sorted(self.other))


def answers(lines: Iterable[str], desk: Desk) -> Iterator[Answered]:
    """Yield the answer to each row of a file with the columns of law.md part 13."""
    records = split_records(lines)
    header = next(records, None)
    columns = [name.strip().lower() for name in header or []]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise TableError(
            f"the file has no column {missing[0]}; its first line must name id, regime, rule, "
            "received, events"
        )
    places = [columns.index(name) if name in columns else None for name in ASKED]
    known: dict[tuple[str, ...], Answered] = {}
    for number, fields in enumerate(records, 2):
        if any(field.strip() for field in fields):
            asked = tuple(field_at(fields, place) for place in places)
            if asked not in known:
                # Many rows ask the same; the memory that this may take is bounded.
                known = known if len(known) < REMEMBERED else {}
                known[asked] = answer(asked, desk)
            name = field_at(fields, columns.index("id")) or f"line {number}"
            yield replace(known[asked], name=name)


def field_at(fields: list[str], place: int | None) -> str:
    """Return the field at *place*, or nothing where the row is too short."""
    return fields[place].strip() if place is not None and place < len(fields) else ""


def answer(asked: tuple[str, ...], desk: Desk) -> Answered:
    """Return the answer to the fields ASKED of one row, or what is wrong with them."""
    regime, received, rule, events = asked
    try:
        if not regime or not received:
            raise TableError("regime or received is missing in this row")
        case = Facts(regime_code(regime), local_day(received, "received"), parse_facts(events))
        outcome = work_out(case, desk, rule)
    except FoibotError as error:
        return Answered("", None, (), str(error))
    return Answered("", outcome.due, outcome.other)


def split_records(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the fields of each record; a quotation mark without its other end ends its line."""
    source = Pushback(lines)
    for line in source:
        record, taken = line, [line]
        while record.count('"') % 2 and len(taken) < LONGEST_RECORD:
            following = next(source, None)
            if following is None:
                break
            taken.append(following)
            record += following
        if record.count('"') % 2:
            source.back(taken[1:])
            record = line.replace('"', "")
        yield fields_of(record)


def fields_of(record: str) -> list[str]:
    """Return the fields of one record; one that no reader understands has a single field."""
    try:
        return next(csv.reader(record.splitlines(keepends=True)), [])
    except csv.Error:
        return [record[:20]]


class Pushback(Iterator[str]):
    """Lines of which some can be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: list[str] = []

    def __next__(self) -> str:
        return self._waiting.pop(0) if self._waiting else next(self._lines)

    def back(self, lines: list[str]) -> None:
        """Put *lines* before those still to come."""
        self._waiting = [*lines, *self._waiting]
