"""Verbs that make a statement: found by their first letters, then whole."""

from __future__ import annotations

import re

import pytest

from foibot.questions.acts import RELATIVE
from foibot.questions.breaks import LEADS, LEADS_OUT, leads_out
from foibot.questions.finite import FINITE, finite


def words(pattern: re.Pattern[str]) -> list[str]:
    """Return the words of a pattern that is a row of them."""
    bare = re.sub(r"\(\?<!.*?\)+|\(\?=.*?\)|\(\?-i:|\(\?:|\\b|[()?]", "", pattern.pattern)
    return [word for word in bare.split("|") if word.replace(" ", "").isalpha()]


@pytest.mark.parametrize("pattern", [FINITE, RELATIVE])
def test_every_word_begins_with_one_of_the_letters_that_are_looked_for_first(
    pattern: re.Pattern[str],
) -> None:
    every = words(pattern)

    assert len(every) > 15
    assert [word for word in every if pattern.search(f"Xx {word}") is None] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The road is closed", True),
        ("The road isn't closed", True),
        ("The road isn’t closed", True),
        ("The road to be closed", False),
        ("The council's roads", False),
        ("Works in May", False),
    ],
)
def test_a_statement_has_a_finite_verb(text: str, found: bool) -> None:
    assert finite(text) is found


def test_a_line_that_leads_out_says_one_of_what_is_looked_for_first() -> None:
    for end in ("including", "listing", "containing", "as follows", "the following items"):
        assert LEADS_OUT.search(f"the figures {end}")
        assert leads_out(f"The figures {end.upper()}")
    assert {"including", "containing", "to include", "as follows", "following"} <= set(LEADS)
