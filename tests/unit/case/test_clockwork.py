"""A case's events move its clock as the law says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from foibot.case import events
from foibot.case.clockwork import case_clock, item_clocks
from foibot.case.corrections import add, merge, split
from foibot.case.events import Event, Opened
from foibot.case.lifecycle import replay
from foibot.case.model import CaseKind, ItemState, Law
from foibot.clock.load import load_calendars, load_rulebook
from foibot.clock.model import CaseClock, ItemClock, State
from tests.builders import a_history, an_answer, an_item, an_opening

CALENDARS = load_calendars()
RULES = load_rulebook()


def at(day: int, month: int) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=UTC)


def clocks(*history: Event) -> dict[int, ItemClock]:
    case = replay("FOI-2026-00001", "council", history)
    return item_clocks(case, history, date(2026, 12, 1), CALENDARS, RULES)


def whole(*history: Event) -> CaseClock:
    return case_clock(clocks(*history))


def test_a_request_of_23_november_2026_is_due_on_22_december() -> None:
    assert whole(*a_history()).due == date(2026, 12, 22)


def test_a_clarified_item_starts_afresh_and_the_other_keeps_its_date() -> None:
    asked = events.ClarificationAsked((1,), "Which ward?", genuine=True, why="no ward")
    answered = events.ClarificationAnswered((1,), "Castle.", at(30, 11))
    history = a_history(asked, answered)
    history = (history[0], replace(history[1], at=at(24, 11)), replace(history[2], at=at(30, 11)))

    both = clocks(*history)
    assert both[1].due == date(2026, 12, 30)
    assert both[2].due == date(2026, 12, 22)
    assert whole(*history).due == date(2026, 12, 22)


def test_advice_moves_nothing() -> None:
    advice = events.ClarificationAsked((), "Narrow it?", genuine=False, why="")

    assert whole(*a_history(advice)).due == date(2026, 12, 22)


def test_what_was_undone_moves_nothing() -> None:
    asked = events.ClarificationAsked((), "Which ward?", genuine=True, why="no ward")

    assert whole(*a_history(asked)).state is State.SUSPENDED_CLARIFICATION
    assert whole(*a_history(asked, events.Undone(2, "it was clear"))).due == date(2026, 12, 22)


def test_a_letter_completes_its_items_and_a_bounce_takes_that_back() -> None:
    facts = (events.Answered(1, an_answer()), events.ResponseSent("k", (1, 2), at(1, 12)))

    assert whole(*a_history(*facts)).state is State.COMPLETE
    bounced = replace(
        a_history(*facts, events.ResponseFailed("k", (1, 2), "bounced"))[-1], at=at(2, 12)
    )
    assert whole(*a_history(*facts), bounced).due == date(2026, 12, 22)


def test_a_review_without_questions_has_a_clock_of_its_own() -> None:
    opening = replace(an_opening(), kind=CaseKind.REVIEW, items=(), laws=())

    found = clocks(*a_history(opening=opening))
    assert set(found) == {0}
    assert found[0].due == date(2026, 12, 22)


def three() -> Opened:
    return an_opening(items=(an_item(1), an_item(2, "What did it cost?"), an_item(3, "Who paid?")))


def test_a_clarified_question_keeps_its_clock_when_the_list_is_renumbered() -> None:
    opening = three()
    asked = events.ClarificationAsked((2,), "Which ward?", genuine=True, why="no ward")
    told = events.ClarificationAnswered((2,), "Castle.", at(30, 11))
    before = a_history(asked, told, opening=opening)
    before = (*before[:2], replace(before[2], at=at(30, 11)))
    case = replay("FOI-2026-00001", "council", before)
    parted = Event(4, at(1, 12), "lead", split(case, 1, ["How many ash?", "How many oaks?"]))

    found = clocks(*before, parted)

    # Q2 is now Q3: its fresh period went with it, and the new Q2 has the first date.
    assert {n: clock.due for n, clock in found.items()} == {
        1: date(2026, 12, 22),
        2: date(2026, 12, 22),
        3: date(2026, 12, 30),
        4: date(2026, 12, 22),
    }


def test_the_parts_of_a_clarified_question_have_its_clock() -> None:
    asked = events.ClarificationAsked((2,), "Which ward?", genuine=True, why="no ward")
    before = a_history(asked, opening=three())
    case = replay("FOI-2026-00001", "council", before)
    parted = Event(3, at(1, 12), "lead", split(case, 2, ["What did ash cost?", "And oaks?"]))
    told = Event(4, at(2, 12), "them", events.ClarificationAnswered((2, 3), "Castle.", at(2, 12)))

    found = clocks(*before, parted, told)

    assert found[2].due == found[3].due == date(2027, 1, 5)
    assert found[4].due == date(2026, 12, 22)


def test_a_question_that_was_added_has_the_first_receipt_and_its_own_law() -> None:
    before = a_history(events.LawChanged(None, Law.EIR, "about trees"))
    case = replay("FOI-2026-00001", "council", before)
    added = Event(3, at(1, 12), "lead", add(case, "What is the budget?", Law.FOIA))

    found = clocks(*before, added)

    assert found[3].regime == "FOIA"
    assert found[1].regime == "EIR"
    assert found[3].received == date(2026, 11, 23)


def test_a_change_of_law_of_one_question_follows_it_through_a_merger() -> None:
    before = a_history(events.LawChanged(3, Law.EIR, "about trees"), opening=three())
    case = replay("FOI-2026-00001", "council", before)
    merged = Event(3, at(1, 12), "lead", merge(case, [1, 2]))

    found = clocks(*before, merged)

    assert {n: clock.regime.value for n, clock in found.items()} == {1: "FOIA", 2: "EIR"}


def test_an_answer_that_was_sent_is_not_undone_by_a_fee_or_a_reply_for_the_rest() -> None:
    sent = events.ResponseSent("k", (1,), at(25, 11))
    notice = events.FeeNoticeGiven((), "£12", date(2026, 11, 26))
    paid = events.FeePaid((), date(2026, 11, 27))
    reply = events.ClarificationAnswered((), "Castle.", at(28, 11))
    asked = events.ClarificationAsked((1,), "Which ward?", genuine=True, why="no ward")

    history = a_history(asked, reply, sent, notice, paid, reply)
    case = replay("FOI-2026-00001", "council", history)

    first, second = case.items
    assert first.state is ItemState.SENT
    assert second.state is ItemState.UNROUTED
    assert clocks(*history)[1].state is State.COMPLETE


def test_a_closed_case_stays_answered_for_the_clock() -> None:
    history = a_history(events.ResponseSent("k", (1, 2), at(1, 12)), events.Closed("nothing left"))
    history = (*history[:2], replace(history[2], at=at(2, 12)))

    found = clocks(*history)[1]

    assert found.state is State.COMPLETE
    assert found.answered_on == date(2026, 12, 1)


def test_a_correction_after_a_transfer_is_the_last_word() -> None:
    moved = events.TransferredIn("Rutland", date(2026, 11, 27))
    earlier = events.ReceiptCorrected(at(25, 11), date(2026, 11, 25), "it was with us before")

    assert whole(*a_history(moved)).due == date(2026, 12, 30)
    assert whole(*a_history(moved, earlier)).due == date(2026, 12, 24)


def test_a_reminder_that_went_follows_its_question_to_a_new_number() -> None:
    before = a_history(events.Reminded(2, "chase-1", "2/chase-1", ("o@council.test",)))
    case = replay("FOI-2026-00001", "council", before)
    parted = Event(3, at(1, 12), "lead", split(case, 1, ["How many ash?", "How many oaks?"]))

    assert replay("FOI-2026-00001", "council", (*before, parted)).reminded == ("3/chase-1",)
