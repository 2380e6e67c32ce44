"""A new bank holiday or limit: every open date again, the old kept, nobody surprised (WD-9)."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from foibot.case import events
from foibot.clock.calendar import Calendar, digest, is_weekend, long_date
from foibot.handlers.desk import Desk
from foibot.handlers.nothing_due import KNOWN_CALENDAR, MOVING
from foibot.letter.governance import AlertKind
from foibot.letter.requester import DateChanged
from foibot.store.cases import CaseRow

KNOWN_DAYS = "calendar_days"
MOST = 200  # cases that are named in one alert
PAGE = 200
LONGEST_SECONDS = 3.0  # of one transaction
WHY = "the bank holidays or the limits in our rules were changed"


def follow_calendar(desk: Desk) -> bool:
    """
    Work open dates out again when calendars or limits changed; return whether more are left.

    Thousands take several transactions: each goes on after the case at which the last one ended.
    """
    office, state = desk.office, desk.uow.state
    version = digest([office.calendars.version, repr(office.rules.regimes)])
    known = state.own(KNOWN_CALENDAR)
    if known == version:
        return False
    why = changed_days(state.own(KNOWN_DAYS), office.calendars.uk_any, desk.today) or WHY
    moved = Moved.from_text(state.own(MOVING), version)
    if known is not None and _some_again(moved, why, desk):
        state.set_own(MOVING, moved.to_text())
        return True
    state.set_own(MOVING, None)
    state.set_own(KNOWN_CALENDAR, version)
    state.set_own(KNOWN_DAYS, "\n".join(known_days(office.calendars.uk_any, desk.today)))
    _tell(moved, why, desk)
    return False


def known_days(calendar: Calendar, today: date) -> list[str]:
    """Return each bank holiday on a weekday since last year began, with its nations and name."""
    return [
        f"{long_date(day)} ({holiday.name}, {holiday.nations})"
        for day, holiday in calendar.holidays.items()
        if day.year >= today.year - 1 and not is_weekend(day)
    ]


def changed_days(before: str | None, calendar: Calendar, today: date) -> str:
    """Return in words which days became or ceased to be bank holidays; "" when none is known."""
    if not before:
        return ""
    old, new = before.splitlines(), known_days(calendar, today)
    years = {str(year) for year in range(today.year - 1, calendar.last.year + 1)}
    said = [f"{day} is now a bank holiday" for day in new if day not in old]
    said += [
        f"{day} is no longer a bank holiday"
        for day in old
        if day not in new and day.split(" (")[0][-4:] in years
    ]
    return "; ".join(said)


@dataclass(slots=True)
class Moved:
    """Which dates moved so far, the first of them with the words, and where to go on."""

    version: str
    after: str = ""
    total: int = 0
    first: list[tuple[str, str]] = field(default_factory=list)

    def add(self, reference: str, words: str) -> None:
        """Count a case; the first ones are told one by one."""
        self.total += 1
        if len(self.first) < MOST:
            self.first.append((reference, words))

    def to_text(self) -> str:
        """Return it as text for the database."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None, version: str) -> Moved:
        """Return what `to_text` wrote on the way to *version*; from the start on where none is."""
        stored = json.loads(text) if text else {}
        if stored.get("version") != version:
            # What an earlier change moved is told with this one.
            return cls(version, "", stored.get("total", 0), _pairs(stored))
        return cls(version, stored["after"], stored["total"], _pairs(stored))


def _pairs(stored: dict[str, Any]) -> list[tuple[str, str]]:
    return [(reference, words) for reference, words in stored.get("first", ())]


def _some_again(moved: Moved, why: str, desk: Desk) -> bool:
    """Work out the next open cases again; return whether more are left."""
    began = time.monotonic()
    while rows := desk.uow.cases.open_cases(PAGE, moved.after):
        for row in rows:
            words = _again(row, why, desk)
            if words:
                moved.add(row.reference, words)
            moved.after = row.reference
            if time.monotonic() - began > LONGEST_SECONDS:
                return True
    return False


def _again(row: CaseRow, why: str, desk: Desk) -> str:
    """
    Work out one case again; a later date is told to the requester, never moved in silence.

    Return its old and its new date in words, or "" when it did not move.
    """
    file = desk.files.load(row.reference)
    if file is None:
        return ""
    new = desk.office.dates(file.case, file.history, desk.today)
    if new.due == row.due or new.due is None or row.due is None:
        desk.uow.cases.set_dates(row.reference, new)
        return ""
    words = f"Due {long_date(row.due)} became {long_date(new.due)}"
    file = desk.files.record(file, events.Noted(f"{words}: {why}"))
    if new.due > row.due:
        key = f"date-changed/{row.reference}/{new.due}"
        letter = DateChanged(row.reference, row.due, new.due, why)
        desk.post.send(letter, desk.to_requester(file, key))
    return words


def _tell(moved: Moved, why: str, desk: Desk) -> None:
    """Tell governance in one mail, however many dates moved."""
    if moved.total == 1:
        reference, words = moved.first[0]
        desk.alert(AlertKind.DATE_MOVED, desk.files.load(reference), f"{words}: {why}")
    elif moved.total:
        lines = [f"{reference}: {words}" for reference, words in moved.first]
        more = moved.total - len(lines)
        lines += [f"and {more} more"] if more else []
        desk.alert(AlertKind.DATE_MOVED, None, f"{moved.total} dates moved: {why}", lines)
