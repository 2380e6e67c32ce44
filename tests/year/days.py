"""Working days by arithmetic of its own: Easter and the rules of the Act, without any table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

MONDAY = 0
DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def first_monday(year: int, month: int) -> date:
    """Return the first Monday of a month."""
    day = date(year, month, 1)
    return day + DAY * ((MONDAY - day.weekday()) % 7)


def last_monday(year: int, month: int) -> date:
    """Return the last Monday of a month of 31 days."""
    day = date(year, month, 31)
    return day - DAY * ((day.weekday() - MONDAY) % 7)


def _moved(day: date, taken: frozenset[date] = frozenset()) -> date:
    """Return *day*, or the next weekday that is free when it falls on a weekend."""
    while day.weekday() >= 5 or day in taken:
        day += DAY
    return day


@cache
def english(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales, with their substitutes."""
    sunday = easter(year)
    christmas = _moved(date(year, 12, 25))
    boxing = _moved(date(year, 12, 26), frozenset({christmas}))
    return frozenset(
        {
            _moved(date(year, 1, 1)),
            sunday - 2 * DAY,
            sunday + DAY,
            first_monday(year, 5),
            last_monday(year, 5),
            last_monday(year, 8),
            christmas,
            boxing,
        }
    )


@cache
def british(year: int) -> frozenset[date]:
    """Return the bank holidays of any part of the United Kingdom (FOIA 2000 s.10(6))."""
    new_year = _moved(date(year, 1, 1))
    others = {
        _moved(date(year, 1, 2), frozenset({new_year})),
        _moved(date(year, 3, 17)),
        _moved(date(year, 7, 12)),
        first_monday(year, 8),
        _moved(date(year, 11, 30)),
    }
    return english(year) | others


def is_own(day: date) -> bool:
    """Return whether the council works on a day."""
    return day.weekday() < 5 and day not in english(day.year)


def is_statutory(day: date) -> bool:
    """Return whether a day counts for the Act."""
    return day.weekday() < 5 and day not in british(day.year)


def statutory(received: date, days: int = 20) -> date:
    """Return the last lawful day: *received* does not count."""
    return _counted(received, days, is_statutory)


def internal(received: date, days: int) -> date:
    """Return working day *days* of the council's own reckoning."""
    return _counted(received, days, is_own)


def own_from(day: date) -> date:
    """Return *day*, or the next one on which the council works."""
    while not is_own(day):
        day += DAY
    return day


def _counted(day: date, days: int, works: Callable[[date], bool]) -> date:
    while days:
        day += DAY
        days -= works(day)
    return day
