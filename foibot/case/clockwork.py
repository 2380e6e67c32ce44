"""A case's events as the clock sees them: one list of clock events an item (law.md part 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from foibot.case import events
from foibot.case.events import Event, Itemised, Opened
from foibot.case.lifecycle import standing
from foibot.case.model import Case, CaseItem, CaseKind, Law
from foibot.clock.calendar import Calendars, receipt_date
from foibot.clock.events import ClockEvent, EventKind, Variant
from foibot.clock.item import case_due, item_clock
from foibot.clock.limits import Period
from foibot.clock.model import CaseClock, ItemClock
from foibot.clock.regimes import RegimeCode
from foibot.clock.rulebook import Rulebook

REGIMES = {
    Law.FOIA: RegimeCode.FOIA,
    Law.EIR: RegimeCode.EIR,
    Law.FOISA: RegimeCode.FOISA,
    Law.EISRS: RegimeCode.EISR,
    Law.SAR: RegimeCode.SAR,
    Law.RPSI: RegimeCode.RPSI,
    Law.DPC: RegimeCode.DPC,
}
EXTENSIONS = {
    "pit": EventKind.PUBLIC_INTEREST_NOTICE,
    "eir": EventKind.EXTENSION_NOTICE,
    "review": EventKind.REVIEW_EXTENDED,
}

# Any: each takes its own fact.
Mapped = Callable[[Any, date], ClockEvent]


def _simple(kind: EventKind) -> Mapped:
    return lambda _fact, day: ClockEvent(kind, day)


def _extended(fact: events.Extended, day: date) -> ClockEvent:
    return ClockEvent(
        EXTENSIONS[fact.basis],
        fact.noticed_on or day,
        until=fact.until,
        exemption=fact.exemption,
        complex=fact.complex,
        voluminous=fact.voluminous,
        override=fact.override,
        note=fact.reason,
    )


MAPPED: dict[type, Mapped] = {
    events.LawChanged: lambda f, d: ClockEvent(
        EventKind.REGIME_CHANGED, d, regime=REGIMES[f.law], note=f.why
    ),
    events.ReceiptCorrected: lambda f, _: ClockEvent(
        EventKind.RECEIPT_CORRECTED, f.received_on, note=f.why
    ),
    events.TransferredIn: lambda f, d: ClockEvent(
        EventKind.TRANSFERRED_IN, f.received_on or d, note=f.body
    ),
    events.ClarificationAsked: lambda f, d: ClockEvent(
        EventKind.CLARIFICATION_ASKED, d, genuine=f.genuine, note=f.why
    ),
    events.ClarificationAnswered: lambda f, _: ClockEvent(
        EventKind.CLARIFICATION_ANSWERED, receipt_date(f.received_at)
    ),
    events.FeeNoticeGiven: lambda f, _: ClockEvent(EventKind.FEE_NOTICE, f.given_on, note=f.amount),
    events.FeePaid: lambda f, _: ClockEvent(EventKind.FEE_PAID, f.paid_on),
    events.Extended: _extended,
    events.ResponseSent: lambda f, _: ClockEvent(EventKind.ANSWERED, receipt_date(f.sent_at)),
    events.ResponseFailed: lambda f, d: ClockEvent(EventKind.BOUNCED, d, note=f.why),
    events.Withdrawn: lambda f, d: ClockEvent(EventKind.WITHDRAWN, f.on or d, note=f.why),
    events.Lapsed: lambda f, d: ClockEvent(EventKind.LAPSED, d, note=f.why),
    events.TransferredOut: lambda f, d: ClockEvent(EventKind.TRANSFERRED_OUT, d, note=f.body),
    events.Closed: lambda f, d: ClockEvent(EventKind.LAPSED, d, note=f.why),
    events.Reopened: _simple(EventKind.REOPENED),
}


Lineage = tuple[tuple[Event, int | None], ...]


def lineage(n: int, history: Sequence[Event]) -> Lineage:
    """
    Return each event that stands with the number which today's item *n* had then.

    None means that the question was not there yet.  One that was split off had the number of the
    question it came from: what was asked about that, or paid for it, holds for its parts.
    """
    found: list[tuple[Event, int | None]] = []
    number: int | None = n
    for event in reversed(standing(history)):
        found.append((event, number))
        if isinstance(event.fact, Itemised) and number is not None:
            number = _number_before(event.fact, number)
    return tuple(reversed(found))


def _number_before(fact: Itemised, number: int) -> int | None:
    """Return the number that item *number* of a corrected list had in the list before."""
    kept = dict(fact.kept)
    if number in kept or fact.operation != "split":
        return kept.get(number)
    # The parts follow the first one, which keeps what was recorded.
    first = max((new for new in kept if new < number), default=None)
    return kept[first] if first is not None else None


def clock_events(n: int, history: Sequence[Event]) -> tuple[ClockEvent, ...]:
    """Return the clock events of item *n*; *history* may hold what was undone."""
    line = lineage(n, history)
    opening = line[0][0].fact
    assert isinstance(opening, Opened)
    review = opening.kind is CaseKind.REVIEW
    first = ClockEvent(
        EventKind.REVIEW_ASKED if review else EventKind.RECEIVED,
        opening.received_on,
        regime=REGIMES[first_law(line, opening)],
        variant=Variant(opening.variant or Variant.NONE),
        non_school=tuple(Period(*period) for period in opening.non_school),
    )
    return (first, *_later(line, review=review))


def _later(line: Lineage, *, review: bool) -> Iterator[ClockEvent]:
    """Yield what happened to the item after its receipt."""
    for event, number in line[1:]:
        mapped = MAPPED.get(type(event.fact))
        if mapped is None or not _concerns(event.fact, number):
            continue
        found = mapped(event.fact, receipt_date(event.at))
        if review and found.kind is EventKind.ANSWERED:
            found = replace(found, kind=EventKind.REVIEW_ANSWERED)
        yield found


def _concerns(fact: object, number: int | None) -> bool:
    """Return whether a fact is about the item: it names it, or names none and so means all."""
    if isinstance(fact, events.LawChanged):
        # A question that came later has its own law from its first day.
        return number is not None and fact.n in (None, number)
    named = getattr(fact, "items", ())
    return not named or number in named


def first_law(line: Lineage, opening: Opened) -> Law:
    """Return the law under which the item came to be, before any change of regime."""
    for event, number in line:
        if isinstance(event.fact, Opened | Itemised) and number is not None:
            pairs = zip(event.fact.items, event.fact.laws, strict=True)
            return next((law for item, law in pairs if item.n == number), opening.law)
    return opening.law


def item_clocks(
    case: Case, history: Sequence[Event], today: date, calendars: Calendars, rules: Rulebook
) -> dict[int, ItemClock]:
    """
    Return the clock of each item to which an answer is or was owed, by its number.

    A case without items, such as a review of the handling, has one clock under the number 0.
    """
    ns = [item.n for item in case.items if not item.question.stem] or [0]
    told = {n: tuple(clock_events(n, history)) for n in ns}
    # Most questions of a case share all that bears on their clock.
    clocks = {shared: item_clock(shared, today, calendars, rules) for shared in set(told.values())}
    return {n: clocks[shared] for n, shared in told.items()}


def day_given(item: CaseItem, clock: ItemClock) -> date | None:
    """
    Return the day by which a lead wants the answer of a question, or None where no lead set one.

    It never passes the statutory date, and a day before the present period is over (CLK-20, CLK-2).
    """
    until = item.more_time.until if item.more_time else None
    if until is None or until < clock.day0:
        return None
    return min(until, clock.due) if clock.due else until


def answer_by(item: CaseItem, clock: ItemClock) -> date:
    """Return the day by which the officer is to answer: a lead's, else that of the timetable."""
    own = clock.date_of("answer_back") or clock.target or clock.due or clock.answer_by
    return day_given(item, clock) or own


def in_time(clocks: dict[int, ItemClock]) -> bool:
    """Return whether no question let its last day pass (DAY-11)."""
    return all(clock.missed is None and not clock.late for clock in clocks.values())


def case_clock(clocks: dict[int, ItemClock]) -> CaseClock:
    """Return the clock of the case: the earliest running item decides."""
    return case_due(tuple(clocks.values()))
