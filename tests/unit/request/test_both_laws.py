"""Whoever names both laws means each question to be answered under its own (law.md 7.2)."""

from __future__ import annotations

from foibot.request.model import Regime
from tests.unit.request.test_read import read

DEPOT = (
    "1. The noise readings taken at the depot.\n2. How many agency staff work there?\n"
    "3. The odour management plan.\n"
)


def test_a_request_under_both_laws_is_parted_by_the_words_of_each_question() -> None:
    reading = read(f"Under FOI or the EIR, whichever applies, please send:\n\n{DEPOT}")

    assert reading.regime is Regime.MIXED
    assert [each.regime for each in reading.items] == ["eir", "foi", "eir"]


def test_a_request_under_the_regulations_alone_is_theirs_though_the_desk_has_its_name() -> None:
    reading = read(f"Dear FOI team,\n\nUnder the EIR please send:\n\n{DEPOT}")

    assert reading.regime is Regime.EIR
    assert {each.regime for each in reading.items} == {"eir"}
