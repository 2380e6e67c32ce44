"""A morning is many short transactions: stopped after any of them, it comes to the same (P13)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from foibot.handlers import absence, recalculating, remind
from tests.flows.test_new_holiday import HOLIDAY
from tests.flows.town import GOVERNANCE, Town
from tests.security.test_strangers import OPEN_LIMITS

ASKS = (
    "how many potholes were repaired in 2024?",
    "how many potholes were reported in 2023?",
    "how many street trees were felled in 2024?",
)
HIGHWAYS = "highways@council.example"
AUDIT = re.compile(r"Audit, newest line: .*")
DONE = "SELECT value FROM meta WHERE key LIKE '%:reminded_on'"


def busy(folder: Path) -> Town:
    """Return a town in which everything about three requests is late."""
    town = Town.make(folder, config=OPEN_LIMITS)
    town.tick()
    for number, ask in enumerate(ASKS):
        town.write(f"Ann <ann{number}@home{number}.example>", f"Under the FOI Act, {ask}\n\nAnn")
    # Nobody was there for five weeks: chasers, managers, governance, all on one morning.
    town.later(days=36)
    return town


def so_many(times: int) -> Callable[[], bool]:
    """Return what says so many times that work may go on, and then that it may not."""
    left = iter(range(times))
    return lambda: next(left, None) is not None


def mails(town: Town) -> list[tuple[str, str, str]]:
    """Return what went to whom; the audit's head alone says in how many steps."""
    return sorted((one.to, one.kind, AUDIT.sub("", one.text)) for one in town.sent)


def done_on(town: Town) -> object:
    with closing(sqlite3.connect(town.world.folder / "foibot.db")) as connection:
        return connection.execute(DONE).fetchone()


def stop_everywhere(town: Town) -> int:
    """Do the morning, stopped earlier and later; return how often it was stopped."""
    before = done_on(town)
    for times in count(1):
        town.world.handlers.remind(town.now, so_many(times))
        if done_on(town) != before:
            return times
    raise AssertionError


def test_a_morning_that_is_stopped_again_and_again_sends_what_an_undisturbed_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, stopped = busy(tmp_path / "whole"), busy(tmp_path / "stopped")
    whole.tick()
    whole.later(days=1)
    whole.tick()

    # Every case has a transaction of its own.
    monkeypatch.setattr(remind, "LONGEST_SECONDS", -1.0)
    stops = stop_everywhere(stopped)
    stopped.tick()
    stopped.later(days=1)
    stops += stop_everywhere(stopped)
    stopped.tick()

    assert stops > 8
    assert {"digest", "alert", "weekly"} <= {kind for _, kind, _ in mails(whole)}
    assert mails(stopped) == mails(whole)


def test_others_can_write_between_the_cases_of_a_morning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = busy(tmp_path)
    monkeypatch.setattr(remind, "LONGEST_SECONDS", -1.0)
    wrote = 0

    def go() -> bool:
        nonlocal wrote
        with closing(sqlite3.connect(tmp_path / "foibot.db", timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
                wrote += 1
            except sqlite3.OperationalError:
                pass  # a step is under way
        return True

    town.world.handlers.remind(town.now, go)

    # Between the three cases, and between the mails of those who answer for them.
    assert wrote >= 2 * len(ASKS)


def test_very_many_questions_of_somebody_who_is_away_are_handed_on_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absence, "AT_ONCE", 1)
    town = Town.make(tmp_path, config=OPEN_LIMITS)
    town.tick()
    for number, ask in enumerate(ASKS[:2]):
        town.write(f"Ann <ann{number}@home{number}.example>", f"Under the FOI Act, {ask}\n\nAnn")
    with town.desk() as desk:
        assert absence.hand_on(HIGHWAYS, "away", "", desk) == 1
    assert len(with_highways(town)) == 1

    town.tick()
    town.tick()

    assert with_highways(town) == []


def with_highways(town: Town) -> list[str]:
    return [
        row.reference
        for row in town.cases()
        if any(item.officer == HIGHWAYS for item in town.case(row.reference).items)
    ]


def test_the_dates_that_a_new_holiday_moves_are_told_in_one_alert_however_many_steps_it_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalculating, "LONGEST_SECONDS", -1.0)
    monkeypatch.setattr(recalculating, "MOST", 2)
    town = Town.make(tmp_path, config=OPEN_LIMITS)
    town.tick()
    for number, ask in enumerate(ASKS):
        town.write(f"Ann <ann{number}@home{number}.example>", f"Under the FOI Act, {ask}\n\nAnn")
    before = [row.due for row in town.cases()]
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "calendar.toml").write_text(HOLIDAY, encoding="utf-8")
    town.later(hours=1)
    # Stopped after the first case, and then after the second.
    for _ in ASKS:
        town.world.handlers.remind(town.now, so_many(1))
    town.tick()

    assert [row.due for row in town.cases()] == [day + timedelta(days=1) for day in before if day]
    assert len(town.all("date-changed")) == len(ASKS)
    (told,) = [one for one in town.alerts("dates moved") if one.to == GOVERNANCE]
    assert "3 dates moved" in told.text
    assert "and 1 more" in told.text
