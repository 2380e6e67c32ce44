"""What a regulator's or a tribunal's letter wants by when; what binds others is left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foibot.replies.deadlines import deadlines, promised_day, their_reference
from foibot.replies.load import load_reply_rules
from tests.linear import grows_in_proportion

WORDS = load_reply_rules().dates
RECEIVED = date(2026, 11, 23)  # a Monday


def working_day(day: date, n: int) -> date:
    while n:
        day += timedelta(1)
        n -= day.weekday() < 5
    return day


def read(text: str) -> list[tuple[str, bool]]:
    found = deadlines(text, WORDS, RECEIVED, working_day)
    return [(f"{one.on:%a %d %b %Y}", one.appeal) for one in found]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Please respond by 7 December 2026.", "Mon 07 Dec 2026"),
        ("We ask that you reply no later than 5pm on Friday 4 December 2026.", "Fri 04 Dec 2026"),
        ("Please provide your submissions within 10 working days.", "Mon 07 Dec 2026"),
        ("You must respond within ten (10) working days of this letter.", "Mon 07 Dec 2026"),
        ("The council must take these steps within 35 calendar days.", "Mon 28 Dec 2026"),
        ("The respondent must file its response by noon on 21 December.", "Mon 21 Dec 2026"),
        ("The respondent must serve the bundle within 28 days.", "Mon 21 Dec 2026"),
        ("Let us have your comments by 14/12/2026, please.", "Mon 14 Dec 2026"),
        ("Your response is due by Tuesday 1 December 2026.", "Tue 01 Dec 2026"),
        ("Send us the withheld information within 20 working days", "Mon 21 Dec 2026"),
        ("We require a reply on or before 11 January 2027.", "Mon 11 Jan 2027"),
        ("Please respond in full within two weeks.", "Mon 07 Dec 2026"),
    ],
)
def test_a_day_that_binds_us_is_read(text: str, on: str) -> None:
    assert read(text) == [(on, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The complainant may ask for a review within 20 working days.",
        "The appellant must reply by 4 January 2027.",
        "You were asked to respond by 30 November 2026.",
        "We aim to reply within 30 days.",
        "The request was made before 3 November 2026 and refused.",
        "The Commissioner received the complaint on 5 December 2026.",
        "Please respond by 2 November 2026.",
        "Thank you for your letter.",
    ],
)
def test_what_binds_others_or_is_over_is_left_out(text: str) -> None:
    assert read(text) == []


def test_several_days_are_told_the_first_first_and_an_appeal_apart() -> None:
    text = (
        "The Commissioner requires the council to disclose the list within 35 calendar days.\n\n"
        "Either party may appeal against this notice within 28 calendar days.\n\n"
        "Please confirm receipt by 27 November 2026."
    )

    assert read(text) == [
        ("Fri 27 Nov 2026", False),
        ("Mon 28 Dec 2026", False),
        ("Mon 21 Dec 2026", True),
    ]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Our ref: IC-123456-A1B2", "IC-123456-A1B2"),
        ("Appeal number EA/2026/0123", "EA/2026/0123"),
        ("Case FT/EA/2026/0044", "FT/EA/2026/0044"),
        ("Decision notice FER0123456", "FER0123456"),
        ("FOI-2026-00012", ""),
    ],
)
def test_their_own_reference_is_read(text: str, reference: str) -> None:
    assert their_reference(text) == reference


def test_a_long_letter_without_an_end_costs_in_proportion() -> None:
    assert grows_in_proportion(lambda size: read("within " * size + "by " * size), 2_000)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("29 January 2027", "Fri 29 Jan 2027"),
        ("within ten working days", "Mon 07 Dec 2026"),
        ("three months from today", "Tue 23 Feb 2027"),
        ("3 months from 30 November 2026", "Sun 28 Feb 2027"),
        ("two weeks after 1 December 2026", "Tue 15 Dec 2026"),
        ("next month, when we can", None),
    ],
)
def test_the_day_of_a_promise_is_read(text: str, on: str | None) -> None:
    found = promised_day(text, WORDS, RECEIVED, working_day)
    assert (f"{found:%a %d %b %Y}" if found else None) == on
