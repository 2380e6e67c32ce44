"""A request in Welsh and in English asks each question once."""

from __future__ import annotations

import pytest

from foibot.request.model import Reading
from tests.unit.request.test_read import read

WELSH = (
    "Annwyl Swyddog,\n\nHoffwn ofyn am yr wybodaeth ganlynol:\n\n"
    "1. Faint o staff sy'n gallu siarad Cymraeg?\n2. Faint gafodd ei wario yn 2024/25?\n"
    "3. Copi o'r polisi ar gyfer ysgolion.\n\nYn gywir,\nGwenllian Rees\n\n"
)
ENGLISH = (
    "Dear Officer,\n\nI would like the following information:\n\n"
    "1. How many staff can speak Welsh?\n2. How much was spent in 2024/25?\n"
    "3. A copy of the policy for schools.\n\nYours faithfully,\nGwenllian Rees\n"
)


def texts(reading: Reading) -> list[str]:
    return [item.text for item in reading.items]


@pytest.mark.parametrize("body", [WELSH + ENGLISH, ENGLISH + "\n" + WELSH])
def test_each_question_comes_once_in_the_language_of_the_mail(body: str) -> None:
    reading = read(body)

    assert len(reading.items) == 3
    assert [item.n for item in reading.items] == [1, 2, 3]
    assert not reading.flagged
    first = "Faint o staff" if reading.language == "cy" else "How many staff"
    assert reading.items[0].text.startswith(first)


def test_numbers_behind_the_word_are_labels_in_both_languages() -> None:
    reading = read(
        "Annwyl Syr / Dear Sir\n\nCwestiwn 1: Faint o ddisgyblion sydd yno?\n"
        "Cwestiwn 2: Faint o lefydd gwag sydd?\n\n"
        "Question 1: How many pupils are there?\nQuestion 2: How many vacant places are there?\n"
    )

    assert [item.text.split()[0] for item in reading.items] in (["Faint"] * 2, ["How"] * 2)
    assert [(item.label or "")[-1] for item in reading.items] == ["1", "2"]


def test_lists_that_differ_are_kept_and_looked_at() -> None:
    reading = read(WELSH + ENGLISH.replace("2024/25", "2019/20"))

    assert len(reading.items) == 6
    assert reading.flagged
    assert any("Welsh and in English" in reason.evidence for reason in reading.reasons)


def test_a_welsh_question_among_english_ones_is_one_more() -> None:
    reading = read(
        "Please tell me:\n\n1. How many staff are there?\n2. How many of them left?\n"
        "3. Faint o staff sydd yn gallu siarad Cymraeg?\n"
    )

    assert len(reading.items) == 3


def test_a_second_letter_in_one_language_is_no_translation() -> None:
    reading = read(ENGLISH + "\nDear Ms Rees,\n\n1. We hold no such figures.\n2. We refuse.\n")

    assert len(reading.items) == 3
