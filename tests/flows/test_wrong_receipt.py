"""A message with an impossible day of receipt waits for a person, who gives the right one."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.cli import main
from foibot.clock.calendar import LONDON
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.held_mail import release
from tests.flows.post import Writing, made
from tests.flows.town import ANN, Town

WHO = Decider("lead@council.example")


def a_town_with_one(folder: Path) -> Town:
    town = Town.make(folder)
    raw = made(Writing(ANN, "How many potholes were repaired in 2025?", town.now))
    town.world.arrive("00001", raw, datetime(1999, 5, 4, 9, tzinfo=LONDON))
    town.tick()
    return town


def test_it_is_held_at_once_with_the_reason_and_released_with_the_right_day(
    tmp_path: Path,
) -> None:
    town = a_town_with_one(tmp_path)
    (told,) = town.alerts("no time limit can be counted")
    assert "--received" in told.text
    town.reply(told, "release")
    assert town.cases() == []

    with town.desk() as desk:
        for wrong in (date(2004, 12, 31), date(2026, 11, 3)):
            with pytest.raises(DecisionError):
                release(1, WHO, desk, wrong)
        release(1, WHO, desk, date(2026, 10, 30))
    town.tick()

    (case,) = town.cases()
    assert case.received_on == date(2026, 10, 30)
    assert len(town.all("acknowledgement")) == 1


def test_the_command_takes_the_day(tmp_path: Path) -> None:
    town = a_town_with_one(tmp_path)
    config = str(tmp_path / "config.toml")
    done = CliRunner().invoke(
        main, ["-c", config, "held", "release", "1", "--received", "2025-10-30"]
    )
    assert done.exit_code == 0, done.output
    town.tick()

    assert [case.received_on for case in town.cases()] == [date(2025, 10, 30)]
