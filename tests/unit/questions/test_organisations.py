"""How firms, unions, parishes and journalists put their questions (guide R4, R9, R11, R12)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.source import BODY, SUBJECT, source
from tests.items.score import rules

LIST = "Please tell me about the taxi contract:\n\n1. Who holds it?\n2. When does it end?\n\n"


def asked(text: str, *files: str) -> list[str]:
    """Return the questions of *text* and its *files*, in their order."""
    attached = [source(f"{n}.txt", file) for n, file in enumerate(files, 1)]
    return [each.text for each in itemise([source(BODY, text), *attached], rules()).items]


def test_names_that_begin_every_line_by_chance_make_no_list_of_lines() -> None:
    text = (
        "At its meeting on 4 June the Parish Council resolved to make the request\n"
        "that follows under the Environmental Information Regulations.\n\n"
        "Please send all letters which passed between the officers of Westshire\n"
        "Highways Department, the Canal Trust, its agents and the firm of Messrs\n"
        "Hill Brothers of Upper Norton about the bridge that crosses the lane at\n"
        "Norton Lock.\n"
    )

    assert len(asked(text)) == 1


@pytest.mark.parametrize(
    "courtesy",
    [
        "Grateful if you could confirm it opens.",
        "Do let me know if you cannot open the spreadsheet.",
        "Can you check that the attached file is readable?",
        "Please confirm that the attachment has arrived.",
    ],
)
def test_whether_a_file_opens_is_no_question(courtesy: str) -> None:
    text = f"Our request is in the attached file. {courtesy}"

    assert asked(text, "1. How many beds are there?\n2. What do they cost?\n") == [
        "How many beds are there?",
        "What do they cost?",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "If you run the cars yourselves, who looks after them?",
        "If no contract was let, how are the journeys paid for?",
        "Should there be no contract now, when did the last one end?",
    ],
)
def test_what_is_asked_in_a_case_below_a_list_is_a_question(question: str) -> None:
    assert asked(f"{LIST}{question}\n\nMany thanks\n")[2:] == [question]


def test_what_is_asked_about_the_request_in_a_case_is_none() -> None:
    assert len(asked(f"{LIST}If any of this is unclear, whom should I ring?\n\nThanks\n")) == 2


def test_an_exemption_that_was_granted_is_a_matter() -> None:
    entry = "exemptions granted to disabled drivers, and whether any were taken away"

    assert asked(f"Please send me:\n\n- a list of the bays\n- {entry}\n")[1:] == [entry]


def test_a_first_entry_without_its_number_keeps_the_lead_for_those_after_it() -> None:
    text = (
        "We should like to be told, under FOI:\n\n"
        "Hours worked by agency nurses\n"
        "2. Attendance of members at meetings they were asked to.\n"
        "3. The cost of both.\n"
    )
    items = itemise([source(BODY, text)], rules()).items

    assert [each.label for each in items] == [None, "2", "3"]
    assert all(each.context == ("We should like to be told, under FOI:",) for each in items)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Please fill in all the fields below under FOI.\n\nLIFTS\nSupplier:\nEnd date:\n"
            "\nYOU\nOfficer who is responsible for the contract (name, post and telephone):\n"
            "Do you mean to go out to tender for any of these before April 2028? Y/N\n",
            4,
        ),
        (
            "Please return this under FOI:\n\nFleet\nHow many vans are there?\nWho mends them?\n\n"
            "Fuel\nAnnual spend:\nSupplier:\n",
            4,
        ),
        (
            "Please return this under FOI:\n\n1. Lifts\nSupplier:\nContract end:\n\n"
            "2. Boilers\nSupplier:\nContract end:\n\nThanks\n",
            4,
        ),
    ],
    ids=["a field too long for its line", "headings over questions and fields", "numbered titles"],
)
def test_the_fields_of_a_form_are_a_question_each(text: str, fields: int) -> None:
    items = itemise([source(BODY, text)], rules()).items

    assert sum(not each.stem for each in items) == fields


@pytest.mark.parametrize("row", ["Section 20 payments", "Part 2 grants", "DHP"])
def test_a_row_to_fill_in_is_no_heading(row: str) -> None:
    text = f"Please complete the table:\n\nScheme\tBudget\tAwards\n{row}\t\t\nHardship fund\t\t\n"

    assert asked(text) == [row, "Hardship fund"]


@pytest.mark.parametrize(
    "said",
    [
        "I expect my complaint to be dealt with by somebody senior.",
        "We require a written reply from the director.",
        "How are small traders meant to answer that?",
        "Who would want to bid after this?",
    ],
)
def test_what_a_complaint_demands_or_exclaims_is_no_question(said: str) -> None:
    text = f"I am writing to complain about our bid. {said}\n\nPlease send me the audit log.\n"

    assert asked(text) == ["Please send me the audit log."]


def test_who_was_to_do_something_is_asked_in_a_complaint_too() -> None:
    text = "I am writing to complain about the drain. Who was supposed to clear it in May?\n"

    assert len(asked(text)) == 1


def test_a_mail_that_points_to_its_subject_leaves_no_doubt_of_it() -> None:
    subject = source(SUBJECT, "How many vans does the council lease?")

    sure = itemise([subject, source(BODY, "As per the subject line.\n")], rules())
    bare = itemise([subject, source(BODY, "Hello there.\n")], rules())

    assert [each.text for each in sure.items] == [each.text for each in bare.items]
    assert sure.confidence > bare.confidence


def test_a_body_that_only_sends_to_its_file_raises_no_doubt_about_the_file() -> None:
    text = "Our request is attached. I would be grateful if you would confirm safe receipt.\n"
    file = source("letter.txt", "Please send:\n\n1. The lease.\n2. The rent paid in 2024.\n")

    read = itemise([source(BODY, text), file], rules())

    assert not [each for each in read.doubts if "receipt" in each.words]


@pytest.mark.parametrize(
    "scope",
    [
        "All for the calendar years 2023 and 2024.",
        "Everything since 2021 please.",
        'For search purposes I suggest the keywords "mill" and "weir".',
        "Texts on private phones count if they are about the mill.",
    ],
)
def test_a_period_or_words_to_search_for_below_a_list_are_scope(scope: str) -> None:
    items = itemise([source(BODY, f"{LIST}{scope}\n\nThanks\n")], rules()).items

    assert len(items) == 2
    assert all(scope in each.context for each in items)
