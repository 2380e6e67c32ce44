"""Requests in Welsh: what asks is found, what is courtesy or form is none (guide R6, R11)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

ASKED = "Hoffwn wybod faint o dai gwag sydd yn y sir."


def texts(body: str) -> list[str]:
    return [item.text for item in itemise([source(BODY, body)], load()).items]


@pytest.mark.parametrize(
    "more",
    [
        "Byddwn yn ddiolchgar am gopi o'r adroddiad diweddaraf.",
        "Rhowch wybod i mi faint o arian a wariwyd arnynt hefyd.",
        "Gofynnaf am restr o'r tai a werthwyd yn 2024.",
    ],
)
def test_both_of_two_questions_in_welsh_are_found(more: str) -> None:
    assert texts(f"{ASKED}\n\n{more}") == [ASKED, more]


@pytest.mark.parametrize(
    "aside",
    [
        "Byddwn yn ddiolchgar am ateb yn Gymraeg. Rhowch wybod os oes angen rhagor o fanylion.",
        "Anfonwch yr ateb ar ffurf electronig os gwelwch yn dda.",
        "A fyddech cystal â chydnabod derbyn y cais hwn?",
        "Os nad yw'r wybodaeth gennych, rhowch wybod i mi pwy sydd â hi.",
        "Gofynnaf am ymateb o fewn 20 diwrnod gwaith.",
    ],
)
def test_courtesy_and_form_in_welsh_ask_for_nothing(aside: str) -> None:
    assert texts(f"{ASKED}\n\n{aside}") == [ASKED]
