"""Which readings a person looks at: those that are more often wrong, and no others."""

from __future__ import annotations

from email.message import EmailMessage

from foibot.message.parse import parse
from foibot.request.model import Kind, Reading, Regime
from foibot.request.read import read_request
from tests.unit.request.test_read import itemiser, read, rules

PASSED_ON = """{above}

Begin forwarded message:
From: {author}
Date: Mon, 17 Feb 2025 at 09:12
Subject: FOI request
To: <foi@council.example>

Please could you tell me
1. how many street performers' licences were issued in 2024
2. how many were refused
"""


JO = "Jo Smith <jo@people.example>"


def passed_on(above: str, author: str = JO) -> Reading:
    mail = EmailMessage()
    mail["From"] = JO
    mail["Subject"] = "Fwd: FOI request"
    mail["Date"] = "Mon, 24 Mar 2025 09:12:00 +0000"
    mail.set_content(PASSED_ON.format(above=above, author=author))
    return read_request(parse(mail.as_bytes()), [], rules(), itemiser)


def test_a_request_passed_on_again_with_a_reminder_is_a_chaser_that_carries_it() -> None:
    reading = passed_on("Hi, any news on the below?")

    assert reading.kind is Kind.CHASER
    assert (reading.items, len(reading.repeats)) == ((), 2)


def test_what_a_reminder_asks_anew_makes_a_request_of_it_and_is_looked_at() -> None:
    above = "Any news on the below?\n\nAlso, how many buskers were moved on in 2024?"
    reading = passed_on(above)

    assert reading.kind is Kind.NEW_REQUEST
    assert reading.flagged


def test_a_reminder_of_a_request_that_somebody_else_wrote_is_looked_at() -> None:
    reading = passed_on("Hi, any news on the below?", author="Kim Roe <kim@elsewhere.example>")

    assert reading.kind is Kind.NEW_REQUEST
    assert reading.flagged


def test_a_request_passed_on_as_it_is_needs_no_look() -> None:
    assert not passed_on("Please log this.").flagged


def test_own_data_beside_one_other_law_are_handed_on_and_need_no_second_look() -> None:
    asked = (
        "Under the FOI Act, please tell me how many children were taken into care in 2024.\n\n"
        "I also make a subject access request: please send me my social care file.\n"
    )
    reading = read(asked, "Two requests")

    assert reading.regime is Regime.MIXED
    assert not reading.flagged


def test_one_plainly_environmental_question_among_others_goes_under_its_own_law() -> None:
    asked = "What did staff pay for the new logo? Also please send the tree survey for the park."
    reading = read(asked, "Two things")

    assert reading.regime is Regime.MIXED
    assert [item.regime for item in reading.items] == ["foi", "eir"]
    assert reading.flagged


def test_lorries_alone_make_no_question_environmental() -> None:
    asked = "How many agency staff work on the bin lorries and what do they cost?"

    assert read(asked, "bin lorries").regime is Regime.FOI


def test_a_reminder_that_repeats_its_questions_is_looked_at() -> None:
    asked = (
        "I sent you an FOI on 2 September about the skate park and never got an answer. "
        "Here it is again:\n1. What did the skate park cost?\n2. Why was it closed after 3 weeks?\n"
    )

    assert read(asked, "Lost FOI").flagged


def test_several_questions_beside_everyday_business_are_looked_at() -> None:
    asked = (
        "I've been quoted £2,400 by you for a dropped kerb. How is that worked out? What do you "
        "pay your contractor? Can I use my own? Neighbours at 14 and 18 paid £900 in 2021."
    )

    assert read(asked, "Dropped kerb").flagged


def test_what_is_mine_is_no_mine() -> None:
    assert (
        read("Did councillors vote on the fees, and how did mine vote?", "fees").regime
        is Regime.FOI
    )
