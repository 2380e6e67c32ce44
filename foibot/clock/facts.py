"""A regime, a receipt and `name=date` facts as people write them, made into clock events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foibot.clock.calendar import receipt_date
from foibot.clock.events import ClockEvent, EventError, EventKind, Variant
from foibot.clock.limits import Period
from foibot.clock.regimes import RegimeCode

# Each fact of law.md 13.1 that is one event on its day.
KINDS = {
    "acknowledged": EventKind.ACKNOWLEDGED,
    "advice_offered": EventKind.ADVICE_OFFERED,
    "bounced": EventKind.BOUNCED,
    "clar_recd": EventKind.CLARIFICATION_ANSWERED,
    "clar_sought": EventKind.CLARIFICATION_ASKED,
    "disclosed": EventKind.ANSWERED,
    "ext_notice": EventKind.EXTENSION_NOTICE,
    "fee_notice": EventKind.FEE_NOTICE,
    "fee_recd": EventKind.FEE_PAID,
    "logged": EventKind.LOGGED,
    "narrowed": EventKind.NARROWED,
    "outcome": EventKind.REVIEW_ANSWERED,
    "partial_response": EventKind.PART_ANSWERED,
    "pit_notice": EventKind.PUBLIC_INTEREST_NOTICE,
    "quarantined_until": EventKind.QUARANTINED,
    "resent_to_ooo_contact": EventKind.REDIRECTED,
    "responded": EventKind.ANSWERED,
    "transferred_in": EventKind.TRANSFERRED_IN,
    "withdrawn": EventKind.WITHDRAWN,
}
# What may be written of one day in either order: the answer comes after its question.
PAIRS = {
    EventKind.CLARIFICATION_ANSWERED: EventKind.CLARIFICATION_ASKED,
    EventKind.FEE_PAID: EventKind.FEE_NOTICE,
}
# Facts that say something about another event, or nothing that is an event.
BESIDE = frozenset({"ack_due_stated", "ext_notice_in_time", "non_school", "pit_until"})
NAMES = frozenset({*KINDS, *BESIDE})
# A date before the receipt would be a slip of the pen.
AFTER_RECEIPT = frozenset(
    {"clar_recd", "clar_sought", "ext_notice", "fee_notice", "fee_recd", "pit_notice"}
    | {"resent_to_ooo_contact", "transferred_in", "responded", "disclosed", "outcome"}
)
# More than any case has; it bounds the work that one row may cause.
MOST = 200
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One `name=value`, in the order of writing."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was written about one case."""

    regime: RegimeCode
    received: date
    facts: tuple[Fact, ...] = ()

    def names(self) -> frozenset[str]:
        """Return which facts occur."""
        return frozenset(fact.name for fact in self.facts)

    def values(self, name: str) -> list[str]:
        """Return every value of the fact *name*."""
        return [fact.value for fact in self.facts if fact.name == name]

    def days(self, name: str) -> list[date]:
        """Return every value of the fact *name* as a date."""
        return [local_day(value, name) for value in self.values(name)]


