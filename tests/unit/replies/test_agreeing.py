"""A code among words that only agree counts; beside any other word the approver is asked (D)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.agreeing import NEEDS_CODE
from foibot.replies.decisions import DecisionReading, read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion
from foibot.trust.permissions import Action
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules().knowing(["Parks", "Housing"])
ASKED = [AskedQuestion("FOI-2026-00047", 1, "How many potholes were reported?")]
SENT = "Dear reader,\n\nTo send it, reply with\n\nAPPROVE 7F3K-92QD\n\nThe letter follows."


def read(text: str, sent: str = SENT) -> DecisionReading:
    return read_decisions(a_reply(text), ASKED, RULES, today=date(2026, 3, 10), sent=sent)


@pytest.mark.parametrize(
    "said",
    [
        "Yes, approve please - code 7F3K-92QD",
        "Approved 7F3K-92QD",
        "Hi\n\nHappy with this, please send.\n\nAPPROVE 7F3K-92QD\n\nHelen Price\nHead of Legal",
        "ok to go 7f3k 92qd thanks",
        "Iawn, cymeradwywyd. 7F3K-92QD\n\nDiolch\nElin",
    ],
)
def test_words_that_only_agree_leave_a_code_as_it_is(said: str) -> None:
    found = read(said)

    assert [(one.action, one.code) for one in found.decisions] == [(Action.APPROVE, "7F3K92QD")]
    assert found.unclear == ()


@pytest.mark.parametrize(
    "said",
    [
        "Approved 7F3K-92QD but change Q1 to approximately",
        "Approve with changes 7F3K-92QD",
        "approved once Legal have seen it 7F3K-92QD",
        "do not approve 7F3K-92QD",
        "Happy with this if Q1 is right.\n\nAPPROVE 7F3K-92QD",
    ],
)
def test_any_other_word_makes_a_code_unclear(said: str) -> None:
    assert not any(one.action is Action.APPROVE for one in read(said).decisions)


@pytest.mark.parametrize(
    "said",
    [
        "7F3K-92QD",
        "code 7F3K-92QD please",
        "approve 7F3K-92QD?",
        "is 7F3K-92QD ok?",
        "the letter 7F3K-92QD",
    ],
)
def test_a_code_alone_and_a_question_about_it_approve_nothing(said: str) -> None:
    assert read(said).decisions == ()


def test_a_code_that_our_mail_did_not_give_is_none() -> None:
    assert read("Yes, approve please - code 7F3K-92QM").decisions == ()


@pytest.mark.parametrize("said", ["Approved", "Yes, approve please", "Approved, please send it"])
def test_an_approval_without_a_code_is_asked_for_it(said: str) -> None:
    found = read(said)

    assert found.decisions == ()
    assert [one.why for one in found.unclear] == [NEEDS_CODE]


@pytest.mark.parametrize(
    "said", ["This is one for Parks I think", "Can you send this to Parks please", "Parks please"]
)
def test_a_service_that_is_named_in_other_words_gets_the_question(said: str) -> None:
    (one,) = read(said).decisions

    assert (one.action, one.to) == (Action.ASSIGN, "Parks")


def test_what_sends_a_question_to_nobody_known_is_asked_back() -> None:
    assert read("This is one for the llama keeper").decisions == ()
