"""Lists that tell what happened, and lines that say what a word means (guide R8, R10)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules

STORY = "1. The lido opened in May 1936.\n2. Its boiler failed in 2021.\n3. A buyer came forward.\n"
SURVEY = (
    "BOATS\n\n1.1 How many boats are let?\n1.2 Who mends them?\n\nQUAY\n\n2.1 How long is it?\n"
)
QUESTIONS = "1. Who looks after it now?\n2. What does that cost?\n"


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in itemise([source(BODY, text)], rules(), load_language()).items]


@pytest.mark.parametrize(
    "lead",
    [
        "Before I come to my questions I should record the history:",
        "Let me begin with the facts:",
        "It may help if I say what has happened:",
        "What we know already:",
        "To recap:",
        "Events so far",
        "I write as a swimmer and as one of its neighbours.",
    ],
)
def test_numbered_facts_before_the_questions_are_no_questions(lead: str) -> None:
    found = asked(f"{lead}\n\n{STORY}\nOur questions about the lido are these:\n\n{QUESTIONS}")

    assert found == ["Who looks after it now?", "What does that cost?"]


@pytest.mark.parametrize(
    ("lead", "entries"),
    [
        ("Please outline the history of the lido:", ["The date it opened", "The date it shut"]),
        ("Repair history:", ["Date of the last repair", "Name of the firm"]),
        ("I write about two parks.", ["Opening hours.", "Visitors counted in May."]),
    ],
)
def test_what_only_looks_like_history_is_asked_for(lead: str, entries: list[str]) -> None:
    listed = "".join(f"{n}. {each}\n" for n, each in enumerate(entries, 1))

    found = asked(f"{lead}\n\n{listed}\nMy questions about the market:\n\n{QUESTIONS}")

    assert found[:2] == entries


@pytest.mark.parametrize(
    "meaning",
    [
        "By lapsed I mean not renewed within a month.",
        '"Lapsed" means not renewed within a month.',
        "A lapsed permit is anyone's that was not renewed within a month.",
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_what_a_word_of_an_entry_means_belongs_to_it_above_the_next_lead_in(
    meaning: str, gap: str
) -> None:
    found = asked(
        f"As at 1 May:\n1. Permits in force\n2. Lapsed permits\n\n{meaning}\n{gap}"
        "In the twelve months before:\n3. Permits sold\n4. Sums refunded\n"
    )

    assert found == [
        "Permits in force",
        f"Lapsed permits {meaning}",
        "Permits sold",
        "Sums refunded",
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "A neighbour tells me she counted nine of those in a row last May.",
        "The harbour master admits to a lot of these.",
        "We saw two of them at the quay.",
    ],
)
def test_what_others_tell_between_two_entries_is_no_part_of_the_question(aside: str) -> None:
    found = asked(f"1. Number of boats\n2. Number of boats adrift\n{aside}\n\n3. Cost of ropes\n")

    assert found == ["Number of boats", "Number of boats adrift", "Cost of ropes"]


@pytest.mark.parametrize(
    "pointer",
    [
        "I would ask you to handle it according to the Freedom of Information Act.",
        "I want it to be dealt with by the rules of the Freedom of Information Act.",
        "I ask you to answer it on the basis of the Freedom of Information Act 2000.",
        "We would like our questionnaire to count as a request by the FOI Act.",
    ],
)
def test_a_body_that_names_the_law_for_an_attached_survey_leaves_the_asking_to_it(
    pointer: str,
) -> None:
    sources = [source(BODY, f"Dear Sir\n\n{pointer}\n"), source("survey.txt", SURVEY)]
    found = itemise(sources, rules(), load_language()).items

    assert [each.label for each in found] == ["1.1", "1.2", "2.1"]
