"""A request that a colleague enters was received on the day that it came (DAY-7, DAY-8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.town import GOVERNANCE, Town

CLERK = "Kim Desk <customer.services@council.example>"
ASKED = (
    "Name: Edith Ransome\n\nDear Sirs, please let me know how many trees were felled in Abbey Park "
    "in 2025.\n\nEdith Ransome"
)
REF = "FOI-2026-00001"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which it is a Monday."""
    town = Town.make(tmp_path, "Mon 2 Nov 2026 09:00")
    town.tick()
    return town


@pytest.mark.parametrize(
    "first",
    [
        "Request received by post on 28 October 2026",
        "Request received by post, 28/10/2026",
        "Request by letter (received 28 October)",
        "Request by post on Wednesday",
        "Request by post\nReceived: 28 October 2026",
        "Request by post\nReceived: 28 October",
        "Request by post\nDate received: 28/10",
        "Request by post\nReceived: last Wednesday",
    ],
)
def test_the_day_is_the_one_that_the_colleague_names(first: str, town: Town) -> None:
    town.write(CLERK, f"{first}\n{ASKED}", subject="FOI request by post")

    # 28 October: day 20 is 25 November.
    assert str(town.case(REF).received_on) == "2026-10-28"
    assert str(town.row(REF).due) == "2026-11-25"
    assert "28 October 2026" in town.last("acknowledgement").text
    assert "28 October 2026" in town.last("alert", GOVERNANCE).text


@pytest.mark.parametrize(
    "first",
    [
        "Request by phone",
        "Request by phone about the meeting on 28 October",
        "Request by post, received 28 October 2027",
        "Request by post about trees felled in 2025",
        "Request by phone today",
    ],
)
def test_no_other_date_is_taken_for_it(first: str, town: Town) -> None:
    town.write(CLERK, f"{first}\n{ASKED}", subject="FOI request")

    assert str(town.case(REF).received_on) == "2026-11-02"


def test_yesterday_is_the_day_before(town: Town) -> None:
    town.write(CLERK, f"Request by phone yesterday\n{ASKED}", subject="FOI request by phone")

    assert str(town.case(REF).received_on) == "2026-11-01"
