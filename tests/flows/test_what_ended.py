"""The last letter says what became of each question that it does not answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.model import Answer, Outcome
from foibot.handlers import deciding
from foibot.handlers.drafting import draft_when_ready
from tests.flows.post import Writing, made
from tests.flows.town import ANN, Town

THREE = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How many buses ran late in 2025?\n"
    "3. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
HEAD = "Questions that this letter does not answer"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town whose request lost a question to the county, and one to its requester."""
    town = Town.asked(tmp_path, THREE)
    town.decide(REF, lambda f, w, d: deciding.assign(f, 1, "Highways and Transport", w, d))
    town.until("Tue 3 Nov 2026 09:00")
    town.decide(
        REF, lambda f, w, d: deciding.transfer(f, (2,), "the county council", "foi@county", w, d)
    )
    town.until("Thu 5 Nov 2026 09:00")
    return town


def answer(town: Town, n: int, text: str) -> None:
    """Let a question be answered; the letter is drafted where that was the last."""
    given = Answer(Outcome.DISCLOSED, text, by="highways@council.example")
    town.decide(REF, lambda f, w, d: draft_when_ready(deciding.answer(f, n, given, w, d), d))


def flat(text: str) -> str:
    """Return *text* in one line."""
    return " ".join(text.split())


def test_each_has_its_line_in_the_last_letter(town: Town) -> None:
    town.decide(REF, lambda f, w, d: deciding.withdraw(f, (3,), "governance noted it", w, d))
    answer(town, 1, "4,210 potholes.")
    town.approve()
    letter = flat(town.last("response").text)

    assert HEAD in letter
    assert (
        "- Question 2 (How many buses ran late in 2025?): on Tuesday 3 November 2026 we told you "
        "that we do not hold this, and that we believe that the county council holds it."
    ) in letter
    assert (
        "- Question 3 (How much did pothole repairs cost in 2025?): you withdrew it on Thursday 5 "
        "November 2026."
    ) in letter
    assert "governance noted it" not in letter


def test_a_letter_in_part_leaves_it_to_the_last(town: Town) -> None:
    answer(town, 1, "4,210 potholes.")
    town.until("Wed 25 Nov 2026 09:00")
    town.approve()
    assert HEAD not in town.last("response").text

    answer(town, 3, "£310,000.")
    town.approve()
    last = town.last("response").text
    assert HEAD in last
    assert "buses" in last


def test_what_the_requester_withdrew_has_the_day_on_which_the_mail_came(town: Town) -> None:
    # It came on Thursday evening, and was taken in on Friday.
    came = town.now.replace(hour=20)
    town.later(hours=24)
    raw = made(Writing(ANN, "Please drop question 3.", came, answers=town.last("acknowledgement")))
    town.world.arrive("late", raw, came)
    town.tick()
    answer(town, 1, "4,210 potholes.")
    town.approve()

    assert "you withdrew it on Thursday 5 November 2026" in flat(town.last("response").text)
