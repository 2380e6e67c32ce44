"""Which days are working days, and the n-th one after a receipt: FOIA 2000 s.10(6), FOISA s.73."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from foibot.errors import FoibotError

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
HALF_A_YEAR = timedelta(days=183)


class CalendarError(FoibotError):
    """A date lies outside the years for which bank holidays are known (WD-9)."""


class Division(StrEnum):
    """The three lists of bank holidays, as GOV.UK calls them."""

    ENGLAND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


NATIONS = {
    Division.ENGLAND_WALES: "England and Wales",
    Division.SCOTLAND: "Scotland",
    Division.NORTHERN_IRELAND: "Northern Ireland",
}


class CalendarName(StrEnum):
    """Which nations' holidays a calendar leaves out (WD-8)."""

    UK_ANY = "UK_ANY"
    SCOTLAND = "SCOTLAND"
    # For internal targets only: no due date may rest on it.
    ENGLAND_WALES = "ENGLAND_WALES"


LEAVES_OUT: dict[CalendarName, frozenset[Division]] = {
    CalendarName.UK_ANY: frozenset(Division),
    CalendarName.SCOTLAND: frozenset({Division.SCOTLAND}),
    CalendarName.ENGLAND_WALES: frozenset({Division.ENGLAND_WALES}),
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank holiday with where it comes from (WD-9)."""

    day: date
    divisions: frozenset[Division]
    name: str
    basis: str
    source: str
    proclaimed_on: date | None = None
    # Worked out, not yet published: usable, with a warning.
    projected: bool = False

    @property
    def nations(self) -> str:
        """Return the nations in words: "UK", "Scotland", "England and Wales, Northern Ireland"."""
        if self.divisions == frozenset(Division):
            return "UK"
        return ", ".join(NATIONS[division] for division in Division if division in self.divisions)


def is_weekend(day: date) -> bool:
    """Return whether *day* is a Saturday or Sunday."""
    return day.weekday() >= SATURDAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    The working days from *first* to *last*; beyond them it refuses to guess (WD-9).

    *version* is a hash of everything that can move a date: store it with each date worked out.
    """

    name: CalendarName
    first: date
    last: date
    # After this day no list of holidays has been published.
    published_to: date
    holidays: dict[date, Holiday] = field(repr=False)
    version: str
    _base: int = field(repr=False)
    # For each day since *first*: how many working days there are up to it, itself included.
    _counts: array[int] = field(repr=False)
    _working: tuple[date, ...] = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def is_working_day(self, day: date) -> bool:
        """Return whether *day* counts."""
        self._index(day)
        return not is_weekend(day) and day not in self.holidays

    def count(self, after: date, to: date) -> int:
        """Return how many working days lie in (*after*, *to*]; negative when *to* is earlier."""
        return self._counts[self._index(to)] - self._counts[self._index(after)]

    def working_day(self, received: date, n: int) -> date:
        """Return the *n*-th working day after *received*, which never counts itself (DAY-2)."""
        index = received.toordinal() - self._base
        if 0 <= index < len(self._counts):
            position = self._counts[index] + n - 1
            if position < len(self._working) and n > 0:
                return self._working[position]
        return self._refuse(received, n)

    def roll(self, day: date) -> date:
        """Return *day* when it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.working_day(day, 1)

    def before(self, day: date, n: int) -> date:
        """Return the *n*-th working day before *day*."""
        position = self._counts[self._index(day)] - int(self.is_working_day(day)) - n
        if position < 0:
            raise self._out_of_range(day)
        return self._working[position]

    def working_days(self, after: date, to: date) -> tuple[date, ...]:
        """Return the working days in (*after*, *to*]."""
        return self._working[self._counts[self._index(after)] : self._counts[self._index(to)]]

    def is_projected(self, after: date, to: date) -> bool:
        """Return whether (*after*, *to*] holds days whose holidays are not published yet."""
        return to > self.published_to and to > after

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if not 0 <= index < len(self._counts):
            raise self._out_of_range(day)
        return index

    def _refuse(self, received: date, n: int) -> date:
        if n == 0:
            self._index(received)
            return received
        if n < 0:
            raise ValueError("count backwards with Calendar.before")
        self._index(received)
        raise CalendarError(
            f"working day {n} after {long_date(received)} lies beyond {long_date(self.last)}, "
            f"the last day whose bank holidays are known; {REMEDY}"
        )

    def _out_of_range(self, day: date) -> CalendarError:
        return CalendarError(
            f"{long_date(day)}: bank holidays are known only from {long_date(self.first)} "
            f"to {long_date(self.last)}; {REMEDY}"
        )


REMEDY = (
    "update rules/bank-holidays.json with: "
    "foibot clock --refresh-holidays https://www.gov.uk/bank-holidays.json"
)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The three calendars made from one table of holidays."""

    uk_any: Calendar
    scotland: Calendar
    england_wales: Calendar

    def __getitem__(self, name: CalendarName) -> Calendar:
        return {
            CalendarName.UK_ANY: self.uk_any,
            CalendarName.SCOTLAND: self.scotland,
            CalendarName.ENGLAND_WALES: self.england_wales,
        }[name]

    @property
    def version(self) -> str:
        """Return one hash for all three."""
        return digest(calendar.version for calendar in self)

    def __iter__(self) -> Iterator[Calendar]:
        yield from (self.uk_any, self.scotland, self.england_wales)


def build(
    name: CalendarName, holidays: Iterable[Holiday], first: date, last: date, published_to: date
) -> Calendar:
    """Return the calendar *name* with its days counted beforehand, so that a date is a look-up."""
    left_out = {
        holiday.day: holiday
        for holiday in sorted(holidays, key=lambda holiday: holiday.day)
        if holiday.divisions & LEAVES_OUT[name] and first <= holiday.day <= last
    }
    counts, working = array("H"), []
    for day in days(first, last):
        if not is_weekend(day) and day not in left_out:
            working.append(day)
        counts.append(len(working))
    facts = [name, first.isoformat(), last.isoformat(), published_to.isoformat()]
    facts += [day.isoformat() for day in left_out if not is_weekend(day)]
    return Calendar(
        name, first, last, published_to, left_out, digest(facts),
        first.toordinal(), counts, tuple(working),
    )  # fmt: skip


def digest(facts: Iterable[str]) -> str:
    """Return a short hash of *facts* in their order."""
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def days(first: date, last: date) -> Iterator[date]:
    """Yield each day from *first* to *last*, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def short_horizon(calendar: Calendar, today: date) -> str | None:
    """Return a warning for operators when the published holidays end within half a year."""
    if calendar.published_to - today > HALF_A_YEAR:
        return None
    return (
        f"bank holidays are published only to {long_date(calendar.published_to)}; later due dates "
        f"rest on projected days up to {long_date(calendar.last)}: {REMEDY}"
    )


def due_date(received: date, n: int, calendar: Calendar) -> date:
    """Return the last day to answer: the *n*-th working day after *received* (s.10(1), DAY-1)."""
    return calendar.working_day(received, n)


def receipt_date(instant: datetime) -> date:
    """Return the day in the United Kingdom on which *instant* fell (DAY-3); naive is local."""
    return instant.date() if instant.tzinfo is None else instant.astimezone(LONDON).date()


def noon(day: date) -> datetime:
    """Return an instant on *day* in the United Kingdom, for what is known by its day alone."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


def days_taken(received: date, answered: date, calendar: Calendar) -> int:
    """Return the working days used; the same day is 0 (DAY-11)."""
    return calendar.count(received, answered)


def is_late(answered: date, due: date) -> bool:
    """Return whether an answer given on *answered* came after *due* (DAY-11)."""
    return answered > due


def long_date(day: date) -> str:
    """Return *day* as a person writes it: Wed 24 Dec 2025."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def next_day(day: date) -> date:
    """Return the day after *day*."""
    return day + timedelta(days=1)
