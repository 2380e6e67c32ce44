"""Hostile text costs little: every pattern is linear."""

from __future__ import annotations

import time

import pytest

from foibot.attachments.model import AttachmentText
from foibot.message.parse import parse
from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import source
from foibot.request.sources import written

RULES = load()
HOSTILE = {
    "letters": "a" * 59_000,
    "too much": "a b\n" * 50_000,
    "words": "how many " * 6_500,
    "labels": "1. " * 19_000,
    "lines of labels": "1. a\n" * 11_000,
    "brackets": "(a) " * 14_000,
    "stops": "." * 100_000,
    "questions": "? " * 29_000,
    "spaces": " " * 100_000 + "x",
    "spaces between": "x" + " " * 90_000 + "y",
    "spaces between bars": ("x |" + " " * 9_000) * 10 + "y",
    "tabs": "\t|" * 50_000,
    "bullets": "- \n" * 10_000,
    "romans": "i) " * 19_000,
    "stars": "**" * 50_000,
    "years": "2023/24 " * 12_000,
    "please": "please provide the number of " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_thousand_hostile_letters_are_read_in_little_time(name: str) -> None:
    began = time.process_time()
    itemise([source("subject", "x"), source("body", HOSTILE[name])], RULES)

    assert time.process_time() - began < 6


def test_a_list_of_more_than_a_hundred_entries_is_read() -> None:
    asked = "\n".join(f"{n}. How many bins are there in ward {n}?" for n in range(1, 131))
    found = itemise([source("subject", "x"), source("body", asked)], RULES)

    assert [item.label for item in found.items] == [str(n) for n in range(1, 131)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Costs:\na)\n(i) the cost of bins\n(ii) the cost of vans\n",
        "1. Please provide:\na)\n- the cost of bins\n- the cost of vans\n2. How many?\n",
        "1.\na)\n(i)\n- the cost of bins\n- the cost of vans\n",
        "1. Which of these do you hold:\na)\n(i)\nb)\n(i)\n",
    ],
)
def test_numbers_that_stand_alone_below_numbers_are_no_questions(text: str) -> None:
    found = itemise([source("subject", "x"), source("body", text)], RULES)

    assert all(item.text.strip() for item in found.items)


def test_of_very_many_long_files_no_more_is_read_than_a_person_would() -> None:
    """P5 and P21: this is done by the service itself, not by the limited child."""
    line = "How many potholes were repaired in 2024, and what did it cost? "
    files = [
        AttachmentText(f"{number}.txt", "text/plain", 59_000, line * 930, ())
        for number in range(60)
    ]
    message = parse(b"From: jo@example.org\r\nSubject: FOI\r\n\r\nPlease see the files.\r\n")

    texts = written(message, files)
    few = written(message, files[:3])

    assert sum(len(text) for each in texts.all for text, _ in each.lines) <= 240_000
    assert texts.cut
    assert not few.cut
    assert len(few.attached) == 3
