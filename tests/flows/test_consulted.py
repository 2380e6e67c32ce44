"""Whoever is consulted answers as people do: from a colleague's address, afresh, away, or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import Sent
from tests.clients import gmail, outlook_desktop, outlook_web
from tests.flows.post import Writing, bounce_of, made
from tests.flows.rates import PARKING, REF, asked_of_parking
from tests.flows.stories.test_governance import decide
from tests.flows.town import Town, flat, kinds, subject

FIRM = "bids@acme.example"
CHIEF = "chief.executive@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which a question is disputed on the second day."""
    fresh = asked_of_parking(tmp_path)
    fresh.answer(fresh.last("digest", PARKING), Q1="12,408.", Q2="Need more time because of legal")
    return fresh


def ask(town: Town, words: str, kind: str) -> Sent:
    """Let governance ask somebody, with the code where one is wanted; return our mail to them."""
    decide(town, town.alerts("more time")[-1], words)
    town.later(hours=20)
    return town.last(kind)


def firm_is_asked(town: Town) -> Sent:
    return ask(town, f"consult Q2 Acme Parking Ltd <{FIRM}>: the hourly rate", "consultation")


def chief_is_asked(town: Town) -> Sent:
    words = f"opinion Q2 Jane Chief <{CHIEF}> section 36(2)(c): bids may dry up"
    return ask(town, words, "qualified-person")


def answered(town: Town) -> bool:
    """Return whether the one consultation counts as answered."""
    (one,) = town.case(REF).consulted
    return one.answered_on is not None


def automatic(sender: str, sent: Sent, text: str, town: Town) -> bytes:
    """Return the automatic reply of *sender* to a mail of ours."""
    raw = made(Writing(sender, text, town.now, answers=sent))
    return raw.replace(b"\r\nSubject:", b"\r\nAuto-Submitted: auto-replied\r\nSubject:", 1).replace(
        b"\nSubject:", b"\nAuto-Submitted: auto-replied\nSubject:", 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "I am replying on behalf of bids@: we object, the rate is confidential.",
        "We would rather you did not publish the hourly rate. The total is fine.",
        "No objection from us. Who is asking?",
    ],
)
def test_a_colleague_of_the_firm_opens_no_case_and_is_put_before_a_person(
    town: Town, text: str
) -> None:
    asked = firm_is_asked(town)
    out = town.reply(asked, text, sender="Paul Legal <p.legal@acme.example>", client=gmail)

    assert kinds(out) == [("alert", "governance")]
    assert "Paul Legal <p.legal@acme.example>" in flat(out[0])
    assert text in flat(out[0])
    assert [row.reference for row in town.cases()] == [REF]
    assert not answered(town)
    # A person says that it is their answer: it is filed, and nobody is reminded any more.
    town.reply(out[0], f"file under {REF}")
    assert answered(town)


def test_the_firm_writes_afresh_under_our_reference(town: Town) -> None:
    firm_is_asked(town)
    text = (
        f"Dear Sirs\n\nYour ref {REF}. We have considered your letter and object to disclosure of "
        "the hourly rate under section 43(2).\n\nPaul"
    )
    out = town.write(f"Acme Bids <{FIRM}>", text, subject=f"Our response to {REF}")

    assert kinds(out) == [("alert", "governance")]
    assert "object to disclosure of the hourly rate" in flat(out[0])
    assert [row.reference for row in town.cases()] == [REF]
    assert answered(town)


def test_a_plain_request_of_the_firms_own_stays_a_request(town: Town) -> None:
    firm_is_asked(town)
    text = (
        "Dear council,\n\nUnder the Freedom of Information Act 2000 please send me a list of all "
        f"parking contracts that were let in 2025. We had your letter {REF}.\n\nPaul Legal"
    )
    town.write(f"Paul Legal <{FIRM}>", text, subject="Freedom of Information request")

    assert len(town.cases()) == 2
    assert town.all("acknowledgement", FIRM)


def test_other_people_who_name_the_reference_are_not_taken_for_the_firm(town: Town) -> None:
    firm_is_asked(town)
    text = f"I heard of {REF}. Please tell me under FOI how many wardens the council employs."
    town.write("Bob <bob@gmail.com>", text, subject="Freedom of Information request")

    assert len(town.cases()) == 2
    assert not answered(town)


