"""The requester answered our question in another way: by phone, or in another mailbox (CLK-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from foibot.case import events
from foibot.case.model import CaseItem, Status
from foibot.clock.calendar import noon, receipt_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.clarified import clarified, stopped, waits_for_answer
from foibot.handlers.deciding import Decider, DecisionError, record, tell_requester
from foibot.handlers.desk import Desk
from foibot.letter.dates import short_date


def answered(
    file: CaseFile, ns: Sequence[int], text: str, on: date, who: Decider, desk: Desk
) -> tuple[CaseFile, str]:
    """
    Note what the requester answered, and tell them the new date; return the case, and what is said.

    *ns* are the questions that it is about, none of them all that wait; a fresh period begins on
    the day after the answer came (FOIA 2000 s.10(6), EIR reg 9(4)).
    """
    about = _about(file, ns)
    _check_day(file, about, on, desk)
    waiting = tuple(item.n for item in about)
    if file.case.status is Status.LAPSED:
        again = events.Reopened("the answer came after it had lapsed (CLK-5)", waiting)
        file = record(file, who, desk, again)
    stood = stopped(file, desk) & set(waiting)
    at = noon(on).astimezone(UTC)
    file = record(file, who, desk, events.ClarificationAnswered(waiting, text, at))
    told = clarified(file, stood, on, desk)
    names = ", ".join(f"Q{n}" for n in waiting)
    if told is None:
        return file, f"the answer of {short_date(on)} about {names} is noted"
    tell_requester(told, file, "clarified", who, desk)
    return file, (
        f"the answer of {short_date(on)} about {names} is noted: the time runs again and is over "
        f"on {short_date(told.due_on)}; the requester was told"
    )


def _about(file: CaseFile, ns: Sequence[int]) -> list[CaseItem]:
    waiting = [item for item in file.case.counted if waits_for_answer(item)]
    about = [item for item in waiting if not ns or item.n in ns]
    if about:
        return about
    if not waiting:
        raise DecisionError(f"{file.reference}: no question of ours waits for an answer")
    names = ", ".join(f"Q{item.n}" for item in waiting)
    raise DecisionError(f"{file.reference}: it is {names} that waits for an answer")


def _check_day(file: CaseFile, about: Sequence[CaseItem], on: date, desk: Desk) -> None:
    """Raise for a day that cannot be: by it the clock would stand still, or run from too early."""
    asked = max(receipt_date(one.clarification.asked_at) for one in about if one.clarification)
    if not asked <= on <= desk.today:
        raise DecisionError(
            f"{file.reference}: we asked on {short_date(asked)}, so the answer did not come on "
            f"{short_date(on)}: say on which day from then to today it came"
        )
