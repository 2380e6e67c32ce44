"""A case's events move its clock as the law says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from foibot.case import events
from foibot.case.clockwork import case_clock, item_clocks
from foibot.case.events import Event
from foibot.case.lifecycle import replay
from foibot.case.model import CaseKind
from foibot.clock.load import load_calendars, load_rulebook
from foibot.clock.model import CaseClock, ItemClock, State
from tests.builders import a_history, an_answer, an_opening

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
