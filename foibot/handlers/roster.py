"""Starters, leavers and absences in services.toml take effect: what they held is handed on."""

from __future__ import annotations

import hashlib

from foibot.case import events
from foibot.handlers.absence import AT_ONCE, STATES, hand_on
from foibot.handlers.desk import Desk
from foibot.handlers.nothing_due import KNOWN_ROSTER
from foibot.letter.governance import AlertKind
from foibot.store.items import ItemRow


def follow_roster(desk: Desk) -> int:
    """Hand on the questions of those who left or are away; return how many moved."""
    mark = _mark(desk)
    if desk.uow.state.own(KNOWN_ROSTER) == mark:
        return 0
    moved, more = 0, False
    here = desk.people.roster()
    for officer in desk.uow.items.officers_in(STATES):
        if officer not in here:
            rows = desk.uow.items.with_officer(officer, STATES, AT_ONCE)
            moved += _left(officer, rows, desk)
            more = more or len(rows) == AT_ONCE
        elif desk.people.is_away(officer):
            moved += hand_on(officer, "is away", "", desk)
    # With very many the rest follow with the next ticks.
    desk.uow.state.set_own(KNOWN_ROSTER, None if more else mark)
    return moved


def _mark(desk: Desk) -> str:
    """Return what stands for the people of today: another mark means that something changed."""
    services = desk.office.services.all
    people = [f"{one.name}:{','.join(one.people)}" for one in services]
    away = sorted(f"{address}:{until}" for address, until in desk.people.away.items())
    return hashlib.sha256("\n".join([*people, *away]).encode()).hexdigest()


def _left(officer: str, rows: list[ItemRow], desk: Desk) -> int:
    moved = 0
    for row in rows:
        file = desk.files.load(row.reference)
        service = desk.people.service(row.service)
        if file is None:
            continue
        why = f"{officer} is no longer on the roster"
        if service is None:
            desk.files.record(file, events.Unassigned(row.n, why))
            continue
        successor = desk.people.officer(service).lower()
        desk.files.record(file, events.Assigned(row.n, service.name, successor, why))
        moved += 1
    what = f"{officer} left the roster: {moved} of {len(rows)} questions were handed on"
    desk.alert(AlertKind.ABSENCE, None, what, subject=f"{officer}-{desk.today}")
    return moved
