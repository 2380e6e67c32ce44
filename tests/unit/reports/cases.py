"""Cases for the statistics, each in the words of what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from foibot.case import events
from foibot.case.events import Event, Fact
from foibot.case.lifecycle import replay
from foibot.case.model import Answer, CaseKind, ExemptionClaim, Law, Outcome
from foibot.clock.load import load_calendars, load_rulebook
from foibot.reports.measuring import Measured, Setting, measure
from tests.builders import an_item, an_opening

CALENDARS, RULES = load_calendars(), load_rulebook()
# Received on a Monday without a holiday in the month after it: day 20 is 30 June, day 40 29 July.
RECEIVED, DUE = date(2025, 6, 2), date(2025, 6, 30)
CUT_OFF = date(2025, 7, 31)

Happened = Sequence[tuple[date, Fact]]


def noon(day: date) -> datetime:
    """Return the middle of a day."""
    return datetime.combine(day, time(11), tzinfo=UTC)


def answer(
    n: int, outcome: Outcome, *sections: str, day: date = date(2025, 6, 10)
) -> tuple[date, Fact]:
    """Return that an answer to question *n* was recorded."""
    claims = tuple(ExemptionClaim(section) for section in sections)
    return day, events.Answered(n, Answer(outcome, "text", exemptions=claims, by="o@council.test"))


def sent(day: date, *ns: int) -> tuple[date, Fact]:
    """Return that a letter went."""
    return day, events.ResponseSent("k", ns or (1,), noon(day))


def measured(
    *happened: tuple[date, Fact],
    laws: Sequence[Law] = (Law.FOIA,),
    kind: CaseKind = CaseKind.REQUEST,
    received: date = RECEIVED,
    on: date = CUT_OFF,
    reference: str = "FOI-2025-00001",
) -> Measured:
    """Return what a case with one question for each of *laws* adds to the counts."""
    history = history_of(*happened, laws=laws, kind=kind, received=received)
    case = replay(reference, "council", history)
    return measure(case, history, Setting(CALENDARS, RULES, on))


def history_of(
    *happened: tuple[date, Fact],
    laws: Sequence[Law] = (Law.FOIA,),
    kind: CaseKind = CaseKind.REQUEST,
    received: date = RECEIVED,
) -> tuple[Event, ...]:
    """Return the events of such a case."""
    items = tuple(an_item(n) for n, _ in enumerate(laws, 1))
    opening = replace(
        an_opening(items or (an_item(1),)), kind=kind, law=laws[0] if laws else Law.FOIA,
        items=items, laws=tuple(laws), received_on=received, received_at=noon(received),
    )  # fmt: skip
    everything = ((received, opening), *happened)
    return tuple(
        Event(seq, noon(day), "test", fact) for seq, (day, fact) in enumerate(everything, 1)
    )
