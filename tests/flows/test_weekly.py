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


def test_who_has_a_mail_on_every_day_of_the_week_finds_the_summary_in_the_last(
    tmp_path: Path,
) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.rules("services.toml", ("highways@council.example", GOVERNANCE))
    town.until("Mon 9 Nov 2026 08:00")
    for day in ("Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13"):
        town.write(ANN, f"Under the FOI Act, how many potholes were repaired after {day} May 2025?")
        assert unasked(town.until(f"{day} Nov 2026 08:40")) == ["digest"]
    friday = town.last("digest", GOVERNANCE)
    assert "The week to 8 November 2026" in friday.text
    assert "Folders compared with the register" in friday.text
    assert "weekly" not in unasked(town.until("Fri 13 Nov 2026 23:00"))
    assert unasked(town.until("Mon 16 Nov 2026 08:40")) in (["weekly"], ["digest"])
