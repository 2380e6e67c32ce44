"""Every rule of law.md 13 by its name: which regime and events it takes, which dates it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from foibot.clock.calendar import Calendar, Calendars
from foibot.clock.events import EventKind, Variant
from foibot.clock.facts import Facts, check, clock_events
from foibot.clock.item import item_clock
from foibot.clock.limits import Limit, end_of
from foibot.clock.model import SUSPENDED, ItemClock
from foibot.clock.regimes import LimitName, Regime, RegimeCode
from foibot.clock.rulebook import Rulebook
from foibot.errors import FoibotError


class RuleError(FoibotError):
    """A rule is unknown, or does not take this regime or event."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says: the due date (None while the clock stands still) and the other dates."""

    rule: str
    due: date | None
    other: tuple[tuple[str, date], ...]
    start: date
    limit: Limit
    law: Regime
    calendar: Calendar
    # The whole clock, where the rule has one.
    clock: ItemClock | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What every rule is worked out with."""

    calendars: Calendars
    rules: Rulebook


Worker = Callable[["Rule", Facts, Desk], Outcome]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its regimes, the events it takes, the other dates it gives, and how."""

    name: str
    regimes: frozenset[RegimeCode]
    events: frozenset[str]
    others: tuple[str, ...]
    work: Worker
    variant: Variant = Variant.NONE
    limit: LimitName = LimitName.ANSWER
    start: EventKind = EventKind.RECEIVED


# The names of other dates in law.md 13.1, where the clock calls them differently.
CALLED = {"pay_by": "fee_pay_by", "due20": "ext_notice_by", "clear_part_due": "orig_due"}


def by_clock(rule: Rule, case: Facts, desk: Desk) -> Outcome:
    """Return what the clock of the item says; a date not reached yet is the end of the period."""
    events = clock_events(case, rule.variant, rule.start)
    clock = item_clock(events, case.received, desk.calendars, desk.rules)
    law = desk.rules.regime(case.regime)
    dates = [(key, other_date(key, clock, case, desk)) for key in rule.others]
    return Outcome(
        rule.name,
        None if clock.state in SUSPENDED else clock.answer_by,
        tuple((key, day) for key, day in dates if day is not None),
        clock.day0,
        law.limit(rule.limit),
        law,
        desk.calendars[law.calendar],
        clock,
    )


FIRST = frozenset({"orig_due", "clear_part_due"})
PAY = frozenset({"pay_by", "fee_pay_by"})


def other_date(key: str, clock: ItemClock, case: Facts, desk: Desk) -> date | None:
    """Return the other date *key*; None where the facts of the case do not call for it."""
    found = clock.date_of(CALLED.get(key, key))
    if found is not None:
        return found
    if key in FIRST:
        # Where nothing was asked the first period is the only one.
        return clock.answer_by
    notices = case.days("fee_notice") if key in PAY else []
    if not notices:
        return None
    # A notice that came too late to stop the clock still says by when to pay.
    law = desk.rules.regime(case.regime)
    return end_of(notices[-1], law.limit(LimitName.FEE_PAYMENT), desk.calendars[law.calendar])


def by_limit(rule: Rule, case: Facts, desk: Desk) -> Outcome:
    """Return the end of one limit counted from the date given."""
    check(case)
    return counted(rule, case, desk, case.received, ())


def counted(
    rule: Rule, case: Facts, desk: Desk, start: date, other: tuple[tuple[str, date], ...]
) -> Outcome:
    """Return the end of the rule's limit from *start*."""
    law = desk.rules.regime(case.regime)
    calendar, limit = desk.calendars[law.calendar], law.limit(rule.limit)
    due = end_of(start, limit, calendar)
    return Outcome(rule.name, due, other, start, limit, law, calendar)


def after_silence(rule: Rule, case: Facts, desk: Desk) -> Outcome:
    """Return the last day to ask for a review where no answer ever came (E06)."""
    law = desk.rules.regime(case.regime)
    answer = end_of(case.received, law.limit(LimitName.ANSWER), desk.calendars[law.calendar])
    return counted(rule, case, desk, answer, (("response_due", answer),))


def fee_lapse(rule: Rule, case: Facts, desk: Desk) -> Outcome:
    """Return the last day to pay (CLK-11)."""
    check(case)
    notices = case.days("fee_notice")
    if not notices:
        raise RuleError(f"{rule.name} needs fee_notice=DATE; add it")
    return counted(rule, case, desk, notices[-1], ())


