"""Which number a question has today that had another when a mail of ours was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from foibot.case.events import Event, Itemised, Undone
from foibot.case.lifecycle import replay, standing


@dataclass(frozen=True, slots=True)
class Today:
    """What became of a question: its *n* today, its words *then*, and whether they are the same."""

    n: int
    then: str
    same: bool


def until(history: Sequence[Event], at: datetime) -> tuple[Event, ...]:
    """Return what had happened at a moment."""
    return tuple(event for event in history if event.at <= at)


def since(earlier: Sequence[Event], history: Sequence[Event]) -> Mapping[int, Today]:
    """
    Return what became of the questions as they stood *earlier*, by their numbers then.

    One that was dropped, or became a part of another, is not among them.  Empty where the list is
    the same: all numbers stand.
    """
    if not any(isinstance(e.fact, Itemised | Undone) for e in history[len(earlier) :]):
        return {}
    before, after = _lists(earlier), _lists(history)
    shared = sum(a.seq == b.seq for a, b in zip(before, after, strict=False))
    if len(before) == len(after) == shared or not earlier:
        return {}
    then = {item.n: item.question.text for item in replay("", "", earlier).items}
    now = {item.n: item.question.text for item in replay("", "", history).items}
    steps = [dict(fact.kept) for fact in _facts(reversed(before[shared:]))]
    steps += [{old: new for new, old in fact.kept} for fact in _facts(after[shared:])]
    numbers = {n: _walked(n, steps) for n in then}
    return {
        n: Today(number, then[n], then[n] == now.get(number))
        for n, number in numbers.items()
        if number is not None
    }


def _lists(history: Sequence[Event]) -> list[Event]:
    return [event for event in standing(history) if isinstance(event.fact, Itemised)]


def _facts(lists: Iterable[Event]) -> Iterable[Itemised]:
    return (event.fact for event in lists if isinstance(event.fact, Itemised))


def _walked(n: int, steps: Sequence[Mapping[int, int]]) -> int | None:
    number: int | None = n
    for step in steps:
        number = step.get(number) if number is not None else None
    return number
