"""A letter whose paragraphs no blank line parts is no disclaimer, though one stands below it."""

from __future__ import annotations

import pytest

from foibot.message.model import Role
from foibot.message.parse import parse

LETTER = [
    "Please also give the name of the officer who runs the pier.",
    "An e-mail is enough.",
    "Kind regards",
]


@pytest.mark.parametrize(
    "below",
    [
        ["Ann Example", "This e-mail is confidential and intended for the addressee only."],
        [
            "Ann Example",
            "Gull Ferries Ltd",
            "If you have received this message in error please delete it and tell us.",
        ],
        ["This email and any files are intended solely for the person named above."],
    ],
)
def test_what_stands_above_the_closing_is_the_letter(below: list[str]) -> None:
    text = "Hello,\r\n\r\n" + "\r\n".join([*LETTER, *below])
    found = parse(f"From: Ann <ann@example.org>\r\nSubject: Pier\r\n\r\n{text}\r\n".encode())

    roles = {line.text: line.role for line in found.lines}
    assert [roles[line] for line in LETTER[:2]] == [Role.NEW, Role.NEW]
    assert roles[below[-1]] is Role.DISCLAIMER
