"""A reply to a question of ours that was taken back is no answer to another that waits (CLK-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from foibot.case.events import ClarificationAsked, Event, Itemised
from foibot.case.lifecycle import standing
from foibot.handlers.casefile import CaseFile
from foibot.letter.requester import ClarificationReminder
from foibot.store.outbox import OutboxRow

REMINDER = ClarificationReminder.kind
WHAT = "The requester answered a question that we had taken back: please look what it is worth"


def asked_at(moment: datetime) -> str:
    """Return when a question was asked, as the key of its reminder ends."""
    return f"{moment:%Y-%m-%dT%H%M}"


def answered_now(
    row: OutboxRow | None, file: CaseFile, waiting: Sequence[int]
) -> tuple[int, ...] | None:
    """
    Return which of the *waiting* questions a reply to the mail *row* answers.

    All of them, but where what the mail asked was undone: then those that it asked about and that
    were asked again, and None where there is no such question, so that a person looks.
    """
    undone = _undone(row, file) if row is not None else []
    if not undone:
        return tuple(waiting)
    if _renumbered(undone, file):
        return None
    about = {n for event in undone for n in _items(event)}
    return tuple(n for n in waiting if n in about) or None


def _undone(row: OutboxRow, file: CaseFile) -> list[Event]:
    """Return what the mail *row* asked or reminded of, where all of it was taken back."""
    if row.kind == REMINDER:
        when = row.key.rpartition("/")[2]
        asked = [e for e in file.history if _items(e) and asked_at(e.at) == when]
    else:
        asked = [e for e in file.history if _items(e) and e.at == row.created_at]
        asked = asked if row.kind == "clarification" else []
    kept = {event.seq for event in standing(file.history)}
    return [] if any(event.seq in kept for event in asked) else asked


def _items(event: Event) -> tuple[int, ...]:
    return event.fact.items if isinstance(event.fact, ClarificationAsked) else ()


def _renumbered(asked: Sequence[Event], file: CaseFile) -> bool:
    """Return whether the list of questions was corrected since: its numbers may mean others now."""
    first = min(event.seq for event in asked)
    later = (event for event in standing(file.history) if event.seq > first)
    return any(isinstance(event.fact, Itemised) for event in later)
