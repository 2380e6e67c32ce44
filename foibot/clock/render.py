"""An explanation as plain text: for a requester to follow and for a tribunal to check."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from foibot.clock.calendar import is_weekend, long_date
from foibot.clock.explain import ExplainedDay, Explanation
from foibot.clock.in_short import STATES, in_short, in_time, school_cap_governs
from foibot.clock.limits import Unit
from foibot.clock.model import State

WIDTH = 92


def rendered(explanation: Explanation) -> str:
    """Return *explanation* as lines of text, wrapped, without any markup."""
    blocks = (
        head,
        short,
        happened,
        day_by_day,
        other_dates,
        internal,
        england,
        warnings,
        provenance,
    )
    parts = ["\n".join(block(explanation)) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def head(explanation: Explanation) -> Iterator[str]:
    """Yield the answer itself."""
    rule = f", rule {explanation.rule}" if explanation.rule else ""
    yield f"{explanation.law}{rule}"
    yield ""
    if explanation.received != explanation.start:
        yield f"Received  {long_date(explanation.received)}"
    first = 1 if explanation.limit.inclusive else 0
    yield f"Day {first}     {long_date(explanation.start)}  ({explanation.receipt})"
    if explanation.due is not None:
        yield from hanging(f"Due       {long_date(explanation.due)}  ", f"({how(explanation)})")
    if explanation.answered_on is not None:
        yield f"Answered  {long_date(explanation.answered_on)}  ({in_time(explanation)})"
    if explanation.missed is not None and explanation.missed != explanation.due:
        yield f"Missed    {long_date(explanation.missed)} passed without an answer"
    if explanation.state is not None and explanation.state is not State.RUNNING:
        yield f"State     {STATES[explanation.state]}"


def how(explanation: Explanation) -> str:
    """Return by which count the due date came about, with its section."""
    limit = explanation.limit
    if explanation.state is State.PIT_EXTENDED:
        return "the date told to the requester"
    inclusive = ", the first day included" if limit.inclusive else ""
    if school := school_rule(explanation):
        return school
    if limit.unit is Unit.WORKING_DAYS:
        count = f"working day {explanation.length}{inclusive}"
    else:
        count = f"{limit.amount} {limit.unit if limit.amount > 1 else str(limit.unit)[:-1]}"
        count += inclusive
    return f"{count}; {limit.section}"


def short(explanation: Explanation) -> Iterator[str]:
    """Yield the date and the reason for it in a few plain sentences."""
    said = in_short(explanation)
    yield from wrap(f"In short: {said}", WIDTH) if said else ()


def school_rule(explanation: Explanation) -> str:
    """Return which of a school's two limits came first, with its section; "" for others (VAR-1)."""
    cap = explanation.named("cap60")
    if cap is None:
        return ""
    if school_cap_governs(explanation):
        return f"working day 60, the longest for a school; {cap.section}"
    return f"working day {explanation.length} that is a school day; {cap.section}"


def happened(explanation: Explanation) -> Iterator[str]:
    """Yield each event with its effect and its section."""
    if explanation.effects:
        yield "What happened"
    for effect in explanation.effects:
        yield from hanging(f"{long_date(effect.on):<17}", f"{effect.text} [{effect.section}]")


def day_by_day(explanation: Explanation) -> Iterator[str]:
    """Yield each day with its number, or the reason why it is not counted."""
    if not explanation.days:
        return
    counted = explanation.limit.unit is Unit.WORKING_DAYS
    if counted:
        yield f"Day by day  (what a working day is: {explanation.working_day})"
    else:
        yield "The last day moves to a working day"
    for day in explanation.days:
        number = (
            "--" if day.number is None else f"day {day.number:>2}" if day.number or counted else ""
        )
        yield from hanging(f"{number:>8}  {long_date(day.on):<17}", remark(day))


def remark(day: ExplainedDay) -> str:
    """Return what stands beside a day."""
    if day.number is not None:
        return day.why
    law = f" [{day.section}]" if day.section and not is_weekend(day.on) else ""
    note = "; a working day in England and Wales" if day.elsewhere else ""
    return f"not counted: {day.why}{note}{law}"


def other_dates(explanation: Explanation) -> Iterator[str]:
    """Yield the other dates in law."""
    legal = [named for named in explanation.dates if not named.meaning.startswith("Internal")]
    if legal:
        yield "Other dates"
    for named in sorted(legal, key=lambda named: named.on):
        section = f" [{named.section}]" if named.section else ""
        yield from hanging(f"{long_date(named.on):<17}", f"{named.meaning} ({named.key}){section}")


def internal(explanation: Explanation) -> Iterator[str]:
    """Yield the internal targets, which nobody outside is told."""
    inside = [named for named in explanation.dates if named.meaning.startswith("Internal")]
    if not inside and explanation.target is None:
        return
    yield "Internal targets (never later than the statutory date, and never told as the deadline)"
    for named in inside:
        words = named.meaning.removeprefix("Internal: ")
        yield from hanging(f"{long_date(named.on):<17}", words[0].upper() + words[1:])
    if explanation.target is not None:
        yield from hanging(f"{long_date(explanation.target):<17}", "Answer sent")


def england(explanation: Explanation) -> Iterator[str]:
    """Yield what would have been wrong with the holidays of England and Wales alone (WD-1)."""
    wrong = explanation.england_only
    fixed = explanation.limit.unit is not Unit.WORKING_DAYS and not explanation.limit.roll
    if wrong is None or explanation.due is None or fixed:
        return
    elsewhere = [day for day in explanation.days if day.elsewhere and day.holiday is not None]
    if not elsewhere:
        yield "The holidays of England and Wales alone give the same date."
        return
    names = ", ".join(
        f"{day.holiday.name} on {long_date(day.on)} ({day.holiday.nations})"
        for day in elsewhere
        if day.holiday is not None
    )
    yield from wrap(
        f"The holidays of England and Wales alone would give {long_date(wrong)}. They miss "
        f"{names}: a bank holiday in any part of the United Kingdom is not a working day "
        f"({explanation.working_day}).",
        WIDTH,
    )


def warnings(explanation: Explanation) -> Iterator[str]:
    """Yield what a person should look at."""
    if explanation.warnings:
        yield "To look at"
    for warning in explanation.warnings:
        yield from hanging("  ! ", warning)


def provenance(explanation: Explanation) -> Iterator[str]:
    """Yield which calendar was used."""
    yield (
        f"Calendar {explanation.calendar}, version {explanation.calendar_version}, "
        f"bank holidays published to {long_date(explanation.published_to)}."
    )


def hanging(label: str, text: str) -> list[str]:
    """Return *text* wrapped beside *label*."""
    lines = wrap(text, WIDTH - len(label)) or [""]
    indent = " " * len(label)
    return [f"{label if n == 0 else indent}{line}".rstrip() for n, line in enumerate(lines)]
