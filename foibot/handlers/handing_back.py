"""A stand-in leaves questions for whom they were with: they go back where the time allows it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.events import Assigned
from foibot.case.lifecycle import standing
from foibot.handlers.absence import left_until
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.dates import long_date
from foibot.letter.governance import AlertKind
from foibot.letter.officer import Recorded
from foibot.replies.leaving import Left
from foibot.replies.model import Key

if TYPE_CHECKING:
    from foibot.handlers.officer_reply import Taken

LEAST = 5  # working days that must be left after somebody's return
STAYS = "Stays with you"
GOES_BACK = "Left for your colleague"


def hand_back(
    left: tuple[Left, ...], files: dict[str, CaseFile], author: str, taken: Taken, desk: Desk
) -> None:
    """
    Give back what *author* leaves for whom it was with, where that is certain and in time.

    No clock waits for a person who is away (FOIA s.10(1)): governance hears of it each time.
    """
    told: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for one in left:
        for key in one.keys:
            line = _hand_back(key, one.name, files[key.reference], author, taken, desk)
            if line:
                told.setdefault(key.reference, []).append(line)
                choice = f"assign Q{key.n} to the name of the service"
                asked.setdefault(key.reference, []).append(choice)
    for reference, lines in told.items():
        what = f"{author} leaves questions for somebody who is away"
        desk.alert(AlertKind.WANTED, files[reference], what, lines, asked[reference])


def _hand_back(key: Key, name: str, file: CaseFile, author: str, taken: Taken, desk: Desk) -> str:
    """Give back one question, or not; return what governance must hear of it, or ""."""
    before = _before(file, key.n, author)
    if before is None or not _is_called(name, before.officer, desk):
        why = f"it did not come to you from a {name}: say which service should have it"
        taken.missing.append((f"Q{key.n} for {name}", why))
        return ""
    until = desk.people.away.get(before.officer)
    back = f"is back after {long_date(until)}" if until else "gave no day of return"
    if not desk.people.is_away(before.officer):
        back = "is here"
    elif not _in_time(until, file, desk):
        said = f"{before.officer} {back}, and the legal deadline does not wait. Governance decides."
        taken.recorded.append(Recorded(*key, STAYS, said))
        return f"Q{key.n} stays with {author}: {before.officer} {back}"
    taken.add(key, events.Assigned(key.n, before.service, before.officer, left_until(until)))
    said = f"It is with {before.officer} again, who {back}."
    taken.recorded.append(Recorded(*key, GOES_BACK, said))
    away = desk.people.is_away(before.officer)
    return f"Q{key.n} waits for {before.officer}, who {back}" if away else ""


def _before(file: CaseFile, n: int, author: str) -> Assigned | None:
    """Return the assignment before the one by which *author* got the question."""
    every = [e.fact for e in standing(file.history) if isinstance(e.fact, Assigned)]
    own = [fact for fact in every if fact.n == n]
    if len(own) < 2 or own[-1].officer != author or own[-2].officer == author:
        return None
    return own[-2]


def _is_called(name: str, address: str, desk: Desk) -> bool:
    """Return whether *name* may be whose *address* it is: no other name is known for it."""
    known = desk.people.called(address).lower()
    return not name[:1].isupper() or not known or name.lower() == known


def _in_time(until: date | None, file: CaseFile, desk: Desk) -> bool:
    due = case_clock(desk.office.clocks(file.case, file.history, desk.today)).due
    if until is None or due is None:
        return False
    return desk.office.own_days.count(until + timedelta(1), due) >= LEAST
