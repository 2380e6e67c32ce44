"""How firms, unions, parishes and journalists put their questions (guide R4, R9, R11, R12)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.source import BODY, source
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
