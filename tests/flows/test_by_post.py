"""Who wrote by post and gave no e-mail address is answered by post (FOIA 2000 s.8(1)(b))."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.town import GOVERNANCE, Town, flat

CLERK = "Kim Desk <customer.services@council.example>"
KIM = "customer.services@council.example"
REF = "FOI-2026-00001"
WHERE = "12 High Street, Leicester, LE1 1AA"
ASKED = "Dear Sirs, please let me know how many trees were felled in Abbey Park in 2025."
BELOW = "How many trees were felled in Abbey Park in 2025?\nHow much did it cost to fell them?"
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
    "empty lines between": (
        f"Name: Edith Ransome\nAddress:\n\n12 High Street\n\nLeicester\n\nLE1 1AA\n\n{ASKED}"
    ),
    "another label": f"Name: Edith Ransome\nContact address: {WHERE}\n\n{ASKED}",
    "greeting behind": f"Name: Edith Ransome\nAddress: {WHERE}\nDear Sirs\n{ASKED}",
}


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which it is a Monday."""
    town = Town.make(tmp_path, "Mon 2 Nov 2026 09:00")
    town.tick()
    return town


@pytest.mark.parametrize("where", [WHERE, "12 High Street, Leicester"])
def test_a_question_straight_below_the_address_is_no_part_of_it(where: str, town: Town) -> None:
    text = f"Request by phone\nName: Edith Ransome\nAddress: {where}\n{BELOW}"
    town.write(CLERK, text, subject="FOI request by phone")
    case = town.case(REF)

    assert case.requester.postal == where
    assert [one.question.text for one in case.counted] == BELOW.splitlines()


def test_an_entry_of_which_no_question_is_left_is_held(town: Town) -> None:
    text = "Request by phone\nName: Edith Ransome\nAddress: 12 High Street\nPark Lane\nLE1 1AA"
    town.write(CLERK, text, subject="FOI request by phone")

    assert not town.cases()
    assert "was not found in it" in flat(town.alerts("is held")[-1])


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
    # Who reads it on paper has no e-mail to reply to.
    assert "this e-mail" not in letter.text
    assert "or write to us, giving the reference above" in flat(letter)
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


@pytest.mark.parametrize("label", ["Address", "Email address", "E-mail address"])
def test_an_address_that_is_an_e_mail_address_is_taken_for_one(label: str, town: Town) -> None:
    text = f"Name: Edith Ransome\n{label}: edith@example.org\n\n{ASKED}"
    town.write(CLERK, f"Request by web form\n{text}", subject="FOI request by web form")

    assert town.last("acknowledgement").to == "edith@example.org"
    assert town.case(REF).requester.postal == ""
