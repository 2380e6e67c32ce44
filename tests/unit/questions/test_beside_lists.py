"""What stands in and below a list: figures for each class, joining words, asks, wishes to talk."""

from __future__ import annotations

import pytest

from tests.unit.questions.test_forms import items, texts


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("How many applications were decided\n (i) within 8 weeks\n (ii) late", "late"),
        ("How many complaints were\n a) upheld\n b) not upheld\n c) other", "other"),
        ("Q1. How many homes are empty?\n - more than 2 years\n - held for sale", "held for sale"),
        ("1. Fines issued for\n a. no ticket\n b. overstaying\n c. other\n2. Income", "other"),
        ("Tell me the number of grants paid to:\n- firms\n- charities\n- other", "other"),
    ],
)
def test_what_looks_like_a_value_among_classes_has_a_figure_of_its_own(
    lines: str, last: str
) -> None:
    named = [line.lstrip("(iabc)-. ") for line in lines.split("\n")[1:] if line[0] == " "]
    found = texts(lines)

    assert last in found
    assert all(any(each.endswith(name[-8:]) for each in found) for name in named)


@pytest.mark.parametrize(
    "lines",
    [
        "4. Are they run by\n a. the council\n b. a firm\n c. town councils\n5. What is paid?",
        "4. Type of premises inspected by\n - food\n - other\n5. What is paid?",
        "4. The lift is run by\n - the council\n - a contractor\n - other\n5. What is paid?",
    ],
)
def test_answers_to_choose_from_stay_in_their_question(lines: str) -> None:
    assert [item.label for item in items(lines)][-2:] in (["4", "5"], [None, "5"])
    assert sum(item.parent is None for item in items(lines)) == 2


def test_a_title_such_as_costs_over_questions_is_no_part_about_the_request() -> None:
    found = items("1. Costs\nWhat did it cost?\nWho paid?\n2. Staff\nHow many?\nWho hired them?")

    assert [item.text for item in found if item.stem] == ["Costs", "Staff"]
    assert len(found) == 6


def test_a_title_such_as_costs_among_asks_asks() -> None:
    assert texts("1. How many staff left?\n2. The cost") == ["How many staff left?", "The cost"]


def test_a_scope_under_its_title_scopes_the_entries() -> None:
    found = items("Please answer:\n1. Scope\nAll schools in the borough.\n2. Number of pupils")

    assert "All schools in the borough." in found[0].context


@pytest.mark.parametrize("joint", ["and", "and finally", "as well as", "plus:"])
def test_a_line_that_only_joins_entries_is_no_part_of_them(joint: str) -> None:
    found = texts(f"Please send\n- the budget of the hall\n{joint}\n- the risk register")

    assert found == ["the budget of the hall", "the risk register"]


def test_a_part_begins_though_the_entry_above_it_has_no_full_stop() -> None:
    found = items(
        "Part 1: Now\n1. Toilets in 2015\n2. With a hoist\nPart 2: Plans\n3. What closes?"
    )

    assert [item.text for item in found] == ["Toilets in 2015", "With a hoist", "What closes?"]
    assert found[2].context == ("Part 2: Plans",)


@pytest.mark.parametrize(
    "added",
    [
        "And, if you have it, the number of people who asked about it in 2024.",
        "and if it is held the cost of each of them.",
        "If you hold it, I would also like the waiting list figure.",
        "And, where known, the reason.",
        "As well as any correspondence with the winner, should there be any.",
    ],
)
def test_what_is_added_below_a_list_if_it_is_held_is_asked_for(added: str) -> None:
    assert texts(f"Please send\n\n1. The number of fosterers\n2. The fee\n\n{added}")[2:] == [added]


@pytest.mark.parametrize(
    "said",
    [
        "If you do not hold it, please tell me who does.",
        "If held in that form, please send it as a spreadsheet.",
        "And if you need anything else, do get in touch.",
    ],
)
def test_what_to_do_if_nothing_is_held_is_not(said: str) -> None:
    assert len(texts(f"Please send\n\n1. The number of fosterers\n2. The fee\n\n{said}")) == 2


@pytest.mark.parametrize(
    "wish",
    [
        "Could I also speak to the head of service about this?",
        "Would it be possible to arrange a meeting with the author?",
        "Would the head of planning be available for an interview?",
        "Could we set up a quick Teams call to go through this?",
        "I'd like to interview the manager for our newsletter.",
    ],
)
def test_a_wish_to_talk_is_no_question(wish: str) -> None:
    assert texts(f"How many tickets were issued in 2024? {wish}") == [
        "How many tickets were issued in 2024?"
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "Did the council arrange a meeting with the bus company?",
        "Which officers were available for interview by the auditors?",
        "Can I speak to the head of parking, and have a copy of the contract?",
        "How many children asked to speak to an advocate?",
    ],
)
def test_a_question_about_meetings_is_one(asked: str) -> None:
    assert asked in texts(f"How many tickets were issued in 2024? {asked}")
