"""Asks that only thank beforehand, and thanks that ask for nothing (guide R6, R9, R11)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules

LISTED = "Please tell me:\n\n1. How many moorings are let?\n2. What is the rent of one?\n"


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in itemise([source(BODY, text)], rules(), load_language()).items]


@pytest.mark.parametrize(
    "wish",
    [
        "We'd be pleased to have the tide table of the lower basin too.",
        "I should be obliged for the marks given to our tender.",
        "I would be glad of the score that my daughter's painting was given.",
        "We would also be thankful for the depths measured at the lock since May.",
    ],
)
def test_who_would_be_glad_of_a_thing_asks_for_it(wish: str) -> None:
    assert asked(f"{LISTED}\n{wish}\n")[2:] == [wish]


@pytest.mark.parametrize(
    "thanks",
    [
        "I would be grateful for a swift answer.",
        "We should be glad of the chance to meet the harbour master.",
        "I would be obliged for the lock gate to be mended.",
        "I'd be grateful for any help you can give.",
    ],
)
def test_who_would_be_glad_of_help_or_of_a_reply_asks_for_nothing(thanks: str) -> None:
    assert len(asked(f"{LISTED}\n{thanks}\n")) == 2
