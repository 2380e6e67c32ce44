"""Answers in the order of the questions are told by their kind where no word tells (T21)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.kinds import is_plainly, kind_asked
from foibot.replies.model import AskedQuestion, ReplyReading
from tests.replies.test_officers import RULES
from tests.unit.replies.texts import a_reply

BRIDGES = (
    "How many footbridges does the council look after?",
    "How many have been shut since 2015?",
    "Why were they shut?",
    "Are there plans to open any again?",
)
PLOTS = (
    "How many burials took place in 2025?",
    "What is the charge for a burial?",
    "How many plots remain?",
    "Is there a plan to extend the cemetery?",
)


def _read(text: str, questions: tuple[str, ...]) -> ReplyReading:
    asked = [AskedQuestion("FOI-2026-00912", n, one) for n, one in enumerate(questions, 1)]
    return read_reply(a_reply(text), asked, RULES, today=date(2026, 3, 2))


def _said(text: str, questions: tuple[str, ...]) -> dict[int, str]:
    return {one.key.n: one.text for one in _read(text, questions).replies}


def test_curt_clauses_of_different_kinds_stand_in_the_order_of_the_questions() -> None:
    assert _said("12, 7, rust mainly, and no", BRIDGES) == {
        1: "12",
        2: "7",
        3: "rust mainly",
        4: "no",
    }


@pytest.mark.parametrize("text", ["12, 7, and no", "12, rust mainly, 7, and no", "a, b, c, d"])
def test_clauses_that_are_not_each_of_its_kind_are_asked_back(text: str) -> None:
    assert 3 not in _said(text, BRIDGES)


def test_a_line_that_says_where_it_is_published_answers_for_a_copy() -> None:
    asked = (
        "How many monitors are there?",
        "Please provide the action plan.",
        "What grant was received?",
    )

    assert _said("* 33\n* On the website\n* \u00a3212k", asked) == {
        1: "33",
        2: "On the website",
        3: "\u00a3212k",
    }


def test_headings_on_lines_of_their_own_stand_in_the_order_of_the_questions() -> None:
    text = "Burials\n94\n\nCharge\n\u00a32,450\n\nPlots\n310\n\nExtension\nNo"

    assert _said(text, PLOTS) == {1: "94", 2: "\u00a32,450", 3: "310", 4: "No"}


def test_headings_in_another_order_are_not_taken_by_their_place() -> None:
    text = "Plots\n310\n\nCharge\n\u00a32,450\n\nBurials\n94\n\nExtension\nNo"

    assert _said(text, PLOTS).get(1) != "310"


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        ("How many were there?", "number", "45 of them"),
        ("How much was spent?", "money", "\u00a34,500"),
        ("When does it end?", "day", "31 March 2027"),
        ("Do you own it?", "yes", "Yes, since March"),
        ("Please provide the policy.", "copy", "attached"),
    ],
)
def test_the_kind_of_a_question_and_of_a_clause(question: str, kind: str, text: str) -> None:
    assert kind_asked(question) == kind
    assert is_plainly(text, kind)
