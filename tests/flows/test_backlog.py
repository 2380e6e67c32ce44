"""A backlog does not bury governance: what is late for days is told in one mail a day."""

from __future__ import annotations

from pathlib import Path

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
