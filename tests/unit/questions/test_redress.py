"""What a writer wants done is no question; the sides of one correspondence are one."""

from __future__ import annotations

import pytest

from tests.unit.questions.test_everyday import texts

ASK = "Under FOI how many permits were cancelled in 2024?"


@pytest.mark.parametrize(
    "calls",
    [
        "We invite the Council to (a) confirm that nothing will be added, (b) apologise, and"
        " (c) compensate her in the sum of £90.",
        "I want the council to (1) say sorry, (2) mend the steps and (3) pay for my glasses.",
        "I expect you to: a) clear the drain, b) refund the fee, c) write to me.",
        "I ask that you (i) reinstate my badge, (ii) refund the fine and (iii) withdraw it.",
        "I would like the council to:\n\n1. Collect it.\n2. Apologise.\n3. Refund the charge.",
        "We seek a formal apology and the date of a new inspection.",
        "What I want out of this is an apology, a date for the work and a name to ring.",
    ],
)
def test_what_is_to_be_put_right_is_no_question(calls: str) -> None:
    assert texts(f"The permit team lost my form. {calls}\n\n{ASK}") == [ASK]


def test_papers_that_the_council_is_called_on_to_give_are_questions() -> None:
    found = texts("We require the council to (a) disclose the survey and (b) provide the lease.")

    assert found == ["disclose the survey and", "provide the lease."]


@pytest.mark.parametrize(
    "ask",
    [
        "Please send copies of the correspondence, held by the Leader's office, between\n\n"
        "(i) the Leader, her deputy, or their advisers; and\n(ii) agents of Gull Ferries\n\n"
        "from 1 May 2024 to 31 July 2024.",
        "Please send all emails between:\n\n1. the head of parks\n2. any employee of Elm Turf\n\n"
        "about the sale of Mill Green.",
        "I request all messages between:\n\n- the chief executive\n- the head of legal\n\n"
        "that mention the word stadium.",
    ],
)
def test_the_two_sides_on_lines_of_their_own_are_one_question(ask: str) -> None:
    assert texts(ask) == [" ".join(ask.split())]


def test_each_pair_of_sides_is_a_question() -> None:
    found = texts(
        "Please send the letters between:\n\na) the Mayor and the firm\nb) the Mayor and the MP"
    )

    assert found == ["the Mayor and the firm", "the Mayor and the MP"]


def test_a_number_asked_for_beside_a_list_is_no_column_of_it() -> None:
    asks = [
        "Please send me the register of allotments in the borough.",
        "I should also be grateful for the number of plots let, with the rent in each case.",
    ]

    assert texts(" ".join(asks)) == asks


@pytest.mark.parametrize(
    "limit",
    [
        "Please include within the scope of your search any notes of calls about the pier.",
        "Please include in your search any copies of messages sent from private phones.",
        "Your search should cover the list of contacts that the office keeps.",
        "Casework can be left out, it's the policy on piers that I'm after.",
        "Residents' own letters may be ignored, as I only want to see what officers wrote.",
    ],
)
def test_how_far_a_search_goes_is_no_question(limit: str) -> None:
    ask = "Please send all emails about the pier held by the Leader's office."

    assert texts(f"{ask}\n\n{limit}") == [ask]
