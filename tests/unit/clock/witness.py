"""An independent clock: the `holidays` package for the days, a loop day by day for the count."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache

import holidays

ONE = timedelta(days=1)
# The package's only error on a weekday from 2005: the Act received assent in January 2007.
WRONG_IN_PACKAGE = {date(2006, 11, 30)}


@cache
def non_working(*nations: str) -> frozenset[date]:
    """Return the weekdays that are holidays in any of *nations*."""
    years = range(2005, 2031)
    found = {
        day for nation in nations for day in holidays.country_holidays("GB", nation, years=years)
    }
    return frozenset(day for day in found if day.weekday() < 5 and day not in WRONG_IN_PACKAGE)


def uk() -> frozenset[date]:
    return non_working("ENG", "WLS", "SCT", "NIR")


def scotland() -> frozenset[date]:
    return non_working("SCT")


def works(day: date, off: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in off


def nth(
    start: date, n: int, off: Collection[date], skip: Callable[[date], bool] = lambda _: False
) -> date:
    """Return the n-th working day after *start*, by walking."""
    day = start
    while n:
        day += ONE
        if works(day, off) and not skip(day):
            n -= 1
    return day


def month_later(start: date, months: int) -> date:
    """Return the corresponding date, or the last day of a month that has none."""
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def rolled(day: date, off: Collection[date]) -> date:
    """Return *day*, or the next working day."""
    while not works(day, off):
        day += ONE
    return day


def three_months_beginning_with(start: date) -> date:
    """Return the last of three months of which *start* is the first day."""
    day, months = start, 0
    while True:
        day += ONE
        last_of_month = (day + ONE).day == 1
        if day.day == start.day or (last_of_month and day.day < start.day):
            months += 1
            if months == 3:
                # A month without the corresponding date ends the period itself.
                return day if day.day < start.day else day - ONE
