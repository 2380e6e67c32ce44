"""Values and kinds below a question, numbers given twice, and remarks on one question alone."""

from __future__ import annotations

import pytest

from foibot.questions.drafts import Draft, Found
from foibot.questions.itemise import finished
from foibot.questions.passage import passage
from foibot.questions.source import BODY, source
from tests.unit.questions.test_everyday import items, texts

EXCLUSIONS = (
    "Please tell me about permanent exclusions:\n\n"
    "Q1. Number in each year since 2019\nQ2. Number of those with a plan\n"
    "Q3. Number who were looked after\n\n"
)


@pytest.mark.parametrize("close", [".", ")", "/", " -", ":"])
def test_a_number_given_twice_is_a_label_each_time(close: str) -> None:
    asks = "How many came?", "How many went?", "How many stayed?", "How many asked?"
    numbers = 1, 2, 3, 3
    lines = [f"{n}{close} {ask}" for n, ask in zip(numbers, asks, strict=True)]

    found = items("Please answer:\n\n" + "\n".join(lines) + "\n")

    assert [(each.label, each.text) for each in found] == [
        (str(n), ask) for n, ask in zip(numbers, asks, strict=True)
    ]


def test_the_last_part_of_a_running_list_may_be_joined_by_and() -> None:
    found = items(
        "I want to know 1. how many potholes were reported this year 2. how many were mended "
        "and 3. how long it took."
    )

    assert [each.label for each in found] == ["1", "2", "3"]


def test_questions_that_are_only_mentioned_begin_no_part() -> None:
    assert texts(
        "1. The number of libraries.\n2. The number of staff.\n3. The cost.\n\n"
        "Please answer 1 by year, and give totals for questions 2 and 3."
    ) == ["The number of libraries.", "The number of staff.", "The cost."]


def test_kinds_below_a_question_are_its_parts() -> None:
    found = items(
        "Please answer these questions:\n\nHow many parking permits were issued in 2025?\n"
        "- Residents\n- Businesses\n- Carers\nHow much income did each kind bring in?\n"
    )

    assert [(each.text, each.parent) for each in found] == [
        ("How many parking permits were issued in 2025?", None),
        ("Residents", 1),
        ("Businesses", 1),
        ("Carers", 1),
        ("How much income did each kind bring in?", None),
    ]


def test_a_part_of_a_question_that_was_left_out_stands_by_itself() -> None:
    asked = Draft(passage("But how?", 0))
    part = Draft(passage("Residents", 11), parent=asked)

    found = finished([(source(BODY, "But how?\n- Residents"), Found([part]))])

    assert [(each.text, each.parent) for each in found.items] == [("Residents", None)]


def test_years_below_what_is_asked_are_a_part_of_it_and_hide_no_question() -> None:
    assert texts(
        "Please answer the below:\n\nNumber of stray dogs seized:\n2021/22\n2022/23\n\n"
        "Number put to sleep:\n2021/22\n2022/23\n\nName of the kennels used:\n"
    ) == [
        "Number of stray dogs seized: 2021/22 2022/23",
        "Number put to sleep: 2021/22 2022/23",
        "Name of the kennels used:",
    ]


def test_an_answer_to_tick_is_no_value() -> None:
    assert texts(
        "1. Do you charge for entry?\nYes\nNo\nOnly for exhibitions\n2. How much is it?\n"
    )[0] == ("Do you charge for entry? Yes No Only for exhibitions")


def test_a_remark_on_one_question_is_context_of_that_alone() -> None:
    remark = "For Q1 please break down by school."

    found = items(EXCLUSIONS + remark + "\n")

    assert [each.label for each in found] == ["Q1", "Q2", "Q3"]
    assert [remark in each.context for each in found] == [True, False, False]


def test_the_last_point_is_the_last_though_none_has_a_number() -> None:
    remark = "In relation to the last point, please include estimated and actual costs."

    found = items(
        "I request:\n\n- all reports considered by officers\n- the impact assessment\n"
        f"- details of any redundancy costs\n\n{remark}\n"
    )

    assert [remark in each.context for each in found] == [False, False, True]
    assert all("I request:" in each.context for each in found)


def test_a_remark_on_all_questions_is_context_of_each() -> None:
    remark = "For questions 1 to 3, please give figures by financial year."

    found = items(EXCLUSIONS + remark + "\n")

    assert all(remark in each.context for each in found)


@pytest.mark.parametrize("matter", ["permanent exclusions", "school exclusions", "the exclusions"])
def test_a_list_about_exclusions_is_asked_for(matter: str) -> None:
    found = items(f"Please tell me about {matter}:\n\n- the number in each year\n- the reasons\n")

    assert [each.text for each in found] == ["the number in each year", "the reasons"]
    assert all(each.context for each in found)


def test_what_is_left_out_under_a_heading_is_still_no_question() -> None:
    assert texts(
        "Please send me:\n\n1. The number of pupils excluded.\n2. The reasons.\n\n"
        "Exclusions:\n\n- primary schools\n- academies\n"
    ) == ["The number of pupils excluded.", "The reasons."]


@pytest.mark.parametrize(
    "period",
    [
        "in each of the last 5 years.",
        "for the last three financial years",
        "during the previous years please",
        "from January 2020 to date",
    ],
)
def test_a_period_on_a_line_below_is_scope_and_no_question(period: str) -> None:
    found = items(
        "Please may I have the following information:\n\nNumber of complaints received\n"
        f"Number of prosecutions\n{period}\n"
    )

    assert len(found) == 2
    assert all(period in each.context for each in found)


def test_a_question_that_begins_with_its_period_is_one() -> None:
    ask = "In the last 5 years how many fines were issued?"

    assert texts(f"Please answer:\n\n{ask}\nHow many were paid?\n")[0] == ask


@pytest.mark.parametrize("ask", ["Please send it.", "Could I have a copy of it please?"])
def test_what_was_told_of_may_be_asked_for(ask: str) -> None:
    fact = "I understand that the council has a policy on working from home."

    found = items(f"{fact} {ask} How many staff work from home?\n")

    assert found[0].text.startswith(ask)
    assert fact in found[0].context


def test_what_a_letter_refers_to_is_context_of_a_list_without_a_lead_in() -> None:
    about = "I refer to the council's press release of 4 June about the new depot."

    found = items(
        f"{about}\n\n(1) Please supply the business case.\n(2) What is the cost to date?\n"
    )

    assert [each.label for each in found] == ["1", "2"]
    assert all(about in each.context for each in found)
