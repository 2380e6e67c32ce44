"""A backlog does not bury governance: what is late for days is told in one mail a day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from foibot.app import handlers_of
from foibot.config.load import load
from foibot.mailbox import collect
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once
from tests.bench.backlog import judged, lay
from tests.bench.measure import Cost
from tests.flows.town import ANN, GOVERNANCE, Town, subject

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
NO_COST = Cost(0.0, 0.0, 0.0, 0)


def test_what_is_late_is_told_case_by_case_once_and_then_together(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2024?")
    town.write("Bob <bob@example.org>", "Under the FOI Act, how many street trees were felled?")
    # Both are due on Tuesday 1 December 2026 (FOIA s.10(1), s.10(6)).
    town.until("Wed 2 Dec 2026 08:32")
    first = [one for one in town.alerts("has passed") if one.to == GOVERNANCE]
    town.until("Thu 3 Dec 2026 08:32")
    later = [one for one in town.alerts("has passed") if one not in first]

    assert [subject(one).split(":")[0] for one in first] == ["FOI-2026-00001", "FOI-2026-00002"]
    (together,) = later
    assert "2 requests are still late" in together.text
    assert "FOI-2026-00001: Q1: with highways@council.example" in together.text
    assert "FOI-2026-00002: Q1: with parks.leisure@council.example" in together.text


def test_a_backlog_of_several_portions_is_answered_once_each_the_oldest_clock_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect, "PAGE", 7)
    lay(tmp_path, 30)
    store = open_store(load(tmp_path / "config.toml", {}))
    assert once(store, handlers_of, lambda: NOON) == []
    store.engine.dispose()

    assert judged(tmp_path, 30, NO_COST, (), NOON).harm == 0


@pytest.mark.parametrize("idle", ["2026-11-26T08:29", "2026-11-28T12:00", "2026-12-25T12:00"])
def test_at_night_and_on_days_off_a_backlog_is_answered_but_tells_nothing(
    tmp_path: Path, idle: str
) -> None:
    at = datetime.fromisoformat(idle).replace(tzinfo=UTC)
    lay(tmp_path, 3)
    store = open_store(load(tmp_path / "config.toml", {}))
    assert once(store, handlers_of, lambda: at) == []
    store.engine.dispose()

    assert judged(tmp_path, 3, NO_COST, (), at).harm == 0


def test_the_judge_of_a_backlog_sees_what_is_missing_doubled_or_late(tmp_path: Path) -> None:
    lay(tmp_path, 3)
    store = open_store(load(tmp_path / "config.toml", {}))
    assert once(store, handlers_of, lambda: NOON) == []
    first, second, *_ = sorted((tmp_path / "out").glob("*_acknowledgement_*"))
    first.rename(second.with_stem(f"{second.stem}-again"))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE \"case\" SET due = '2027-01-01' WHERE id = 2")
        connection.exec_driver_sql("UPDATE \"case\" SET next_look = '2026-10-02' WHERE id = 3")
        connection.exec_driver_sql(
            "UPDATE \"case\" SET received_at = '2026-11-20 12:00:00' WHERE id = 1"
        )
    store.engine.dispose()
    found = judged(tmp_path, 3, NO_COST, (), NOON)

    assert (found.lost, found.doubled, found.not_told) == (1, 1, 1)
    assert (found.out_of_turn, found.wrong_date) == (1, 2)