FOIA, EIR, FOISA, EISR = RegimeCode.FOIA, RegimeCode.EIR, RegimeCode.FOISA, RegimeCode.EISR
RECEIPT = frozenset(
    {"ack_due_stated", "acknowledged", "advice_offered", "logged", "narrowed", "bounced"}
    | {"quarantined_until", "resent_to_ooo_contact", "responded", "transferred_in", "withdrawn"}
    | {"disclosed", "partial_response"}
)
# Whatever rule is named, what happened counts: a clarification may come on top of a fee.
ANSWERED = RECEIPT | frozenset(
    {"clar_recd", "clar_sought", "fee_notice", "fee_recd", "pit_notice", "pit_until"}
    | {"ext_notice", "ext_notice_in_time"}
)
OUTCOME = frozenset({"outcome", "acknowledged"})
NONE: frozenset[str] = frozenset()
REVIEW = EventKind.REVIEW_ASKED
EXT = ("ext_due", "ext_notice_by")
REGULATED = frozenset({FOIA, EIR})


def rule(
    name: str,
    regime: RegimeCode | frozenset[RegimeCode],
    events: frozenset[str] = NONE,
    others: tuple[str, ...] = (),
    work: Worker = by_clock,
    *,
    variant: Variant = Variant.NONE,
    limit: LimitName = LimitName.ANSWER,
    start: EventKind = EventKind.RECEIVED,
) -> Rule:
    """Return one line of the table below."""
    regimes = frozenset({regime}) if isinstance(regime, RegimeCode) else regime
    return Rule(name, regimes, events, others, work, variant, limit, start)


ASK, ANSWER_REVIEW = LimitName.REVIEW_ASK, LimitName.REVIEW_ANSWER
TABLE = (
    rule("FOIA_20", FOIA, ANSWERED, ("pit_notice_by", "pit_target_max")),
    rule("FOIA_20_CLAR", FOIA, ANSWERED, ("orig_due",)),
    rule("FOIA_20_CLAR_PART", FOIA, ANSWERED, ("clear_part_due",)),
    rule("FOIA_20_FEE", FOIA, ANSWERED, ("fee_pay_by",)),
    rule("FOIA_FEE_LAPSE", FOIA, ANSWERED, work=fee_lapse, limit=LimitName.FEE_PAYMENT),
    rule(
        "FOIA_SCHOOL",
        FOIA,
        ANSWERED | {"non_school"},
        ("cap60", "school20"),
        variant=Variant.SCHOOL,
    ),
    rule("FOIA_30_ARCHIVE", FOIA, ANSWERED, variant=Variant.ARCHIVE, limit=LimitName.ARCHIVE),
    rule("FOIA_REVIEW", FOIA, OUTCOME, ("max40",), limit=ANSWER_REVIEW, start=REVIEW),
    rule("FOIA_REVIEW_ASK", FOIA, work=by_limit, limit=ASK),
    rule("ICO_6W", REGULATED, OUTCOME, work=by_limit, limit=LimitName.REGULATOR),
    rule("TRIBUNAL_28", frozenset({FOIA, EIR}), work=by_limit, limit=LimitName.TRIBUNAL),
    rule("AGG_60", FOIA, work=by_limit, limit=LimitName.AGGREGATION),
    rule("EIR_20", EIR, ANSWERED, EXT),
    rule("EIR_40", EIR, ANSWERED, EXT),
    rule("EIR_CLAR", EIR, ANSWERED, ("ask_by",)),
    rule("EIR_CHARGE", EIR, ANSWERED, ("notice_by", "pay_by")),
    rule("EIR_TRANSFER", EIR, ANSWERED),
    rule("EIR_REVIEW", EIR, OUTCOME, limit=ANSWER_REVIEW, start=REVIEW),
    rule("EIR_REVIEW_ASK", EIR, work=by_limit, limit=ASK),
    rule("FOISA_20", FOISA, ANSWERED),
    rule("FOISA_20_CLAR", FOISA, ANSWERED),
    rule("FOISA_20_FEE", FOISA, ANSWERED),
    rule("FOISA_REVIEW", FOISA, OUTCOME, limit=ANSWER_REVIEW, start=REVIEW),
    rule("FOISA_REVIEW_ASK", FOISA, work=by_limit, limit=ASK),
    rule("FOISA_REVIEW_ASK_NORESP", FOISA, work=after_silence, limit=ASK),
    rule("SIC_6M", frozenset({FOISA, EISR}), OUTCOME, work=by_limit, limit=LimitName.REGULATOR),
    rule("EISR_20", EISR, ANSWERED, EXT),
    rule("EISR_40", EISR, ANSWERED, ("due20",)),
    rule("EISR_CLAR", EISR, ANSWERED, ("ask_by",)),
    rule("EISR_CHARGE", EISR, ANSWERED, ("pay_by",)),
    rule("EISR_REVIEW", EISR, OUTCOME, limit=ANSWER_REVIEW, start=REVIEW),
    rule("EISR_REVIEW_ASK", EISR, work=by_limit, limit=ASK),
    rule("RPSI_20", RegimeCode.RPSI, ANSWERED),
    rule("SAR_1M", RegimeCode.SAR, ANSWERED, ("raw",)),
    rule("DPC_30", RegimeCode.DPC, ANSWERED),
)
RULES: Mapping[str, Rule] = {line.name: line for line in TABLE}

