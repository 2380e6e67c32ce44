"""The requester's introduction, and the title of a case."""

from __future__ import annotations

import pytest

from foibot.message.parse import parse
from foibot.request.preamble import preamble, title, unwrapped
from tests.builders import an_item

MAIL = b"""From: a@example.org\r
To: foi@council.example\r
Subject: Trees\r
\r
Dear Council,\r
\r
I am writing about the trees.\r
\r
Please tell me:\r
\r
1. How many were felled?\r
"""


def test_what_stands_before_the_first_question_is_kept_without_the_greeting() -> None:
    message = parse(MAIL)
    start = message.text.index("How many")

    assert preamble(message, [an_item(1, start=start)]) == (
        "I am writing about the trees.\n\nPlease tell me:"
    )


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [("Re: FW: Trees", "Trees"), ("Trees  on\tKiln Lane", "Trees on Kiln Lane"), ("", "")],
)
def test_a_title_is_the_subject_without_marks(subject: str, wanted: str) -> None:
    assert title(subject) == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            "I am writing under the Freedom of Information Act 2000. For each of the\n"
            "financial years 2023/24 and 2024/25, please tell me:",
            "I am writing under the Freedom of Information Act 2000. For each of the "
            "financial years 2023/24 and 2024/25, please tell me:",
        ),
        ("12 High Street\nMixbury\nMX1 2AB", "12 High Street\nMixbury\nMX1 2AB"),
        (
            "I write about the flat in which my mother lives, and its lift.\n"
            "It broke in May.\nIt is broken still.",
            "I write about the flat in which my mother lives, and its lift.\n"
            "It broke in May.\nIt is broken still.",
        ),
    ],
    ids=["a line that a program broke", "an address", "lines that their writer ended"],
)
def test_lines_that_a_mail_program_broke_are_joined(lines: str, wanted: str) -> None:
    assert unwrapped(lines) == wanted
