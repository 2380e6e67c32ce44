"""A doubtful reading is put before governance in plain words, and put right by one reply."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from foibot.case.model import Case
from foibot.demo.world import Sent
from tests.flows.town import ANN, Town

REF = "FOI-2026-00001"
ASKED = """Dear Sir

Under the Freedom of Information Act please tell me:

1. How many potholes were reported in 2025 and how many parking tickets were issued in 2025?
2. Cost.
3. How much was spent on gritting in 2025?

The libraries and the opening of them are another matter.

Ann Example"""


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which a request was read with doubts."""
    made = Town.make(tmp_path)
    made.tick()
    made.write(ANN, ASKED)
    made.tick()
    return made


def alert(town: Town) -> Sent:
    return town.alerts("check how a request was read")[-1]


def texts(case: Case) -> list[str]:
    return [item.question.text for item in case.counted]


def test_the_alert_shows_every_question_in_plain_words_and_no_name_of_a_rule(town: Town) -> None:
    body = " ".join(alert(town).text.split())

    assert all(f"Q{item.n} (" in body for item in town.case(REF).counted)
    assert "How much was spent on gritting" in body
    assert "It is not certain whether it is environmental information." in body
    assert not any(name in body for name in ("check-the-questions", "names-the-right", "ann@"))


CORRECTIONS: dict[str, Callable[[Case], bool]] = {
    "split Q1: How many potholes were reported in 2025? / How many tickets were issued in 2025?": (
        lambda case: "How many tickets were issued in 2025?" in texts(case)
    ),
    "merge Q2 and Q3": lambda case: any("Cost" in t and "gritting" in t for t in texts(case)),
    "reword Q2: What did the repairs cost?": lambda case: (
        "What did the repairs cost?" in texts(case)
    ),
    "add: When are the libraries open?": lambda case: "When are the libraries open?" in texts(case),
    "drop Q2: it is a heading": lambda case: (
        not any(text.startswith("Cost") for text in texts(case))
    ),
    "assign Q3 to Parking": lambda case: any(
        item.n == 3 and item.service == "Parking" for item in case.items
    ),
}


@pytest.mark.parametrize("reply", CORRECTIONS)
def test_what_the_alert_offers_is_done_by_one_reply(town: Town, reply: str) -> None:
    assert not CORRECTIONS[reply](town.case(REF))

    town.reply(alert(town), reply)

    assert CORRECTIONS[reply](town.case(REF))
