"""Prose is given to the questions by all that speaks for each, and what is doubtful to none."""

from __future__ import annotations

import math

from foibot.replies.chain import lattice, learnt, shares
from foibot.replies.model import AskedQuestion, Key
from foibot.replies.questions import Questions
from foibot.replies.rivals import likeliest
from foibot.replies.signs import Signing
from foibot.replies.weighed import parts_of_lines, weighed
from tests.replies.test_officers import RULES


def _questions(reference: str, *texts: str) -> Questions:
    return Questions([AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)])


QUESTIONS = _questions(
    "FOI-2026-00701",
    "How many street lights were out of order on 1 January 2026?",
    "What was the average time taken to repair a street light in 2025?",
    "How much did the council spend on gritting in the winter of 2024/25?",
)
LINES = ("Gritting came to \u00a31,146,300 that winter. The other number they gave me is 18.",)


def _given(*lines: str) -> dict[int, str]:
    found = weighed(lines, QUESTIONS.all_keys, QUESTIONS, RULES)
    blocks = found.blocks if found is not None else []
    return {block.target.keys[0].n: block.text() for block in blocks if block.target.keys}


def test_a_sentence_is_placed_although_nobody_can_place_another() -> None:
    found = weighed(LINES, QUESTIONS.all_keys, QUESTIONS, RULES)

    assert found is not None
    assert [(one.target.keys, one.text()) for one in found.blocks] == [
        ((Key("FOI-2026-00701", 3),), "Gritting came to \u00a31,146,300 that winter."),
        ((), "The other number they gave me is 18."),
    ]


def test_what_spoke_for_the_question_is_told() -> None:
    found = weighed(LINES, QUESTIONS.all_keys, QUESTIONS, RULES)

    assert found is not None
    assert "money: amount" in found.blocks[0].because


def test_a_figure_that_may_be_of_two_is_given_to_none() -> None:
    assert _given("It was 312 for the street lights.") == {}


def test_nothing_is_placed_beside_a_decision_that_may_be_of_any() -> None:
    assert _given(*LINES, "We do not hold this in a way that can be reported.") == {}


def test_each_part_is_shared_out_among_the_questions_and_none() -> None:
    asked = Signing(QUESTIONS, QUESTIONS.all_keys, RULES)
    parts = parts_of_lines(LINES, asked)

    for each in likeliest(lattice(parts, asked)):
        assert math.isclose(sum(each.values()), 1.0)
        assert set(each) == {None, 0, 1, 2}


def test_what_is_not_allowed_has_no_share() -> None:
    asked = Signing(QUESTIONS, QUESTIONS.all_keys, RULES)
    ways = lattice(parts_of_lines(LINES, asked), asked)
    steps = shares(ways, learnt(), [frozenset({2}), frozenset({None})])[1]

    assert [{state.given for _, state in each} for each in steps] == [{2}, {None}]


def test_where_each_question_has_its_sentence_none_speaks_of_all() -> None:
    """What "all of them" counts is no question."""
    asked = _questions(
        "EIR-2026-00702",
        "How many penalty charge notices were issued in 2024/25?",
        "How much income did the council receive from penalty charge notices?",
        "Which street had the most penalty charge notices?",
        "How many penalty charge notices were cancelled on appeal?",
    )
    lines = (
        "We issued 9,644 PCNs in 2024/25, all of them on street. Income was \u00a3288,905.",
        "The busiest street was Bridge Street. In all 1,118 were cancelled on appeal.",
    )
    found = weighed(lines, asked.all_keys, asked, RULES)

    assert found is not None
    assert [block.target.keys[0].n for block in found.blocks] == [1, 2, 3, 4]


def test_what_is_sent_away_goes_to_the_questions_whose_words_it_has() -> None:
    said = "The time taken to repair a light is not held."

    assert _given("Gritting came to \u00a31,146,300 that winter.", said) == {
        2: said,
        3: "Gritting came to \u00a31,146,300 that winter.",
    }


def test_a_sentence_of_two_questions_goes_to_neither() -> None:
    asked = _questions(
        "FOI-2026-00703",
        "How much was spent on agency staff?",
        "Who is the garden waste contractor?",
        "How many missed bins were there?",
    )
    two = "Biffa is the garden waste contractor but agency spend is for HR."
    found = weighed([f"Missed bins, 1,204. {two}"], asked.all_keys, asked, RULES)

    assert found is not None
    assert [(len(one.target.keys), one.text()) for one in found.blocks] == [
        (1, "Missed bins, 1,204."),
        (0, two),
    ]
