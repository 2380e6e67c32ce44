"""Bodies made to cost time: hostile letters are read in proportion to their number (T13)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.decisions import read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion
from foibot.replies.only_a_day import gives_only_a_day
from foibot.replies.remarks import without_talk
from foibot.replies.requester import read_corrections
from tests.linear import grows_in_proportion
from tests.unit.replies.texts import a_reply

TODAY = date(2026, 3, 3)
RULES = load_reply_rules()
ASKED = [AskedQuestion("FOI-2026-00047", n, f"How many of kind {n} are there?") for n in (1, 2, 3)]
UNITS = [
    "Q1, ", "1. ", "- ", "--- ANSWER ", "> ", "not held ", "s.4(", "How many of kind ",
    "FOI-2026-00047 ", "because ", "the requester. ", "(((", "same 1 and 2 ", "Q1 to Q3 ", "hi, ",
    ". ", "i i i ", "between you and me ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("join", "letters"), [("", 10_000), ("\n", 4_000)], ids=["one line", "many lines"]
)
def test_hostile_bodies_cost_in_proportion(unit: str, join: str, letters: int) -> None:
    def text(size: int) -> str:
        return join.join([unit] * (size // len(unit + join)))

    def answers(size: int) -> None:
        body = text(size)
        read_reply(a_reply(body), ASKED, RULES, today=TODAY, sent=body[:5000])

    def decisions(size: int) -> None:
        read_decisions(a_reply(text(size)), ASKED, RULES, today=TODAY)

    def corrections(size: int) -> None:
        read_corrections(a_reply(text(size)), (1, 2, 3), RULES)

    for read in (answers, decisions, corrections):
        assert grows_in_proportion(read, letters)


def test_a_row_of_letters_before_a_day_costs_in_proportion() -> None:
    asked = [one.text for one in ASKED]

    def look(size: int) -> None:
        gives_only_a_day("a" * size + " 13 March", asked, RULES, TODAY)

    assert grows_in_proportion(look, 5_000)


def test_a_long_word_behind_a_greeting_costs_in_proportion() -> None:
    def look(size: int) -> None:
        without_talk(["hi " + "e" * size], RULES.answers)

    assert without_talk(["Hi Ann Lee, there were 17"], RULES.answers)[0] == "there were 17"
    assert grows_in_proportion(look, 60)
    assert grows_in_proportion(look, 5_000)
