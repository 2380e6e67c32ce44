"""What was asked of one thing may be asked of another in a sentence of its own (guide R9)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

LIST = "Please tell me:\n\n- How many staff work at Elm House?\n- What does it cost to run?"


def texts(body: str) -> list[str]:
    return [item.text for item in itemise([source(BODY, body)], load()).items]


@pytest.mark.parametrize(
    "more",
    [
        "Please supply the same two things for the day centre in Mill Road.",
        "I need the same figures for Oak House.",
        "Could I have the same details about the hostel in Fell Street?",
        "We would like these two figures for the depot as well.",
        "Please also answer questions 1 and 2 for Oak House.",
    ],
)
def test_the_same_of_something_else_is_a_question_of_its_own(more: str) -> None:
    assert texts(f"{LIST}\n\n{more}")[2:] == [more]


@pytest.mark.parametrize(
    "aside",
    [
        "Please give the same breakdown for each year.",
        "Please send the answers in the same order.",
        "If you run other homes, please give the same figures for them.",
        "We are asking all London councils for the same information about their homes.",
        "Every year we ask all councils for the same figures about their homes.",
    ],
)
def test_how_the_same_is_to_be_given_is_no_question(aside: str) -> None:
    assert len(texts(f"{LIST}\n\n{aside}")) == 2


def test_one_more_year_is_a_scope_of_all_figures() -> None:
    more = "Please provide the same for 2022 and 2023."

    found = itemise([source(BODY, f"{LIST}\n\n{more}")], load()).items

    assert [more in item.context for item in found] == [True, True]


def test_one_more_year_is_a_question_where_nothing_else_is_asked() -> None:
    more = "Could I now ask for the same figures for the two years before that?"

    assert texts(f"Many thanks for your reply. {more}") == [more]
    assert texts("Please send the same figures for 2022.") == [
        "Please send the same figures for 2022."
    ]
