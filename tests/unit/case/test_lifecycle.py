"""What events make of a case."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.case import events
from foibot.case.lifecycle import CHANGES, LifecycleError, facts, replay, standing
from foibot.case.model import Answer, Case, ItemState, Outcome, Status
from foibot.case.review import free_reviewers
from tests.builders import NOON, a_case, a_history, an_answer, an_item, an_opening


def state(case: Case, n: int) -> ItemState:
    item = case.item(n)
    assert item is not None
    return item.state


def test_every_fact_has_its_change() -> None:
    assert set(CHANGES) | {events.Opened, events.Undone} == set(facts())


def test_a_new_case_is_open_and_nobody_has_its_questions() -> None:
    case = a_case()

    assert case.status is Status.OPEN
    assert [item.state for item in case.items] == [ItemState.UNROUTED] * 2


def test_a_case_is_answered_when_every_question_was_sent() -> None:
    assigned = events.Assigned(1, "Parks", "o@council.test", "tree")
    answers = (events.Answered(1, an_answer()), events.Answered(2, an_answer("£3,000.")))
    first = events.ResponseSent("k1", (1,), NOON)
    second = events.ResponseSent("k2", (2,), NOON)

    assert a_case(assigned, *answers, first).status is Status.OPEN
    assert a_case(assigned, *answers, first, second).status is Status.ANSWERED


def test_a_stem_is_owed_no_answer() -> None:
    items = (an_item(1, "Lettings", stem=True), an_item(2, "How many?", parent=1))
    case = a_case(
        events.Answered(2, an_answer()),
        events.ResponseSent("k", (2,), NOON),
        opening=an_opening(items),
    )

    assert case.status is Status.ANSWERED


def test_a_later_answer_replaces_and_keeps_the_earlier() -> None:
    case = a_case(events.Answered(1, an_answer("Ten.")), events.Answered(1, an_answer("Twelve.")))

    item = case.item(1)
    assert item is not None
    assert item.answer == an_answer("Twelve.")
    assert [answer.text for answer in item.earlier_answers] == ["Ten."]


def test_what_was_undone_does_not_count_and_undoing_can_be_undone() -> None:
    once = a_history(events.Answered(1, an_answer()), events.Undone(2, "a slip"))
    twice = a_history(
        events.Answered(1, an_answer()),
        events.Undone(2, "a slip"),
        events.Undone(3, "it was right"),
    )

    assert state(replay("R", "a", once), 1) is ItemState.UNROUTED
    assert state(replay("R", "a", twice), 1) is ItemState.ANSWERED
    assert [event.seq for event in standing(twice)] == [1, 2]


def test_a_change_after_the_draft_makes_it_void() -> None:
    both = (events.Answered(1, an_answer()), events.Answered(2, an_answer()))
    draft = events.DraftMade("aa", (1, 2), ("lead@council.test",), "foibot")
    approved = events.Approved("aa", "lead@council.test", "ABCD")

    assert a_case(*both, draft, approved).approved_by == ("lead@council.test",)
    changed = a_case(*both, draft, approved, events.Answered(1, an_answer("No, eleven.")))
    assert changed.draft is None
    assert changed.approved_by == ()


def test_an_approval_of_another_draft_counts_nothing() -> None:
    draft = events.DraftMade("aa", (1, 2), ("lead@council.test",), "foibot")

    assert a_case(draft, events.Approved("bb", "lead@council.test", "ABCD")).approved_by == ()


def test_genuine_clarification_holds_an_item_and_advice_does_not() -> None:
    genuine = events.ClarificationAsked((1, 2), "Which ward?", genuine=True, why="no ward named")
    advice = events.ClarificationAsked((1, 2), "Narrow it?", genuine=False, why="")
    answer = events.ClarificationAnswered((1, 2), "Castle ward.", NOON)

    assert a_case(genuine).status is Status.AWAITING_CLARIFICATION
    assert a_case(advice).status is Status.OPEN
    assert a_case(genuine, answer).status is Status.OPEN


def test_what_a_requester_says_later_stands_below_what_was_said_first() -> None:
    asked = events.ClarificationAsked((1,), "Which ward?", genuine=True, why="no ward named")
    first, later = (events.ClarificationAnswered((1,), said, NOON) for said in ("All.", "Or two."))
    anew = a_case(asked, first, asked, later).items[0].clarification
    both = a_case(asked, first, later).items[0].clarification

    assert both is not None
    assert both.answer == "All.\n\nOr two."
    assert anew is not None
    assert anew.answer == "Or two."


def test_withdrawal_of_all_ends_the_case_and_of_one_does_not() -> None:
    assert a_case(events.Withdrawn((), "asked to stop")).status is Status.WITHDRAWN
    assert a_case(events.Withdrawn((1,), "not the first")).status is Status.OPEN


def test_a_bounced_letter_opens_the_case_again() -> None:
    both = (events.Answered(1, an_answer()), events.Answered(2, an_answer()))
    sent = events.ResponseSent("k", (1, 2), NOON)

    case = a_case(*both, sent, events.ResponseFailed("k", (1, 2), "no such user"))
    assert case.status is Status.OPEN
    assert state(case, 1) is ItemState.ANSWERED


def test_corrected_questions_keep_the_answers_of_those_that_stay() -> None:
    new = (an_item(1), an_item(2, "What did it cost?"), an_item(3, "Who decided?"))
    case = a_case(
        events.Answered(2, an_answer("£3,000.")),
        events.Itemised("add", new, tuple(a_case().law for _ in new), kept=((1, 1), (2, 2))),
    )

    assert state(case, 2) is ItemState.ANSWERED
    assert state(case, 3) is ItemState.UNROUTED


def test_receipt_can_be_corrected() -> None:
    case = a_case(events.ReceiptCorrected(NOON, date(2026, 11, 20), "sent to an officer first"))

    assert case.received_on == date(2026, 11, 20)


def test_a_case_must_begin_with_its_opening() -> None:
    history = a_history()[1:] or ()

    with pytest.raises(LifecycleError):
        replay("FOI-2026-00001", "council", history)


def test_nobody_who_took_part_reviews() -> None:
    facts = (
        events.Assigned(1, "Parks", "parks@council.test", "tree"),
        events.Answered(1, Answer(Outcome.DISCLOSED, by="helper@council.test")),
        events.DraftMade("aa", (1,), ("boss@council.test",), "lead@council.test"),
        events.Approved("aa", "boss@council.test", "ABCD"),
        # A second letter does not make what the first approver did undone (IR-6).
        events.DraftMade("bb", (1,), ("other@council.test",), "lead@council.test"),
    )
    everybody = ("Parks", "helper", "lead", "boss", "r")
    reviewers = [f"{one}@council.test" for one in everybody]

    assert free_reviewers(a_case(*facts), a_history(*facts), reviewers) == ("r@council.test",)
