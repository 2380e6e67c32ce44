"""A list that answers what we asked asks for nothing; one that restates the request does (R10)."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind
from tests.unit.request.test_read import read

SUBJECT = "Re: FOI 77 - clarification needed"


@pytest.mark.parametrize(
    "lead",
    [
        "Answers to your three questions in the same order:",
        "Hello, my replies to your points:",
        "Taking your questions in turn:",
        "On your three questions:",
        "Here are the responses to each of your queries:",
    ],
)
def test_answers_to_our_questions_are_no_questions(lead: str) -> None:
    reading = read(f"{lead}\n\n1. Both car parks.\n2. All wards, not just mine.\n3. 2023", SUBJECT)

    assert (reading.kind, reading.items) == (Kind.CLARIFICATION, ())


@pytest.mark.parametrize(
    "lead",
    [
        "In response to your questions I would now like:",
        "As requested here is my revised request:",
        "Taking your points in turn, please send:",
    ],
)
def test_a_list_that_says_what_is_now_wanted_asks(lead: str) -> None:
    asked = ["The number of fines in 2023.", "The income from them."]

    reading = read(f"{lead}\n\n1. {asked[0]}\n2. {asked[1]}", SUBJECT)

    assert [item.text for item in reading.items] == asked
