"""What leads a list in, runs on in it, or sends to a file: each in several people's words."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import source

RULES = load()


def questions(body: str, **files: str) -> list[str]:
    found = [source("subject", "Request"), source("body", body)]
    found += [source(name, text) for name, text in files.items()]
    return [" ".join(item.text.split()) for item in itemise(found, RULES).items]


@pytest.mark.parametrize(
    "lead",
    [
        "I'm writing under the FOI Act for some information on your cleaning contract:",
        "We are getting in touch under the Freedom of Information Act for details of your lift "
        "maintenance contract:",
        "I'm just reaching out to get a few facts about your grounds maintenance contract:",
        "I am contacting you for information about the leisure contract:",
    ],
)
def test_whoever_comes_for_information_leads_a_list_in(lead: str) -> None:
    body = f"Hi,\n\n{lead}\n\n- Current supplier\n- Start and end date\n- Value\n\nBest,\nJo"

    assert questions(body) == ["Current supplier", "Start and end date", "Value"]


def test_which_figures_are_wanted_may_stand_between_announcement_and_list() -> None:
    body = (
        "The branch requests the following information. Unless otherwise said, figures should be "
        "as at 31 March.\n\n1. Caretakers\n1.1 Number employed, by grade.\n1.2 Number off sick.\n\n"
        "2. Cooks\n2.1 Number employed.\n2.2 The pay scale."
    )

    assert questions(body) == [
        "Caretakers", "Number employed, by grade.", "Number off sick.",
        "Cooks", "Number employed.", "The pay scale.",
    ]  # fmt: skip


def test_a_list_in_one_line_goes_on_without_a_stop() -> None:
    body = (
        "Please provide (for 2024):\na) the number of dogs seized b) the number given back to "
        "their owners c) the cost\nof kennels d) the name of the kennels used.\n\nYours\nPat"
    )

    assert questions(body) == [
        "the number of dogs seized",
        "the number given back to their owners",
        "the cost of kennels",
        "the name of the kennels used.",
    ]


def test_an_entry_of_whose_number_a_part_is_wanted_is_a_question() -> None:
    body = (
        "Could I have the following for 2024:\n\n1. Tenants owed a repair\n   a. of those, tenants "
        "over 65\n   b. of those, tenants with a baby\n2. Average wait"
    )
    found = itemise([source("subject", "Request"), source("body", body)], RULES).items

    assert not found[0].stem
    assert [item.parent for item in found] == [None, 1, 1, None]


@pytest.mark.parametrize(
    "body",
    [
        "Request attached, my son typed it. We only want to know about the two schools named.",
        "Please see our FOI questionnaire attached.\n\nThanks a million!\nTess\n\n"
        "Tess Hill\nAnalyst\nWhat could better parking do for you? Book a demo.",
    ],
)
def test_what_is_in_the_file_is_asked_where_the_mail_says_so(body: str) -> None:
    file = "1. How many buses have a seat belt?\n2. What does each bus cost a day?"

    assert questions(body, form=file) == [
        "How many buses have a seat belt?",
        "What does each bus cost a day?",
    ]


def test_a_question_beside_the_file_stays() -> None:
    body = "My survey is attached. Please also send me a copy of the bus contract."
    asked = questions(body, form="1. Number of buses\n2. Cost of each")

    assert asked == ["Please also send me a copy of the bus contract.", "Number of buses",
                     "Cost of each"]  # fmt: skip
