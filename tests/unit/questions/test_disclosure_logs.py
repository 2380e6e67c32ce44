"""Requests as disclosure logs print them: lost breaks, odd labels, words in brackets (R1 to R9)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.source import BODY, source
from tests.items.score import rules


def read(text: str) -> tuple[Item, ...]:
    """Return the items of *text*."""
    return itemise([source(BODY, text)], rules(), load_language()).items


def asked(text: str) -> list[str]:
    """Return the texts of the items of *text*."""
    return [each.text for each in read(text)]


def test_a_number_and_a_letter_with_a_point_are_labels_together() -> None:
    found = read(
        "Please answer under the FOI Act:\n1.a) How many ponds are there?\n"
        "1.b) How many were drained?\n2. a.) How many fountains are there?\n"
        "b.) What do they cost?\n3. Who cleans them?\n"
    )

    assert [(each.label, each.text) for each in found] == [
        ("1.a", "How many ponds are there?"),
        ("1.b", "How many were drained?"),
        ("a", "How many fountains are there?"),
        ("b", "What do they cost?"),
        ("3", "Who cleans them?"),
    ]


@pytest.mark.parametrize(
    "remark", ["[by town, month, and size]", "(Name, Post, Telephone)", "[Give the year as well]"]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_words_in_brackets_between_entries_belong_to_the_one_above(remark: str, gap: str) -> None:
    found = read(
        f"Please provide under FOI:\n- The number of lifts\n{gap}{remark}\n{gap}"
        f"- The number of ramps\n{gap}{remark}\n{gap}- What was spent on both\n"
    )

    assert [each.text for each in found] == [
        f"The number of lifts {remark}",
        f"The number of ramps {remark}",
        "What was spent on both",
    ]
    assert all(each.context == ("Please provide under FOI:",) for each in found)


def test_words_in_brackets_under_a_heading_are_not_of_the_entry_before_it() -> None:
    found = asked(
        "Please complete:\nSECTION A - LIFTS\n1. Number of lifts:\n2. Name of supplier:\n\n"
        "SECTION B - RAMPS\n(those the council built itself)\n3. Number of ramps:\n"
        "4. Annual spend:\n"
    )

    assert found == [
        "Number of lifts:", "Name of supplier:", "Number of ramps:", "Annual spend:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "last", ["2024-25 up to 03.02.25", "2024/25 until now", "2024/25 to date (so far)"]
)
def test_a_year_that_has_not_ended_is_a_year_among_years(last: str) -> None:
    found = asked(
        "Please provide under FOI:\n1) The number of moorings let in each of these years.\n"
        f"i) 2022-23\nii) 2023-24\niii) {last}\n2) The rent that they brought in.\n"
    )

    assert found == [
        f"The number of moorings let in each of these years. i) 2022-23 ii) 2023-24 iii) {last}",
        "The rent that they brought in.",
    ]


def test_a_heading_in_capitals_with_a_full_stop_is_no_end_of_a_question() -> None:
    found = read(
        "PONDS. 1. How many ponds were drained? 2. What did it cost (£)? MARSH LAND. "
        "3. How many acres of marsh were drained? 4. What did that cost (£)?"
    )

    assert [each.text for each in found] == [
        "How many ponds were drained?",
        "What did it cost (£)?",
        "How many acres of marsh were drained?",
        "What did that cost (£)?",
    ]
    assert found[2].context == ("MARSH LAND.",)


def test_a_part_of_a_question_is_cut_off_behind_a_bracket_too() -> None:
    found = read(
        "1. How many moorings are let? 2. How many boats are unlicensed? (In the past year.) "
        "2a. State who owns each of them. 3. Attach the byelaws."
    )

    assert [each.label for each in found] == ["1", "2", "2a", "3"]
    assert found[2].parent == 2


def test_what_leads_in_a_line_each_is_no_question_beside_them() -> None:
    found = read(
        "Under the Freedom of Information Act I ask for copies of all letters, emails and minutes"
        " of meetings about the harbour from May 2022 onwards on:\n"
        "Applying for leave from ministers to close it, and any other scheme sought in its place.\n"
        "Arguing for tolls to be raised, with the port or alone.\n"
        "Talks with neighbouring ports about merging.\n"
        "So that there is no doubt, this takes in what is held by every officer and member.\n"
    )

    assert len(found) == 3
    assert found[0].text.startswith("Applying for leave")
    assert found[0].context[0].startswith("So that there is no doubt")


@pytest.mark.parametrize(
    "ask",
    [
        "Also during that time what length of wall was built - again broken down by year.",
        "In those years which quays were mended - by month if you have it.",
        "Over the same period who paid for it - one name for each year will do.",
    ],
)
def test_a_question_behind_its_period_is_one_without_its_mark(ask: str) -> None:
    found = asked(
        "I would like the following under FOI:\n\n"
        f"The length of wall pulled down from 2019 to 2023.\n\n{ask}\n"
    )

    assert found[-1] == ask


def test_a_mean_of_something_is_named_and_not_told() -> None:
    found = asked(
        "Kindly provide the following:\n\nThe number of divers employed.\n\n"
        "The mean daily rate paid, by grade.\n\nA mean dive time for each of them.\n"
    )

    assert len(found) == 3
