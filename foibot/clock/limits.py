"""How long: a limit in working days, days or months, and the date on which it ends."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foibot.clock.calendar import Calendar


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time and the section that sets it."""

    unit: Unit
    amount: int
    section: str
    # "Beginning with the day": the first day counts.
    inclusive: bool = False
    # A last day that is not a working day moves to the next one.
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The days from *first* to *last*, both included."""

    first: date
    last: date
    # Why its days do not count, and by which section.
    why: str = ""
    section: str = ""

    def covers(self, day: date) -> bool:
        """Return whether *day* lies in the period."""
        return self.first <= day <= self.last


def corresponding_date(start: date, months: int) -> tuple[date, bool]:
    """Return the same day *months* later, and whether that month has it; else its last day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, min(start.day, length)), start.day <= length


def end_of(start: date, limit: Limit, calendar: Calendar) -> date:
    """Return the last day of *limit* counted from *start*, without any disregarded days."""
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.working_day(start, limit.amount - limit.inclusive)
    end = unrolled_end(start, limit, calendar)
    return calendar.roll(end) if limit.roll else end


def unrolled_end(start: date, limit: Limit, calendar: Calendar) -> date:
    """Return the last day of *limit* in days or months before a weekend or holiday moves it."""
    # Dates outside the known years are refused even where no holiday can move the end.
    calendar.count(start, start)
    if limit.unit is Unit.DAYS:
        return start + timedelta(days=limit.amount - limit.inclusive)
    end, exists = corresponding_date(start, limit.amount)
    # Three months beginning with 1 December end on 28 February, and so do those that
    # begin with 30 November: the month ends before a corresponding date is reached.
    return end - timedelta(days=1) if limit.inclusive and exists else end


@dataclass(frozen=True, slots=True)
class Count:
    """A count of working days from *start*, which is day 0, leaving out *disregarded* days too."""

    start: date
    calendar: Calendar
    disregarded: tuple[Period, ...] = ()

    def day(self, n: int) -> date:
        """Return day *n*: a look-up, unless periods are disregarded (a fee, a school's holiday)."""
        if not self.disregarded:
            return self.calendar.working_day(self.start, n)
        periods = sorted(
            (period for period in self.disregarded if period.last > self.start),
            key=lambda period: period.first,
        )
        end = self.calendar.working_day(self.start, n)
        for period in merged(periods):
            if period.first > end:
                break
            first = max(period.first, self.start + timedelta(days=1))
            n += self.calendar.count(first - timedelta(days=1), period.last)
            end = self.calendar.working_day(self.start, n)
        return end

    def number(self, day: date) -> int:
        """Return how many counted days lie in (start, *day*]; negative before the start."""
        number = self.calendar.count(self.start, day)
        for period in merged(sorted(self.disregarded, key=lambda period: period.first)):
            first = max(period.first, self.start + timedelta(days=1))
            last = min(period.last, day)
            if first <= last:
                number -= self.calendar.count(first - timedelta(days=1), last)
        return number

    def skipping(self, day: date) -> Period | None:
        """Return the disregarded period in which *day* lies, or None."""
        return next((period for period in self.disregarded if period.covers(day)), None)


def merged(periods: Iterable[Period]) -> list[Period]:
    """Return *periods*, sorted by their first day, with those that overlap made into one."""
    joined: list[Period] = []
    for period in periods:
        if joined and period.first <= joined[-1].last:
            last = max(joined[-1].last, period.last)
            joined[-1] = Period(joined[-1].first, last)
        else:
            joined.append(period)
    return joined
