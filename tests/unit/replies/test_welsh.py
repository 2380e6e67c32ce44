"""What officers write in Welsh means what it means in English (Welsh Language Standards)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.load import load_reply_rules
from foibot.replies.model import Proposal
from foibot.replies.wording import meaning

RULES = load_reply_rules()


@pytest.mark.parametrize(
    ("said", "exemption"),
    [
        ("Wedi'i eithrio o dan adran 43(2) oherwydd byddai'n niweidio'r contractwr.", "s.43(2)"),
        ("Byddai'n cymryd dros 18 awr i gasglu'r wybodaeth - adran 12", "s.12"),
        ("Dros y terfyn cost.", "s.12(1)"),
        ("Gwybodaeth bersonol yw hon, felly allwn ni ddim ei rhoi", "s.40(2)"),
        ("Bydd yn cael ei gyhoeddi ym mis Mai, adran 22", "s.22"),
        ("Cais blinderus, adran 14", "s.14"),
        ("Rheoliad 12(4)(b) - amlwg afresymol", "reg 12(4)(b)"),
    ],
)
def test_a_reason_to_withhold_is_understood(said: str, exemption: str) -> None:
    found = meaning(said, RULES, date(2026, 3, 3))

    assert (found.proposal, exemption in found.exemptions) == (Proposal.EXEMPTION, True)


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        ("Nid yw'r cyngor yn cadw'r wybodaeth hon.", Proposal.NOT_HELD),
        ("Dim ni - gofynnwch i'r t\u00eem Priffyrdd", Proposal.NOT_OURS),
        ("Angen mwy o amser, tan 20 Mawrth os gwelwch yn dda", Proposal.MORE_TIME),
        ("Oes modd gofyn i'r ceisydd pa flwyddyn?", Proposal.NEED_CLARIFICATION),
        ("Gwrthodwyd 41 o geisiadau", Proposal.ANSWER),
    ],
)
def test_other_answers_are_understood(said: str, proposal: Proposal) -> None:
    assert meaning(said, RULES, date(2026, 3, 3)).proposal is proposal
