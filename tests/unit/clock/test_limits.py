"""Lengths of time: months, inclusive days, and working days around pauses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.clock.limits import (
    Count,
    Limit,
    Period,
    Unit,
    corresponding_date,
    end_of,
    merged,
    unrolled_end,
)
from tests.unit.clock import witness
from tests.unit.clock.dates import day
from tests.unit.clock.desk import UK

OFF = witness.uk()
DAYS = st.dates(date(2005, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end", "exists"),
    [
        ("Fri 31 Jan 2025", 1, "Fri 28 Feb 2025", False),
        ("Wed 31 Jan 2024", 1, "Thu 29 Feb 2024", False),
        ("Wed 03 Sep 2025", 1, "Fri 03 Oct 2025", True),
        ("Wed 31 Dec 2025", 1, "Sat 31 Jan 2026", True),
        ("Wed 03 Dec 2025", 12, "Thu 03 Dec 2026", True),
        ("Mon 30 Nov 2026", 3, "Sun 28 Feb 2027", False),
    ],
)
def test_the_corresponding_date_or_the_last_day_of_a_shorter_month(
    start: str, months: int, end: str, exists: bool
) -> None:
    assert corresponding_date(day(start), months) == (day(end), exists)


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        (Limit(Unit.DAYS, 30, "s", inclusive=True), "Mon 05 Oct 2026", "Tue 03 Nov 2026"),
        (Limit(Unit.DAYS, 42, "s"), "Mon 05 Oct 2026", "Mon 16 Nov 2026"),
        (Limit(Unit.MONTHS, 3, "s", inclusive=True), "Tue 01 Dec 2026", "Sun 28 Feb 2027"),
        (Limit(Unit.MONTHS, 3, "s", inclusive=True), "Mon 30 Nov 2026", "Sun 28 Feb 2027"),
        (Limit(Unit.MONTHS, 3, "s", inclusive=True), "Wed 02 Dec 2026", "Mon 01 Mar 2027"),
        (Limit(Unit.MONTHS, 1, "s", roll=True), "Thu 03 Sep 2026", "Mon 05 Oct 2026"),
        (Limit(Unit.MONTHS, 1, "s"), "Thu 03 Sep 2026", "Sat 03 Oct 2026"),
        (Limit(Unit.WORKING_DAYS, 20, "s"), "Mon 05 Oct 2026", "Mon 02 Nov 2026"),
        (Limit(Unit.WORKING_DAYS, 20, "s", inclusive=True), "Mon 05 Oct 2026", "Fri 30 Oct 2026"),
    ],
)
def test_a_limit_ends_on_its_last_day(limit: Limit, start: str, end: str) -> None:
    assert end_of(day(start), limit, UK) == day(end)


def test_before_it_is_moved_the_last_day_may_be_a_saturday() -> None:
    month = Limit(Unit.MONTHS, 1, "s", roll=True)

    assert unrolled_end(day("Thu 03 Sep 2026"), month, UK) == day("Sat 03 Oct 2026")


periods = st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 30)), max_size=4)


@given(DAYS, st.integers(1, 60), periods)
def test_a_count_around_pauses_is_the_walk_day_by_day(
    start: date, n: int, spans: list[tuple[int, int]]
) -> None:
    off = tuple(
        Period(start + timedelta(first), start + timedelta(first + length))
        for first, length in spans
    )
    count = Count(start, UK, off)

    def skip(when: date) -> bool:
        return any(period.first <= when <= period.last for period in off)

    end = witness.nth(start, n, OFF, skip)
    assert count.day(n) == end
    assert count.number(end) == n
    assert count.number(end - timedelta(1)) == n - 1
    assert count.skipping(end) is None


@given(DAYS, st.integers(0, 200))
def test_the_number_of_a_day_is_how_many_were_counted(start: date, after: int) -> None:
    pause = Period(start + timedelta(5), start + timedelta(20))
    day_asked = start + timedelta(after)
    walked = [start + timedelta(i) for i in range(1, after + 1)]
    counted = [d for d in walked if witness.works(d, OFF) and not pause.covers(d)]

    assert Count(start, UK, (pause,)).number(day_asked) == len(counted)


def test_overlapping_periods_are_one() -> None:
    days = [day(f"{text} Oct 2026") for text in ("Mon 05", "Wed 07", "Fri 09", "Mon 12")]
    first, second, third, fourth = days

    assert merged([Period(first, third), Period(second, second)]) == [Period(first, third)]
    assert merged([Period(first, second), Period(second, fourth)]) == [Period(first, fourth)]
    assert merged([Period(first, first), Period(second, third)]) == [
        Period(first, first),
        Period(second, third),
    ]
    assert merged([]) == []


def test_a_period_covers_both_its_ends() -> None:
    period = Period(day("Mon 05 Oct 2026"), day("Tue 06 Oct 2026"))

    assert [period.covers(day("Sun 04 Oct 2026") + timedelta(n)) for n in range(4)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert Count(period.first, UK, (period,)).skipping(period.last) == period
