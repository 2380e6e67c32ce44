"""What people write every day: each of these was lost, cut, or taken for a question."""

from __future__ import annotations

import pytest

from tests.unit.request.test_read import read

HALL = "Dear council,\n\n{}\n\nKind regards\nJo Reed\n"


def items(text: str) -> list[str]:
    """Return the questions of a message."""
    return [item.text for item in read(HALL.format(text)).items if not item.stem]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The hall has cost £1.4m. The roof leaks. Please send me the survey. Also, how many "
            "events were held there?",
            ["Please send me the survey.", "Also, how many events were held there?"],
        ),
        (
            "The leader says that counsel advised against it. Let me see the advice, or if you "
            "call it confidential let me know who gave it.",
            [
                "Let me see the advice, or if you call it confidential let me know who gave it.",
            ],
        ),
        (
            "I have been asked to obtain from you the report on the weir.",
            ["I have been asked to obtain from you the report on the weir."],
        ),
        (
            "How many objections were made? And how many were withdrawn?",
            ["How many objections were made? And how many were withdrawn?"],
        ),
    ],
)
def test_sentences_are_told_apart_as_their_writer_meant(text: str, wanted: list[str]) -> None:
    assert items(text) == wanted


def test_what_is_to_be_done_is_no_question() -> None:
    text = (
        "I want (a) an apology, (b) the gate mended by Monday and (c) somebody to ring me. "
        "Under FOI, how many gates were reported broken in 2025?"
    )
    assert items(text) == ["Under FOI, how many gates were reported broken in 2025?"]


@pytest.mark.parametrize(
    "remark",
    [
        "The board meets on 4 May and it would be good to have the answer in time for that.",
        "If any paper is said to be subject to regulation 12(5)(b) kindly name it.",
        "Do come back to me if a question is badly put.",
        "Are we the only ones who care?",
    ],
)
def test_remarks_beside_a_list_are_no_questions(remark: str) -> None:
    listed = "Please send:\n\n1. the plan of the weir\n2. the minutes of the board\n\n"
    assert items(listed + remark) == ["the plan of the weir", "the minutes of the board"]


def test_those_whose_letters_are_wanted_are_no_questions() -> None:
    text = (
        "Please may I have all e-mails sent or received by the following officers about the "
        "closure of the Ashby day centre, between 1 March and 30 September 2025:\n\n"
        "- the head of libraries\n- the director of housing\n- the monitoring officer"
    )
    assert len(items(text)) == 1


@pytest.mark.parametrize(
    "ask",
    ["I would like data on fires in flats since 2022.", "FOI request for grants given since 2022."],
)
def test_what_is_wanted_for_each_goes_with_what_it_is_wanted_of(ask: str) -> None:
    found = items(f"{ask} For each we need:\n\n• date\n• street\n• amount")
    assert [each.startswith(ask) for each in found] == [True]


def test_a_date_may_be_broken_off_its_line() -> None:
    text = (
        "We ask for:\n\n"
        "* the number of licences for kennels in force today, and the highest fee\n"
        "* the number of kennels that an officer of the council looked into since\n"
        "January 2025, and what came of it\n"
        "* the dates of each visit to the kennels in Mill Lane"
    )
    assert [len(items(text)), "January 2025, and what came of it" in items(text)[1]] == [3, True]


def test_lines_in_small_letters_are_each_a_question_also_behind_the_longest() -> None:
    text = (
        "under foi can i get, for 2025:\n\n"
        "number of late licences granted\n"
        "noise complaints that led to a review\n"
        "reports of drinks spiked that were passed on by the police or by a venue\n"
        "how many times officers were out after midnight\n"
        "any briefing for councillors on the night time economy"
    )
    assert len(items(text)) == 5


def test_a_thing_named_whole_above_its_parts_is_a_question() -> None:
    text = (
        "Please send:\n\n1. The bird counts made before the works began.\n   a) Who made them?\n"
        "   b) What did they cost?\n2. The budget of the works."
    )
    assert items(text)[0] == "The bird counts made before the works began."


@pytest.mark.parametrize(
    "text",
    [
        "1. Gullies in Mill Lane:\n   a) how many there are\n   b) when each was last emptied\n"
        "2. Who signed for the council?",
        "Please send me the results from the measuring of air in Mill Lane.",
        "How often was the pot hole in Mill Lane inspected, and how deep was it?",
    ],
)
def test_parts_fall_under_the_law_of_what_they_are_parts_of(text: str) -> None:
    assert read(HALL.format(f"Please tell me:\n\n{text}")).regime == "eir"


@pytest.mark.parametrize(
    "asked",
    [
        "The lift has been out of order since June, why is that and when will it be mended?",
        "The benches were taken away in March, who has them now?",
        "A survey of the roof was done in 2023, what did it find?",
        "I gather that the kiosk is let - how much does it bring in?",
    ],
)
def test_a_question_behind_what_is_told_is_one(asked: str) -> None:
    first = "Who owns the hall?"

    assert items(f"FOI request. {first}\n\n{asked}") == [first, asked]
