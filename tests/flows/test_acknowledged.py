"""What the first mail says to those who write in Welsh, and where a council left a key empty."""

from __future__ import annotations

from pathlib import Path

from foibot.demo.world import CONFIG
from tests.flows.town import ANN, Town


def test_a_request_in_welsh_is_acknowledged_in_welsh_throughout(tmp_path: Path) -> None:
    # ACK-5: the numbers by which the requester answers are in Welsh, too.
    town = Town.make(tmp_path)
    town.write(
        ANN,
        "Annwyl Syr/Fadam,\n\nFaint o gwynion am finiau a gafodd y cyngor yn 2025? "
        "Faint a wariwyd ar athrawon cyflenwi?\n\nDiolch yn fawr\nGwen Hughes",
    )
    text = town.last("acknowledgement").text

    assert "Cwestiwn 1: Faint o gwynion" in text
    assert "Question" not in text


def test_without_a_privacy_notice_no_line_speaks_of_one(tmp_path: Path) -> None:
    line = next(line for line in CONFIG.splitlines() if line.startswith("privacy_notice"))
    town = Town.make(tmp_path, config=CONFIG.replace(line, ""))
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")

    assert "personal information" not in town.last("acknowledgement").text
