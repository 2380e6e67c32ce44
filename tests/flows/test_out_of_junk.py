"""A request that somebody moves out of Junk is acknowledged; its clock ran all the time (ACK-3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.flows.town import ANN, Town

ASKED = "How many potholes were repaired in 2025?"


def moved(town: Town) -> None:
    """Let a person drag the only message out of Junk."""
    box = town.world.folder / "mailbox"
    (path,) = (box / "Junk").glob("*.eml")
    path.rename(box / path.name)


@pytest.mark.parametrize("dmarc", ["pass", "none"])
def test_it_is_acknowledged_once_with_its_own_receipt(tmp_path: Path, dmarc: str) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED, folder="Junk", dmarc=dmarc)
    assert (len(town.all("acknowledgement")), len(town.cases())) == (0, 1)

    town.until("Thu 5 Nov 2026 10:00")
    moved(town)
    for _ in range(2):
        town.tick()
    told = town.last("acknowledgement")
    assert len(town.all("acknowledgement")) == 1
    assert "2 November 2026" in told.text
    # Whose sender is not confirmed gets not one word of the mail back.
    assert ("potholes" in told.text) is (dmarc == "pass")
    assert [case.received_on for case in town.cases()] == [date(2026, 11, 2)]


@pytest.mark.parametrize(
    ("text", "dmarc"),
    [(ASKED, "fail"), (f"{ASKED} I will kill myself if nobody answers.", "pass")],
)
def test_what_else_holds_it_back_holds_it_still(tmp_path: Path, text: str, dmarc: str) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, text, folder="Junk", dmarc=dmarc)
    moved(town)
    town.tick()

    assert town.all("acknowledgement") == []
    assert len(town.cases()) == 1
