"""More time that the law refuses is refused when it is asked for, and not behind a code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.case.model import Law
from foibot.demo.world import Sent
from foibot.handlers import deciding
from tests.flows.town import Town, kinds

TWO = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
GOVERNANCE = "governance@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town with one question under each law."""
    town = Town.asked(tmp_path, TWO)
    town.decide(REF, lambda f, w, d: deciding.change_law(f, 1, Law.FOIA, "repairs", w, d))
    town.decide(REF, lambda f, w, d: deciding.change_law(f, 2, Law.EIR, "costs", w, d))
    town.until("Tue 3 Nov 2026 09:00")
    return town


def said(sent: list[Sent]) -> str:
    """Return what governance is asked back."""
    assert kinds(sent) == [("unclear", "governance")], kinds(sent)
    return " ".join(sent[0].text.split())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        # FOIA knows no extension for volume, the Regulations none for the public interest.
        ("extend Q1 until 15 December 2026, complex and voluminous: 9,000 files", "not extended"),
        ("extend Q2 until 15 December 2026, public interest, section 43: bids", "not extended"),
        ("extend Q1 until 1 March 2027, public interest, section 43: bids", "is later than"),
    ],
)
def test_what_the_law_refuses_is_said_at_once(words: str, why: str, town: Town) -> None:
    sent = town.reply(town.all("alert", GOVERNANCE)[-1], words)

    assert why in said(sent)
    assert str(town.row(REF).due) == "2026-12-01"


def test_a_notice_after_the_twenty_days_is_refused_at_once(town: Town) -> None:
    town.until("Wed 2 Dec 2026 09:00")
    words = "extend Q2 until 15 December 2026, complex and voluminous: 9,000 drawings"
    sent = town.reply(town.all("alert", GOVERNANCE)[-1], words)

    assert "not extended" in said(sent)


def test_what_the_law_allows_still_takes_its_code(town: Town) -> None:
    words = "extend Q2 until 15 December 2026, complex and voluminous: 9,000 drawings"
    sent = town.reply(town.all("alert", GOVERNANCE)[-1], words)
    assert kinds(sent) == [("code-needed", "governance")]
    assert str(town.row(REF).due) == "2026-12-01"

    code = re.search(r"EXTEND [0-9A-Z-]+", sent[0].text)
    assert code is not None
    town.reply(sent[0], code[0])
    assert town.last("extension").to == "ann@example.org"
