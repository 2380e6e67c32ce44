"""A sentence that names no question goes to the one that is left, or is asked back (T21)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.model import AskedQuestion
from tests.linear import grows_in_proportion
from tests.replies.test_officers import RULES
from tests.unit.replies.texts import a_reply

FLEET = (
    "How many council vehicles are electric?",
    "How many charging points are there at the depot?",
    "When will the whole fleet be electric?",
    "What was the fuel bill in 2024/25?",
)


def _said(text: str, questions: tuple[str, ...] = FLEET) -> dict[int, str]:
    asked = [AskedQuestion("FOI-2026-00913", n, one) for n, one in enumerate(questions, 1)]
    found = read_reply(a_reply(text), asked, RULES, today=date(2026, 3, 2))
    return {one.key.n: one.text for one in found.replies}


def test_what_is_left_goes_where_alone_it_is_of_the_kind_asked_for() -> None:
    text = (
        "Fuel cost \u00a3412,300. We hope to have moved over by March 2032. "
        "There are 24 charging points at the depot. 38 cars and vans run on batteries."
    )

    assert _said(text) == {
        1: "38 cars and vans run on batteries.",
        2: "There are 24 charging points at the depot.",
        3: "We hope to have moved over by March 2032.",
        4: "Fuel cost \u00a3412,300.",
    }


@pytest.mark.parametrize(
    "last",
    [
        "The other one is 38.",
        "12 of these came in May.",
        "Is that the calendar year?",
        "It was \u00a338,000.",
        "38 here. 12 there.",
    ],
)
def test_what_may_be_of_another_or_none_is_asked_back(last: str) -> None:
    text = (
        "There are 24 charging points at the depot. Fuel cost \u00a3412,300. "
        f"The whole fleet by March 2032. {last}"
    )

    assert 1 not in _said(text)


def test_two_of_one_kind_out_of_order_are_asked_back() -> None:
    text = (
        "The fuel bill came to \u00a3412,300. 24 at Mill Road. 38 run on batteries. By March 2032."
    )

    assert not {1, 2} & _said(text).keys()


PAYROLL = (
    "What software does the council use for payroll?",
    "When does the contract expire?",
    "What is the annual cost of the contract?",
)


def test_clauses_of_three_kinds_in_another_order_each_find_their_question() -> None:
    text = "We pay \u00a386,000 each year, it's up in May 2027, and the system is called PayRight."

    assert _said(text, PAYROLL) == {
        1: "the system is called PayRight.",
        2: "it's up in May 2027",
        3: "We pay \u00a386,000 each year",
    }


def test_what_may_be_said_of_any_question_leaves_nothing_to_one_of_them() -> None:
    text = "We do not hold this in a way that can be reported. The bills are in 640 files."

    assert _said(text, PAYROLL) == {}


def test_the_time_for_a_run_of_commas_grows_as_the_run_does() -> None:
    text = "There are 24 charging points at the depot. Fuel cost \u00a39. By March 2032. "

    assert grows_in_proportion(lambda size: _said(f"{text}{',' * size} 38"), 3_000)
