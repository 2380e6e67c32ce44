"""In an angry mail what is asked of a matter named before it stays a question (guide R6, R11)."""

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
