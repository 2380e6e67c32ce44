"""A reply that passes on a colleague's mail: only his answers, and only where it says so (T21)."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.colleague import PASSED_ON
from foibot.replies.model import AskedQuestion, Certainty, ReplyReading
from tests.replies.test_officers import RULES, TODAY

ASKED = [
    AskedQuestion("FOI-2026-00301", n, text)
    for n, text in enumerate(
        (
            "How many noise complaints were received in 2025?",
            "How many abatement notices were served?",
            "How much was spent on sound monitoring equipment?",
            "How many stray dogs were picked up?",
        ),
        1,
    )
]
PASTED = (
    "From: Priya Shah\nSent: 26 November 2026 10:12\nTo: Martin Oakes\nSubject: RE: noise\n\n"
    "Hi Martin, here you go:\n1. 1,233\n2. 17\nDon't tell Dave, he'll only moan.\n"
    "Priya Shah\nSenior EHO | 01234 555555\n"
)


def _read(above: str, pasted: str = PASTED) -> ReplyReading:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Martin Oakes <martin@ashbury.gov.uk>", "foi@ashbury.gov.uk"
    mail["Subject"] = "Re: 4 questions for you to answer"
    mail.set_content(f"{above}\n\n{pasted}")
    return read_reply(parse(mail.as_bytes()), ASKED, RULES, today=TODAY, waits=False)


def _said(reading: ReplyReading) -> dict[int, str]:
    return {one.key.n: one.text for one in reading.replies}


@pytest.mark.parametrize(
    "above",
    [
        "Priya's reply is below for 1 and 2. On the equipment, £4,200 was spent.",
        "The noise figures are from Priya, pasted underneath. We spent £4,200 on the equipment.",
        "Forwarding what Environmental Health sent me. We spent £4,200 on equipment.",
        "We spent £4,200 on equipment. For Q1 and Q2 see below from our EHO.",
        "Priya has sent the first two, pasted below. We spent £4,200 on equipment.",
        "This came back from Priya, see under mine. We spent £4,200 on equipment.",
    ],
)
def test_a_colleagues_answers_are_taken_beside_those_of_the_officer(above: str) -> None:
    said = _said(_read(above))

    assert said[1] == "1,233"
    assert said[2] == "17"
    assert not any(one in text for text in said.values() for one in ("Priya", "Dave", "01234"))


@pytest.mark.parametrize(
    "above",
    [
        "We spent £4,200 on equipment. Ignore what Priya says below, she has the wrong year.",
        "We spent £4,200 on equipment. I have chased Priya, see below.",
        "We spent £4,200 on equipment.",
        "We spent £4,200 on equipment. Priya has replied below, I will check hers tomorrow.",
        "My answer is coming, I am still checking it with Priya.",
    ],
)
def test_a_colleagues_answers_are_not_taken_where_the_officer_does_not_say_so(above: str) -> None:
    assert {1, 2}.isdisjoint(_said(_read(above)))


def test_what_a_colleague_says_of_no_plain_question_is_asked_back() -> None:
    reading = _read(
        "The dogs answer is from our warden below.\n\nQ1. 1,233\nQ2. 17\nQ3. £4,200",
        "From: Sam Hill\nSent: 26 November 2026 10:12\nTo: Martin Oakes\nSubject: RE: dogs\n\n"
        "Two owners are being interviewed, keep that to yourself. Sam",
    )

    assert 4 not in _said(reading)
    assert "interviewed" in "\n".join(one.text for one in reading.unclear)


def test_whom_a_colleague_greets_is_no_part_of_the_answer() -> None:
    reading = _read(
        "Priya's answer on complaints is below.",
        "From: Priya Shah\nSent: 26 November 2026 10:12\nTo: Martin Oakes\nSubject: RE: noise\n\n"
        "Martin, 1,233 noise complaints came in during 2025. Priya",
    )

    assert _said(reading) == {1: "1,233 noise complaints came in during 2025."}


def test_two_replies_are_taken_each_for_its_question() -> None:
    head = "Sent: 26 November 2026 10:12\nTo: Martin Oakes\nSubject: RE: noise\n\n"
    reading = _read(
        "Please see the two replies I got.",
        f"From: Rob Teale\n{head}1,233 noise complaints were received. Rob\n\n"
        f"From: Ann Falk\n{head}148 stray dogs were picked up.\nAnn",
    )

    assert set(_said(reading)) == {1, 4}


def test_a_mail_said_to_hold_one_answer_is_that_answer_and_waits_for_a_person() -> None:
    pasted = (
        "From: Priya Shah\nSent: 26 November 2026 10:12\nTo: Martin Oakes\nSubject: RE: noise\n\n"
        "£4,200 for 24/25. Don't tell Dave, he'll only moan.\n\nPriya Shah\n"
    )
    reading = _read("1. 1,233\n2. 17\n\nQuestion 3 is in this from Priya:", pasted)

    assert _said(reading) == {1: "1,233", 2: "17", 3: "£4,200 for 24/25."}
    third = reading.replies[-1]
    assert third.certainty is Certainty.PROPOSED
    assert PASSED_ON in third.warnings


def test_of_a_mail_with_answers_of_its_own_nothing_goes_to_another_question() -> None:
    reading = _read("Question 3 is in this from Priya:", PASTED)

    assert not [one for one in reading.replies if one.key.n == 3]


def test_what_announces_a_mail_behind_a_list_of_answers_is_none_itself() -> None:
    pasted = (
        "From: Marcus Webb\nSent: 27 November 2026 14:02\nTo: Martin Oakes\nSubject: RE: FOI\n\n"
        "Hi Martin\nWe spent £4,200 on the equipment.\nHope the knee is better!\nM x\n\nAshbury\n"
    )
    above = "1. 1,233\n2. 17\n4. 88\n\nQuestion 3 is in this from Occupational Health:"

    said = _said(_read(above, pasted))

    assert said == {1: "1,233", 2: "17", 3: "We spent £4,200 on the equipment.", 4: "88"}
