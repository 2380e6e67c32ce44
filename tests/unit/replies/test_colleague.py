"""Only what says plainly that a colleague's mail below is the answer makes it one (T21)."""

from __future__ import annotations

import pytest

from foibot.replies.colleague import from_below
from foibot.replies.load import load_reply_rules

RULES = load_reply_rules()


@pytest.mark.parametrize(
    "said",
    [
        "See below from Raj", "As below", "Please see Priya's response below", "From Fleet:",
        "Sue has replied", "Gweler isod", "Q1 and Q2 from Sue below",
    ],
)  # fmt: skip
def test_words_that_pass_a_colleagues_answer_on(said: str) -> None:
    assert from_below(said, RULES)


@pytest.mark.parametrize(
    "said",
    [
        "Please ignore Raj's reply below, it is wrong", "Is Raj's answer below any use?",
        "I have chased Raj, see below", "As below, 45 complaints", "45",
        "Raj's reply below does not cover 2024", "",
    ],
)  # fmt: skip
def test_words_that_do_not(said: str) -> None:
    assert not from_below(said, RULES)
