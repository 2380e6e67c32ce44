"""A letter that waits for approval, and what changes meanwhile: it comes to its approver anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.demo.world import CONFIG
from tests.flows.town import APPROVER, GOVERNANCE, Town, kinds

BEA = "Bea Marlow <bea@example.org>"
ALLOTMENTS = (
    "Under the Freedom of Information Act please tell me:\n"
    "1. How many allotment plots does the council own?\n"
    "2. How many complaints about fly-tipping were received in 2025?\n"
    "3. What was paid to bailiffs for the collection of council tax in 2025/26?\n\nBea Marlow"
)
GIVEN = {
    "parks.leisure": ("Q1", "The council owns 412 plots."),
    "waste": ("Q2", "1,204 complaints were received."),
    "revenues": ("Q3", "£91,330 was paid to enforcement agents."),
}
FOUND = "You can leave out question 3, I found it in your accounts.\n\nBea Marlow"


def answered(folder: Path, *, by: tuple[str, ...] = tuple(GIVEN), config: str = CONFIG) -> Town:
    """Return a town in which some officers have answered."""
    town = Town.make(folder, config=config)
    town.tick()
    town.write(BEA, ALLOTMENTS)
    town.until("Tue 3 Nov 2026 08:32")
    for name in by:
        label, text = GIVEN[name]
        town.answer(town.last("digest", f"{name}@council.example"), **{label: text})
    town.later(minutes=10)
    return town


@pytest.mark.parametrize("by", [("parks.leisure", "waste"), tuple(GIVEN)])
def test_the_letter_is_drafted_when_the_requester_drops_the_rest(
    by: tuple[str, ...], tmp_path: Path
) -> None:
    town = answered(tmp_path, by=by)
    sent = town.reply(town.last("acknowledgement"), FOUND, sender=BEA)

    assert ("draft", "approver") in kinds(sent)
    town.approve()
    letter = town.last("response").text
    assert "412 plots" in letter
    assert "91,330" not in letter


def test_who_edits_an_answer_is_told_who_approves_it(tmp_path: Path) -> None:
    town = answered(tmp_path)
    said = "Please change 3 to £93,110 was paid to enforcement agents in 2025/26."
    sent = town.reply(town.last("draft", APPROVER), said)

    assert f"the new draft goes to {GOVERNANCE} for approval" in town.last("decision").text
    assert ("draft", "governance") in kinds(sent)
    town.approve()
    assert "£93,110 was paid" in town.last("response").text


def test_who_has_no_colleague_approves_the_own_edit(tmp_path: Path) -> None:
    alone = CONFIG.replace("governance@", "approver@")
    town = answered(tmp_path, config=alone)
    town.reply(town.last("draft", APPROVER), "Q3: £93,110 was paid to enforcement agents.")

    assert "Q3 now reads as you wrote; a new draft follows" in town.last("decision").text
    assert "£93,110" in town.last("draft", APPROVER).text


def in_part(folder: Path) -> Town:
    """Return a town in which the letter about two of three questions waits for approval."""
    town = answered(folder, by=("waste", "revenues"))
    town.until("Wed 25 Nov 2026 10:00")
    assert "Questions still to be answered" in town.last("draft", APPROVER).text
    return town


def test_a_letter_in_part_that_became_late_is_drafted_anew(tmp_path: Path) -> None:
    town = in_part(tmp_path)
    sent = town.until("Wed 2 Dec 2026 08:32")

    assert ("draft", "approver") in kinds(sent)
    assert "We are sorry that it is late" in town.last("draft", APPROVER).text
    town.approve()
    assert "1,204" in town.last("response").text


def test_a_corrected_letter_in_part_is_drafted_anew(tmp_path: Path) -> None:
    town = in_part(tmp_path)
    town.answer(town.last("digest", "waste@council.example"), Q2="1,240 complaints were received.")

    assert "1,240 complaints" in town.last("draft", APPROVER).text
    town.approve()
    assert "1,240 complaints" in town.last("response").text


def test_a_question_that_is_added_to_a_whole_letter_makes_no_letter_in_part(tmp_path: Path) -> None:
    town = answered(tmp_path)
    mail = [one for one in town.sent if one.to == GOVERNANCE][-1]
    sent = town.reply(mail, "FOI-2026-00001:\nadd: How many sheds stand on council land?")

    assert "draft" not in [one.kind for one in sent]


def test_an_extension_says_when_the_rest_is_answered(tmp_path: Path) -> None:
    town = answered(tmp_path, by=())
    said = "extend Q1 until 31 December 2026, public interest, section 43(2): a firm is asked"
    mail = [one for one in town.sent if one.to == GOVERNANCE][-1]
    step = town.reply(mail, f"FOI-2026-00001:\n{said}")[-1]
    code = re.search(r"EXTEND \w{4}-\w{4}", step.text)
    assert code is not None
    town.reply(step, code[0])

    told = " ".join(town.last("extension").text.split())
    assert "rest of your request, and will answer it by Tuesday 1 December 2026" in told
