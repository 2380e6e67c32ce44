"""Tables to fill in, parts under headings, numbered paragraphs of a letter (R3, R10, R13)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import Itemised, itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules


def read(text: str) -> Itemised:
    """Return what *text* asks."""
    return itemise([source(BODY, text)], rules(), load_language())


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in read(text).items]


ROWS = ["Incidents reported by the public", "Prosecutions", "Cameras in use"]


@pytest.mark.parametrize(
    "table",
    [
        "\t2023/24\t2024/25\tRemarks\n" + "".join(f"{row}\n" for row in ROWS),
        "".join(
            f"{row:40}{cells}\n"
            for row, cells in [
                ("", "North     South"),
                *((row, "......    ......") for row in ROWS),
            ]
        ),
        "| | 2023 | 2024 |\n|---|---|---|\n" + "".join(f"| {row} | | |\n" for row in ROWS),
    ],
)
def test_each_row_of_a_table_with_empty_cells_is_a_question(table: str) -> None:
    assert asked(f"Hello\n\nFly tipping on public land.\n\n{table}\nNev Ashby\n") == ROWS


def test_what_is_counted_in_a_table_is_a_scope() -> None:
    table = "| | 2022 |\n|---|---|\n| Posts vacant | |\n| Posts filled by agency staff | |\n"
    found = read(
        f"Please complete the following:\n\n{table}\nPlease count newly qualified staff.\n\n"
        "In addition, please supply the policy on caseloads.\n"
    )

    assert [each.text for each in found.items] == [
        "Posts vacant",
        "Posts filled by agency staff",
        "In addition, please supply the policy on caseloads.",
    ]


def test_numbered_lines_with_tabs_are_no_heads_of_columns() -> None:
    text = "Please may I have:\n\n\t1.\tthe number of dogs seized\n\t2.\tthe number returned\n"

    assert asked(text) == ["the number of dogs seized", "the number returned"]


def test_questions_in_the_form_of_headings_head_the_lines_below_them() -> None:
    text = (
        "Who travels\n\nHow many children travel free?\nAnd how many over-16s?\n\n"
        "What it costs. We'd like gross figures.\n\nTotal spend on taxis\nMileage paid\n\n"
        "How it is run\n\nIn-house or through a broker?\nNumber of operators\n\n"
        "Appeals\n\nNumber of first stage appeals\nNumber won by parents\n"
    )

    assert asked(text) == [
        "How many children travel free?",
        "And how many over-16s?",
        "Total spend on taxis",
        "Mileage paid",
        "In-house or through a broker?",
        "Number of operators",
        "Number of first stage appeals",
        "Number won by parents",
    ]


def test_a_short_question_without_a_mark_between_questions_is_no_heading() -> None:
    text = "Please tell me:\n\nWho runs it\n\nHow many work there\n\nWhat it costs\n"

    assert len(asked(text)) == 3


def test_lines_that_all_begin_with_capitals_are_lines_of_their_own() -> None:
    text = (
        "Please tell me:\n\nTotal spend on taxis\nTotal spend on minibuses and coaches\n"
        "The most expensive single route and why it costs that\n"
        "Mileage paid to parents who drive\nCharge for a post-16 seat\n"
    )

    assert len(asked(text)) == 5


def test_a_sentence_in_the_numbered_paragraphs_of_a_letter_asks_by_itself() -> None:
    text = (
        "1. We are instructed by Mrs Osman, the tenant of 14 Kestrel Court.\n\n"
        "2. Our client first reported the defects on 6 November 2022.\n\n"
        "3. We are aware that in 2021 a survey was commissioned. Under the Freedom of Information"
        " Act please let us have that survey.\n\n"
        "4. We propose Mr Langley as expert. Do you agree to his appointment?\n"
    )

    assert asked(text) == ["Under the Freedom of Information Act please let us have that survey."]


def test_numbered_questions_that_begin_with_a_fact_keep_their_numbers() -> None:
    text = (
        "Please answer:\n\n1. The pool closed in May. What did it cost to run in 2024?\n"
        "2. How many people used it?\n3. How many staff worked there?\n"
    )

    assert [each.label for each in read(text).items] == ["1", "2", "3"]


def test_labels_with_a_colon_and_a_dash_are_labels() -> None:
    text = "I ask as follows.\n\n1:- How much has been spent?\n\n2:- Who sits on the board?\n"

    assert [(each.label, each.text) for each in read(text).items] == [
        ("1", "How much has been spent?"),
        ("2", "Who sits on the board?"),
    ]


def test_dates_with_letters_in_an_entry_are_its_values() -> None:
    text = "1. Number of adults (a) on 31 March 2023 (b) on 31 March 2024.\n2. Number of cards\n"

    assert len(asked("Please provide:\n\n" + text)) == 2


def test_what_to_do_in_a_case_belongs_to_the_entry_above_it() -> None:
    text = (
        "Please let me have:\n\n(i) the surveys done;\n\n(ii) any advice obtained on the oak.\n"
        "     If it was given orally then a note of it will do;\n\n(iii) the total paid.\n"
    )

    assert asked(text)[1].endswith("then a note of it will do;")


def test_few_words_with_a_name_below_end_a_letter() -> None:
    text = (
        "Please send me the survey of the bridge.\n\nEvery blessing,\nTamsin Roscarrock\n\n"
        '"In wildness is the preservation of the world" - what have you saved today?\n'
    )

    assert asked(text) == ["Please send me the survey of the bridge."]


def test_a_field_with_a_comma_and_another_below_it_end_no_letter() -> None:
    text = "Please give me the following:\n\nFull name,\nJob Title\nNumber of staff\n"

    assert len(asked(text)) == 3


def test_number_of_complaints_is_no_complaint() -> None:
    text = (
        "Please tell me:\n\nNumber of drivers removed after a complaint\n"
        "Is there CCTV in vehicles?\nNumber of routes\n"
    )

    assert len(asked(text)) == 3


def test_bullets_that_lost_their_indents_hang_from_the_titles_above_them() -> None:
    text = (
        "I am requesting the following:\n\n* Noise complaints:\n* How many were received in 2024?\n"
        "* Please break them down by type.\n* Section 59 notices:\n* How many were issued?\n"
    )

    found = read(text).items
    assert [(each.stem, each.parent) for each in found] == [
        (True, None),
        (False, 1),
        (False, 1),
        (True, None),
        (False, 4),
    ]


def test_fields_with_colons_in_bullets_hang_from_nothing() -> None:
    text = (
        "Please tell me:\n\n* Supplier:\n* Annual cost:\n* End date:\n* Is there a break clause?\n"
    )

    assert [each.parent for each in read(text).items] == [None] * 4


def test_a_wish_for_an_acknowledgement_behind_a_list_on_one_line_is_no_part_of_it() -> None:
    text = (
        "Please can you tell me Q1. How many were referred in 2020? Q2. How many were on the list"
        " a. April 2020 - March 2021 b. April 2019 - March 2020 Please do let me know you have"
        " received this email\n"
    )

    assert asked(text)[-1].endswith("March 2020")


def test_what_is_being_researched_is_the_context_of_the_ask_behind_it() -> None:
    text = (
        "I'm researching how enforcement has changed, so I'm looking for a clear picture of it."
        " Could you please provide the number of unlicensed homes found in each year from 2019?\n"
    )

    assert len(asked(text)) == 1
