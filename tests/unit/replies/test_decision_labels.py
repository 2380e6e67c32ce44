"""A decision behind a question's number is read, and an answer there stays an answer."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.decision_parts import Decision
from foibot.replies.decisions import DecisionReading, read_decisions
from foibot.replies.load import load_reply_rules
from foibot.trust.permissions import Action
from tests.unit.replies.test_decisions import ASKED, Q1, Q2, TODAY
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules().knowing(["Finance", "Highways"])


def read(text: str) -> DecisionReading:
    return read_decisions(a_reply(text), ASKED, RULES, today=TODAY)


@pytest.mark.parametrize("between", [" - ", ": ", " ", ", ", " \u2013 ", ". "])
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "clarify genuine: which year?",
            Decision(Action.CLARIFY, (Q2,), "which year?", genuine=True),
        ),
        ("assign to Highways", Decision(Action.ASSIGN, (Q2,), to="Highways")),
        (
            "extend until 15 April 2026, complex and voluminous: 900 drawings",
            Decision(Action.EXTEND, (Q2,), "900 drawings", until=date(2026, 4, 15), basis="eir"),
        ),
        (
            "reword: How much was spent in 2025?",
            Decision(Action.REWORD, (Q2,), "How much was spent in 2025?"),
        ),
    ],
)
def test_the_number_may_stand_before_the_word(between: str, said: str, wanted: Decision) -> None:
    assert read(f"Q2{between}{said}") == DecisionReading((wanted,), ())


def test_it_is_about_every_question_that_stands_before_it() -> None:
    (one,) = read("Q1 and Q2 - clarify advice: which year?").decisions

    assert one == Decision(Action.CLARIFY, (Q1, Q2), "which year?", genuine=False)


@pytest.mark.parametrize(
    "text",
    [
        "Fee income was \u00a325.",
        "No complaints were received.",
        "Refuse collection: 40 rounds",
        "Close to 40 roads",
        "Transfer to the county council was completed in 2024.",
        "Extension of the library: see the plan",
        "Clarification was sought in 2024: see the minutes",
        "Drop-in sessions: 40",
        "Ask the museum: they hold the deeds.",
        "We refuse to speculate.",
    ],
)
def test_an_answer_that_begins_like_one_stays_an_answer(text: str) -> None:
    assert read(f"Q2: {text}").decisions == (Decision(Action.ANSWER, (Q2,), text),)


@pytest.mark.parametrize(
    "text",
    ["clarify: which year?", "assign to Mars", "drop: no question", "split: a / b", "approve"],
)
def test_what_may_be_either_is_asked_back_and_goes_into_no_letter(text: str) -> None:
    reading = read(f"Q2 - {text}")

    assert not reading.decisions
    assert len(reading.unclear) == 1
