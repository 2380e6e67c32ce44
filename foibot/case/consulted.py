"""When those who were consulted are reminded, and when governance hears that nothing came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foibot.case.model import Case, Consultation, ItemState
from foibot.clock.calendar import Calendar
from foibot.clock.timetable import Consulting

SETTLED = frozenset({ItemState.SENT, ItemState.DROPPED})


class Nudge(StrEnum):
    """What is due about a consultation that nobody answered."""

    REMIND = "remind"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Overdue:
    """A consultation, what is due about it, and its lower stage that is passed over."""

    about: Consultation
    nudge: Nudge
    key: str
    supersedes: tuple[str, ...]


def _key(one: Consultation, nudge: Nudge) -> str:
    return f"consulted/{one.key}/{nudge.value}"


def _days(one: Consultation, days: Consulting, calendar: Calendar) -> dict[Nudge, date]:
    on = {
        Nudge.REMIND: calendar.working_day(one.reply_by, days.remind),
        Nudge.ALERT: calendar.working_day(one.reply_by, days.alert),
    }
    if one.unreached:
        del on[Nudge.REMIND]  # where mail came back from, nobody reads a second one
    return on


def _waiting(case: Case) -> tuple[Consultation, ...]:
    """Return the consultations that somebody should still answer."""
    if not case.status.is_open:
        return ()
    owed = {item.n for item in case.counted if item.state not in SETTLED}
    return tuple(o for o in case.consulted if o.answered_on is None and owed & set(o.items))


def overdue(case: Case, today: date, days: Consulting, calendar: Calendar) -> tuple[Overdue, ...]:
    """Return what is due today: after an outage the highest stage alone, once."""
    found = []
    for one in _waiting(case):
        on = _days(one, days, calendar)
        reached = [nudge for nudge in on if on[nudge] <= today]
        if reached and _key(one, reached[-1]) not in case.reminded:
            lower = tuple(_key(one, nudge) for nudge in reached[:-1])
            found.append(Overdue(one, reached[-1], _key(one, reached[-1]), lower))
    return tuple(found)


def next_reminder(case: Case, days: Consulting, calendar: Calendar) -> date | None:
    """Return the first day on which something about a consultation is due."""
    return min(
        (
            on
            for one in _waiting(case)
            for nudge, on in _days(one, days, calendar).items()
            if _key(one, nudge) not in case.reminded
        ),
        default=None,
    )
