"""The shipped calendars and rules, and short ways to say what happened to an item."""

from __future__ import annotations

from datetime import date

from foibot.clock.events import ClockEvent, EventKind, Variant
from foibot.clock.facts import facts_of
from foibot.clock.item import item_clock
from foibot.clock.limits import Period
from foibot.clock.load import load_calendars, load_rulebook, load_timetable
from foibot.clock.model import ItemClock
from foibot.clock.regimes import RegimeCode
from foibot.clock.statute import Desk, Outcome, work_out
from tests.unit.clock.dates import day

CALENDARS = load_calendars()
RULES = load_rulebook()
TIMETABLE = load_timetable()
DESK = Desk(CALENDARS, RULES)
UK, SCOTLAND, ENGLAND = CALENDARS.uk_any, CALENDARS.scotland, CALENDARS.england_wales


def rule(name: str, regime: str, received: str, events: str = "") -> Outcome:
    """Return what the rule *name* says, as a line of a file would."""
    return work_out(facts_of(RegimeCode(regime), received, [events]), DESK, name)


def received(
    on: str,
    regime: RegimeCode = RegimeCode.FOIA,
    variant: Variant = Variant.NONE,
    non_school: tuple[Period, ...] = (),
) -> ClockEvent:
    """Return the receipt of a request."""
    return ClockEvent(
        EventKind.RECEIVED, day(on), regime=regime, variant=variant, non_school=non_school
    )


def review_asked(on: str, regime: RegimeCode = RegimeCode.FOIA) -> ClockEvent:
    """Return the receipt of a request for an internal review."""
    return ClockEvent(EventKind.REVIEW_ASKED, day(on), regime=regime)


def event(kind: str, on: str) -> ClockEvent:
    """Return the event *kind* on a day, without anything else."""
    return ClockEvent(EventKind(kind), day(on))


def clock_on(today: str | date, *events: ClockEvent) -> ItemClock:
    """Return the clock of *events* on *today*."""
    on = today if isinstance(today, date) else day(today)
    return item_clock(events, on, CALENDARS, RULES)
