"""How a date came about, day by day: each day left out and why, each event and its section."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from foibot.clock.calendar import Calendar, Calendars, Holiday, days, is_weekend, next_day
from foibot.clock.events import Basis
from foibot.clock.limits import Count, Limit, Unit, unrolled_end
from foibot.clock.model import Effect, ItemClock, NamedDate, State
from foibot.clock.regimes import LimitName, Regime
from foibot.clock.rulebook import Rulebook
from foibot.clock.statute import Outcome


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day: its number when it counts, else why it does not."""

    on: date
    number: int | None
    why: str = ""
    section: str = ""
    holiday: Holiday | None = None
    # Left out although England and Wales work that day.
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that `foibot clock` and `foibot case explain` say about one date."""

    law: str
    rule: str
    state: State | None
    received: date
    start: date
    due: date | None
    limit: Limit
    length: int | None
    days: tuple[ExplainedDay, ...]
    effects: tuple[Effect, ...]
    dates: tuple[NamedDate, ...]
    target: date | None
    england_only: date | None
    working_day: str
    receipt: str
    warnings: tuple[str, ...]
    calendar: str
    calendar_version: str
    published_to: date
    # When the answer went, on which counted day, and how many working days late (0: in time).
    answered_on: date | None = None
    days_taken: int | None = None
    days_late: int = 0
    # A last day that passed before the item was answered, asked about or closed.
    missed: date | None = None

    @property
    def left_out(self) -> tuple[ExplainedDay, ...]:
        """Return the weekdays that were not counted."""
        return tuple(day for day in self.days if day.number is None and not is_weekend(day.on))

    def named(self, key: str) -> NamedDate | None:
        """Return the other date called *key*, or None."""
        return next((named for named in self.dates if named.key == key), None)


def explain_item(clock: ItemClock, calendars: Calendars, rules: Rulebook) -> Explanation:
    """Return the explanation of *clock*."""
    law = rules.regime(clock.regime)
    limit = limit_of(clock, law)
    end = clock.suspended_on or clock.answer_by
    return Explanation(
        law=law.name,
        rule="",
        state=clock.state,
        received=clock.received,
        start=clock.day0,
        due=clock.due,
        limit=limit,
        length=clock.length,
        days=counted_days(clock.count, end, law, calendars, limit, begins(clock)),
        effects=clock.effects,
        dates=clock.dates,
        target=clock.target,
        england_only=clock.england_only,
        working_day=law.working_day,
        receipt=law.receipt,
        warnings=clock.warnings,
        calendar=clock.count.calendar.name,
        calendar_version=clock.calendar_version,
        published_to=clock.count.calendar.published_to,
        answered_on=clock.answered_on,
        days_taken=clock.days_taken,
        days_late=days_late(clock),
        missed=clock.missed,
    )


def days_late(clock: ItemClock) -> int:
    """Return by how many working days the answer came after the last day; 0 when in time."""
    if clock.answered_on is None or clock.due is None or clock.answered_on <= clock.due:
        return 0
    # Sent at the weekend after the last day it is late, though no working day has gone.
    return max(1, clock.count.calendar.count(clock.due, clock.answered_on))


def begins(clock: ItemClock) -> str:
    """Return what happened on day 0."""
    if clock.day0 != clock.received:
        return "the clarification arrived"
    return "the review was asked for" if clock.basis is Basis.REVIEW else "received"


def limit_of(clock: ItemClock, law: Regime) -> Limit:
    """Return the limit that made the date of *clock*."""
    names = [LimitName.REVIEW_ANSWER, LimitName.EXTENSION, LimitName.ARCHIVE, LimitName.ANSWER]
    if clock.basis is Basis.ANSWER:
        names.remove(LimitName.REVIEW_ANSWER)
    for name in names:
        limit = law.limits.get(name)
        if limit is not None and (limit.amount == clock.length or clock.length is None):
            return limit
    return law.limit(LimitName.ANSWER)


def explain_outcome(outcome: Outcome, calendars: Calendars, rules: Rulebook) -> Explanation:
    """Return the explanation of what a rule says."""
    if outcome.clock is not None:
        whole = explain_item(outcome.clock, calendars, rules)
        return named(whole, outcome)
    law, limit = outcome.law, outcome.limit
    end = outcome.due or outcome.start
    inclusive = limit.inclusive and limit.unit is Unit.WORKING_DAYS
    count = Count(outcome.start, outcome.calendar)
    england = england_only(outcome, calendars) if limit.unit is Unit.WORKING_DAYS else None
    return Explanation(
        law=law.name,
        rule=outcome.rule,
        state=None,
        received=outcome.start,
        start=outcome.start,
        due=outcome.due,
        limit=limit,
        length=limit.amount if limit.unit is Unit.WORKING_DAYS else None,
        days=counted_days(count, end, law, calendars, limit, "", int(inclusive)),
        effects=(),
        dates=tuple(NamedDate(key, on, key.replace("_", " "), "") for key, on in outcome.other),
        target=None,
        england_only=england,
        working_day=law.working_day,
        receipt=law.receipt,
        warnings=(),
        calendar=outcome.calendar.name,
        calendar_version=outcome.calendar.version,
        published_to=outcome.calendar.published_to,
    )


def named(whole: Explanation, outcome: Outcome) -> Explanation:
    """Return *whole* with the rule's name and, under a rule, the date that the rule gives."""
    return replace(whole, rule=outcome.rule, due=outcome.due)


