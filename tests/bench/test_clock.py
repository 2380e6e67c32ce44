"""How fast a plain due date is: a rate, and a ratio to the walk day by day in the same run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

from foibot.clock.calendar import days, due_date
from foibot.clock.load import load_calendars
from foibot.clock.table import answers
from tests.unit.clock import witness
from tests.unit.clock.desk import DESK

UK = load_calendars().uk_any
DAYS = list(days(date(2010, 1, 1), date(2029, 12, 1)))


def rate(work: Callable[[], object], count: int) -> float:
    """Return how many a second, by the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
    return count / best


def test_a_plain_due_date_is_a_look_up_far_faster_than_a_walk() -> None:
    off = witness.uk()
    ours = rate(lambda: [due_date(day, 20, UK) for day in DAYS], len(DAYS))
    walk = rate(lambda: [witness.nth(day, 20, off) for day in DAYS[::10]], len(DAYS) // 10)
    print(f"\ndue dates a second: {ours:,.0f}; by a walk {walk:,.0f}; ratio {ours / walk:.1f}")

    # On one machine in one run: a slow machine is slow for both.
    assert ours / walk > 10
    assert ours > 100_000


def test_rows_of_a_file_come_at_a_rate_that_a_tribunal_bundle_needs() -> None:
    rows = [f"R{n},FOIA,FOIA_20,{day.isoformat()},\n" for n, day in enumerate(DAYS * 3)]
    head = "id,regime,rule,received,events\n"
    found = rate(
        lambda: sum(row.due is not None for row in answers([head, *rows], DESK)), len(rows)
    )
    print(f"\nrows of a file a second: {found:,.0f}")

    assert found > 5_000
