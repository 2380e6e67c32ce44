"""Surveys and forms: fields to fill in, the same lines in groups, lists within lists (R2 to R5)."""

from __future__ import annotations

import pytest

from tests.unit.questions.test_forms import items, texts

LEAD = "Please fill in the details below for each contract you hold for leisure software:"


def test_fields_of_a_form_are_questions_and_a_question_among_them_ends_it_not() -> None:
    lines = [
        "Current supplier:",
        "Start date:",
        "Value:",
        "Is it part of a framework? If so, which?",
        "Name of the officer:",
    ]

    assert texts(LEAD + "\n\n" + "\n".join(lines)) == lines


def test_the_line_over_the_same_lines_as_others_is_a_heading() -> None:
    below = "Name of system\nSupplier\nContract expiry date"
    found = items(
        "Please send me the following about your systems:\n\n"
        f"Finance system\n{below}\n\nPayroll\n{below}\n\nHousing\n{below}\n\nThanks"
    )

    assert [item.text for item in found] == below.split("\n") * 3
    assert [item.context[-1] for item in found[::3]] == ["Finance system", "Payroll", "Housing"]


def test_groups_that_begin_with_the_same_field_have_no_heading_among_them() -> None:
    group = "Name of system:\nSupplier:\nExpiry:"

    assert texts(f"Please complete for both:\n\n{group}\n\n{group}") == group.split("\n") * 2


@pytest.mark.parametrize(
    "asked",
    [
        "Who is responsible for it? Please give:\nName\nJob title\nTelephone\nEmail",
        "Contact details of the person responsible\nName:\nJob title:\nE-mail address:",
        "Who buys it? Please give their:\n- full name\n- job title\n- phone number",
    ],
)
def test_the_lines_of_an_address_are_part_of_what_asks_for_it(asked: str) -> None:
    found = texts(f"1. Number of phones\n2. Supplier\n3. {asked}")

    assert found[2:] == [asked.replace("\n", " ")]


def test_the_last_group_has_the_same_lines_as_those_above() -> None:
    below = "Supplier\nValue\nExpiry"
    found = items(f"1. Cleaning contract\n{below}\n\n2. Security contract\n{below}")
    more = items(f"1. Cleaning contract\n{below}\n2. Security contract\n{below}\n\nRegards")

    assert [item.text for item in found if item.parent] == below.split("\n") * 2
    assert [item.text for item in more if item.parent] == below.split("\n") * 2


def test_a_list_may_begin_again_in_its_style_below_an_entry_with_a_colon() -> None:
    found = items(
        "1. In the year to March 2024:\n1. how many tenancies ended?\n2. how many were abandoned?\n"
        "2. What is spent on repairs?\n3. Who does them?"
    )

    assert [(item.label, item.parent) for item in found] == [
        ("1", None),
        ("1", 1),
        ("2", 1),
        ("2", None),
        ("3", None),
    ]
    assert found[0].stem


def test_please_state_without_more_is_a_stem() -> None:
    found = items("1) The form\n2) Please state\ni) the budget\nii) who decides\n3) The rules")

    assert [item.text for item in found if item.stem] == ["Please state"]


def test_a_bare_number_goes_on_from_labels_that_begin_with_one() -> None:
    found = items("1(a) How many are there?\n1(b) How many work?\n2(a) At what cost?\n3 Why so?")

    assert found[-1].label == "3"


def test_a_title_such_as_costs_among_the_entries_of_a_part_asks() -> None:
    found = texts("A) Holes\ni. Number filled\nB) Claims\ni. Total paid\nii. Legal costs\nC) Plans")

    assert "Legal costs" in found


def test_few_words_over_runs_of_asks_are_headings_and_a_bare_line_below_them_asks() -> None:
    found = items(
        "Please complete the survey below.\n\n"
        "Housing\nDo you own council homes?\nNumber let in 2024\nNumber empty\n\n"
        "Homelessness\nNumber of applications\nNumber accepted\n\nAny comments\n\nThanks"
    )

    assert [item.context[-1] for item in found[:5:3]] == ["Housing", "Homelessness"]
    assert [item.text for item in found[3:]] == [
        "Number of applications",
        "Number accepted",
        "Any comments",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "Is the building (a) owned (b) leased (c) shared with another body?",
        "Do you expect it to (a) rise (b) fall (c) stay the same next year?",
    ],
)
def test_labelled_answers_to_a_question_are_part_of_it(asked: str) -> None:
    assert texts(asked) == [asked]
    assert texts(f"1. What is the budget?\n2. {asked}")[1:] == [asked]


def test_labelled_questions_behind_one_verb_are_questions_each() -> None:
    asked = "Does the council (a) own any drones, (b) hire drones and (c) have a policy on drones?"

    assert len([item for item in items(f"1. {asked}\n2. Why?") if item.parent]) == 3


def test_boxes_to_tick_are_part_of_their_question() -> None:
    asked = "2. Does your council have (please tick):\n a plan [ ]\n a budget [ ]\n an officer [ ]"

    assert len(texts(f"1. Name of lead officer:\n{asked}\n3. Is it on track?")) == 3
