"""Bare numbers in a sentence name questions only where it cannot be about anything else."""

from __future__ import annotations

import pytest

from foibot.replies.pointing import pointed

KNOWN = ("1", "2", "3", "4", "5", "6")


@pytest.mark.parametrize(
    ("text", "numbers", "said"),
    [
        ("Nil return for 4, 5 and 6.", ("4", "5", "6"), "Nil return"),
        ("For 3 and 4 we need until 13 March", ("3", "4"), "we need until 13 March"),
        ("For 1 to 3 please ask which year they mean", ("1", "2", "3"),
         "please ask which year they mean"),
        ("Try HR for 3", ("3",), "Try HR"),
        ("See attached for 1 and 2", ("1", "2"), "See attached"),
        ("No figures on Q2, Q3 or Q4", ("2", "3", "4"), "No figures"),
        ("I need until 15 March for 5 and 6 please", ("5", "6"), "I need until 15 March"),
        ("As for 2, it is with Legal", ("2",), "it is with Legal"),
        ("Dim byd ar gyfer 2 a 3", ("2", "3"), "Dim byd"),
    ],
)  # fmt: skip
def test_questions_are_named_at_the_start_or_the_end(
    text: str, numbers: tuple[str, ...], said: str
) -> None:
    label = pointed(text, KNOWN)

    assert label is not None
    assert (label.numbers, label.rest) == (numbers, said)


@pytest.mark.parametrize(
    "text",
    [
        "For 3 and 4 bedroom houses it is \u00a3500",
        "It is open for 2 and 3 days",
        "Nil return for 7 and 8",
        "Tickets are \u00a34 for 1",
        "It opens on 3",
        "For 2024 we need until Friday",
        "for 2 and 3",
        "The first bus is the number 4",
    ],
)
def test_other_numbers_name_none(text: str) -> None:
    assert pointed(text, KNOWN) is None
