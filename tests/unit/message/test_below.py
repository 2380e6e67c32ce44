"""What is typed below a name or "--" belongs to the letter; what a program adds does not."""

from __future__ import annotations

import pytest

from foibot.message.below import is_typed_below
from foibot.message.model import Role
from foibot.message.parse import parse


@pytest.mark.parametrize(
    "line",
    [
        "PS How many of the fines were cancelled?",
        "P.S. please also send me the map.",
        "How many of those fines were paid late?",
        "Also, what was spent on the trial in 2024?",
        "Could you also tell me how the panel was chosen?",
        "Faint o hynny a wariwyd yn 2024?",
    ],
)
def test_a_question_or_a_wish_is_typed(line: str) -> None:
    assert is_typed_below(line)


@pytest.mark.parametrize(
    "line",
    [
        "PS Construction Ltd",
        "How much could you save with Acme?",
        "Have you tried our new app?",
        "Do you really need to print this e-mail?",
        "What is your council doing about the climate?",
        "How many stars did we earn? Tell us at https://acme.example",
        "Senior Planning Officer, 01632 960 000",
        "Please consider the environment before printing this e-mail.",
    ],
)
def test_what_stands_below_every_mail_is_not(line: str) -> None:
    assert not is_typed_below(line)


def test_a_question_inside_a_signature_is_part_of_the_letter() -> None:
    head = b"From: Ann Example <a@b.example>\r\nSubject: x\r\n\r\n"
    text = (
        "Thank you.\n\n-- \nAnn Example\n12 High Street\n"
        "How many of the fines were cancelled?\n01632 960 000\n"
    )
    lines = {line.text: line.role for line in parse(head + text.encode()).lines}

    assert lines["How many of the fines were cancelled?"] is Role.NEW
    assert lines["12 High Street"] is Role.SIGNATURE
    assert lines["01632 960 000"] is Role.SIGNATURE
