"""Hostile text costs little: every pattern is linear."""

from __future__ import annotations

import time

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import source

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