def test_words_in_an_attachment_stand_in_the_alert(town: Town) -> None:
    asked = firm_is_asked(town)
    letter = ("objection.txt", "text/plain", b"Our rate is a trade secret.")
    out = town.reply(asked, "Please see our letter attached.", files=[letter])

    assert "Attached: objection.txt; it says: Our rate is a trade secret." in flat(out[0])
    assert "refuse Q2 s.43(2)" in flat(out[0])


@pytest.mark.parametrize("sender", [FIRM, CHIEF], ids=["firm", "chief"])
def test_governance_hears_that_whoever_was_asked_is_away(town: Town, sender: str) -> None:
    asked = firm_is_asked(town) if sender == FIRM else chief_is_asked(town)
    note = "I am out of the office until 16 November. If it is urgent contact legal@acme.example."
    out = town.receive(automatic(sender, asked, note, town))

    assert ("alert", "governance") in kinds(out)
    alert = next(one for one in out if "consultation" in subject(one))
    assert "answered automatically, back on Monday 16 November 2026" in flat(alert)
    assert "<legal@acme.example>" in flat(alert)
    assert not answered(town)
    assert town.cases()[0].reference == REF


def test_a_consultation_that_comes_back_says_how_to_ask_another_address(town: Town) -> None:
    out = town.receive(bounce_of(firm_is_asked(town), town.now))

    assert "consult Q2 Acme Parking Ltd <another address>" in flat(out[0])


def test_nobody_is_reminded_where_a_consultation_came_back_and_governance_hears_again(
    town: Town,
) -> None:
    asked = firm_is_asked(town)
    town.receive(bounce_of(asked, town.now))
    sent = town.until("Thu 26 Nov 2026 10:00")

    assert not [one for one in sent if one.to == FIRM]
    assert any("has not answered" in one.text for one in sent if one.kind == "alert")


def test_the_assistant_of_the_qualified_person_gives_no_opinion(town: Town) -> None:
    asked = chief_is_asked(town)
    words = "On behalf of Jane: she is content with the exemption."
    out = town.reply(asked, words, sender="Pat <pa.chief@council.example>", client=outlook_web)

    assert kinds(out) == [("alert", "governance")]
    assert "cannot be shown to come from chief.executive@council.example" in flat(out[0])
    assert words in flat(out[0])
    assert not town.case(REF).opinions


def test_the_opinion_itself_is_put_before_governance_with_its_date(town: Town) -> None:
    asked = chief_is_asked(town)
    words = "Only for the live tender. For contracts already let I see no prejudice."
    out = town.reply(asked, words, client=outlook_desktop)

    assert words in flat(out[0])
    assert "opinion Q2 given 4 November 2026 by Jane Chief, Chief Executive:" in flat(out[0])
    assert not town.case(REF).opinions


def test_a_leads_own_mail_about_the_case_is_no_opinion(town: Town) -> None:
    firm_is_asked(town)
    out = town.write("governance@council.example", f"close {REF}: test", subject=REF)

    assert not answered(town)
    assert ("opinion", "governance") not in kinds(out)


@pytest.mark.parametrize(
    ("text", "reminded"),
    [
        ("Hi, our legal team needs until the 16th to come back to you. Is that ok?", "17 Nov"),
        ("I am in committee all week, will look at it on Monday 16th.", "17 Nov"),
        ("Thanks, we will get back to you.", "11 Nov"),  # no day: as if nothing had come
    ],
)
def test_who_answers_later_is_reminded_after_that_day(town: Town, text: str, reminded: str) -> None:
    asked = firm_is_asked(town)
    out = town.reply(asked, text, client=outlook_web)
    assert kinds(out) == [("alert", "governance")]
    assert "will answer" in flat(out[0])
    assert text in flat(out[0])
    assert not answered(town)

    town.until("Wed 18 Nov 2026 09:00")
    assert f"{town.all('consultation')[-1].at:%d %b}" == reminded
    assert "have not had your answer yet" in flat(town.last("consultation"))


@pytest.mark.parametrize(
    "text",
    [
        "We object, and will send our reasons by Friday.",
        "Fine by us. We will let you know if that changes.",
        "No comment.",
    ],
)
def test_a_view_is_an_answer_whatever_else_it_promises(town: Town, text: str) -> None:
    out = town.reply(firm_is_asked(town), text, client=gmail)

    assert "answered about Q2" in flat(out[0])
    assert answered(town)


def test_a_day_after_the_legal_deadline_is_not_waited_for(town: Town) -> None:
    out = town.reply(firm_is_asked(town), "We need until 4 December to come back to you.")

    assert "which is too late for the legal deadline" in flat(out[0])
    assert "They are reminded after Tuesday 10 November 2026" in flat(out[0])
