"""What the register says of the work that REMIND may have; noted where none is left."""

from __future__ import annotations

from datetime import datetime, time

from foibot.case.model import Status
from foibot.clock.calendar import receipt_date
from foibot.handlers.nothing_due import (
    DONE_ON,
    KNOWN_CALENDAR,
    KNOWN_ROSTER,
    MOVING,
    NOTED,
    REST,
    Facts,
    Note,
    next_instant,
)
from foibot.store.unit_of_work import UnitOfWork


def is_at_rest(uow: UnitOfWork, rules: str, now: datetime) -> bool:
    """Return whether REMIND, by the rules of which *rules* is the mark, has nothing to do *now*."""
    note = Note.from_text(uow.state.own(NOTED))
    return note is not None and note.holds(now, facts_of(uow, now), rules)


def note_rest(uow: UnitOfWork, rules: str, now: datetime, digest: time | None) -> None:
    """
    Note that nothing is left to do, if so, in the transaction that saw to all that was due.

    *digest* is the hour at which this day's work is still to begin.
    """
    facts = facts_of(uow, now)
    if facts.pending:
        return
    note = Note(now, next_instant(now, digest), facts.mark(rules))
    old = Note.from_text(uow.state.own(NOTED))
    if old is None or not (old.holds(now, facts, rules) and old.until == note.until):
        uow.state.set_own(NOTED, note.to_text())


def facts_of(uow: UnitOfWork, now: datetime) -> Facts:
    """Return the facts as this transaction sees them."""
    state = uow.state
    return Facts(
        done_on=state.own(DONE_ON),
        roster=state.own(KNOWN_ROSTER),
        calendar=state.own(KNOWN_CALENDAR),
        absent=uow.contacts.absent(receipt_date(now)),
        letters_on_their_way=bool(uow.cases.with_status(Status.APPROVED.value, 1)),
        unfinished=state.own(MOVING) is not None or bool(state.own_under(REST)),
    )
