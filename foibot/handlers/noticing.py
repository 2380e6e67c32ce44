"""Which notices of a case are due, to whom; each is recorded in the case as done (law.md P13)."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.case import events
from foibot.case.model import CaseItem, CaseKind
from foibot.clock.model import ItemClock
from foibot.clock.notices import Notice
from foibot.clock.timetable import NoticeKind, Role
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft, ready


@dataclass(frozen=True, slots=True)
class Due:
    """One notice that is due to one person about one question."""

    file: CaseFile
    n: int
    clock: ItemClock
    notice: Notice
    role: Role
    to: str


def notices_of(file: CaseFile, desk: Desk) -> list[Due]:
    """Return the notices due for a case, recorded as done; a draft stage makes the draft."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    plan = desk.office.plan(file.case, clocks, desk.today)
    if not plan.notices:
        _look_later(file, desk)
        return []
    found: list[Due] = []
    facts = []
    for notice in plan.notices:
        n = int(notice.item)
        people = _people(file, n, notice, desk)
        facts.append(
            events.Reminded(
                n,
                notice.stage,
                notice.key,
                tuple(person for _, person in people),
                notice.supersedes,
            )
        )
        found += [Due(file, n, clocks[n], notice, role, person) for role, person in people]
    changed = desk.files.record(file, *facts)
    if any(notice.kind is NoticeKind.DRAFT for notice in plan.notices):
        draft(changed, desk)
    return found


def _look_later(file: CaseFile, desk: Desk) -> None:
    """Write down the next day to look: nothing is due before it."""
    dates = desk.office.dates(file.case, file.history, desk.today)
    desk.uow.cases.set_dates(file.reference, dates)


def _people(file: CaseFile, n: int, notice: Notice, desk: Desk) -> list[tuple[Role, str]]:
    item = file.case.item(n)
    named: dict[str, Role] = {}
    for role in notice.to:
        for person in _in_role(role, file, item, desk):
            named.setdefault(person.lower(), role)
    return [(role, person) for person, role in named.items()]


def _in_role(role: Role, file: CaseFile, item: CaseItem | None, desk: Desk) -> tuple[str, ...]:
    """Return who has *role* for an item; governance steps in where nobody has it."""
    if role is Role.GOVERNANCE:
        return desk.people.leads
    if role is Role.REQUESTER:
        return (file.case.requester.address,)
    if role is Role.APPROVER:
        # The new draft itself tells the approver; where none can be made, or one waits, governance.
        made_now = file.case.draft is None and bool(ready(file.case).items)
        return () if made_now else desk.people.leads
    if role is Role.REVIEWER:
        return (file.case.reviewer,) if file.case.reviewer else desk.people.leads
    if role is Role.OFFICER:
        return (item.officer,) if item and item.officer else ()
    return _of_service(role, item, desk)


def _of_service(role: Role, item: CaseItem | None, desk: Desk) -> tuple[str, ...]:
    service = desk.people.service(item.service if item else None)
    if service is None or item is None:
        return desk.people.leads
    if role is Role.DEPUTY:
        deputy = desk.people.deputy(service, item.officer or "")
        return (deputy,) if deputy else ()
    person = service.manager if role is Role.MANAGER else service.director
    return (person,) if person else desk.people.leads


def is_review(file: CaseFile) -> bool:
    """Return whether a case is an internal review."""
    return file.case.kind is CaseKind.REVIEW
