"""Breaks that pasting lost: what could be nothing else is cut, and nothing else is."""

from __future__ import annotations

import pytest

from foibot.questions.glue import unglued
from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import BODY, source


def texts(text: str) -> list[str]:
    """Return the questions found in *text*."""
    return [item.text for item in itemise([source(BODY, text)], load()).items]


@pytest.mark.parametrize(
    "text",
    [
        "1. How many swans live on the lake?2. Who feeds them?3. What does the feed cost?",
        "1)  How many swans live on the lake?2)\tWho feeds them?3)      What does the feed cost?",
        "How many swans live on the lake?2. Who feeds them?3.  What does the feed cost?",
        "Q.1(a) How many swans live on the lake?Q.1(b) Who feeds them?"
        "Q.2(a) What does the feed cost?",
        "1a: How many swans live on the lake?1b: Who feeds them? 1c: What does the feed cost?",
        "Please tell me: a)     How many swans live on the lake?b)     Who feeds them?"
        "c)     What does the feed cost?",
        "Please tell me:- \tHow many swans live on the lake?- \tWho feeds them?"
        "- \tWhat does the feed cost?",
    ],
)
def test_entries_glued_to_the_one_before_are_questions_of_their_own(text: str) -> None:
    assert texts(text) == [
        "How many swans live on the lake?",
        "Who feeds them?",
        "What does the feed cost?",
    ]


def test_sentences_glued_to_a_bare_word_are_questions_of_their_own() -> None:
    found = texts(
        "I would like the last three reports on lift 4I would like the maker's manual of the lift"
        "How many times did it stop in 2024?"
    )

    assert len(found) == 3
    assert found[2] == "How many times did it stop in 2024?"


def test_thanks_glued_to_the_last_entry_are_no_part_of_it() -> None:
    found = texts("1. How many swans are there?2. Who feeds them?Thank you for your help.")

    assert found == ["How many swans are there?", "Who feeds them?"]


@pytest.mark.parametrize(
    "line",
    [
        "How many papers did the council send on Covid19 and in 2019. The rest can wait.",
        "Please see section 2. Then tell me how many there were at 10.30 on 1.2. and 3.2.2024.",
        "Use http://www.council.example/a1.html and v2.3 of the form, e.g.  the short one.",
        "The McDonald report says that the iPhone of Ms DeSouza was lost at No.4. It cost £300.",
        "What did the boys.  The girls had none.",
    ],
)
def test_ordinary_writing_is_left_alone(line: str) -> None:
    assert unglued([(line, 7)]) == ((line, 7),)


def test_the_parts_know_where_they_stood() -> None:
    text = "1. How many swans are there?2. Who feeds them?"
    parts = unglued([(text, 0)])

    assert all(text[start:].startswith(part) for part, start in parts)
    assert "".join(part for part, _ in parts) == text
