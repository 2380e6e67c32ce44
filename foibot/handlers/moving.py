"""What a decision would move, and what one moved: foreseen, kept beside the old, listed, told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock, clock_events
from foibot.case.events import Event, Fact
from foibot.case.lifecycle import replay
from foibot.case.model import ItemState
from foibot.clock.model import ItemClock
from foibot.clock.recompute import Setting, Tracked, recompute
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.letter.requester import DateChanged


def clocks_of(file: CaseFile, desk: Desk) -> dict[int, ItemClock]:
    """Return the clock of each question as it stands today."""
    return desk.office.clocks(file.case, file.history, desk.today)


def due_of(file: CaseFile, desk: Desk) -> date | None:
    """Return the date of the earliest running question, or None."""
    return case_clock(clocks_of(file, desk)).due


def owed_besides(file: CaseFile, ns: Collection[int]) -> frozenset[int]:
    """Return the questions that are owed an answer and are not among *ns*."""
    owed = (item.n for item in file.case.counted if item.state is not ItemState.SENT)
    return frozenset(n for n in owed if n not in ns)


def due_besides(file: CaseFile, ns: Collection[int], desk: Desk) -> date | None:
    """Return the date of the questions that are owed an answer and are not among *ns*, or None."""
    rest = owed_besides(file, ns)
    clocks = {n: clock for n, clock in clocks_of(file, desk).items() if n in rest}
    return case_clock(clocks).due if clocks else None


def foreseen(file: CaseFile, fact: Fact, by: str, desk: Desk) -> dict[int, ItemClock]:
    """Return the clocks as *fact* would make them; nothing is recorded."""
    event = Event(file.case.version + 1, desk.now, by, fact)
    history = (*file.history, event)
    case = replay(file.reference, desk.office.authority, history)
    return desk.office.clocks(case, history, desk.today)


def moved(was: CaseFile, now: CaseFile, desk: Desk) -> tuple[str, ...]:
    """Return, in words, each open question whose last day is another now, with the reason."""
    setting = Setting(desk.office.calendars, desk.office.rules)
    before = clocks_of(was, desk)
    tracked = [
        Tracked(
            f"{now.reference} Q{n}" if n else now.reference,
            clock_events(n, was.history),
            clock_events(n, now.history),
            before[n].due,
        )
        for n in clocks_of(now, desk)
        if n in before
    ]
    changes = recompute(tracked, desk.today, setting, setting)
    return tuple(str(one) for one in changes if any(m.key == "due" for m in one.moved))


def tell_moved(
    was: CaseFile, now: CaseFile, why: str, desk: Desk, by: str, message: str = ""
) -> CaseFile:
    """
    Keep the old dates beside the new, list them to governance and tell the requester (WD-9).

    Return the case with what was noted; nothing is done where no date moved.
    """
    lines = moved(was, now, desk)
    if not lines:
        return now
    old, new = due_of(was, desk), due_of(now, desk)
    now = desk.files.record(now, events.Noted("; ".join(lines)), actor=by, message=message)
    desk.alert(AlertKind.DATE_MOVED, now, why or "What the dates rest on was changed", lines)
    if old is not None and new is not None and old != new:
        key = f"date-changed/{now.reference}/{message or now.case.version}/{new}"
        letter = DateChanged(now.reference, old, new, why)
        desk.post.send(letter, desk.to_requester(now, key))
    return now
