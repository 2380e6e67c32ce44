"""Stories of requesters: what they ask again, take back, complain of, and how they asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from foibot.demo.story import Story
from tests.clients import apple_mail, gmail, iphone
from tests.flows.post import bounce_of
from tests.flows.stories.book import as_kept, page, told
from tests.flows.stories.test_answers import OFFICER, REF, ROADS
from tests.flows.stories.test_governance import about, decide
from tests.flows.town import ANN, GOVERNANCE, REVIEWER, Town, at, kinds, subject
from tests.flows.wire import WiredWorld


def test_a_clarification_starts_the_time_afresh(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="Need to ask the requester: which year do they mean?")
    wanted = town.alerts("ask the requester")[-1]
    decide(town, wanted, "clarify all genuine: Do you mean the calendar or the financial year?")
    assert town.row(REF).status == "awaiting_clarification"

    town.until("Mon 9 Nov 2026 10:00")
    asked = town.last("clarification")
    town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN, client=apple_mail)
    # Day 0 is 9 November; 30 November does not count (FOIA 2000 s.10(6)).
    assert str(town.row(REF).due) == "2026-12-08"
    town.until("Tue 10 Nov 2026 08:32")
    digest = town.last("digest", OFFICER)
    assert "The calendar year" in digest.text
    town.answer(digest, Q1="4,210 potholes.", Q2="£310,000.")
    town.approve()
    assert town.row(REF).status == "answered"
    assert told(town, "clarification")


def test_a_chaser_gets_the_truth_and_an_overdue_one_becomes_a_review(town: Town) -> None:
    town.write(ANN, ROADS)
    ack = town.last("acknowledgement")
    town.until("Tue 17 Nov 2026 10:00")
    town.reply(ack, "When can I expect a reply to my request?\n\nAnn", sender=ANN, client=gmail)
    assert "Tuesday 1 December 2026" in town.last("status").text
    town.later(hours=20)
    town.reply(ack, "I am still waiting for an answer.\n\nAnn", sender=ANN)
    assert len(town.all("status")) == 1

    town.until("Thu 3 Dec 2026 10:00")
    if isinstance(town.world, WiredWorld) and datetime.now(UTC) < town.now:
        pytest.skip("Dovecot stamps nothing with a day that has not come: INTERNALDATE is today's")
    words = "My request is overdue. Why have you not answered?\n\nAnn"
    sent = town.reply(ack, words, sender=ANN)
    assert ("review-acknowledgement", "ann") in kinds(sent)
    review = town.last("review-assignment", REVIEWER)
    town.later(hours=4)
    found = (
        "Upheld. We did not answer in time, because an officer was away.\n"
        "We will: send you our answer\nBy: 11 December 2026\n"
        "Reviewed by: Head of Legal Services"
    )
    town.reply(review, found)
    town.approve(town.last("draft", REVIEWER))
    assert "did not answer in time" in town.last("review-outcome").text
    assert told(town, "chaser-and-review")


def test_a_request_is_withdrawn_and_a_new_question_is_a_new_request(town: Town) -> None:
    town.write(ANN, ROADS)
    ack = town.last("acknowledgement")
    town.until("Wed 4 Nov 2026 11:00")
    new = "Thank you. One more question: how many street lights did you replace in 2025?\n\nAnn"
    town.reply(ack, new, sender=ANN)
    assert [row.reference for row in town.cases()] == [REF, "FOI-2026-00002"]
    assert len(town.case(REF).items) == 2

    town.later(hours=1)
    # Somebody who may not be the requester withdraws nothing (T32).
    town.reply(ack, "I withdraw my request.\n\nAnn", sender=ANN, dmarc="none")
    assert town.row(REF).status == "open"
    town.later(hours=1)
    town.reply(ack, "I withdraw my request about potholes, thank you.\n\nAnn", sender=ANN)
    assert town.row(REF).status == "withdrawn"
    assert town.last("withdrawal-confirmed").to == "ann@example.org"
    town.until("Mon 9 Nov 2026 09:00")
    assert town.row("FOI-2026-00002").status == "open"
    assert told(town, "withdrawal")


def test_a_caller_and_a_letter_are_entered_by_staff(town: Town) -> None:
    form = (
        "Name: Jo Bloggs\nEmail: jo@example.org\nReceived: 30 October 2026\n\n"
        "How many potholes were repaired in 2025?\nHow many potholes were reported in 2025?\n"
    )
    town.write(OFFICER, form, subject="FOI request by phone")
    case = town.case(REF)
    assert [item.question.text for item in case.counted] == [
        "How many potholes were repaired in 2025?",
        "How many potholes were reported in 2025?",
    ]
    assert (case.channel, str(case.received_on)) == ("phone", "2026-10-30")
    assert town.last("acknowledgement").to == "jo@example.org"
    assert REF in town.last("decision", OFFICER).text

    letter = "Name: Al Moore\nAddress: 1 High Street\n\nHow many library books were lost in 2025?"
    town.write(GOVERNANCE, letter, subject="Request received by post")
    assert town.case("FOI-2026-00002").requester.name == "Al Moore"
    # There is no e-mail address: the colleague passes the letters on.
    assert town.last("acknowledgement").to == GOVERNANCE
    town.until("Tue 3 Nov 2026 08:32")
    for digest in town.all("digest"):
        assert "Bloggs" not in digest.text
        assert "Moore" not in digest.text
        assert "High Street" not in digest.text
    assert told(town, "phone-and-post")


def test_who_gives_no_name_is_helped_and_gives_one(town: Town) -> None:
    words = "Please tell me under the Freedom of Information Act how many staff you employ."
    town.write("kitten77@example.org", words)
    due = town.row(REF).due
    help_ = town.last("validity-help")
    town.later(hours=5)
    town.reply(help_, "My name is Karen Kitten.", sender="kitten77@example.org", client=iphone)

    assert town.case(REF).requester.name == "Karen Kitten"
    assert town.row(REF).due == due
    town.until("Tue 3 Nov 2026 08:32")
    assert "Kitten" not in town.last("digest").text
    assert told(town, "without-a-name")


def test_what_lay_in_junk_or_speaks_of_harm_is_read_by_a_person_first(town: Town) -> None:
    town.write(ANN, ROADS, folder="Junk")
    assert not town.all("acknowledgement")
    assert town.row(REF).due is not None
    # All that is to be said of it stands in one mail, which a reply of "release" answers.
    assert len(town.all("alert")) == 1
    found = about(town, "found in Junk")
    town.later(minutes=30)
    town.reply(found, "release")
    assert town.last("acknowledgement").to == "ann@example.org"

    worry = (
        "How many social workers do you employ? I cannot go on any more, I am going to end my "
        "life tonight.\n\nSam Hill"
    )
    sent = town.write("Sam Hill <sam@example.net>", worry)
    assert any("at risk" in subject(one) and "harm" in one.text for one in sent)
    assert not [one for one in town.sent if one.to == "sam@example.net"]
    assert told(town, "junk-and-harm")


def test_a_response_that_comes_back_opens_the_case_again(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210.", Q2="£310,000.")
    town.approve()
    town.later(hours=1)
    town.receive(bounce_of(town.last("response"), town.now))
    assert town.row(REF).status == "open"
    town.later(hours=1)
    town.reply(about(town, "could not be delivered"), "reopen: the address works again")
    town.approve()

    assert len(town.all("response")) == 2
    assert town.row(REF).status == "answered"
    assert told(town, "bounced-letter")


def test_the_demo_is_one_of_the_stories(town: Town) -> None:
    start = len(town.sent)
    town.world.at = at("Mon 2 Nov 2026 08:00")
    story = Story(town.world)
    story.play()

    sent = [town.world.read(line.path) for line in story.told if line.who == "out" and line.path]
    assert {"acknowledgement", "digest", "draft", "response", "review-outcome", "alert"} <= {
        one.kind for one in sent
    }
    assert start
    assert as_kept(
        sorted(sent, key=lambda one: (one.kind, one.to, subject(one), page(one))), "demo"
    )