def england_only(outcome: Outcome, calendars: Calendars) -> date | None:
    """Return what the holidays of England and Wales alone would have said."""
    if outcome.calendar is not calendars.uk_any:
        return None
    amount = outcome.limit.amount - outcome.limit.inclusive
    return calendars.england_wales.working_day(outcome.start, amount)


def counted_days(
    count: Count,
    end: date,
    law: Regime,
    calendars: Calendars,
    limit: Limit,
    begins: str,
    first: int = 0,
) -> tuple[ExplainedDay, ...]:
    """Return each day from the start to *end* with its number or the reason why it has none."""
    if limit.unit is not Unit.WORKING_DAYS:
        return rolled_days(count, end, law, calendars, limit)
    listed = [ExplainedDay(count.start, first, begins, law.receipt)]
    number = first
    for day in days(next_day(count.start), end):
        if count.calendar.is_working_day(day) and count.skipping(day) is None:
            number += 1
            listed.append(ExplainedDay(day, number))
        else:
            listed.append(not_counted(day, count, law, calendars.england_wales))
    return tuple(listed)


def rolled_days(
    count: Count, end: date, law: Regime, calendars: Calendars, limit: Limit
) -> tuple[ExplainedDay, ...]:
    """Return the days over which a last day at a weekend or on a holiday moved."""
    raw = unrolled_end(count.start, limit, count.calendar)
    moved = days(raw, end) if raw < end else ()
    return tuple(
        not_counted(day, count, law, calendars.england_wales)
        if day < end
        else ExplainedDay(day, 0, "a working day: the last day to answer", limit.section)
        for day in moved
    )


def not_counted(day: date, count: Count, law: Regime, england: Calendar) -> ExplainedDay:
    """Return why *day* does not count: weekend, holiday with its nations and basis, or a pause."""
    if is_weekend(day):
        return ExplainedDay(day, None, f"{day:%A}", law.working_day)
    holiday = count.calendar.holidays.get(day)
    pause = count.skipping(day)
    if holiday is None:
        return ExplainedDay(day, None, pause.why if pause else "", pause.section if pause else "")
    why = f"{holiday.name} ({holiday.nations})"
    if holiday.proclaimed_on is not None:
        after = holiday.proclaimed_on > count.start
        when = "after the receipt" if after else "by the day of the receipt"
        why += f", proclaimed {holiday.proclaimed_on.isoformat()}, {when}"
    return ExplainedDay(
        day,
        None,
        why,
        f"{law.working_day}; {holiday.basis}",
        holiday,
        elsewhere=england.is_working_day(day) and pause is None,
    )
