"""What people ask in everyday words, in anger or in passing, stays a question (guide R6, R11)."""

from __future__ import annotations

import pytest

from tests.unit.request.test_read import read


@pytest.mark.parametrize(
    "asked",
    [
        "library fines - how much did you take last year and the year before?",
        "Parking permits: how many were sold in 2025?",
        "is it true the mobile library was sold and to whom?",
    ],
)
def test_what_records_answer_stays_whatever_the_mood(asked: str) -> None:
    reading = read(f"Hello. {asked} I am not happy.")

    assert [item.text for item in reading.items] == [asked]


def test_what_no_record_answers_is_none() -> None:
    reading = read("I am fed up. The bins - what do you do all day?")

    assert reading.items == ()


@pytest.mark.parametrize(
    "asked",
    [
        "Do you offer a council tax exemption to carers? If so, to what age?",
        "Which exemptions from parking charges exist?",
        "Please tell me who is exempt from the clean air charge.",
    ],
)
def test_an_exemption_from_a_charge_is_asked_about_and_one_from_disclosure_is_not(
    asked: str,
) -> None:
    reading = read(f"Hello. {asked} I do not think that any exemption from disclosure applies.")

    assert [item.text for item in reading.items] == [asked]


def test_one_long_line_that_ends_with_a_question_is_not_wrapped() -> None:
    lines = [
        "The number of care leavers",
        "Do you offer a large winter discount? If so, to what age?",
        "The number of staff in the team",
    ]
    reading = read("Please tell me:\n\n" + "\n".join(lines) + "\n")

    assert [item.text for item in reading.items] == lines


def test_what_is_named_behind_a_colon_is_asked_for_and_so_is_one_more_record() -> None:
    asked = [
        "Could I please request the following information: the number of patrols in May 2025.",
        "The number of sites without one.",
        "Also the cost of training.",
    ]
    reading = read("Dear FOI, " + " ".join(asked))

    assert [item.text for item in reading.items] == asked


@pytest.mark.parametrize("entry", ["That signs are in place.", "Signs are in place."])
def test_what_is_to_be_confirmed_is_asked_though_it_states(entry: str) -> None:
    reading = read(
        "Please confirm the following:\n"
        f"1. That a licence is held for the cameras.\n2. {entry}\n3. Who is the data controller.\n"
    )

    assert [item.label for item in reading.items] == ["1", "2", "3"]
