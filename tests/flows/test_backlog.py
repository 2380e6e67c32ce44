"""A backlog does not bury governance: what is late for days is told in one mail a day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foibot.app import handlers_of, now
from foibot.config.load import load
from foibot.mailbox import collect
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once
from foibot.store.unit_of_work import reading
from tests.bench.backlog import CONFIG
from tests.bench.mails import requests
from tests.flows.town import ANN, GOVERNANCE, Town, subject


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


def test_a_backlog_of_several_portions_is_taken_by_the_age_of_its_clocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect, "PAGE", 2)
    (tmp_path / "in").mkdir()
    for number, raw in enumerate(requests(5)):
        path = tmp_path / "in" / f"{number}.eml"
        path.write_bytes(raw)
        # Whatever the mailbox's own order is, some of it is against the order of receipt.
        os.utime(path, (1_790_000_000 + 7 * number % 5,) * 2)
    (tmp_path / "config.toml").write_text(CONFIG)
    store = open_store(load(tmp_path / "config.toml", {}))

    assert once(store, handlers_of, now) == []
    with reading(store.engine, "mixbury.example", store.config.store.files) as uow:
        opened = [case.received_at for case in uow.cases.all()]
    store.engine.dispose()

    assert len(opened) == 5
    assert opened == sorted(opened)
