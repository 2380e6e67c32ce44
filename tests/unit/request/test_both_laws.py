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


def test_a_question_goes_by_the_law_in_its_heading_where_its_words_are_silent() -> None:
    reading = read(
        "We act for a tenant.\n\nA. Subject access (Article 15 UK GDPR)\n\n"
        "1. Our client's housing file.\n2. Recordings of calls made to the repairs line.\n\n"
        "B. Freedom of Information Act 2000\n\n3. The target times in force since 2021.\n"
        "4. The handbook given to new tenants.\n\n"
        "C. Environmental Information Regulations 2004\n\n5. The damp survey of the block.\n",
        "Subject access request and request for information",
    )

    assert reading.regime is Regime.MIXED
    assert [each.regime for each in reading.items] == ["sar", "sar", "foi", "foi", "eir"]


def test_what_is_asked_secondly_under_foi_is_no_personal_data() -> None:
    reading = read(
        "Please send me:\n\n1. My whole file.\n2. The notes of every call that I made.\n\n"
        "Secondly, under the Freedom of Information Act, I would like:\n\n"
        "3. The letter sent to all carers in May.\n4. The training slides for call handlers.\n",
        "Subject access request and FOI",
    )

    assert [each.regime for each in reading.items] == ["sar", "sar", "foi", "foi"]
