"""What is known about a clock on a day: state, dates, effects with their sections, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foibot.clock.events import Basis, EventKind, Variant
from foibot.clock.limits import Count, Period
from foibot.clock.regimes import RegimeCode


class State(StrEnum):
    """Where an item stands (law.md part 3)."""

    RUNNING = "RUNNING"
    SUSPENDED_CLARIFICATION = "SUSPENDED_CLARIFICATION"
    SUSPENDED_FEE = "SUSPENDED_FEE"
    PIT_EXTENDED = "PIT_EXTENDED"
    EIR_EXTENDED = "EIR_EXTENDED"
    REVIEW_EXTENDED = "REVIEW_EXTENDED"
    COMPLETE = "COMPLETE"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"
    TRANSFERRED_OUT = "TRANSFERRED_OUT"


RUNS = frozenset({State.RUNNING, State.PIT_EXTENDED, State.EIR_EXTENDED, State.REVIEW_EXTENDED})
SUSPENDED = frozenset({State.SUSPENDED_CLARIFICATION, State.SUSPENDED_FEE})
CLOSED = frozenset(set(State) - RUNS - SUSPENDED)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date beside the due date: its key, what it means in words, and its section."""

    key: str
    on: date
    meaning: str
    section: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event did to the clock, in words, with the section that says so."""

    on: date
    kind: EventKind
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class ItemClock:
    """
    The clock of one item on a day.

    *due* is the statutory date that holds now: None while suspended, and the date that held
    when the item was closed.  *answer_by* is the end of the period whether or not it is
    suspended; a public-interest extension moves *due* and leaves *answer_by*.
    """

    regime: RegimeCode
    basis: Basis
    variant: Variant
    state: State
    received: date
    # The receipt that governs: the last clarification, our own receipt after a transfer.
    day0: date
    due: date | None
    answer_by: date
    length: int | None
    # 1, and one more for each clarification that began a fresh period.
    period: int
    # When the requester was asked or the fees notice given, while suspended.
    suspended_on: date | None
    # When the requester was asked once more while suspended: they have their days from here.
    asked_again_on: date | None
    # Working days from today to *due*: 0 on the last day, negative when over.
    days_left: int | None
    answered_on: date | None
    days_taken: int | None
    late: bool
    # A due date that had passed before the item was answered, asked about or closed.
    missed: date | None
    target: date | None
    # What the holidays of England and Wales alone would wrongly have said; UK regimes only.
    england_only: date | None
    dates: tuple[NamedDate, ...]
    effects: tuple[Effect, ...]
    warnings: tuple[str, ...]
    count: Count
    disregarded: tuple[Period, ...]
    calendar_version: str

    @property
    def runs(self) -> bool:
        """Return whether time is running against us."""
        return self.state in RUNS

    @property
    def overdue(self) -> bool:
        """Return whether the last lawful day has passed without an answer."""
        return self.runs and self.late

    def date_of(self, key: str) -> date | None:
        """Return the date called *key*, or None."""
        return next((named.on for named in self.dates if named.key == key), None)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The clocks of a case together: the earliest running item decides (law.md part 3)."""

    state: State
    due: date | None
    days_left: int | None
    late: bool
    # Which items have the earliest date, by their place among the clocks given.
    earliest: tuple[int, ...]
    target: date | None
