"""Lists that tell what happened, and lines that say what a word means (guide R8, R10)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules

STORY = "1. The lido opened in May 1936.\n2. Its boiler failed in 2021.\n3. A buyer came forward.\n"
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
