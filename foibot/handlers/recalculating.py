"""A new bank holiday or limit: every open date again, the old kept, nobody surprised (WD-9)."""

from __future__ import annotations

from datetime import date

from foibot.case import events
from foibot.clock.calendar import Calendar, digest, is_weekend, long_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.letter.requester import DateChanged
from foibot.store.cases import CaseRow

KNOWN_CALENDAR = "calendar_version"
KNOWN_DAYS = "calendar_days"
WHY = "the bank holidays or the limits in our rules were changed"


def follow_calendar(desk: Desk) -> int:
    """Work every open date out again when calendars or limits changed; return how many moved."""
    office, state = desk.office, desk.uow.state
    version = digest([office.calendars.version, repr(office.rules.regimes)])
    known = state.own(KNOWN_CALENDAR)
    if known == version:
        return 0
    why = changed_days(state.own(KNOWN_DAYS), office.calendars.uk_any, desk.today) or WHY
    state.set_own(KNOWN_CALENDAR, version)
    state.set_own(KNOWN_DAYS, "\n".join(known_days(office.calendars.uk_any, desk.today)))
    moved = _all_again(why, desk) if known is not None else []
    _tell(moved, why, desk)
    return len(moved)


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


Moved = tuple[CaseFile, str]


def _all_again(why: str, desk: Desk) -> list[Moved]:
    """Return each open case whose date moved, with its old and its new date in words."""
    moved: list[Moved] = []
    after = ""
    while rows := desk.uow.cases.open_cases(after=after):
        found = (_again(row, why, desk) for row in rows)
        moved += [one for one in found if one is not None]
        after = rows[-1].reference
    return moved


def _again(row: CaseRow, why: str, desk: Desk) -> Moved | None:
    """Work out one case again; a later date is told to the requester, never moved in silence."""
    file = desk.files.load(row.reference)
    if file is None:
        return None
    new = desk.office.dates(file.case, file.history, desk.today)
    if new.due == row.due or new.due is None or row.due is None:
        desk.uow.cases.set_dates(row.reference, new)
        return None
    words = f"Due {long_date(row.due)} became {long_date(new.due)}"
    file = desk.files.record(file, events.Noted(f"{words}: {why}"))
    if new.due > row.due:
        key = f"date-changed/{row.reference}/{new.due}"
        letter = DateChanged(row.reference, row.due, new.due, why)
        desk.post.send(letter, desk.to_requester(file, key))
    return file, words


def _tell(moved: list[Moved], why: str, desk: Desk) -> None:
    """Tell governance in one mail, however many dates moved."""
    if len(moved) == 1:
        file, words = moved[0]
        desk.alert(AlertKind.DATE_MOVED, file, f"{words}: {why}")
    elif moved:
        lines = tuple(f"{file.reference}: {words}" for file, words in moved)
        desk.alert(AlertKind.DATE_MOVED, None, f"{len(moved)} dates moved: {why}", lines)
