"""What a regulator or tribunal wants of us, by when, and when governance is reminded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foibot.case.model import Case, RegulatorLetter
from foibot.clock.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that waits for our reply, and the stage that is due about it."""

    letter: RegulatorLetter
    stage: str
    supersedes: tuple[str, ...]


def _stages(letter: RegulatorLetter, before: Sequence[int], calendar: Calendar) -> dict[str, date]:
    """Return the day of each stage: so many working days before, and the day after."""
    assert letter.reply_by is not None
    stages = {
        f"regulator/{letter.key}/{days}": calendar.before(letter.reply_by, days)
        for days in sorted(before, reverse=True)
    }
    late = calendar.working_day(letter.reply_by, 1)
    return {**stages, f"regulator/{letter.key}/late": late}


def waiting(case: Case) -> tuple[RegulatorLetter, ...]:
    """Return the letters that name a day and have had no reply, whether the case is open or not."""
    return tuple(one for one in case.regulator if one.reply_by and one.answered_on is None)


def wanted(
    case: Case, today: date, before: Sequence[int], calendar: Calendar
) -> tuple[Wanted, ...]:
    """Return what is due today: after an outage the highest stage alone, once."""
    found = []
    for letter in waiting(case):
        reached = [key for key, on in _stages(letter, before, calendar).items() if on <= today]
        if reached and reached[-1] not in case.reminded:
            found.append(Wanted(letter, reached[-1], tuple(reached[:-1])))
    return tuple(found)


def next_stage(case: Case, before: Sequence[int], calendar: Calendar) -> date | None:
    """Return the first day on which something about a regulator's letter is due."""
    return min(
        (
            on
            for letter in waiting(case)
            for key, on in _stages(letter, before, calendar).items()
            if key not in case.reminded
        ),
        default=None,
    )