def local_day(text: str, what: str) -> date:
    """Return the day in the United Kingdom that *text* names: a date, or an instant (DAY-3)."""
    try:
        return receipt_date(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise EventError(
            f"{what}: {text!r} is not a date; write it as 2026-06-15 or 2026-06-15T09:30:00+01:00"
        ) from error


def parse_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of `name=value;name=value`."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > MOST:
        raise EventError(f"{len(parts)} events in one case; give at most {MOST}")
    return tuple(parse_fact(part) for part in parts if part)


def parse_fact(text: str) -> Fact:
    """Return one `name=value`; an unknown name is an error that lists the known ones."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not value:
        raise EventError(f"{text!r} is not an event; write it as clar_sought=2026-06-15")
    name = name.lower()
    if name not in NAMES:
        raise EventError(f"unknown event {name}; use one of {', '.join(sorted(NAMES))}")
    return Fact(name, value)


def parse_periods(text: str) -> list[Period]:
    """Return the periods of `a..b`, or of `a..b,c..d`."""
    return [parse_period(part) for part in text.split(",") if part.strip()]


def parse_period(text: str) -> Period:
    """Return the days of `a..b`, or of one day."""
    first, dots, last = (part.strip() for part in text.partition(".."))
    begin = local_day(first, "non_school")
    period = Period(begin, local_day(last, "non_school") if dots else begin)
    if period.last < period.first:
        raise EventError(f"non_school: {text!r} ends before it begins; write it as first..last")
    return period


def clock_events(case: Facts, variant: Variant, start: EventKind) -> tuple[ClockEvent, ...]:
    """Return *case* as the events of its clock, which begins with *start*."""
    check(case)
    non_school = tuple(
        period for value in case.values("non_school") for period in parse_periods(value)
    )
    first = ClockEvent(
        start, case.received, regime=case.regime, variant=variant, non_school=non_school
    )
    events = [
        event
        for fact in case.facts
        if fact.name in KINDS
        for event in [one_event(fact, case)]
        if event is not None
    ]
    return (first, *implied(case), *questions_first(events))


def questions_first(events: Sequence[ClockEvent]) -> list[ClockEvent]:
    """Return *events* with an answer of the same day behind its question, however written."""
    ordered = list(events)
    for answer, question in PAIRS.items():
        for at, event in enumerate(events):
            asked = sum(one.kind is question for one in events[:at])
            given = sum(one.kind is answer for one in events[:at])
            later = [one for one in events[at:] if one.kind is question and one.on == event.on]
            if event.kind is answer and given >= asked and later:
                ordered.remove(later[0])
                ordered.insert(ordered.index(event), later[0])
    return ordered


def one_event(fact: Fact, case: Facts) -> ClockEvent | None:
    """Return the event that *fact* is; None when another fact says that it did not count."""
    kind, on = KINDS[fact.name], local_day(fact.value, fact.name)
    if kind is EventKind.PUBLIC_INTEREST_NOTICE:
        until = case.days("pit_until")
        return ClockEvent(kind, on, until=until[-1] if until else None, exemption="as notified")
    if kind is EventKind.EXTENSION_NOTICE:
        if case.values("ext_notice_in_time"):
            return None
        return ClockEvent(kind, on, complex=True, voluminous=True)
    return ClockEvent(kind, on)


def implied(case: Facts) -> list[ClockEvent]:
    """Return the events that are known to have happened though their day was not written."""
    events = []
    if case.values("clar_recd") and not case.values("clar_sought"):
        events += [
            ClockEvent(EventKind.CLARIFICATION_ASKED, on, note="day not given")
            for on in case.days("clar_recd")
        ]
    for value in case.values("ext_notice_in_time"):
        if value.lower() not in NO:
            on = case.received if value.lower() in YES else local_day(value, "ext_notice_in_time")
            events.append(ClockEvent(EventKind.EXTENSION_NOTICE, on, complex=True, voluminous=True))
    return events


def check(case: Facts) -> None:
    """Raise when the facts of *case* cannot all be true."""
    for name in sorted(AFTER_RECEIPT & case.names()):
        if min(case.days(name)) < case.received:
            raise EventError(f"{name}: {min(case.days(name))} is before the receipt; correct one")
    in_pairs(case, "clar_sought", "clar_recd", needed=False)
    in_pairs(case, "fee_notice", "fee_recd", needed=True)


def in_pairs(case: Facts, asked: str, given: str, *, needed: bool) -> None:
    """Raise when something was *given* before it was *asked*, or without, where it is *needed*."""
    asks, gifts = case.days(asked), case.days(given)
    if gifts and (asks or needed) and (not asks or min(gifts) < min(asks)):
        raise EventError(f"{given}: {min(gifts)} comes before any {asked}; correct the dates")


def facts_of(regime: RegimeCode, received: str, written: Sequence[str]) -> Facts:
    """Return the facts of one case as a command line gives them."""
    facts = tuple(fact for text in written for fact in parse_facts(text))
    return Facts(regime, local_day(received.strip(), "received"), facts)
