"""Values for tests, each with sensible defaults: a_case, an_item, an_event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from foibot.case.events import Event, Fact, Opened
from foibot.case.lifecycle import replay
from foibot.case.model import Answer, Case, CaseKind, Law, Outcome, Requester
from foibot.questions.model import Item

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def an_item(n: int, text: str = "How many trees were felled in 2025?", **more: object) -> Item:
    """Return question *n*."""
    values: dict[str, object] = {"label": str(n), "parent": None, "stem": False, **more}
    return Item(n=n, text=text, **values)  # type: ignore[arg-type]


def an_opening(items: Sequence[Item] = (), **more: object) -> Opened:
    """Return the fact that opens a case of two questions."""
    questions = tuple(items) or (an_item(1), an_item(2, "What did it cost?"))
    values: dict[str, object] = {
        "kind": CaseKind.REQUEST,
        "law": Law.FOIA,
        "requester": Requester("a.researcher@example.org", "A. Researcher"),
        "received_at": NOON,
        "received_on": date(2026, 11, 23),
        "title": "Trees",
        "intro": "I should like to know about trees.",
        "items": questions,
        "laws": tuple(Law.FOIA for _ in questions),
        "message_id": "<request-1@example.org>",
        **more,
    }
    return Opened(**values)  # type: ignore[arg-type]


def a_history(*facts: Fact, opening: Opened | None = None) -> tuple[Event, ...]:
    """Return the events of a case: its opening, then *facts*."""
    everything: tuple[Fact, ...] = (opening or an_opening(), *facts)
    return tuple(Event(seq, NOON, "test", fact) for seq, fact in enumerate(everything, 1))


def a_case(*facts: Fact, opening: Opened | None = None) -> Case:
    """Return the case that its opening and *facts* make."""
    return replay("FOI-2026-00001", "council", a_history(*facts, opening=opening))


def an_answer(text: str = "Twelve trees.", **more: object) -> Answer:
    """Return a full disclosure."""
    values: dict[str, object] = {"outcome": Outcome.DISCLOSED, "by": "o@council.test", **more}
    return Answer(text=text, **values)  # type: ignore[arg-type]
