"""Bodies made to cost time: 20,000 hostile letters are read in well under a second."""

from __future__ import annotations

import time
from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.decisions import read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion
from foibot.replies.requester import read_corrections
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules()
ASKED = [AskedQuestion("FOI-2026-00047", n, f"How many of kind {n} are there?") for n in (1, 2, 3)]
UNITS = [
    "Q1, ", "1. ", "- ", "--- ANSWER ", "> ", "not held ", "s.4(", "How many of kind ",
    "FOI-2026-00047 ", "because ", "the requester. ", "(((", "same 1 and 2 ", "Q1 to Q3 ", "hi, ",
    ". ", "i i i ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("join", ["", "\n"], ids=["one line", "many lines"])
def test_hostile_bodies_cost_no_time(unit: str, join: str) -> None:
    text = join.join([unit] * (20_000 // len(unit + join)))
    message = a_reply(text)
    start = time.process_time()
    read_reply(message, ASKED, RULES, today=date(2026, 3, 3), sent=text[:5000])
    read_decisions(message, ASKED, RULES, today=date(2026, 3, 3))
    read_corrections(message, (1, 2, 3), RULES)

    assert time.process_time() - start < 2
