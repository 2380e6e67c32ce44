"""Kinds and regimes on our own labelled mails, and the second opinion beside the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.questions.model import Item
from foibot.request.kind import Decision
from foibot.request.model import Kind
from foibot.request.second import MODEL, Opinion, settled, shipped_model
from foibot.request.signals import Signals
from tests.kinds.labelled import (
    FIFTH,
    FOURTH,
    LAST,
    LATER,
    MAILS,
    MORE,
    SIXTH,
    THIRD,
    Labelled,
    labelled,
    lost,
    read,
)

OPEN = [mail for mail in labelled() if not mail.held_out]
HELD_OUT = [*(mail for mail in labelled() if mail.held_out), *labelled(LAST)]
OTHERS = [mail for path in (LATER, THIRD, FOURTH, FIFTH, SIXTH, MORE) for mail in labelled(path)]


def share(mails: list[Labelled], what: str) -> float:
    readings = [(mail, read(mail)) for mail in mails]
    if what == "kind":
        return sum(got.kind is mail.kind for mail, got in readings) / len(mails)
    return sum(got.regime.value == mail.regime for mail, got in readings) / len(mails)


@pytest.mark.parametrize(("mails", "kind", "regime"), [(OPEN + OTHERS, 0.97, 0.95)])
def test_kinds_and_regimes_reach_their_bars_where_the_rules_were_written(
    mails: list[Labelled], kind: float, regime: float
) -> None:
    assert share(mails, "kind") >= kind
    assert share(mails, "regime") >= regime


def test_held_out_mails_are_read_nearly_as_well() -> None:
    assert share(HELD_OUT, "kind") >= 0.93
    assert share(HELD_OUT, "regime") >= 0.93


@pytest.mark.parametrize(
    "path", [MAILS, LATER, THIRD, FOURTH, FIFTH, SIXTH, MORE, LAST], ids=lambda path: path.stem
)
def test_no_request_is_taken_for_something_without_a_clock(path: Path) -> None:
    assert [mail.n for mail in labelled(path) if lost(mail, read(mail))] == []


@pytest.mark.parametrize(
    "asked",
    [
        "Pls send the bin collection contract",
        "send me all complaints about bin collection",
        "How much does it cost the council to empty a bin?",
        "Please send me the parking permit policy.",
        "Who has the contract for bin collection and when does it end?",
        "Number of missed bins last year please",
    ],
)
def test_what_records_hold_of_an_everyday_service_is_a_request(asked: str) -> None:
    assert read(short(asked)).kind is Kind.NEW_REQUEST


@pytest.mark.parametrize(
    "asked",
    [
        "When is my bin collected?",
        "Please can I have a new bin",
        "How do I apply for a blue badge?",
        "Please send me an application form for a taxi licence",
    ],
)
def test_everyday_business_is_no_request(asked: str) -> None:
    assert read(short(asked)).kind is Kind.BUSINESS_AS_USUAL


ANGRY = (
    "I am disgusted with the state of Mill Lane. Three times I have reported it and nobody came. "
    "Who inspected it and on what date? What did they find?"
)
EXTENSION = (
    "Not happy with how the council dealt with my neighbour's extension. I want a review of the "
    "decision to grant it and a copy of the officer report."
)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Complaint", ANGRY),
        ("Unhappy", EXTENSION),
        ("Re: FOI", "Sorry one more thing. Did anyone get sacked over it?"),
    ],
    ids=["questions in anger", "a review of another decision", "one more thing"],
)
def test_what_may_ask_is_a_request_that_a_person_looks_at(subject: str, text: str) -> None:
    got = read(short(text, subject))

    assert (got.kind, got.flagged) == (Kind.NEW_REQUEST, True)


WAIVERS = (
    "Please provide for 2021/22 and 2022/23:\n\n1) The firms that sought a waiver, including the"
    " date of receipt\n\n2) The reasons given in each case,\n\n3) The list of waivers refused\n"
)


def test_a_list_is_a_new_request_whatever_its_words_and_numbers_would_mean_in_a_reply() -> None:
    # "case" at the end of a line and the label "3)" below it are no reference to an earlier case.
    got = read(short(WAIVERS, "Waivers of the planning charge"))

    assert (got.kind, got.reasons[0].rule) == (Kind.NEW_REQUEST, "asks-for-records")


def test_a_date_of_receipt_put_right_corrects_our_reading() -> None:
    wrong = short("The date of receipt is wrong, I sent it on 3 May.", "Re: Acknowledgement FOI-12")

    assert read(wrong).kind is Kind.CORRECTION


def test_a_rhetorical_question_makes_no_request_of_a_complaint() -> None:
    got = read(short("I am disgusted. Nobody came. Is that what you call a service?"))

    assert got.kind is Kind.COMPLAINT


def short(text: str, subject: str = "Hello") -> Labelled:
    return Labelled(0, Kind.NEW_REQUEST, "foi", subject, "Jo Bloggs <jo@example.com>", text)


AN_ITEM = Item(1, None, None, stem=False, text="How many?", confidence=1.0)


def signs(*, records: float = 0, items: int = 0, invoked: bool = False) -> Signals:
    return Signals(
        scores={},
        evidence={},
        records=records,
        asks=0,
        invoked=invoked,
        free=(AN_ITEM,) * items,
        plain=(),
        questions=0,
        is_reply=False,
        existing=False,
        about_request=False,
        subject_asks=False,
        asked_by_us=False,
        words=20,
    )


WEAK = Decision(Kind.NEW_REQUEST, "in-doubt-a-request", "", 0.4, flagged=True)
FIRM = Decision(Kind.COMPLAINT, "makes-a-complaint", "complain", 0.88)


def opinion(kind: Kind, share: float, other: Kind = Kind.NEW_REQUEST) -> Opinion:
    return Opinion({kind: share, other: 1 - share})


def test_where_the_rules_find_nothing_the_model_decides() -> None:
    got = settled(WEAK, opinion(Kind.THANKS, 0.98), signs(), known=False)

    assert (got.kind, got.rule, got.flagged) == (Kind.THANKS, "second-opinion", False)


def test_a_chance_of_a_clock_that_is_small_is_looked_at_and_a_greater_one_is_a_request() -> None:
    got = settled(WEAK, opinion(Kind.THANKS, 0.95), signs(), known=False)
    assert (got.kind, got.flagged) == (Kind.THANKS, True)

    got = settled(WEAK, opinion(Kind.THANKS, 0.8), signs(), known=False)
    assert (got.kind, got.flagged) == (Kind.NEW_REQUEST, True)


def test_a_request_that_the_rules_took_for_a_complaint_has_its_clock() -> None:
    got = settled(FIRM, opinion(Kind.NEW_REQUEST, 0.7, Kind.COMPLAINT), signs(), known=False)

    assert (got.kind, got.flagged) == (Kind.NEW_REQUEST, True)


def test_where_both_take_it_for_a_request_that_the_rules_saw_weakly_nobody_need_look() -> None:
    weak = Decision(Kind.NEW_REQUEST, "asks-for-something", "", 0.6, flagged=True)
    nothing = Decision(Kind.NEW_REQUEST, "in-doubt-a-request", "", 0.4, flagged=True)
    sure, unsure = (opinion(Kind.NEW_REQUEST, share, Kind.THANKS) for share in (0.9, 0.6))

    assert not settled(weak, sure, signs(), known=False).flagged
    assert settled(weak, unsure, signs(), known=False).flagged
    assert settled(nothing, sure, signs(), known=False).flagged


def test_who_names_the_right_is_only_doubted_where_the_model_is_surer_still() -> None:
    named = opinion(Kind.COMPLAINT, 0.95)

    got = settled(WEAK, named, signs(invoked=True), known=False)
    assert got.kind is Kind.NEW_REQUEST
    assert settled(WEAK, named, signs(), known=False).kind is Kind.COMPLAINT


@pytest.mark.parametrize("asked", [signs(records=2), signs(invoked=True)])
def test_of_a_known_request_the_model_never_takes_away_what_asks_for_records(
    asked: Signals,
) -> None:
    sure = opinion(Kind.COMPLAINT, 0.99)

    assert settled(WEAK, sure, asked, known=True).kind is Kind.NEW_REQUEST


def test_of_a_known_request_a_person_looks_where_the_two_differ() -> None:
    got = settled(FIRM, opinion(Kind.INTERNAL_REVIEW, 0.8), signs(), known=True)

    assert (got.kind, got.flagged) == (Kind.COMPLAINT, True)


def test_the_model_is_small_and_knows_the_kinds_that_people_write() -> None:
    assert MODEL.stat().st_size < 600_000
    assert Kind.NEW_REQUEST in shipped_model().kinds
    assert Kind.INTERNAL_REVIEW in shipped_model().kinds


def test_what_both_take_for_a_complaint_is_looked_at_where_it_may_have_a_clock() -> None:
    sure, doubtful = (opinion(Kind.COMPLAINT, share) for share in (0.95, 0.8))

    assert not settled(FIRM, sure, signs(), known=False).flagged
    assert settled(FIRM, doubtful, signs(), known=False).flagged
    assert settled(FIRM, opinion(Kind.COMPLAINT, 0.55), signs(), known=False).kind is (
        Kind.NEW_REQUEST
    )
