"""Papers named by their kind are asked for; what hangs on an ask is part of it."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.rules import load
from foibot.questions.source import BODY, source
from tests.unit.questions.test_everyday import texts

LISTED = ["A list of all pavilions shut since 2021.", "The cost of each closure."]


def below(line: str) -> list[str]:
    """Return what is asked in a list with *line* as a paragraph of its own below it."""
    return texts(
        f"Under FOI please send:\n\n1. {LISTED[0]}\n2. {LISTED[1]}\n\n{line}\n\n"
        "A spreadsheet would be perfect.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "It would also help to have a staffing chart for the grounds team.",
        "It would help me to see the latest alarm test log.",
        "It would be valuable to have the hire fee as well.",
        "A map of the pitches would help too.",
        "We'd find it useful to have the risk register.",
        "We would like to see the drainage survey.",
        "I need the terms of reference of the working group.",
        "Please let me have the current keyholder rota.",
        "Please enclose the bye-laws.",
    ],
)
def test_a_paper_asked_for_below_a_list_is_a_question(line: str) -> None:
    assert below(line) == [*LISTED, line]


@pytest.mark.parametrize(
    "line",
    [
        "I would like the answers in the form of a report.",
        "We would like to have your full response to this letter.",
        "It would be good to have this by Friday.",
        "It would be helpful to have a named contact.",
        "It would help our volunteer if the answers were numbered.",
    ],
)
def test_what_is_said_of_the_reply_below_a_list_is_none(line: str) -> None:
    assert below(line) == LISTED


@pytest.mark.parametrize(
    "more",
    [
        "Where any of it went to consultants, please name them.",
        "Where these led to a suspension, what was the reason?",
        "Where it was more than the budget, please say by how much.",
    ],
)
def test_a_case_of_what_was_just_asked_is_part_of_it(more: str) -> None:
    ask = f"What was spent on the pavilion, year by year? {more}"

    assert texts(f"{ask} How many teams play there?") == [ask, "How many teams play there?"]


def test_a_spreadsheet_may_be_what_is_asked_for() -> None:
    ask = "Please could you let me have the completed audit spreadsheet for each such school."

    assert texts(f"{ask} I would also like the number of schools.")[0] == ask


@pytest.mark.parametrize(
    "more",
    [
        "I want to see it, whatever it says.",
        "I would like to read it.",
        "Please let me see it.",
        "May I see it?",
        "I should be glad of a copy.",
        "We'd like to see it in full.",
    ],
)
def test_who_wants_to_see_what_was_asked_about_asks_nothing_more(more: str) -> None:
    ask = f"What inspection of the bandstand was made last year? {more}"

    assert texts(f"{ask} How many bandstands are there?") == [ask, "How many bandstands are there?"]


@pytest.mark.parametrize("more", ["Please send us the results.", "Please supply the minutes."])
def test_what_is_sent_for_in_two_words_was_named_before(more: str) -> None:
    ask = f"Was there a vote on the kiosk last May? {more}"

    assert texts(f"{ask}\nHow many kiosks are let?\nWho cleans them?") == [
        ask,
        "How many kiosks are let?",
        "Who cleans them?",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Could you answer the questions in the enclosed file?\n\nDee Coles\nSecretary",
        "Hi, the list of what I'm asking for is attached.\n\nDee",
        "Please see the questions which we have put in the attachment, only for 2024.\n\n"
        "Can you reply to me and I will pass it on\n\nThankyou\nDee Coles\nSecretary, Elm Forum",
    ],
)
def test_a_body_that_sends_to_its_attachment_asks_what_stands_there(body: str) -> None:
    asks = ["How many applied for a pass?", "How many were turned down?"]
    sources = [source(BODY, body), source("list.txt", "\n".join(["Our questions", "", *asks]))]

    assert [item.text for item in itemise(sources, load(), load_language()).items] == asks


@pytest.mark.parametrize(
    "more",
    [
        "If the average is not recorded, the longest and the shortest would do.",
        "If the exact date is not known, the month will be enough.",
        "If that is not kept by ward, the total for the city will suffice.",
    ],
)
def test_what_would_do_instead_is_part_of_the_question(more: str) -> None:
    ask = f"I would also like to know how many days each repair of the pier took. {more}"

    assert texts(f"Under FOI, who owns the pier? {ask}") == ["Under FOI, who owns the pier?", ask]
