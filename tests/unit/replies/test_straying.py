"""A label in running prose owns its own sentence: what points elsewhere is not its answer (T21)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.answers import read_reply
from foibot.replies.model import AskedQuestion, Proposal, ReplyReading
from tests.replies.test_officers import RULES
from tests.unit.replies.texts import a_reply

POOLS = (
    "How many swimming pools does the council run?",
    "How many lifeguards are employed?",
    "Please provide the pool safety policy.",
    "What subsidy was paid for swimming in 2025?",
)
CENTRES = (
    "How many leisure centres does the council own?",
    "Who operates them?",
    "When does the operating contract end?",
)
WELSH = (
    "Faint o bontydd sydd wedi cael eu trwsio yn 2025?",
    "Beth oedd y gost?",
    "Pa gwmni wnaeth y gwaith?",
)


def _read(text: str, questions: tuple[str, ...] = POOLS) -> ReplyReading:
    asked = [AskedQuestion("FOI-2026-00911", n, one) for n, one in enumerate(questions, 1)]
    return read_reply(a_reply(text), asked, RULES, today=date(2026, 3, 2))


def _said(found: ReplyReading) -> dict[int, str]:
    return {one.key.n: one.text or one.detail for one in found.replies}


def test_what_follows_the_first_two_is_of_the_questions_that_it_names() -> None:
    head = "The first two are in our annual report."
    found = _read(f"{head} The policy is on the intranet. The subsidy was \u00a340,000.")

    assert _said(found)[1] == _said(found)[2] == head
    assert _said(found)[4] == "The subsidy was \u00a340,000."


def test_who_has_the_others_is_not_said_of_the_labelled_ones() -> None:
    found = _read("Q1 and Q2 are ours: 3 pools. The money needs to come from Business Support.")

    assert _said(found) == {1: "are ours: 3 pools.", 2: "are ours: 3 pools."}
    assert [one.text for one in found.unclear] == ["The money needs to come from Business Support."]


def test_bare_numbers_beside_lettered_ones_are_asked_back() -> None:
    found = _read(
        "For 1(a) and 1(b) it's 3 pools, 24 of the guards for the summer.\nFor 2 it is 517."
    )

    assert _said(found) == {}


def test_the_last_one_is_the_last_question_where_it_is_sent_away() -> None:
    found = _read(
        "Answer to the first one is 3. Second, 24. For the third we have a web page. "
        "I don't have the last one, try Finance."
    )

    assert _said(found)[3] == "For the third we have a web page."
    assert [one.key.n for one in found.replies if one.proposal is Proposal.NOT_OURS] == [4]


def test_a_bare_number_in_the_next_sentence_names_the_next_question() -> None:
    found = _read("I don't have anything on Q1. For 2, it's 24 in the summer.")

    assert _said(found)[2] == "it's 24 in the summer."


@pytest.mark.parametrize("lifeguards", ["24 lifeguards", "the lifeguards are 24"])
def test_the_rest_is_what_no_clause_before_it_answers(lifeguards: str) -> None:
    found = _read(f"3 pools and {lifeguards}. We don't hold the rest, the trust has them.")

    assert [one.key.n for one in found.replies if one.proposal is Proposal.ANSWER] == [1, 2]
    assert [one.key.n for one in found.replies if one.proposal is Proposal.NOT_HELD] == [3, 4]


def test_the_rest_is_asked_back_where_one_of_it_may_be_spoken_of() -> None:
    found = _read("3 pools and some lifeguards. We don't hold the rest, the trust has them.")

    assert _said(found) == {1: "3 pools"}


def test_a_company_that_a_silent_question_asks_for_is_asked_back() -> None:
    text = "We own four centres, all run by Active Borough Ltd on a contract until 31 March 2029."
    found = _read(text, CENTRES)

    assert 3 not in _said(found)
    assert found.unclear != ()


def test_welsh_words_are_known_with_their_first_letter_changed() -> None:
    text = "Cafodd chwe phont eu trwsio yn 2025. Y gost oedd \u00a3318,000. Toeau Cyf oedd y cwmni."
    found = _read(text, WELSH)

    assert _said(found)[2] == "Y gost oedd \u00a3318,000."
    assert _said(found)[3] == "Toeau Cyf oedd y cwmni."


def test_two_weeks_please_asks_for_time() -> None:
    found = _read("Q4: need to ask each pool, two weeks please.")

    assert [one.proposal for one in found.replies] == [Proposal.MORE_TIME]
