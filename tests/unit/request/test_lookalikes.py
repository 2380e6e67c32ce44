"""Messages whose words belong to one kind and whose sense to another: law.md 7.1."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind
from tests.unit.request.test_read import read

TERMS = [
    "Is the pavilion let or licensed to the football club, and on what terms?",
    "Under what terms was the Corn Exchange leased to Bravo Ltd, and who approved it?",
    "Please tell me:\n1. Is the van owned or leased and on what terms\n2. Who drives it",
    "How many street traders need a licence and what licence do they hold?",
    "I want to know whether the club has permission to use the pitch.",
    "Does the cafe hold a licence to use the pavement outside number 9?",
]
PERMISSION = [
    "On what terms may we put the ward boundaries into our app?",
    "Can we put your cycle map in our guidebook?",
    "We need a licence to print the ward map on tea towels.",
    "I write about old buses. I would like your consent to publish the 1932 timetable.",
    "Do we need a licence to copy the town trail for our pupils?",
]


@pytest.mark.parametrize("text", TERMS)
def test_terms_on_which_others_have_something_are_asked_for_and_not_re_used(text: str) -> None:
    assert read(text).kind is Kind.NEW_REQUEST


@pytest.mark.parametrize("text", PERMISSION)
def test_who_wants_to_publish_what_is_ours_asks_for_re_use(text: str) -> None:
    assert read(text).kind is Kind.REUSE


@pytest.mark.parametrize(
    "text",
    [
        "Under FOI I would like a list of all potholes. For each: whether a claim for damage came.",
        "Under FOI please state the number of claims for compensation after falls in 2024.",
        "Under FOI please send all emails about the dairy. You need not include what is online.",
    ],
)
def test_claims_of_others_and_what_is_left_out_need_no_second_look(text: str) -> None:
    reading = read(text)

    assert (reading.kind, reading.flagged) == (Kind.NEW_REQUEST, False)


def test_a_claim_of_ones_own_beside_a_request_is_looked_at() -> None:
    reading = read(
        "I claim compensation for damage to my car. Under FOI please send all reports of the hole."
    )

    assert (reading.kind, reading.flagged) == (Kind.NEW_REQUEST, True)
