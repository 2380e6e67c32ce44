"""Journeys through what a desk gets wrong most easily: codes, undoing, absences, forgeries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.case.model import ItemState
from foibot.demo.cast import answers, asked
from tests.flows.post import Writing, absence_of, bounce_of, made
from tests.flows.town import ANN, GOVERNANCE, Town, at, kinds, subject

POTHOLES = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
LIBRARIES = (
    "Please tell me under the Freedom of Information Act how many books the libraries lost in 2025?"
    "\n\nAnn Example"
)
OFFICER = "highways@council.example"
DEPUTY = "highways.deputy@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, POTHOLES)
    return town


@pytest.fixture
def digested(town: Town) -> Town:
    town.until("Tue 3 Nov 2026 08:32")
    return town


def test_a_question_goes_out_comes_back_and_is_answered(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="4,210 potholes.", Q2="£310,000.")
    digested.approve()

    letter = digested.last("response")
    assert letter.to == "ann@example.org"
    assert "4,210 potholes." in letter.text
    assert "£310,000." in letter.text
    assert digested.row(REF).status == "answered"


def test_an_absence_sends_the_work_to_the_deputy_the_same_day(digested: Town) -> None:
    away = absence_of(
        OFFICER, digested.last("digest"), digested.now, "I am on leave until 16 November 2026."
    )
    sent = digested.receive(away)

    assert kinds(sent) == [("alert", "governance"), ("assignment", "highways.deputy")]
    digested.answer(digested.last("assignment", DEPUTY), Q1="4,210.", Q2="£310,000.")
    assert digested.all("draft")


def test_a_bounce_of_the_digest_sends_the_work_to_the_deputy(digested: Town) -> None:
    digested.receive(bounce_of(digested.last("digest"), digested.now))

    assert digested.last("assignment").to == DEPUTY
    assert {item.officer for item in digested.case(REF).items} == {DEPUTY}


def test_a_draft_that_is_refused_goes_back_to_its_officer(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="4,210.", Q2="£310,000.")
    draft = digested.last("draft")
    sent = digested.reply(draft, "no: the figure in Q2 is that of last year")

    assert ("assignment", "highways") in kinds(sent)
    assert "draft" not in [one.kind for one in sent]
    states = [item.state for item in digested.case(REF).items]
    assert states == [ItemState.ANSWERED, ItemState.WITH_OFFICER]
    back = digested.last("assignment", OFFICER)
    assert "that of last year" in back.text
    digested.answer(back, Q2="£290,000.")
    digested.approve()
    assert "£290,000." in digested.last("response").text


def test_an_extension_needs_its_code_and_then_moves_the_date(digested: Town) -> None:
    digested.until("Tue 24 Nov 2026 09:00")
    words = "extend Q1 and Q2 until 31 December 2026, complex and voluminous: 40,000 sheets"
    digested.reply(digested.last("alert"), words)

    assert str(digested.row(REF).due) == "2026-12-01"
    assert not digested.all("extension")
    step = digested.last("code-needed", GOVERNANCE)
    code = re.search(r"EXTEND [0-9A-Z]{4}-[0-9A-Z]{4}", step.text)
    assert code is not None
    digested.reply(step, code[0])
    assert str(digested.row(REF).due) == "2026-12-31"
    assert digested.last("extension").to == "ann@example.org"


def test_undo_takes_back_all_that_one_reply_decided_and_nothing_else(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="4,210.")
    digested.until("Tue 24 Nov 2026 09:00")
    alert = digested.last("alert")
    digested.reply(alert, "split Q2: What did repairs cost? / What did materials cost?")
    assert len(digested.case(REF).items) == 3
    digested.reply(digested.last("decision"), "undo")

    case = digested.case(REF)
    assert len(case.items) == 2
    assert case.items[0].answer is not None
    assert "cannot be undone by reply" in digested.last("decision").text


def test_a_clarification_restarts_the_time_and_the_officer_hears_of_it(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="Need to ask the requester: which year?")
    alert = digested.alerts("ask the requester")[-1]
    digested.reply(alert, "clarify Q1 genuine: The calendar year or the financial year?")
    digested.until("Mon 9 Nov 2026 10:00")
    digested.reply(digested.last("clarification"), "The calendar year, please.", sender=ANN)
    sent = digested.until("Tue 10 Nov 2026 09:00")

    assert ("digest", "highways") in kinds(sent)
    assert "The calendar year" in digested.last("digest", OFFICER).text


def test_a_requester_who_does_not_answer_is_reminded_once(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="Need to ask the requester: which year?")
    alert = digested.alerts("ask the requester")[-1]
    digested.reply(alert, "clarify Q1 and Q2 genuine: The calendar year or the financial year?")
    digested.until("Mon 8 Feb 2027 09:00")

    assert len(digested.all("clarification-reminder")) == 1
    assert digested.last("clarification-reminder").to == "ann@example.org"
    assert len([one for one in digested.all("alert") if "not answered" in subject(one)]) == 1


def test_a_held_message_that_is_released_becomes_a_request(digested: Town) -> None:
    digested.reply(digested.last("digest"), "As below.", sender="Jo Smith <jo@example.org>")
    held = digested.last("alert")
    assert "held" in subject(held)
    digested.reply(held, "release")
    digested.tick()

    assert digested.last("acknowledgement").to == "jo@example.org"


def test_a_change_of_the_roster_hands_work_on_and_tells_governance(digested: Town) -> None:
    digested.rules(
        "services.toml",
        ('officers = ["highways@council.example"]', 'officers = ["new.roads@council.example"]'),
    )
    digested.later(minutes=5)
    sent = digested.tick()

    assert [one.to for one in sent] == [GOVERNANCE]
    assert {item.officer for item in digested.case(REF).items} == {"new.roads@council.example"}


def test_a_correction_leaves_out_the_name_below_it(town: Town) -> None:
    words = "You missed one: How many potholes were reported in 2025?\n\nAnn"
    town.reply(town.last("acknowledgement"), words, sender=ANN)

    assert town.case(REF).items[2].question.text == "How many potholes were reported in 2025?"


def test_who_gives_no_name_gets_help_and_the_clock_runs(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    words = "Please tell me under the Freedom of Information Act how many staff you employ."
    town.write("kitten77@example.org", words)

    assert town.last("validity-help").to == "kitten77@example.org"
    assert town.row(REF).due is not None


def test_a_request_like_an_open_one_is_shown_and_nothing_is_done(town: Town) -> None:
    town.later(hours=2)
    town.write("Bob Reed <bob@example.net>", POTHOLES.replace("Ann Example", "Bob Reed"))

    alert = town.alerts("like FOI-2026-00001 Q1")[-1]
    assert "somebody else" in alert.text
    assert "ann@example.org" not in alert.text
    assert len(town.all("acknowledgement")) == 2


@pytest.mark.parametrize(("words", "together"), [(LIBRARIES, True), (POTHOLES, False)])
def test_only_a_requesters_own_like_questions_under_the_act_may_be_counted_together(
    tmp_path: Path, words: str, together: bool
) -> None:
    """COST-6, and COST-9: potholes are read under the Regulations."""
    town = Town.make(tmp_path)
    town.tick()
    for _ in range(2):
        town.write(ANN, words)
        town.later(hours=2)

    alert = " ".join(town.alerts("like FOI-2026-00001 Q1")[-1].text.split())
    assert ("may be counted together" in alert) is together
    assert "from the same requester" in alert


def test_three_copies_of_one_message_make_one_case(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    raw = made(Writing(ANN, POTHOLES, town.now))
    for folder in ("", "Junk", ""):
        town.receive(raw, folder)
        town.later(hours=1)

    assert len(town.all("acknowledgement")) == 1
    assert len(town.cases()) == 1


def test_nobody_answers_with_the_mail_of_somebody_else(digested: Town) -> None:
    digest = digested.last("digest")
    words = answers(digest, dict.fromkeys(asked(digest), "Forged"))
    digested.reply(digest, words, sender="Mallory <m@evil.example>")

    assert all(item.answer is None for item in digested.case(REF).items)
    assert "held" in subject(digested.last("alert"))


def test_an_approval_without_its_verdict_or_code_sends_nothing(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="4,210.", Q2="£310,000.")
    draft = digested.last("draft")
    digested.reply(draft, "approve")
    code = re.search(r"APPROVE [0-9A-Z]{4}-[0-9A-Z]{4}", draft.text)
    assert code is not None
    digested.reply(draft, code[0], dmarc="fail")
    digested.reply(draft, code[0], sender=OFFICER)

    assert not digested.all("response")
    digested.approve(draft)
    assert len(digested.all("response")) == 1


def test_after_an_outage_one_reminder_goes_and_not_five(digested: Town) -> None:
    digested.later(days=22)
    sent = digested.tick()

    about = [one for one in sent if one.kind in {"digest", "reminder", "escalation"}]
    assert len(about) == len({one.to for one in about})
    assert [(one.kind, one.to) for one in sent if one.kind == "alert"] == [("alert", GOVERNANCE)]


def test_a_chaser_gets_the_truth_once_in_five_days(town: Town) -> None:
    ack = town.last("acknowledgement")
    town.until("Tue 17 Nov 2026 10:00")
    town.reply(ack, "Dear all, when can I expect a reply to my request? Ann", sender=ANN)
    town.later(hours=20)
    town.reply(ack, "I am still waiting for an answer to my request. Ann", sender=ANN)

    assert len(town.all("status")) == 1
    town.until("Thu 3 Dec 2026 10:00")
    town.reply(ack, "My request is overdue, why have you not answered? Ann", sender=ANN)
    assert len(town.all("review-acknowledgement")) == 1


def test_only_the_requester_withdraws(town: Town) -> None:
    ack = town.last("acknowledgement")
    town.reply(ack, "I withdraw my request, thank you. Ann", sender=ANN, dmarc="none")
    assert town.row(REF).status == "open"
    town.later(hours=1)
    town.reply(ack, "Please note that I withdraw my request. Ann", sender=ANN)

    assert town.row(REF).status == "withdrawn"


def test_a_response_that_bounces_opens_the_case_again(digested: Town) -> None:
    digested.answer(digested.last("digest"), Q1="4,210.", Q2="£310,000.")
    digested.approve()
    digested.later(hours=1)
    digested.receive(bounce_of(digested.last("response"), digested.now))
    assert digested.row(REF).status == "open"
    digested.reply(digested.last("alert"), "reopen: the address works again")

    assert len(digested.all("draft")) == 2


def test_a_request_that_is_old_when_it_is_first_read_is_told_in_one_alert(tmp_path: Path) -> None:
    town = Town.make(tmp_path, start="Tue 24 Nov 2026 09:00")
    sent_on = at("Mon 2 Nov 2026 09:00")
    asks = "Under the FOI Act, how many llamas does the council keep?"
    town.world.arrive("00009", made(Writing(ANN, asks, sent_on)), sent_on)
    town.tick()
    town.later(minutes=30)
    town.tick()

    (alert,) = town.alerts()
    assert "no service found" in subject(alert)
    assert "It came late to us: 4 working days left, until 01.12.2026." in alert.text
    # The next stage is told as ever.
    assert ("escalation", "governance") in kinds(town.until("Wed 2 Dec 2026 08:32"))


ADVERT = (
    "Are you ready for the new FOI guidance?\n\nHow many requests does your council refuse as "
    "vexatious?\n\nOur one day course on the Freedom of Information Act 2000 covers exemptions and "
    "fees. Delegates pay only 299. Book your place today."
)


def _listed(town: Town, sender: str, text: str) -> bytes:
    head = b"List-Id: <all.lists.example>\r\nList-Unsubscribe: <https://lists.example/u>\r\n"
    return head + made(Writing(sender, text, town.now, dmarc=""))


def test_an_advertisement_to_a_list_is_held_with_its_reason(town: Town) -> None:
    before = len(town.cases())
    sent = town.receive(_listed(town, "Training <info@training.example>", ADVERT))

    assert len(town.cases()) == before
    assert kinds(sent) == [("alert", "governance")]
    assert "sent to many" in town.last("alert").text


def test_a_request_that_came_through_a_list_is_a_request(town: Town) -> None:
    before = len(town.cases())
    asks = "Dear council,\n\nPlease tell me how many books the libraries lost in 2025.\n\nBob Roe"
    town.receive(_listed(town, "Bob Roe <bob@example.org>", asks))

    assert len(town.cases()) == before + 1


def test_a_name_that_nobody_can_read_is_none(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    words = "Please tell me under the Freedom of Information Act how many staff you employ."
    mail = made(Writing("ann@example.org", words, town.now))
    sender = b"From: =?utf-8?B?/////?= <ann@example.org>"
    town.receive(mail.replace(b"From: ann@example.org", sender))

    assert town.last("validity-help").to == "ann@example.org"
    assert not town.case(REF).requester.name
    assert "/////" not in town.last("acknowledgement").text
