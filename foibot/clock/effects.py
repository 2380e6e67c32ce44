"""What each event does to an item's clock: law.md part 3, one short function an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from foibot.clock.calendar import long_date
from foibot.clock.events import Basis, ClockEvent, EventKind
from foibot.clock.limits import Limit, Period, Unit, end_of
from foibot.clock.model import State
from foibot.clock.regimes import LimitName
from foibot.clock.walk import Walk


def receipt(walk: Walk, event: ClockEvent) -> None:
    what = "The review was asked for" if walk.basis is Basis.REVIEW else "Received"
    limit = walk.limit
    if event.on != walk.received:
        what, rest = "First recorded as received", "another day is day 0."
    elif limit.inclusive:
        rest = f"day 1 of {limit.amount}."
    elif limit.unit is Unit.MONTHS:
        rest = "time runs to the same date of the month after."
    else:
        rest = "day 0, which is not counted."
    walk.say(event, f"{what}: {rest}", walk.law.receipt)


def receipt_corrected(walk: Walk, event: ClockEvent) -> None:
    walk.say(event, f"Receipt corrected: day 0 is {long_date(event.on)}.", walk.law.receipt)


def regime_changed(walk: Walk, event: ClockEvent) -> None:
    walk.say(
        event,
        f"Answered under the {walk.law.name} from the same receipt; all dates are worked out anew.",
        walk.law.receipt,
    )


def redirected(walk: Walk, event: ClockEvent) -> None:
    walk.say(
        event,
        "Reached the contact that the absent officer's automatic reply named: "
        f"day 0 is {long_date(walk.received)}.",
        "DAY-5, the regulator's guidance on time limits",
    )


def transferred_in(walk: Walk, event: ClockEvent) -> None:
    walk.say(
        event,
        "Passed on by another authority: time runs from our own receipt.",
        walk.law.section("transfer"),
    )


def review_asked(walk: Walk, event: ClockEvent) -> None:
    if walk.basis is Basis.REVIEW:
        receipt(walk, event)
    else:
        walk.say(event, "An internal review was asked for; it has a clock of its own.", "IR-5")


def nothing_moves(text: str, section: str) -> Handler:
    """Return the handler of an event that is recorded and moves no date."""

    def handler(walk: Walk, event: ClockEvent) -> None:
        walk.say(event, text, section)

    return handler


def clarification_asked(walk: Walk, event: ClockEvent) -> None:
    section = walk.law.section("clarification")
    if not event.genuine:
        return advice_offered(walk, event)
    if walk.basis is Basis.REVIEW or "clarification" not in walk.law.effects:
        return walk.warn(event, "A question to the requester does not stop this clock.", section)
    if walk.asked is not None:
        walk.asked_again = event.on
        return walk.say(
            event,
            "Asked again: the clock already stands still; the days to reply count from this one.",
            section,
        )
    if walk.is_past(event.on):
        walk.note_missed(event)
        walk.warn(event, f"Asked after the last day, {long_date(walk.answer_by())}.", "CLK-4")
    elif walk.has(LimitName.CLARIFICATION_ASK):
        by = end_of(walk.day0, walk.law.limit(LimitName.CLARIFICATION_ASK), walk.calendar)
        if event.on > by:
            walk.warn(
                event,
                f"Asked after {long_date(by)}, the last day to ask.",
                walk.law.limit(LimitName.CLARIFICATION_ASK).section,
            )
    walk.asked = event.on
    number = walk.count().number(event.on)
    return walk.say(
        event, f"Clarification asked for on day {number}: no time runs until it arrives.", section
    )


def advice_offered(walk: Walk, event: ClockEvent) -> None:
    walk.say(
        event,
        "Advice on a request that was already clear neither stops nor restarts the clock.",
        "CLK-3",
    )


def clarification_answered(walk: Walk, event: ClockEvent) -> None:
    section = walk.law.section("clarification")
    if walk.asked is None:
        return walk.warn(
            event, "More was said without having been asked for: the clock runs on.", "CLK-3"
        )
    if walk.original is None:
        walk.original = walk.answer_by()
    if walk.extended or walk.promised is not None:
        walk.warn(
            event, "The earlier extension ends with the old period; give a new notice.", section
        )
    walk.day0, walk.extended, walk.promised = event.on, False, None
    walk.asked = walk.asked_again = None
    walk.period += 1
    return walk.say(
        event,
        f"The clarification arrived: this is the new day 0, and a fresh {walk.limit.amount} "
        "working days begin (not a pause).",
        section,
    )


def fee_notice(walk: Walk, event: ClockEvent) -> None:
    section = walk.law.section("fee")
    if not walk.has(LimitName.FEE_PAYMENT) or walk.basis is Basis.REVIEW:
        return walk.warn(event, "A fees notice does not stop this clock.", section)
    if walk.fee_notice is not None:
        return walk.say(event, "A second fees notice; the clock already stands still.", section)
    by = last_day_for_fees_notice(walk)
    if event.on > by and walk.asked is None:
        return walk.warn(event, f"Fees notice after {long_date(by)}: it stops nothing.", section)
    walk.fee_notice = event.on
    return walk.say(event, "Fees notice given: from today no working day counts.", section)


def last_day_for_fees_notice(walk: Walk) -> date:
    """Return the last day on which a fees notice stops the clock (FOIA s.9(1), EIR reg 8(4))."""
    if not walk.has(LimitName.FEE_NOTICE):
        return walk.answer_by()
    return end_of(walk.day0, walk.law.limit(LimitName.FEE_NOTICE), walk.calendar)


def fee_paid(walk: Walk, event: ClockEvent) -> None:
    section = walk.law.section("fee")
    if walk.fee_notice is None:
        return walk.warn(event, "A payment without a fees notice: it moves nothing.", section)
    payment = walk.law.limit(LimitName.FEE_PAYMENT)
    pay_by = end_of(walk.fee_notice, payment, walk.calendar)
    if event.on > pay_by:
        walk.warn(
            event,
            f"Paid after {long_date(pay_by)}: there was no duty any more. A person decides; "
            "until then the clock counts the payment.",
            payment.section,
        )
    span = Period(walk.fee_notice, event.on, "the fee was awaited", section)
    lost = walk.calendar.count(span.first, span.last) + walk.calendar.is_working_day(span.first)
    walk.fees.append(span)
    walk.fee_notice = None
    return walk.say(
        event,
        f"Fee received: the days from {long_date(span.first)} to {long_date(span.last)}, both "
        f"included, are disregarded ({lost} working {'day' if lost == 1 else 'days'}).",
        section,
    )


def public_interest_notice(walk: Walk, event: ClockEvent) -> None:
    if not walk.has(LimitName.PUBLIC_INTEREST) or walk.basis is Basis.REVIEW:
        return walk.warn(
            event,
            f"The {walk.law.name} has no extension for the public interest.",
            "CLK-21, CLK-22",
        )
    limit = walk.law.limit(LimitName.PUBLIC_INTEREST)
    if walk.is_past(event.on) and walk.promised is None:
        return walk.warn(
            event,
            f"Notice after {long_date(walk.answer_by())}, the last day for it: void.",
            limit.section,
        )
    if not event.exemption:
        walk.warn(event, "The notice must name the qualified exemption.", "FOIA s.17(1), CLK-16")
    walk.promised = promised(walk, event, limit)
    return walk.say(
        event,
        "Extended to decide the public interest alone, until "
        f"{long_date(walk.promised)}; all else stays due on {long_date(walk.answer_by())}.",
        limit.section,
    )


def promised(walk: Walk, event: ClockEvent, limit: Limit) -> date:
    """Return the date that was told, at most the usual longest unless a person overrode it."""
    longest = walk.count().day(limit.amount)
    if event.until is None:
        walk.warn(event, "The notice must give an estimated date.", limit.section)
        return longest
    if event.until > longest and not event.override:
        walk.warn(
            event,
            f"{long_date(event.until)} is beyond {long_date(longest)}, working day "
            f"{limit.amount}; a longer time needs a recorded reason.",
            limit.section,
        )
        return longest
    return event.until


def extension_notice(walk: Walk, event: ClockEvent) -> None:
    if not walk.has(LimitName.EXTENSION) or walk.basis is Basis.REVIEW:
        return walk.warn(
            event, f"The {walk.law.name} has no extension for volume or complexity.", "CLK-20"
        )
    notice = walk.law.limit(LimitName.EXTENSION_NOTICE)
    by = end_of(walk.day0, notice, walk.calendar)
    if event.on > by:
        return walk.warn(
            event, f"Extension notice after {long_date(by)}: it extends nothing.", notice.section
        )
    section = walk.law.limit(LimitName.EXTENSION).section
    if not (event.complex and event.voluminous):
        return walk.warn(
            event,
            "An extension needs information that is complex and voluminous, both: void.",
            section,
        )
    walk.extended = True
    return walk.say(event, f"Extended to {walk.limit.amount} working days.", section)


def review_extended(walk: Walk, event: ClockEvent) -> None:
    if walk.basis is not Basis.REVIEW or not walk.has(LimitName.REVIEW_LONGEST):
        fixed = walk.law.limits.get(LimitName.REVIEW_ANSWER)
        section = fixed.section if fixed is not None else "IR-4"
        return walk.warn(
            event, f"The {walk.law.name} fixes the time of a review: it has no extension.", section
        )
    limit = walk.law.limit(LimitName.REVIEW_LONGEST)
    if event.on >= walk.answer_by():
        return walk.warn(
            event,
            f"The new date must be told before {long_date(walk.answer_by())}: nothing is extended.",
            limit.section,
        )
    # Working day 40 is the most in any case: no reason is a way round it.
    walk.promised = promised(walk, replace(event, override=""), limit)
    return walk.say(event, f"Review extended until {long_date(walk.promised)}.", limit.section)


def answered(walk: Walk, event: ClockEvent) -> None:
    if walk.closed is State.COMPLETE:
        return walk.say(event, "Sent again; the first complete answer counts.", "DAY-10")
    walk.note_missed(event)
    walk.closed, walk.closed_on, walk.answered_on = State.COMPLETE, event.on, event.on
    return walk.say(event, "The complete answer was sent: the clock ends.", "DAY-10")


def review_answered(walk: Walk, event: ClockEvent) -> None:
    if walk.basis is Basis.REVIEW:
        return answered(walk, event)
    return walk.say(event, "The internal review was answered; it has a clock of its own.", "IR-5")


def bounced(walk: Walk, event: ClockEvent) -> None:
    if walk.closed is not State.COMPLETE:
        return walk.say(event, "A message came back; it was not the answer.", "DAY-10")
    walk.closed = walk.closed_on = walk.answered_on = None
    return walk.warn(event, "The answer came back: it counts as not sent.", "DAY-10")


def closes(state: State, text: str, section: str) -> Handler:
    """Return the handler of an event that ends the item without an answer."""

    def handler(walk: Walk, event: ClockEvent) -> None:
        if walk.closed is not None:
            return walk.say(event, "It had ended before: this changes nothing.", section)
        walk.note_missed(event)
        walk.closed, walk.closed_on = state, event.on
        return walk.say(event, text, section)

    return handler


def reopened(walk: Walk, event: ClockEvent) -> None:
    walk.closed = walk.closed_on = walk.answered_on = None
    walk.say(event, "Opened again; the clock stands where it stood.", "DAY-7")


Handler = Callable[[Walk, ClockEvent], None]
Kind = EventKind

HANDLERS: dict[EventKind, Handler] = {
    Kind.RECEIVED: receipt,
    Kind.REVIEW_ASKED: review_asked,
    Kind.RECEIPT_CORRECTED: receipt_corrected,
    Kind.REGIME_CHANGED: regime_changed,
    Kind.REDIRECTED: redirected,
    Kind.TRANSFERRED_IN: transferred_in,
    Kind.QUARANTINED: nothing_moves(
        "Held by our own spam filter: delivery to the filter was receipt.", "DAY-6"
    ),
    Kind.ACKNOWLEDGED: nothing_moves("Acknowledged: this moves nothing.", "DAY-7"),
    Kind.LOGGED: nothing_moves("Logged: this moves nothing.", "DAY-7"),
    Kind.ADVICE_OFFERED: advice_offered,
    Kind.NARROWED: nothing_moves("Narrowed by the requester: this moves nothing.", "CLK-3"),
    Kind.CLARIFICATION_ASKED: clarification_asked,
    Kind.CLARIFICATION_ANSWERED: clarification_answered,
    Kind.FEE_NOTICE: fee_notice,
    Kind.FEE_PAID: fee_paid,
    Kind.PUBLIC_INTEREST_NOTICE: public_interest_notice,
    Kind.EXTENSION_NOTICE: extension_notice,
    Kind.REVIEW_EXTENDED: review_extended,
    Kind.HOLDING_REPLY: nothing_moves("A progress message has no effect in law.", "CLK-28"),
    Kind.PART_ANSWERED: nothing_moves(
        "A part was answered: the rest stays due on the same day.", "DAY-10"
    ),
    Kind.REFUSED: answered,
    Kind.ANSWERED: answered,
    Kind.REVIEW_ANSWERED: review_answered,
    Kind.BOUNCED: bounced,
    Kind.WITHDRAWN: closes(State.WITHDRAWN, "Withdrawn by the requester, in writing.", "CLK-27"),
    Kind.LAPSED: closes(State.LAPSED, "Closed by an officer: it has lapsed.", "CLK-5, CLK-11"),
    Kind.TRANSFERRED_OUT: closes(
        State.TRANSFERRED_OUT, "Passed to another authority.", "CLK-23, CLK-24"
    ),
    Kind.REOPENED: reopened,
}
