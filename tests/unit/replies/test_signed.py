"""A name at the end of an answer is a signature; a name that answers is none (T21)."""

from __future__ import annotations

import pytest

from foibot.replies.load import load_reply_rules
from foibot.replies.signed import name_below

WORDS = load_reply_rules().answers


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("112 complaints in 2025.\n\nRaj Patel\nSenior Environmental Health Officer", 2),
        ("45\nRaj", 1),
        ("No, it does not.\nOn behalf of the Head of Assets\nPauline Crabtree | Surveyor", 1),
        ("Five.\n\nXanthippe Brown\nTeam Manager\nTel: 01234 567890", 2),
    ],
)
def test_a_name_above_a_post_or_alone_begins_a_signature(text: str, place: int) -> None:
    assert name_below(text.split("\n"), WORDS) == place


@pytest.mark.parametrize(
    "text",
    [
        "Mary Smith",
        "The head of service is\nMary Smith",
        "The members were:\nMary Smith",
        "Mary Smith\nJohn Brown\nDave Green",
        "Our contractor changed.\nCapita",
        "45 in total.\nMary reads the meters on Mondays.",
    ],
)
def test_a_name_that_answers_stays(text: str) -> None:
    assert name_below(text.split("\n"), WORDS) is None
