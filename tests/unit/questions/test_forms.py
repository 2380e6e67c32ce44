"""Lists as forms and disclosure logs print them: odd labels, options, spells, lost breaks."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.model import Item
from foibot.questions.rules import load
from foibot.questions.source import BODY, SUBJECT, source


def items(text: str, subject: str = "A request") -> tuple[Item, ...]:
    """Return the items of a mail."""
    return itemise([source(SUBJECT, subject), source(BODY, text)], load()).items


def texts(text: str) -> list[str]:
    """Return the text of each item of a mail."""
    return [item.text for item in items(text)]


def test_the_next_label_of_a_list_counts_though_it_is_stuck_to_a_word() -> None:
    found = items(
        "Please send me:\n1) The rota for the lock\n2) The log between 01/05/21 and 02/06/223) the "
        "names of the keepers\n4) The number of boats"
    )

    assert [item.label for item in found] == ["1", "2", "3", "4"]
    assert found[1].text == "The log between 01/05/21 and 02/06/22"


def test_a_bracket_that_closes_is_no_label() -> None:
    found = texts("Please send me:\na) The list of boats (hired, owned, etc) by year\nb) The fees")

    assert found == ["The list of boats (hired, owned, etc) by year", "The fees"]


def test_a_capital_among_small_letters_belongs_to_their_list() -> None:
    listed = "".join(
        f"({mark}) The number of {noun}\n" for mark, noun in zip("hIjkl", NOUNS, strict=True)
    )
    found = items(f"Please tell me, for the lock:\n(g) The number of gates\n{listed}")

    assert [item.label for item in found] == ["g", "h", "I", "j", "k", "l"]


NOUNS = ("boats", "keepers", "bridges", "swans", "weirs")


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("1. Money\n1(i) total fees received\n1(ii) total cost of the scheme", ["1(i)", "1(ii)"]),
        (
            "A. Staff\nA1. How many posts are there?\nA1.1 How many of these are vacant?",
            ["A1", "A1.1"],
        ),
    ],
)
def test_a_label_that_names_the_one_above_stands_under_it(lines: str, labels: list[str]) -> None:
    found = items(f"Please answer the following:\n\n{lines}\n")

    assert [item.label for item in found if not item.stem] == labels
    assert all(item.parent is not None for item in found if item.label == labels[-1])


def test_what_to_choose_from_is_part_of_the_question() -> None:
    (steps, agencies) = texts(
        "1. Before you sell a boat, do you take any of the following steps? Please say which.\n"
        "   - A letter to the owner,\n   - A notice on the boat,\n"
        "2. How many boats were sold in 2024?"
    )

    assert steps.endswith("- A letter to the owner, - A notice on the boat,")
    assert agencies == "How many boats were sold in 2024?"


def test_spells_of_time_are_values_of_their_question() -> None:
    found = texts(
        "Please tell me:\n1. How many boats were seized:\nbetween 1 May 2021 to 30 April 2022;\n"
        "between 1 May 2022 to 30 April 2023;\n2. How many were given back?"
    )

    assert len(found) == 2
    assert found[0].endswith("between 1 May 2022 to 30 April 2023;")


def test_a_column_more_belongs_to_the_ask_before_it() -> None:
    found = texts(
        "Please provide the number of boats seized, by year. If possible, please also include the "
        "make of each."
    )

    assert len(found) == 1


def test_a_wish_that_begins_with_if_possible_is_an_ask_of_its_own() -> None:
    found = texts(
        "Please can you tell me how many locks were closed in 2024. If possible, please can you "
        "tell me how many boats waited at each of them."
    )

    assert len(found) == 2


def test_what_a_mail_names_alone_is_its_ask() -> None:
    assert [
        item.text for item in items("The diary of the Mayor for June.\n\nA. Reed", "Mayor")
    ] == ["The diary of the Mayor for June."]


def test_a_whole_question_before_its_list_is_no_mere_stem() -> None:
    found = items(
        "1. Please confirm the number of boats hired in 2024, and how many were:\n"
        "a. rowing boats\nb. sailing boats\n"
    )

    assert [(item.label, item.stem) for item in found] == [("1", False), ("a", False), ("b", False)]


def test_numbers_with_a_letter_and_a_point_hang_from_the_question_they_name() -> None:
    text = (
        "Q1. How many fines were issued?\n    Q1.1 How many of these were paid?\n"
        "    Q1.2 How many were cancelled?\nQ2. Of those cancelled, how many were:\n"
        "    Q2.1 appealed\n    Q2.2 issued in error\n"
    )
    found = items(text)

    assert [each.label for each in found] == ["Q1", "Q1.1", "Q1.2", "Q2", "Q2.1", "Q2.2"]
    assert [each.parent for each in found] == [None, 1, 1, None, 4, 4]
    assert found[3].stem


@pytest.mark.parametrize("box", ["( )", "[ ]", "☐"])
def test_boxes_to_tick_belong_to_their_question(box: str) -> None:
    asked = (
        f"Do you have a print room?\n   {box} Yes   {box} No   {box} Shared with another council"
    )
    found = texts(f"1. Name of supplier:\n2. {asked}\n3. If yes, how many staff work in it?\n")

    assert found[1] == " ".join(asked.split())
    assert len(found) == 3


def test_parts_of_what_a_request_covers_are_no_questions() -> None:
    ask = "We request copies of all letters between the Director and the estates team."
    scope = "For the avoidance of doubt the request extends to (a) drafts which were sent, (b) maps"

    assert texts(f"{ask}\n\n{scope} and (c) invitations; it does not extend to the press.\n") == [
        ask
    ]


@pytest.mark.parametrize(
    "wish",
    [
        "If you rely on section 36, I ask for the date on which that opinion was given.",
        "If you intend to withhold any part of it, please state which section applies.",
    ],
)
def test_what_to_say_when_something_is_withheld_is_no_part_of_a_question(wish: str) -> None:
    ask = "Please send the minutes of the board."

    assert texts(f"Hello\n\n{ask} {wish}\n") == [ask]


def test_some_things_about_a_matter_are_what_the_questions_below_say() -> None:
    asks = ["how many people are staying there now", "how much does the council pay a month"]
    above = "i want to know some things about the hostel on canning st"

    assert texts("\n\n".join([above, *asks])) == asks


def test_what_is_to_be_shown_apart_is_scope() -> None:
    text = "How much rent was paid?\n\nService charges should be shown apart.\n"
    found = itemise([source(BODY, text)], load())

    assert found.scopes == ("Service charges should be shown apart.",)
