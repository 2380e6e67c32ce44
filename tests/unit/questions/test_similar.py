"""Earlier questions are shown, never acted on, with two scores."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foibot.questions.similar import Currency, Earlier, alike, nearest, still_current

TODAY = date(2026, 3, 2)
POTHOLES = "How many potholes were reported in 2024?"


def earlier(text: str = POTHOLES) -> Earlier:
    return Earlier("FOI-1", 1, text)


@pytest.mark.parametrize(
    ("new", "old", "is_shown"),
    [
        (POTHOLES, "Please tell me the number of potholes reported in 2024", True),
        (POTHOLES, "How many potholes were reported in 2019?", True),
        (POTHOLES, "What did the council pay for pothole claims in 2024?", False),
        (
            "How many fines for fly-tipping were issued in each of the last three years?",
            "How many fixed penalty notices for fly tipping were issued in the past three years?",
            True,
        ),
        ("How many agency planners are employed?", "How many agency teachers are there?", False),
        ("Minutes?", "Minutes?", False),
    ],
)
def test_an_earlier_question_is_shown_when_its_telling_words_agree(
    new: str, old: str, is_shown: bool
) -> None:
    assert bool(nearest(new, [earlier(old)])) is is_shown


def test_the_likest_comes_first() -> None:
    other = earlier("How many potholes were mended in 2024 and what did it cost?")
    found = nearest(POTHOLES, [other, earlier()])

    assert found[0].earlier.text == POTHOLES
    assert found[0].asked_before == 1.0


def test_asked_before_and_still_current_are_two_things() -> None:
    old = "How many potholes were reported in 2019?"
    (found,) = nearest(POTHOLES, [earlier(old)])

    assert found.asked_before > 0.9
    assert still_current(POTHOLES, old, TODAY, TODAY) == Currency(0.1, "it is about other years")


@pytest.mark.parametrize(
    ("question", "age", "least", "most"),
    [
        (POTHOLES, 0, 1.0, 1.0),
        (POTHOLES, 300, 0.7, 0.85),
        ("How many posts are vacant at present?", 300, 0.1, 0.25),
        ("How many homes have damp?", 300, 0.5, 0.6),
        ("What is the policy on damp?", 300, 0.75, 0.85),
    ],
)
def test_an_answer_ages_as_fast_as_what_it_is_about(
    question: str, age: int, least: float, most: float
) -> None:
    answered = TODAY - timedelta(days=age)

    assert least <= still_current(question, question, answered, TODAY).still_current <= most


def test_likeness_is_symmetric_and_whole_for_the_same_words() -> None:
    other = "Number of potholes mended in 2024"

    assert alike(POTHOLES, POTHOLES) == 1.0
    assert abs(alike(POTHOLES, other) - alike(other, POTHOLES)) < 0.05
