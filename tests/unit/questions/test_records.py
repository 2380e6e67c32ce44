"""What is wanted of each record belongs to the ask for the records (guide R5, R8)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

INSPECTIONS = "Please can you provide me with all the food hygiene inspections made in May 2025."


def texts(body: str) -> list[str]:
    return [item.text for item in itemise([source(BODY, body)], load()).items]


@pytest.mark.parametrize(
    ("ask", "fields"),
    [
        (INSPECTIONS, "I would like the name of the premises, address and date of inspection."),
        ("Please send me details of all the planning enforcement cases closed in 2025.",
         "I want to know the address, the breach alleged and the outcome."),
        ("Could you give me a list of the council's company cars.",
         "Make, model, mileage and who drives them please."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_the_fields_of_a_list_are_part_of_its_ask(ask: str, fields: str, between: str) -> None:
    assert [" ".join(text.split()) for text in texts(ask + between + fields)] == [f"{ask} {fields}"]


def test_a_second_ask_behind_a_list_stands_by_itself() -> None:
    second = "I would like the budget of the team, its staffing and its targets for 2026."

    assert texts(f"{INSPECTIONS}\n\n{second}") == [INSPECTIONS, second]


def test_all_of_something_is_asked_for_though_no_word_names_it_a_record() -> None:
    assert texts(INSPECTIONS) == [INSPECTIONS]


def test_columns_that_a_sentence_of_its_own_announces_join_the_ask_above() -> None:
    ask = "I would like a breakdown of all purchasing card transactions in 2024/25."
    lead = "The breakdown should show, for every transaction:"
    other = "Can you also tell me how many cards were in issue on 31 March 2025?"

    first, second = texts(f"{ask}\n\n{lead}\n\nDate\nMerchant\nAmount\n\n{other}")
    assert " ".join(first.split()) == f"{ask} {lead} Date Merchant Amount"
    assert second == other


def test_an_exclusion_behind_the_columns_is_no_column() -> None:
    body = (
        "I would like a list of all complaints upheld since April 2022, including:\n\n"
        "the service concerned\nthe date of the decision\nany compensation paid\n\n"
        "Please exclude school complaints."
    )
    (item,) = itemise([source(BODY, body)], load()).items

    assert item.text.endswith("any compensation paid")
    assert list(item.context) == ["Please exclude school complaints."]


def test_figures_that_are_broken_down_by_something_are_asked_for_one_by_one() -> None:
    lines = ["the number of cases passed to agents", "the total value recovered"]
    body = (
        "I study bailiffs. Please would you provide me with the following information for 2024/25, "
        "broken down by type of debt (council tax, other):\n\n" + "\n".join(lines)
    )

    assert texts(body) == lines
    wards = "Please give the number of fines, broken down by:\nward\nmonth"
    assert [" ".join(text.split()) for text in texts(wards)] == [" ".join(wards.split())]


def test_columns_begin_with_the_sentence_that_asks() -> None:
    body = "I collect lists.\n\nI run a site. Please send a list of all parks, giving:\nname\nsize"

    assert [" ".join(text.split()) for text in texts(body)] == [
        "Please send a list of all parks, giving: name size"
    ]


def test_fields_may_end_in_a_colon_and_a_dash() -> None:
    lines = ["Number of notices issued to Blue Badge holders in 2023 and 2024:-", "Main reasons:-"]

    assert texts("Information required:-\n\n" + "\n\n".join(lines)) == lines


def test_more_of_each_one_belongs_to_the_list_and_a_list_can_stand_without_its_columns() -> None:
    ask = "Could you let me have a list of all grants awarded in 2024, with the group."
    more = "I would also like for each one the date it was paid."

    assert texts(f"{ask} {more}") == [f"{ask} {more}"]
    body = "1. A list of all public toilets, stating for each:\n a) opening hours\n b) cost"
    items = itemise([source(BODY, f"Please provide:\n\n{body}")], load()).items
    assert [item.stem for item in items] == [False, False, False]


def test_fields_stand_below_a_list_with_for_each_and_no_colon() -> None:
    ask = "I would like a list of all allotment sites with for each site"
    (text,) = texts(f"{ask}\n\nname of site\nnumber of plots\nnumber of plots vacant at the moment")

    assert " ".join(text.split()).startswith(f"{ask} name of site")


@pytest.mark.parametrize(
    "asked",
    [
        "Please send a list of all licensed cab firms, with:\n- trading name\n- expiry date",
        "May I have details of all school buses with:\n• route number\n• operator\n• daily rate",
        "I want a log of all complaints about dogs with their:\n* date\n* ward\n* outcome",
        "Please supply a register of your garages with:\n- location\n- whether let or vacant",
        "Please list all care homes, with:\n- how many beds each has\n- what the weekly fee is",
    ],
)
def test_fields_stand_below_a_list_with_them(asked: str) -> None:
    assert [" ".join(text.split()) for text in texts(asked)] == [" ".join(asked.split())]


def test_papers_below_a_list_with_them_are_asked_for_one_by_one() -> None:
    papers = ["copies of all papers", "the total cost of the lunches", "minutes of the last one"]

    assert texts("Please send a list of the visits, with:\n- " + "\n- ".join(papers)) == papers
