"""A requester says only that the answer follows: what words say nothing else, the rules list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foibot.replies.load import load_reply_rules
from foibot.replies.putting_off import only_puts_off

RULES = load_reply_rules()


@pytest.mark.parametrize(
    "text",
    [
        "I'm on holiday until 4 December and will reply then. Thanks, Ann",
        "Thanks, I'll get back to you next week.",
        "Rwyf ar wyliau, fe wnaf ateb. Diolch",
    ],
)
def test_a_reply_that_only_puts_off_says_nothing(text: str) -> None:
    assert only_puts_off(text, RULES, "Ann Lee")


@pytest.mark.parametrize(
    "text",
    [
        "I'm on holiday until 4 December. I meant Mill Lane.",
        "I'll reply next week, but 2025 will do.",
        "When do you need it? I'm away.",
        "Thanks.",
    ],
)
def test_one_other_word_may_be_the_answer(text: str) -> None:
    assert not only_puts_off(text, RULES, "Ann Lee")


def test_a_council_may_add_a_word() -> None:
    text = "I'm away on a cruise until Friday and will reply then."

    assert not only_puts_off(text, RULES)
    assert only_puts_off(text, replace(RULES, puts_off=RULES.puts_off | {"cruise"}))
