"""A date and the reason for it in a few sentences, as one would say it to whoever asked."""

from __future__ import annotations

from datetime import date

from foibot.clock.explain import ExplainedDay, Explanation
from foibot.clock.limits import Unit
from foibot.clock.model import CLOSED, SUSPENDED, State

STATES = {
    State.RUNNING: "running",
    State.SUSPENDED_CLARIFICATION: "standing still until the requester answers the question",
    State.SUSPENDED_FEE: "standing still until the fee is paid",
    State.PIT_EXTENDED: "extended for the public interest",
    State.EIR_EXTENDED: "extended because complex and voluminous",
    State.REVIEW_EXTENDED: "extended",
    State.COMPLETE: "answered",
    State.LAPSED: "lapsed",
    State.WITHDRAWN: "withdrawn",
    State.TRANSFERRED_OUT: "passed to another authority",
}
# What happened on day 0, by what `explain.begins` calls it.
BEGAN = {
    "received": "the request was received on {start}.",
    "the review was asked for": "the review was asked for on {start}.",
    "the clarification arrived": (
        "on {start} the answer to our question came, and the time began again."
    ),
}
WAITED = {"not a school day": "the school is closed"}


def in_short(explanation: Explanation) -> str:
    """Return the answer in plain sentences; "" where no count of working days made it."""
    state, due = explanation.state, explanation.due
    if state is None or explanation.limit.unit is not Unit.WORKING_DAYS:
        return ""
    if state in SUSPENDED:
        return f"the clock is {STATES[state]}. Until then there is no last day."
    if explanation.answered_on is not None and due is not None:
        return (
            f"the answer was sent on {in_full(explanation.answered_on)}. The last day for it was "
            f"{in_full(due)}. It was {in_time(explanation)}."
        )
    if due is None or state in CLOSED:
        return ""
    if state is State.PIT_EXTENDED:
        return f"the date that whoever asked was told is {in_full(due)}."
    began = BEGAN[explanation.days[0].why].format(start=in_full(explanation.start))
    return (
        f"{began} That day is not counted; the first working day after it is day 1. The answer "
        f"must be sent by the end of {in_full(due)}, {last_day(explanation)}. "
        f"{left_out(explanation)}."
    )


def in_time(explanation: Explanation) -> str:
    """Return whether the answer was in time, and on which day of the count it went (DAY-11)."""
    day = f"on working day {explanation.days_taken}"
    late = explanation.days_late
    if not late:
        return f"in time, {day}"
    return f"late by {late} working {'day' if late == 1 else 'days'}, {day}"


def last_day(explanation: Explanation) -> str:
    """Return which day of the count the last one is."""
    if school_cap_governs(explanation):
        return "which is day 60, the longest that a school may take, open or closed"
    return f"which is day {explanation.days[-1].number}"


def school_cap_governs(explanation: Explanation) -> bool:
    """Return whether the sixtieth working day came before the twentieth school day (VAR-1)."""
    cap, school = explanation.named("cap60"), explanation.named("school20")
    return cap is not None and school is not None and explanation.due == cap.on < school.on


def left_out(explanation: Explanation) -> str:
    """Return what is not counted: weekends, days lost otherwise, each holiday by name and day."""
    pauses = dict.fromkeys(day.why for day in explanation.left_out if day.holiday is None)
    if school_cap_governs(explanation):
        pauses = {}
    when = ", or ".join(WAITED.get(why, why) for why in pauses)
    days = f"Saturdays, Sundays and days on which {when}" if when else "Saturdays and Sundays"
    holidays = [named(day) for day in explanation.left_out if day.holiday is not None]
    if not holidays:
        return f"{days} are not counted"
    count = "is a public holiday" if len(holidays) == 1 else f"are {len(holidays)} public holidays"
    return f"{days} are not counted, and neither {count}: {'; '.join(holidays)}"


def named(day: ExplainedDay) -> str:
    """Return a holiday with its day and where it is one."""
    assert day.holiday is not None
    return f"{day.holiday.name}, {day.on.day} {day.on:%B} ({day.holiday.nations})"


def in_full(day: date) -> str:
    """Return *day* as a letter writes it: Wednesday 24 December 2025."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
