"""What is said of the questions that are left is not lost where nobody knows whom it names."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.model import AskedQuestion, ReplyReading
from tests.replies.test_officers import RULES
from tests.unit.replies.texts import a_reply

ASKED = [
    AskedQuestion("FOI-2026-00901", 1, "How many requests for information were received in 2025?"),
    AskedQuestion("FOI-2026-00901", 2, "What percentage were answered within 20 working days?"),
    AskedQuestion("FOI-2026-00901", 3, "How many internal reviews were asked for?"),
]


def _read(text: str) -> ReplyReading:
    return read_reply(a_reply(text), ASKED, RULES, today=date(2026, 3, 2))


@pytest.mark.parametrize("count", ["two", "three"])
def test_the_rest_that_is_for_somebody_unknown_is_asked_back(count: str) -> None:
    rest = f"The other {count} are for the Blue Room."
    found = _read(f"I can only do the reviews, 27. {rest}")

    assert [reply.key.n for reply in found.replies] == [3]
    assert [one.text for one in found.unclear] == [rest]


def test_what_only_tells_of_the_rest_is_talk() -> None:
    found = _read("I can only do the reviews, 27. Someone else is looking at the rest.")

    assert [reply.key.n for reply in found.replies] == [3]
    assert found.unclear == ()
