"""The weekly summary comes once a week, and never beside another unasked mail of the day."""

from __future__ import annotations

from pathlib import Path

from foibot.demo.world import Sent
from tests.flows.town import ANN, GOVERNANCE, Town


def unasked(sent: list[Sent]) -> list[str]:
    """Return the kinds of what governance got without having asked."""
    kinds = {"digest", "escalation", "weekly"}
    return [one.kind for one in sent if one.to == GOVERNANCE and one.kind in kinds]


def test_who_has_a_digest_on_monday_gets_the_summary_on_tuesday(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.rules("services.toml", ("highways@council.example", GOVERNANCE))
    town.until("Fri 6 Nov 2026 14:00")
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2024?")

    monday = town.until("Mon 9 Nov 2026 08:40")
    tuesday = town.until("Tue 10 Nov 2026 08:40")
    rest = town.until("Fri 13 Nov 2026 08:40")

    assert unasked(monday) == ["digest"]
    assert unasked(tuesday) == ["weekly"]
    assert "weekly" not in unasked(rest)


def test_who_has_no_other_mail_gets_it_on_the_first_working_day(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.until("Sun 8 Nov 2026 14:00")

    assert [one.kind for one in town.until("Mon 9 Nov 2026 08:40")] == ["weekly"]
