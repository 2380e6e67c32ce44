"""A new bank holiday: every open date worked out again, the old kept, nobody surprised (WD-9)."""

from __future__ import annotations

from foibot.case import events
from foibot.clock.calendar import long_date
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.letter.requester import DateChanged
from foibot.store.cases import CaseRow

KNOWN_CALENDAR = "calendar_version"
WHY = "a bank holiday was added or changed"


def follow_calendar(desk: Desk) -> int:
    """Work every open date out again when the calendars changed; return how many moved."""
    version = desk.office.calendars.version
    if desk.uow.state.own(KNOWN_CALENDAR) == version:
        return 0
    first = desk.uow.state.own(KNOWN_CALENDAR) is None
    desk.uow.state.set_own(KNOWN_CALENDAR, version)
    if first:
        return 0
    moved = 0
    after = ""
    while rows := desk.uow.cases.open_cases(after=after):
        moved += sum(_again(row, desk) for row in rows)
        after = rows[-1].reference
    return moved


def _again(row: CaseRow, desk: Desk) -> bool:
    """Work out one case again; a later date is told to the requester, never moved in silence."""
    file = desk.files.load(row.reference)
    if file is None:
        return False
    new = desk.office.dates(file.case, file.history, desk.today)
    if new.due == row.due or new.due is None or row.due is None:
        desk.uow.cases.set_dates(row.reference, new)
        return False
    words = f"Due {long_date(row.due)} became {long_date(new.due)}: {WHY}"
    file = desk.files.record(file, events.Noted(words))
    desk.alert(AlertKind.DATE_MOVED, file, words)
    if new.due > row.due:
        key = f"date-changed/{row.reference}/{new.due}"
        letter = DateChanged(row.reference, row.due, new.due, WHY)
        desk.post.send(letter, desk.to_requester(file, key))
    return True
