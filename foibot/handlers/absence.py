"""Somebody is away: the deputy gets the questions the same day, and governance hears of it."""

from __future__ import annotations

from datetime import date, timedelta

from foibot.case import events
from foibot.case.lifecycle import standing
from foibot.case.model import CaseKind, ItemState, Status
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft
from foibot.handlers.handing import hand_over
from foibot.handlers.nothing_due import REST
from foibot.handlers.people import ENOUGH
from foibot.handlers.result import Result, kept
from foibot.letter.dates import count, long_date
from foibot.letter.governance import AlertKind
from foibot.triage.chain import Verdict

WORKED_ON = (
    ItemState.WITH_OFFICER,
    ItemState.PROPOSED,
    ItemState.AWAITING_CLARIFICATION,
    ItemState.AWAITING_FEE,
)
STATES = tuple(state.value for state in WORKED_ON)
# So many questions change hands in one transaction.
AT_ONCE = 200


def absence(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Mark the sender as away; believed when it answers our mail or its domain is confirmed."""
    author = arrival.context.author
    known = arrival.context.granted is not None or arrival.context.verdict.passed
    if author is None or not known or author not in desk.people.roster():
        return Result(reading=kept(arrival.reading))
    finding = arrival.message.automatic
    if finding is not None and finding.acknowledges:
        # The mailbox of a team acknowledges every mail, and nobody is away for it.
        return Result(reading=kept(arrival.reading))
    back = finding.return_date if finding else None
    until = back - timedelta(days=1) if back else None
    if until is not None and until < desk.today:
        return Result(reading=kept(arrival.reading))
    desk.uow.contacts.set_absent(author, until, arrival.identity, desk.now)
    desk.people.away[author] = until
    when = f"is away until {long_date(until)}" if until else "is away; no date of return given"
    hand_on(author, when, arrival.identity, desk, named=finding.stand_in if finding else None)
    pass_drafts_on(author, when, desk)
    return Result(reading=kept(arrival.reading))


def hand_on(address: str, why: str, message: str, desk: Desk, *, named: str | None = None) -> int:
    """
    Give everything that *address* has to the deputies; return how many questions moved.

    *why* says what is the matter with them ("is away"), *named* whom they name themselves.
    With many it is the nearest ones, and the rest follow with the next ticks (P19).
    """
    total = desk.uow.items.count_with(address.lower(), STATES)
    facts, waiting = _to_deputies(address, why, message, desk)
    moved = sum(map(len, facts.values()))
    more = moved >= AT_ONCE
    desk.uow.state.set_own(f"{REST}{address.lower()}", why if more else None)
    given: dict[str, dict[str, set[int]]] = {}
    for reference, assigned in facts.items():
        for fact in assigned:
            given.setdefault(fact.officer, {}).setdefault(reference, set()).add(fact.n)
    for deputy, wanted in given.items():
        # The same day: tomorrow's digest would be a day lost.
        subject = f"{address.lower()}-{desk.today}"
        hand_over(deputy, wanted, "", desk, subject=subject, instead_of=address)
    what = f"{address} {why}"
    if total:
        what += f"; {moved} of {total} questions went to a deputy"
    what += ", and the rest follow" if more else ""
    left = total - moved - waiting
    details = [f"{left} questions have no deputy: please assign them"] if left and not more else []
    details += [f"The note names {named} to turn to"] if named and named not in given else []
    desk.alert(AlertKind.ABSENCE, None, what, details, subject=f"{address}-{desk.today}")
    return moved


def hand_on_the_rest(desk: Desk) -> None:
    """Give deputies the next of what those who are away had, until nothing is left."""
    for name, why in sorted(desk.uow.state.own_under(REST).items()):
        address = name.removeprefix(REST)
        facts, _ = _to_deputies(address, why, "", desk)
        if sum(map(len, facts.values())) < AT_ONCE:
            desk.uow.state.set_own(name, None)


def _to_deputies(
    address: str, why: str, message: str, desk: Desk
) -> tuple[dict[str, list[events.Assigned]], int]:
    """
    Assign the nearest questions of *address* to deputies.

    Return what was assigned, by case, and how many wait for *address*, as a deputy has said.
    """
    deputies = {
        service.name: (service, deputy)
        for service in desk.office.services.all
        if (deputy := desk.people.deputy(service, address)) is not None
    }
    rows = desk.uow.items.with_officer(address.lower(), STATES, AT_ONCE, [*deputies])
    by_case: dict[str, list[events.Assigned]] = {}
    for row in rows:
        service, deputy = deputies[row.service or ""]
        fact = events.Assigned(row.n, service.name, deputy, f"{address} {why}")
        by_case.setdefault(row.reference, []).append(fact)
    done: dict[str, list[events.Assigned]] = {}
    waiting = 0
    for reference, facts in by_case.items():
        file = desk.files.load(reference)
        moved = [one for one in facts if file and not _was_left(file, one.n, address, desk)]
        waiting += len(facts) - len(moved)
        if file is not None and moved:
            desk.files.record(file, *moved, message=message)
            done[reference] = moved
    return done, waiting


def _was_left(file: CaseFile, n: int, address: str, desk: Desk) -> bool:
    """Return whether a stand-in has left the question for the end of this very absence."""
    every = [e.fact for e in standing(file.history) if isinstance(e.fact, events.Assigned)]
    own = [fact for fact in every if fact.n == n]
    until = desk.people.away.get(address.lower())
    return bool(own) and own[-1].why == left_until(until)


def left_until(day: date | None) -> str:
    """Return the reason for which a question waits for somebody who is away until *day*."""
    return f"left for them, who are away until {day}"


def pass_drafts_on(address: str, why: str, desk: Desk) -> int:
    """
    Put the drafts that wait for *address* alone before somebody who is here; return how many.

    A letter that two people must approve waits for nobody only while two of them are here.
    """
    moved = 0
    for row in desk.uow.cases.with_status(Status.AWAITING_APPROVAL.value):
        file = desk.files.load(row.reference)
        waiting = file.case.draft if file is not None else None
        if file is None or waiting is None or file.case.kind is CaseKind.REVIEW:
            continue
        asked = [one.lower() for one in waiting.asked_of]
        here = [one for one in asked if one != address.lower() and not desk.people.is_away(one)]
        if address.lower() not in asked or len(here) >= (ENOUGH if waiting.two_people else 1):
            continue
        draft(desk.files.void(file, f"{address} {why}"), desk)
        moved += 1
    if moved:
        what = f"{count(moved, 'letter')} that waited for {address} went to another approver"
        desk.alert(AlertKind.ABSENCE, None, what, subject=f"{address}-{desk.today}")
    return moved
