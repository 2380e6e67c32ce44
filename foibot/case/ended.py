"""What became of the questions that no letter answers: told to the requester who asked them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foibot.case.clockwork import lineage
from foibot.case.events import Event, TransferredOut, Withdrawn
from foibot.case.model import Case, ItemState
from foibot.clock.calendar import receipt_date


@dataclass(frozen=True, slots=True)
class Ended:
    """A question that ended without an answer: withdrawn, or *body* holds it, as was told."""

    n: int
    text: str
    on: date
    body: str = ""


def ended(case: Case, history: Sequence[Event]) -> tuple[Ended, ...]:
    """Return the questions that were withdrawn or are with another authority (CLK-23, CLK-27)."""
    dropped = (item for item in case.items if item.state is ItemState.DROPPED)
    found = (_end_of(item.n, " ".join(item.question.text.split()), history) for item in dropped)
    return tuple(one for one in found if one is not None)


def _end_of(n: int, text: str, history: Sequence[Event]) -> Ended | None:
    """Return how question *n* ended, by the last that was recorded of it."""
    for event, number in reversed(lineage(n, history)):
        fact = event.fact
        if isinstance(fact, TransferredOut | Withdrawn) and (
            not fact.items or number in fact.items
        ):
            body = fact.body if isinstance(fact, TransferredOut) else ""
            on = fact.on if isinstance(fact, Withdrawn) else None
            return Ended(n, text, on or receipt_date(event.at), body)
    return None
