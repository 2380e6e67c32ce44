"""A lead sets the day of our own for an answer; the statutory date never moves by it (CLK-20)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from foibot.case import events
from foibot.case.clockwork import answer_by
from foibot.case.model import CaseItem, ItemState
from foibot.clock.model import ItemClock
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, record
from foibot.handlers.desk import Desk
from foibot.letter.dates import count, long_date
from foibot.replies.model import Key
from foibot.replies.more_time import Wish

# In the key of a mail of ours: which wishes for more time it is about.
_ABOUT = re.compile(r"\bmore-time/([A-Z]+-\d{4}-\d+)/([0-9]+(?:\+[0-9]+)*)\b")
UNANSWERED = frozenset({ItemState.WITH_OFFICER, ItemState.PROPOSED})


def about_time(reference: str, ns: Sequence[int]) -> str:
    """Return what the key of a mail holds that is about more time for the questions *ns*."""
    return f"more-time/{reference}/{'+'.join(map(str, sorted(ns)))}"


def time_in(key: str) -> str:
    """Return what the *key* of a mail says of the wishes that it is about, or ""."""
    found = _ABOUT.search(key)
    return found[0] if found else ""


def wishes_of(key: str, desk: Desk) -> tuple[Wish, ...]:
    """Return the wishes for more time that the mail of this *key* is about; () for any other."""
    found = _ABOUT.search(key)
    file = desk.files.load(found[1]) if found else None
    if found is None or file is None:
        return ()
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    items = (file.case.item(int(n)) for n in found[2].split("+"))
    return tuple(
        Wish(
            Key(file.reference, item.n),
            item.more_time.wanted if item.more_time else None,
            answer_by(item, clocks[item.n]),
        )
        for item in items
        if item is not None and item.n in clocks
    )


def set_day(
    file: CaseFile, ns: Sequence[int], until: date | None, why: str, who: Decider, desk: Desk
) -> CaseFile:
    """
    Set the day by which the questions *ns* are to be answered, or refuse more time (None).

    A day that is over, or after the statutory date, is refused with the reason.
    """
    items = [item for n in ns if (item := file.case.item(n)) is not None]
    waiting = [item for item in items if item.state in UNANSWERED and item.officer]
    if not waiting:
        raise DecisionError(_nothing_to_set(items))
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    for item in waiting:
        _check(item, until, clocks[item.n], desk)
    facts = [events.MoreTimeDecided(one.n, one.officer or "", until, why) for one in waiting]
    return record(file, who, desk, *facts)


def _nothing_to_set(items: Sequence[CaseItem]) -> str:
    if any(item.answer is not None for item in items):
        return "it has been answered meanwhile: no day is wanted any more"
    return "nobody is asked to answer it at present: assign it first"


def _check(item: CaseItem, until: date | None, clock: ItemClock, desk: Desk) -> None:
    if until is None or clock.due is None:
        return
    if until < desk.today:
        raise DecisionError(f"{long_date(until)} is over: name a day to come")
    if until > clock.due:
        raise DecisionError(
            f"{long_date(until)} is after the legal deadline of Q{item.n}, which is "
            f"{long_date(clock.due)} and does not move for us: name a day before it; only the law "
            "extends it: extend all until ..., with its ground"
        )


def said(file: CaseFile, ns: Sequence[int], until: date | None, desk: Desk) -> str:
    """Return the decision in words, with what stays and what is left for the letter."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    items = [item for n in ns if (item := file.case.item(n)) is not None and item.n in clocks]
    items = [item for item in items if item.more_time and item.more_time.decided]
    each = [_one(item, clocks[item.n], until, desk) for item in items]
    return "; ".join(each)


def _one(item: CaseItem, clock: ItemClock, until: date | None, desk: Desk) -> str:
    whom = desk.people.called(item.officer or "") or item.service or "the officer"
    day = long_date(answer_by(item, clock))
    due = clock.due
    if until is None:
        return f"Q{item.n}: no more time; {whom} is to answer by {day}, as before"
    if due is None:
        return f"Q{item.n}: {whom} is to answer by {day}; the time of the request rests meanwhile"
    left = len(desk.office.own_days.working_days(until, due))
    for_us = count(left, "working day") if left else "no working day"
    return (
        f"Q{item.n}: {whom} is to answer by {day}, and is told in the next digest; the legal "
        f"deadline stays {long_date(due)}, which leaves {for_us} for the letter"
    )
