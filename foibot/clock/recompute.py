"""Which open dates move when a holiday, a receipt, a regime or an event changes (WD-9, WD-10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foibot.clock.calendar import Calendar, Calendars, is_weekend, long_date
from foibot.clock.events import ClockEvent
from foibot.clock.item import item_clock
from foibot.clock.model import ItemClock
from foibot.clock.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Setting:
    """The calendars and rules of one time."""

    calendars: Calendars
    rules: Rulebook


@dataclass(frozen=True, slots=True)
class Tracked:
    """An item as it was worked out and as it is now; *promised* is the due date last told."""

    item: str
    before: Sequence[ClockEvent]
    after: Sequence[ClockEvent]
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One date that changed; None where there was none, or is none any more."""

    key: str
    old: date | None
    new: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a recomputation changed for one item: the old is kept beside the new."""

    item: str
    old: ItemClock
    new: ItemClock
    moved: tuple[Moved, ...]
    reasons: tuple[str, ...]
    promised: date | None
    # The date told to the requester would become later: it may not without a letter.
    tell_requester: bool
    # The new date is earlier than the one told, or has passed: a person must act.
    urgent: bool
    # What the desk works to: the earlier of both, so that nobody gains time in silence (WD-10).
    target: date | None

    def __str__(self) -> str:
        told = "; the requester must be told" if self.tell_requester else ""
        due = next((moved for moved in self.moved if moved.key == "due"), None)
        dates = f"due {words(due.old)} becomes {words(due.new)}" if due else "other dates move"
        return f"{self.item}: {dates} because {' and '.join(self.reasons)}{told}"


def words(day: date | None) -> str:
    """Return *day* in words."""
    return long_date(day) if day is not None else "(none)"


def recompute(
    items: Iterable[Tracked], today: date, old: Setting, new: Setting
) -> tuple[Change, ...]:
    """Return a change for each open item of which a date moved, the earliest new date first."""
    changes = [
        change for item in items for change in [item_change(item, today, old, new)] if change
    ]
    return tuple(sorted(changes, key=lambda change: (change.new.due or date.max, change.item)))


def item_change(item: Tracked, today: date, old: Setting, new: Setting) -> Change | None:
    """Return what moved for one item; None when nothing did or it is closed before and after."""
    was = item_clock(item.before, today, old.calendars, old.rules)
    now = item_clock(item.after, today, new.calendars, new.rules)
    open_now = now.runs or now.suspended_on is not None
    moved = moved_dates(was, now)
    if not moved or not open_now:
        return None
    later = now.due is not None and item.promised is not None and now.due > item.promised
    earlier = now.due is not None and item.promised is not None and now.due < item.promised
    return Change(
        item=item.item,
        old=was,
        new=now,
        moved=moved,
        reasons=tuple(reasons(item, was, now)) or ("the rules changed",),
        promised=item.promised,
        tell_requester=later,
        urgent=earlier or (now.late and not was.late),
        target=min(
            (day for day in (was.target, now.target, item.promised) if day is not None),
            default=None,
        )
        if now.due is not None
        else None,
    )


def moved_dates(was: ItemClock, now: ItemClock) -> tuple[Moved, ...]:
    """Return every date that differs, the due date first."""
    pairs = [("due", was.due, now.due), ("target", was.target, now.target)]
    keys = dict.fromkeys(named.key for named in (*was.dates, *now.dates))
    pairs += [(key, was.date_of(key), now.date_of(key)) for key in keys]
    return tuple(Moved(key, before, after) for key, before, after in pairs if before != after)


def reasons(item: Tracked, was: ItemClock, now: ItemClock) -> Iterable[str]:
    """Yield why dates moved: events that are new or gone, days that are holidays or no more."""
    for event in item.after:
        if event not in item.before:
            yield f"{event.kind.replace('_', ' ')} on {long_date(event.on)}"
    for event in item.before:
        if event not in item.after:
            yield f"{event.kind.replace('_', ' ')} on {long_date(event.on)} no longer holds"
    first, last = min(was.day0, now.day0), max(was.answer_by, now.answer_by)
    yield from new_days(was.count.calendar, now.count.calendar, first, last)


def new_days(was: Calendar, now: Calendar, first: date, last: date) -> Iterable[str]:
    """Yield the days from *first* to *last* that began or ceased to be holidays."""
    if was.name is not now.name:
        yield f"the holidays of {now.name} count in place of {was.name}"
        return
    for day in sorted(set(was.holidays) ^ set(now.holidays)):
        if first < day <= last and not is_weekend(day):
            holiday = now.holidays.get(day)
            if holiday is not None:
                yield f"{long_date(day)} is now a bank holiday: {holiday.name} ({holiday.nations})"
            else:
                yield f"{long_date(day)} is no longer a bank holiday"
