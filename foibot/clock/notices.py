"""Which reminders and alerts are due: clock + what was sent + today -> notices and a next look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foibot.clock.calendar import Calendar, CalendarError
from foibot.clock.events import Basis
from foibot.clock.limits import Count
from foibot.clock.model import CLOSED, ItemClock, State
from foibot.clock.regimes import RegimeCode
from foibot.clock.timetable import (
    CLARIFICATION_DATES,
    Ladder,
    NoticeKind,
    Role,
    Stage,
    Step,
    Timetable,
)

# The period to which the numbers of the timetable belong.
TWENTY = 20


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """
    What decides the notices of one item.

    *item* is its name within the case, which each key begins with, so that *sent*, the keys
    sent or superseded so far, may be kept an item or a case.
    """

    item: str
    clock: ItemClock
    step: Step
    sent: frozenset[str] = frozenset()
    absent: bool = False
    given: date | None = None  # by when a lead wants its answer; None is the timetable's own day


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice now due.  Record *key* and *supersedes* as sent together with the mail."""

    item: str
    key: str
    stage: str
    kind: NoticeKind
    to: tuple[Role, ...]
    why: str
    # Lower stages that were missed: recorded, never sent.
    supersedes: tuple[str, ...]


Dated = list[tuple[Stage, date]]
# The stages with their dates, by the clock (kept, so that it is no other's), the step, whether the
# officer is away, and the day that was given.
Known = dict[tuple[int, Step, bool, date | None], tuple[ItemClock, Dated]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due today, and the first day on which something may be due again."""

    notices: tuple[Notice, ...]
    next_look: date | None


def notices_due(
    items: Iterable[NoticeItem], today: date, timetable: Timetable, desk: Calendar
) -> Plan:
    """
    Return the notices due on *today*, at most one an item, and the next day to look.

    *desk* is the calendar of the authority's own working days: on other days nothing is due.
    """
    notices, looks = [], []
    known: Known = {}
    for item in items:
        notice, look = item_notice(item, today, timetable, desk, known)
        notices += [notice] if notice is not None else []
        looks += [look] if look is not None else []
    return Plan(tuple(notices), min(looks, default=None))


def item_notice(
    item: NoticeItem, today: date, timetable: Timetable, desk: Calendar, known: Known
) -> tuple[Notice | None, date | None]:
    """
    Return the notice of one item due on *today*, or None, and the next day to look.

    What is *known* of other items of the case on the same clock holds for this one too.
    """
    ladder = ladder_of(item.clock)
    if ladder is None:
        return None, None
    if not desk.is_working_day(today):
        return None, desk.roll(today)
    alike = (id(item.clock), item.step, item.absent, item.given)
    back = timetable.targets.answer_back
    if alike not in known:
        known[alike] = (item.clock, days_of(timetable.ladders[ladder], item, desk, back))
    timed = known[alike][1]
    unsent = [(stage, key_of(stage, item, today, back)) for stage, day in timed if day <= today]
    open_stages = [(stage, key) for stage, key in unsent if key not in item.sent]
    return made(item, open_stages), next_look(timed, item, today, desk)


def days_of(ladder: Iterable[Stage], item: NoticeItem, desk: Calendar, back: int) -> Dated:
    """
    Return the stages of *ladder* that have a date for *item*, each with its date.

    *back* is the day of the timetable by which answers are wanted.
    """
    # What is away from the ladder now may come back: a stage counts for the item's present step.
    stages = [stage for stage in ladder if item.step in stage.steps]
    dated = ((stage, day_of(stage, item, desk, back)) for stage in stages)
    return [(stage, day) for stage, day in dated if day is not None]


def made(item: NoticeItem, stages: Sequence[tuple[Stage, str]]) -> Notice | None:
    """
    Return the notice of the highest of *stages*; it stands for the lower ones too.

    Whoever is to hear of a day that a lead gave hears of it beside an alert to others.
    """
    if not stages:
        return None
    stage, key = max(stages, key=lambda one: one[0].rank)
    lower = tuple(other for _, other in stages if other != key)
    given = [one for one, _ in stages if one.internal and item.given is not None]
    own = recipients(max(given, key=lambda one: one.rank), item) if given else ()
    to = tuple(dict.fromkeys((*recipients(stage, item), *own)))
    return Notice(item.item, key, stage.name, stage.kind, to, stage.why, lower)


def recipients(stage: Stage, item: NoticeItem) -> tuple[Role, ...]:
    """Return who is written to; for an absent officer the deputy."""
    if not item.absent or Role.OFFICER not in stage.to:
        return stage.to
    present = (Role.DEPUTY if role is Role.OFFICER else role for role in stage.to)
    return tuple(dict.fromkeys(present))


def ladder_of(clock: ItemClock) -> Ladder | None:
    """Return the table that *clock* follows now; None when it is closed."""
    if clock.state in CLOSED:
        return None
    if clock.state is State.SUSPENDED_CLARIFICATION:
        return Ladder.CLARIFICATION
    if clock.state is State.SUSPENDED_FEE:
        return Ladder.FEE
    if clock.regime in (RegimeCode.SAR, RegimeCode.DPC):
        return Ladder.HANDED_ON
    return Ladder.REVIEW if clock.basis is Basis.REVIEW else Ladder.REQUEST


def day_of(stage: Stage, item: NoticeItem, desk: Calendar, back: int) -> date | None:
    """Return the day from which *stage* is due; None where its date does not exist."""
    clock = item.clock
    try:
        if stage.day is not None:
            if stage.absent and item.absent:
                return clock.day0
            if stage.internal and item.given is not None:
                return around(item.given, stage.day - back, clock, desk)
            return numbered(stage, stage.day, clock, desk)
        named = named_date(stage.on or stage.after, clock)
        if named is None:
            return None
        return desk.working_day(named, 1) if stage.after else named
    except CalendarError:
        return None


def around(given: date, days: int, clock: ItemClock, desk: Calendar) -> date:
    """Return the working day so many days from the *given* one, never later than the statutory."""
    found = desk.working_day(given, days) if days > 0 else desk.before(given, -days)
    return min(found, clock.due) if clock.due is not None else found


def numbered(stage: Stage, day: int, clock: ItemClock, desk: Calendar) -> date:
    """Return day *day*, never later than the statutory one; late stages precede a moved date."""
    if stage.late and clock.target is not None and is_long(clock):
        return desk.before(clock.target, TWENTY - day)
    internal = Count(clock.day0, desk, clock.disregarded).day(day)
    return min(internal, clock.count.day(day))


def is_long(clock: ItemClock) -> bool:
    """Return whether the time differs from the usual twenty working days."""
    extended = clock.state in (State.PIT_EXTENDED, State.EIR_EXTENDED, State.REVIEW_EXTENDED)
    return extended or clock.length != TWENTY


def named_date(name: str, clock: ItemClock) -> date | None:
    """Return the date of *clock* that a stage calls *name*."""
    if name == "due":
        return clock.due
    return clock.target if name == "target" else clock.date_of(name)


def key_of(stage: Stage, item: NoticeItem, today: date, back: int) -> str:
    """
    Return the key under which *stage* goes once for this item of its case.

    A new period after a clarification and an extension have their stages again, and so have a day
    that a lead gave, from that day on (*back* is the timetable's own), and a question that the
    requester was asked once more (CLK-5); a corrected date has not, or everybody would be written
    to twice.
    """
    clock = item.clock
    key = f"{item.item}/{stage.name}"
    if clock.period > 1:
        key += f"/{clock.period}"
    if stage.late and clock.state in (State.PIT_EXTENDED, State.EIR_EXTENDED):
        key += "/extended"
    if stage.internal and item.given is not None and (stage.day or 0) >= back:
        key += f"/given-{item.given.isoformat()}"
    if CLARIFICATION_DATES & {stage.on, stage.after} and clock.asked_again_on is not None:
        key += f"/asked-{clock.asked_again_on.isoformat()}"
    return f"{key}/{today.isoformat()}" if stage.daily else key


def next_look(
    timed: Sequence[tuple[Stage, date]], item: NoticeItem, today: date, desk: Calendar
) -> date | None:
    """Return the first day after *today* on which a stage comes due, or comes again."""
    days = [day for _, day in timed if day > today]
    if any(stage.daily for stage, day in timed if day <= today):
        days.append(desk.working_day(today, 1))
    return desk.roll(min(days)) if days else None
