"""What puts an answer off is told from what the council will do (T21)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.promises import day_named, puts_off
from tests.replies.test_officers import RULES, TODAY


@pytest.mark.parametrize(
    "text",
    [
        "will dig out the report when I'm back on Thursday",
        "I'll ask the lads",
        "Ill ask the lads",
        "Withdrawn books I'll have to get from stores, will let you have that by Monday.",
        "You'll have it by close of play Friday.",
        "Rest tmrw when im at my desk",
        "Yep on my list, you'll have it by Friday",
    ],
)
def test_what_an_officer_will_do_puts_the_answer_off(text: str) -> None:
    assert puts_off(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "We will send a letter to every tenant.",
        "The council will publish a strategy.",
        "Yes. I'll send the policy on Friday.",
        "The policy is attached and I will send the rest.",
        "14 sites. We will close two.",
        "Will you send this to Legal?",
        "None held",
    ],
)
def test_what_the_council_will_do_and_what_gives_something_does_not(text: str) -> None:
    assert not puts_off(text, RULES)


@pytest.mark.parametrize("text", ["rest tmrw", "will do tomorrow"])
def test_tomorrow_is_a_day(text: str) -> None:
    assert day_named(text, RULES, TODAY) == date(2026, 3, 4)
