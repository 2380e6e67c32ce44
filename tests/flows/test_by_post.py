"""Who wrote by post and gave no e-mail address is answered by post (FOIA 2000 s.8(1)(b))."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import Sent
from tests.flows.town import GOVERNANCE, Town

CLERK = "Kim Desk <customer.services@council.example>"
KIM = "customer.services@council.example"
REF = "FOI-2026-00001"
WHERE = "12 High Street, Leicester, LE1 1AA"
ASKED = "Dear Sirs, please let me know how many trees were felled in Abbey Park in 2025."
FORMS = {
    "one line": f"Name: Edith Ransome\nAddress: {WHERE}\n\n{ASKED}",
    "below each other": (
        f"Name: Edith Ransome\nAddress: 12 High Street,\nLeicester\nLE1 1AA\n\n{ASKED}"
    ),
    "label alone": (
        f"Name: Edith Ransome\nPostal address:\n12 High Street\nLeicester\nLE1 1AA\n\n{ASKED}"
    ),
    "another field behind": (
        "Name: Edith Ransome\nAddress: 12 High Street\nLeicester\nLE1 1AA\n"
        f"Received: 2 November 2026\n{ASKED}"
    ),
}


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which it is a Monday."""
    town = Town.make(tmp_path, "Mon 2 Nov 2026 09:00")
    town.tick()
    return town


def flat(sent: Sent) -> str:
    """Return the words of a mail in one line."""
    return " ".join(sent.text.split())


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_the_register_holds_the_postal_address(text: str, town: Town) -> None:
    town.write(CLERK, f"Request received by post\n{text}", subject="FOI request by post")
    case = town.case(REF)

    assert case.requester.postal == WHERE
    assert len(case.counted) == 1
    assert not any("Leicester" in one for i in case.items for one in i.question.context)
    assert f"Post to: Edith Ransome, {WHERE}" in flat(town.alerts("Post to")[-1])
    assert f"post it to: Edith Ransome, {WHERE}" in flat(town.last("acknowledgement", KIM))


def test_the_answer_carries_the_address_and_governance_hears_that_it_must_be_posted(
    town: Town,
) -> None:
    text = FORMS["one line"]
    town.write(CLERK, f"Request received by post\n{text}", subject="FOI request by post")
    town.until("Tue 3 Nov 2026 09:00")
    town.answer(town.last("digest"), Q1="Fourteen trees.")
    draft = town.last("draft")
    assert f"{KIM}, to be posted to Edith Ransome, {WHERE}" in flat(draft)
    # The box is no part of the letter: nobody would take it out of the file.
    assert "To be posted" not in draft.text

    town.approve()
    letter = town.last("response", KIM)
    assert f"To: Edith Ransome Address: {WHERE}" in flat(letter)
    assert letter.text.index("To be posted") < letter.text.index("To: Edith Ransome")
    (told,) = town.alerts("must be posted")
    assert told.to == GOVERNANCE
    assert f"Post to: Edith Ransome, {WHERE}" in flat(told)


def test_without_a_postal_address_either_the_box_says_so(town: Town) -> None:
    text = f"Request by phone\nName: Edith Ransome\n\n{ASKED}"
    town.write(CLERK, text, subject="FOI request by phone")

    assert "no postal address is recorded" in flat(town.last("acknowledgement", KIM))


def test_who_gave_an_e_mail_address_is_written_to_by_mail(town: Town) -> None:
    text = f"Name: Edith Ransome\nEmail: edith@example.org\nAddress: {WHERE}\n\n{ASKED}"
    town.write(CLERK, f"Request by post\n{text}", subject="FOI request by post")

    assert "To be posted" not in town.last("acknowledgement", "edith@example.org").text
    assert not town.alerts("Post to")


def test_an_address_that_is_an_e_mail_address_is_taken_for_one(town: Town) -> None:
    text = f"Name: Edith Ransome\nAddress: edith@example.org\n\n{ASKED}"
    town.write(CLERK, f"Request by web form\n{text}", subject="FOI request by web form")

    assert town.last("acknowledgement").to == "edith@example.org"
    assert town.case(REF).requester.postal == ""
