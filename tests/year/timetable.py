"""The timetable as a clerk reads it, by arithmetic of its own: which notice on which morning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from foibot.case import events
from foibot.case.events import Event
from foibot.case.lifecycle import replay
from foibot.case.model import Case, CaseItem, ItemState, Law
from tests.flows.town import LONDON
from tests.year import days

MORNING = time(8, 30)
UNASSIGNED, UNANSWERED, UNAPPROVED = "unassigned", "unanswered", "unapproved"
OPEN = {UNASSIGNED, UNANSWERED, UNAPPROVED}
# Stage, working day, and as long as the question is what; the later one stands for the earlier.
LADDER: tuple[tuple[str, int, set[str]], ...] = (
    ("unassigned", 1, {UNASSIGNED}),
    ("chase-1", 5, {UNANSWERED}),
    ("chase-2", 8, {UNANSWERED}),
    ("chase-3", 10, {UNANSWERED}),
    ("manager", 12, {UNANSWERED}),
    ("governance", 15, {UNASSIGNED, UNANSWERED}),
    ("draft", 17, {UNANSWERED, UNAPPROVED}),
    ("director", 18, OPEN),
)
# Working days after the day by which an opinion was asked for: a reminder, then governance hears.
CONSULTED = (("remind", 1), ("alert", 3))
SETTLED = {ItemState.SENT, ItemState.DROPPED}
WAITING = {ItemState.AWAITING_CLARIFICATION, ItemState.AWAITING_FEE}

Told = tuple[int, str, date]


@dataclass(slots=True)
class Progress:
    """Where one question stands in the ladder: its day 0, and the stages that are behind it."""

    day0: date
    done: set[str] = field(default_factory=set)


def told_of(history: Sequence[Event]) -> list[Told]:
    """Return what the desk recorded: question, stage, and the day."""
    return [
        (event.fact.n, event.fact.stage, event.at.astimezone(LONDON).date())
        for event in history
        if isinstance(event.fact, events.Reminded)
    ]


def mornings(first: date, until: datetime) -> Iterator[datetime]:
    """Yield each morning on which the council works, after *first* and up to *until*."""
    day = first
    while True:
        at = datetime.combine(day, MORNING, LONDON)
        if at > until:
            return
        if days.is_own(day):
            yield at
        day += timedelta(days=1)


def expected(
    reference: str, authority: str, history: Sequence[Event], until: datetime
) -> list[Told]:
    """Return which notices a request should have had, with their days, up to *until*."""
    opened = history[0].fact
    assert isinstance(opened, events.Opened)
    first = history[0].at.astimezone(LONDON)
    found: list[Told] = []
    progress: dict[int, Progress] = {}
    nudged: set[tuple[str, str]] = set()
    known, case = 0, None
    for morning in mornings(first.date(), until):
        before = [e for e in history if _is_before(e, morning)]
        if not before:
            continue
        if case is None or len(before) > known:
            known, case = len(before), replay(reference, authority, before)
        if not case.status.is_open or _is_all_sent(case):
            if history[-1].at < morning:
                break
            continue
        found += _of_consulted(case, nudged, morning.date())
        for item in case.counted:
            stand = progress.setdefault(item.n, Progress(case.received_on))
            _restart(item, stand)
            stage = _due(item, stand, morning.date())
            if stage:
                found.append((item.n, stage, morning.date()))
    return found


def _of_consulted(case: Case, done: set[tuple[str, str]], today: date) -> list[Told]:
    """Whoever was consulted and did not answer is reminded once; then governance hears."""
    owed = {item.n for item in case.counted if item.state not in SETTLED}
    found: list[Told] = []
    for one in case.consulted:
        if one.answered_on is not None or not owed & set(one.items):
            continue
        reached = [
            name for name, days_on in CONSULTED if days.internal(one.reply_by, days_on) <= today
        ]
        if reached and (one.key, reached[-1]) not in done:
            found.append((one.items[0], reached[-1], today))
        done.update((one.key, name) for name in reached)
    return found


def _is_before(event: Event, morning: datetime) -> bool:
    """Return whether something was known when the morning's mails were made, a minute later."""
    return event.at.astimezone(LONDON) < morning + timedelta(minutes=2)


def _is_all_sent(case: Case) -> bool:
    return all(item.state in SETTLED for item in case.counted)


def _restart(item: CaseItem, stand: Progress) -> None:
    """A genuine clarification that was answered begins a fresh period (s.1(3); CLK-2)."""
    asked = item.clarification
    if asked is None or asked.answered_at is None or not asked.genuine:
        return
    again = asked.answered_at.astimezone(LONDON).date()
    if again > stand.day0:
        stand.day0, stand.done = again, set()


def step(item: CaseItem) -> str:
    """Return how far a question has come."""
    if item.answer is not None:
        return UNAPPROVED
    return UNANSWERED if item.officer else UNASSIGNED


def _due(item: CaseItem, stand: Progress, today: date) -> str:
    """Return the highest stage that is due today, and note the lower ones as done."""
    if item.state in SETTLED or item.law not in {Law.FOIA, Law.EIR}:
        return ""
    if item.state in WAITING or _is_asked(item):
        return _of_clarification(item, stand, today)
    last = days.statutory(stand.day0)
    reached = [
        (name, days.internal(stand.day0, day))
        for name, day, while_ in LADDER
        if step(item) in while_
    ]
    late = today > last
    new = [name for name, day in reached if day <= today and name not in stand.done]
    stand.done.update(new)
    if late:
        return "overdue-letter" if step(item) == UNAPPROVED else "overdue"
    return new[-1] if new else ""


def _is_asked(item: CaseItem) -> bool:
    """Return whether the clock stands still because the requester was asked."""
    asked = item.clarification
    return asked is not None and asked.genuine and asked.answered_at is None


def _of_clarification(item: CaseItem, stand: Progress, today: date) -> str:
    """The requester is reminded after twenty working days; after forty governance hears (CLK-5)."""
    asked = item.clarification
    if asked is None:
        return ""
    day = asked.asked_at.astimezone(LONDON).date()
    stages = (
        ("ask-again", days.own_from(days.statutory(day, 20))),
        ("propose-close", days.own_from(days.statutory(day, 40))),
    )
    marks = {name: f"{name}/{day}" for name, _ in stages}
    new = [name for name, on in stages if on <= today and marks[name] not in stand.done]
    stand.done.update(marks[name] for name in new)
    return new[-1] if new else ""
