"""
A second clock, written from the law and not from the code: it lives through every day in turn.

Nothing of foibot.clock is used.  A day begins with what happens on it and ends by being counted
or not, so that a reset, a pause, an extension and a school's holiday are what happens to a counter
and not arithmetic.  Used by test_combinations to judge the real one on random stories.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.unit.clock.witness import works

Story = Sequence[tuple[str, date]]


@dataclass(frozen=True)
class Law:
    """What differs between the regimes, by hand from the statutes."""

    # FOIA s.1(3), EIR reg 9, FOISA s.1(3), EISRs reg 9: a question may stop the clock.
    asks: bool = True
    # FOIA s.9, EIR reg 8, FOISA s.9, EISRs reg 8.
    charges: bool = True
    # EIR reg 8(4): the demand comes within twenty working days of the receipt.
    charge_within_twenty: bool = False
    # EIR reg 7, EISRs reg 7.
    extends: bool = False


LAWS: Mapping[str, Law] = {
    "FOIA": Law(),
    "EIR": Law(charge_within_twenty=True, extends=True),
    "FOISA": Law(),
    "EISR": Law(extends=True),
    "RPSI": Law(asks=False, charges=False),
}


@dataclass
class Day:
    """The counter as it stands at the end of a day."""

    # Working days since the receipt that governs, and those that count towards the limit.
    plain: int = 0
    counted: int = 0
    limit: int = 20
    # Another day at which the limit ends whatever is left out: a school's sixtieth (reg 3).
    cap: int | None = None
    towards_cap: int = 0
    asked: bool = False
    fee_due: bool = False
    fee_ends: bool = False
    due: date | None = None


def lived(
    regime: str,
    received: date,
    story: Story,
    off: Collection[date],
    closed: Collection[date] = (),
    *,
    limit: int = 20,
    cap: int | None = None,
) -> date | None:
    """Return the last day to answer after everything in *story*; None while time stands still."""
    law, state, today = LAWS[regime], Day(limit=limit, cap=cap), received
    last = max([received, *(day for _, day in story)])
    while today <= last or (state.due is None and not state.asked and not state.fee_due):
        fresh = today == received
        for what in [what for what, day in story if day == today]:
            fresh = happens(what, law, state, limit) or fresh
        if not fresh:
            ends(today, state, off, closed)
        state.fee_ends = False
        today += timedelta(days=1)
    return None if state.asked or state.fee_due else state.due


def happens(what: str, law: Law, state: Day, limit: int) -> bool:
    """
    Change *state* by what happens; return whether today is a new day 0.

    What happens on day 20 is in time: that day has not been counted yet.
    """
    over = state.due is not None
    if what == "clar_sought" and law.asks:
        state.asked = True
    elif what == "clar_recd" and state.asked:
        state.asked, state.due, state.limit = False, None, limit
        state.plain = state.counted = state.towards_cap = 0
        return True
    elif what == "fee_notice" and law.charges:
        in_time = state.plain < 20 if law.charge_within_twenty else not over
        state.fee_due = state.fee_due or in_time or state.asked
    elif what == "fee_recd" and state.fee_due:
        state.fee_due, state.fee_ends = False, True
    elif what == "ext_notice" and law.extends and state.plain < 20:
        state.limit, state.due = 40, None
    return False


def ends(today: date, state: Day, off: Collection[date], closed: Collection[date]) -> None:
    """Count *today*, or leave it out."""
    if not works(today, off):
        return
    state.plain += 1
    if state.asked or state.fee_due or state.fee_ends:
        return
    state.towards_cap += 1
    state.counted += today not in closed
    reached = state.counted == state.limit or state.towards_cap == state.cap
    if reached and state.due is None:
        state.due = today
