"""Earlier questions are shown, never acted on: two scores, round robins, COST-5 to COST-8."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foibot.questions.similar import (
    Earlier,
    aggregation,
    alike,
    nearest,
    round_robin,
    still_current,
)

TODAY = date(2026, 3, 2)
POTHOLES = "How many potholes were reported in 2024?"


def earlier(
    text: str = POTHOLES, *, age: int = 30, requester: str = "b", **more: object
) -> Earlier:
    answered = TODAY - timedelta(days=age)
    values: dict[str, object] = {"answered_on": answered, **more}
    received = answered - timedelta(days=20)
    return Earlier("FOI-1", 1, text, received, requester=requester, **values)  # type: ignore[arg-type]


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
    assert bool(nearest(new, [earlier(old)], TODAY)) is is_shown


def test_the_likest_comes_first() -> None:
    other = earlier("How many potholes were mended in 2024 and what did it cost?")
    found = nearest(POTHOLES, [other, earlier()], TODAY)

    assert found[0].earlier.text == POTHOLES
    assert found[0].asked_before == 1.0


def test_asked_before_and_still_current_are_two_things() -> None:
    (found,) = nearest(POTHOLES, [earlier("How many potholes were reported in 2019?")], TODAY)

    assert found.asked_before > 0.9
    assert (found.still_current, found.why) == (0.1, "about other years")


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
    score, _ = still_current(question, earlier(question, age=age), TODAY)

    assert least <= score <= most


def test_what_was_not_answered_cannot_be_current() -> None:
    assert still_current(POTHOLES, earlier(answered_on=None), TODAY) == (0.0, "not answered yet")


def test_the_same_question_from_several_people_is_a_round_robin() -> None:
    rows = [earlier(requester="b"), earlier(requester="c"), earlier(requester="a")]
    found = round_robin(POTHOLES, "a", rows, within_days=60, today=TODAY)

    assert found is not None
    assert found.requesters == 3


def test_a_persons_own_repeat_or_another_year_is_no_round_robin() -> None:
    rows = [earlier(requester="a"), earlier("How many potholes were reported in 2023?")]

    assert round_robin(POTHOLES, "a", rows, within_days=60, today=TODAY) is None


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({"working_days_before": 0}, True),
        ({"working_days_before": 59}, True),
        ({"working_days_before": 60}, False),
        ({"working_days_before": None}, False),
        ({"working_days_before": 5, "law": "eir"}, False),
        ({"working_days_before": 5, "requester": "b"}, False),
        ({"working_days_before": 5, "requester": "c"}, True),
    ],
)
def test_only_similar_information_of_one_person_or_campaign_in_60_days_is_added_up(
    more: dict[str, object], counts: bool
) -> None:
    row = earlier(**{"requester": "a", **more})  # type: ignore[arg-type]
    campaign = {"a": "save our road", "c": "save our road"}

    assert bool(aggregation(POTHOLES, "a", "foia", [row], in_concert=campaign)) is counts


def test_a_shared_topic_is_not_similar_information() -> None:
    row = earlier("What did potholes cost in 2024?", requester="a", working_days_before=3)

    assert aggregation(POTHOLES, "a", "foia", [row], in_concert={}) == ()


def test_likeness_is_symmetric_and_whole_for_the_same_words() -> None:
    other = "Number of potholes mended in 2024"

    assert alike(POTHOLES, POTHOLES) == 1.0
    assert abs(alike(POTHOLES, other) - alike(other, POTHOLES)) < 0.05
