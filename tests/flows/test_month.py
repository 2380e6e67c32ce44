"""A month of the simulated council: nothing lost, nothing twice, no canary, no forgery."""

from __future__ import annotations

from pathlib import Path

from tests.year.__main__ import played
from tests.year.judge import faults


def test_a_month_of_a_council_shows_no_fault(tmp_path: Path) -> None:
    council = played(tmp_path, requests=8, days=30, printed=True)

    assert {what: which for what, which in faults(council).items() if which} == {}
    assert council.town.all("response")
    assert council.town.all("digest")
