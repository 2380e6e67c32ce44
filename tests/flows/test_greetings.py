"""Staff are greeted by the name that services.toml gives them, at any hour, or without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.town import ANN, Town

NAMED = ('"highways@council.example"', '"Jo Bloggs <highways@council.example>"')
ASKED = "Under the FOI Act: how many potholes were reported on your roads in 2025?\n\nAnn Example"


@pytest.mark.parametrize(("change", "greeting"), [(NAMED, "Hello Jo,"), (None, "Hello,")])
def test_the_digest_greets_by_name_where_it_is_known(
    tmp_path: Path, change: tuple[str, str] | None, greeting: str
) -> None:
    town = Town.make(tmp_path)
    if change is not None:
        town.rules("services.toml", change)
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")

    digest = town.last("digest")

    assert digest.to == "highways@council.example"
    assert greeting in digest.text.splitlines()
    assert "colleague" not in digest.text
