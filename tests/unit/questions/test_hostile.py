"""Hostile text costs little: every pattern is linear."""

from __future__ import annotations

import pytest

from foibot.attachments.model import AttachmentText
from foibot.message.parse import parse
from foibot.questions.acts import ASKED_LAST, VALUE, unearned
from foibot.questions.glue import unglued
from foibot.questions.itemise import NAMED, itemise
from foibot.questions.judge import is_stem
from foibot.questions.redress import argues
from foibot.questions.rows import RULE
from foibot.questions.rules import load
from foibot.questions.source import source
from foibot.questions.values import OPTIONS
from foibot.request.sources import written
from tests.linear import grows_in_proportion

RULES = load()
HOSTILE = [
    "a", "a b\n", "how many ", "1. ", "1. a\n", "(a) ", ".", "? ", "\t|", "- \n", "i) ", "**",
    "2023/24 ", "please provide the number of ",
]  # fmt: skip


@pytest.mark.parametrize("letters", HOSTILE, ids=repr)
def test_hostile_letters_cost_in_proportion(letters: str) -> None:
    def read(size: int) -> None:
        body = source("body", letters * (size // len(letters)))
        itemise([source("subject", "x"), body], RULES)

    assert grows_in_proportion(read, 15_000)


@pytest.mark.parametrize(("before", "times"), [("", 1), ("x", 1), ("x |", 10)])
def test_spaces_cost_in_proportion(before: str, times: int) -> None:
    def read(size: int) -> None:
        body = source("body", (before + " " * (size // times)) * times + "y")
        itemise([source("subject", "x"), body], RULES)

    assert grows_in_proportion(read, 25_000)


@pytest.mark.parametrize("before", ["Content-", "fees.1.", "fees;a.", "fees •", "was 2019.4)"])
def test_white_space_behind_what_may_be_glued_costs_in_proportion(before: str) -> None:
    assert grows_in_proportion(lambda n: unglued([(before + " " * n, 0)]), 3_000)


@pytest.mark.parametrize(
    ("before", "again"), [("10", " "), ("yes", " "), ("2019 and", " "), ("", "2019-20"), ("5", ".")]
)
def test_what_might_be_a_value_costs_in_proportion(before: str, again: str) -> None:
    assert grows_in_proportion(lambda n: VALUE.match(f"{before}{again * n} y"), 250)


def test_a_subject_that_was_often_passed_on_costs_in_proportion() -> None:
    assert grows_in_proportion(lambda n: NAMED.match("Fw: " * n), 5)
    assert grows_in_proportion(lambda n: NAMED.match("Fw: " * n), 2_000)


def test_the_rule_of_a_table_costs_in_proportion() -> None:
    assert RULE.fullmatch("+---+ | -=-") is not None
    assert RULE.fullmatch("+===+ | ===") is None
    assert grows_in_proportion(lambda n: RULE.fullmatch("|-" * n + "x"), 100)
    assert grows_in_proportion(lambda n: RULE.fullmatch("|-" * n + "x"), 5_000)


def test_answers_to_choose_from_cost_in_proportion() -> None:
    assert OPTIONS.match("Bought / hired / leased / other") is not None
    assert grows_in_proportion(lambda n: OPTIONS.match("a / " * n + "?"), 6)
    assert grows_in_proportion(lambda n: OPTIONS.match("a / " * n + "?"), 2_000)


def test_spaces_within_an_entry_cost_in_proportion() -> None:
    assert grows_in_proportion(lambda n: is_stem("1. Fees" + " " * n + "x", []), 5_000)


def test_clauses_that_might_ask_cost_in_proportion() -> None:
    assert grows_in_proportion(lambda size: seeks(", so what b" * size), 2_000)


def test_clauses_that_might_argue_cost_in_proportion() -> None:
    assert grows_in_proportion(lambda n: argues("No exemption" + ", what" * n + "? x"), 2_000)


def test_words_between_two_colons_cost_in_proportion() -> None:
    def look(size: int) -> None:
        unearned(": " + "word " * size + ":", {"thing"})

    assert grows_in_proportion(look, 20_000)


def seeks(text: str) -> bool:
    """Return whether the last clause of *text* asks."""
    return ASKED_LAST.search(text + "x?y") is not None


@pytest.mark.parametrize("row", ["a", "a_1", "A"])
def test_a_row_without_blanks_before_an_abbreviation_costs_in_proportion(row: str) -> None:
    def read(size: int) -> None:
        body = source("body", row * (size // len(row)) + " etc. Please. Band C. How many?")
        itemise([source("subject", "x"), body], RULES)

    assert grows_in_proportion(read, 10_000)


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
