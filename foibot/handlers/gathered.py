"""What the notices of a morning come to, of a bounded size, kept from one transaction to the next.

A morning with thousands of notices is many short transactions (P19); what stands in a mail with
others is kept in the database between them, so that a crash between two loses and doubles nothing.
"""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

# Of so many requests a mail tells; who has more gets the next ones when these are answered.
MOST = 200


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One question of which somebody is told."""

    due: str  # as YYYY-MM-DD, so that the nearest comes first
    reference: str
    n: int
    director: bool = False
    review: bool = False


@dataclass(slots=True)
class Nearest:
    """The questions with the nearest dates, and how many there are in all."""

    total: int = 0
    first: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Count *entry*, and keep it while it is among the nearest."""
        self.total += 1
        insort(self.first, entry)
        del self.first[MOST:]


@dataclass(slots=True)
class Morning:
    """What one person gets this morning, beside all that is theirs."""

    chased: Nearest = field(default_factory=Nearest)  # others' questions that they help with
    above: Nearest = field(default_factory=Nearest)  # what is stuck below them
    directs: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """One case that governance knows to be late, as an alert tells of it."""

    reference: str
    what: str
    lines: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(slots=True)
class StillLate:
    """The cases that were late on an earlier day already."""

    total: int = 0
    lines: list[str] = field(default_factory=list)
    first: Late | None = None

    def add(self, late: Late) -> None:
        """Count a case; the first ones are told by name."""
        self.total += 1
        self.first = self.first or late
        if len(self.lines) < MOST:
            self.lines.append(f"{late.reference}: {'; '.join(late.lines)}")


@dataclass(slots=True)
class Gathered:
    """All of it; *told* when only the mails of people are left to make."""

    people: dict[str, Morning] = field(default_factory=dict)
    late: StillLate = field(default_factory=StillLate)
    more: list[str] = field(default_factory=list)  # whose mail did not hold everything
    told: str = ""  # the day on which all else was done

    def of(self, person: str) -> Morning:
        """Return what *person* gets."""
        return self.people.setdefault(person, Morning())

    def add_people(self, people: Sequence[str]) -> None:
        """Note that *people* get a mail in any case."""
        for person in people:
            self.of(person)

    def to_text(self) -> str:
        """Return it as text for the database."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None) -> Self:
        """Return what `to_text` wrote; nothing where there is none."""
        stored: dict[str, Any] = json.loads(text) if text else {}
        if not stored:
            return cls()
        late = stored["late"]
        first = late["first"] and Late(
            late["first"]["reference"],
            late["first"]["what"],
            tuple(late["first"]["lines"]),
            tuple(late["first"]["choices"]),
        )
        return cls(
            people={
                name: Morning(_nearest(one["chased"]), _nearest(one["above"]), one["directs"])
                for name, one in stored["people"].items()
            },
            late=StillLate(late["total"], late["lines"], first),
            more=stored["more"],
            told=stored["told"],
        )


def _nearest(stored: dict[str, Any]) -> Nearest:
    return Nearest(stored["total"], [Entry(**one) for one in stored["first"]])


def entry_of(due: date, reference: str, n: int) -> Entry:
    """Return one question as an entry."""
    return Entry(due.isoformat(), reference, n)