# Which rule the events of a case call for, the first that fits; else the regime's own.
CALLED_FOR: tuple[tuple[RegimeCode, frozenset[str], str], ...] = (
    (FOIA, frozenset({"non_school"}), "FOIA_SCHOOL"),
    (FOIA, frozenset({"clar_sought", "clar_recd"}), "FOIA_20_CLAR"),
    (FOIA, frozenset({"fee_notice", "fee_recd"}), "FOIA_20_FEE"),
    (FOIA, frozenset({"pit_notice"}), "FOIA_20"),
    (EIR, frozenset({"ext_notice", "ext_notice_in_time"}), "EIR_40"),
    (EIR, frozenset({"fee_notice", "fee_recd"}), "EIR_CHARGE"),
    (EIR, frozenset({"clar_sought", "clar_recd"}), "EIR_CLAR"),
    (EIR, frozenset({"transferred_in"}), "EIR_TRANSFER"),
    (FOISA, frozenset({"clar_sought", "clar_recd"}), "FOISA_20_CLAR"),
    (FOISA, frozenset({"fee_notice", "fee_recd"}), "FOISA_20_FEE"),
    (EISR, frozenset({"ext_notice", "ext_notice_in_time"}), "EISR_40"),
    (EISR, frozenset({"fee_notice", "fee_recd"}), "EISR_CHARGE"),
    (EISR, frozenset({"clar_sought", "clar_recd"}), "EISR_CLAR"),
)
OWN_RULE = {
    FOIA: "FOIA_20",
    EIR: "EIR_20",
    FOISA: "FOISA_20",
    EISR: "EISR_20",
    RegimeCode.RPSI: "RPSI_20",
    RegimeCode.SAR: "SAR_1M",
    RegimeCode.DPC: "DPC_30",
}


def rule_for(case: Facts) -> Rule:
    """Return the rule that *case* calls for, with the other dates of every rule that fits."""
    names = case.names()
    fits = [
        RULES[name]
        for regime, wanted, name in CALLED_FOR
        if regime is case.regime and names & wanted
    ] or [RULES[OWN_RULE[case.regime]]]
    others = dict.fromkeys(key for one in fits for key in one.others)
    return replace(fits[0], others=tuple(others))


def work_out(case: Facts, desk: Desk, name: str = "") -> Outcome:
    """Return what the rule *name* says of *case*; without a name the rule its events call for."""
    if not name:
        own = rule_for(case)
        return own.work(own, case, desk)
    chosen = named(name)
    if case.regime not in chosen.regimes:
        raise RuleError(
            f"rule {chosen.name} is for {', '.join(sorted(chosen.regimes))}, not {case.regime}"
        )
    strange = sorted(case.names() - chosen.events)
    if strange:
        raise RuleError(
            f"rule {chosen.name} does not take {strange[0]}; leave the rule out to have it chosen"
        )
    return chosen.work(chosen, case, desk)


def named(name: str) -> Rule:
    """Return the rule called *name*."""
    found = RULES.get(name.strip().upper())
    if found is None:
        raise RuleError(f"unknown rule {name!r}; use one of {', '.join(sorted(RULES))}")
    return found
