"""An answer in the place of a colleague's: both are kept, and whoever gives it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foibot.case import events
from foibot.case.events import Event, Fact
from foibot.case.lifecycle import standing
from foibot.case.model import Answer, Case, ItemState
from foibot.clock.calendar import receipt_date
from foibot.handlers.casefile import CaseFile
from foibot.letter.dates import short_date
from foibot.letter.officer import Recorded

TAKES = "This takes the place of the answer that {}. That one is kept in the history:"
WOULD = "With your yes this takes the place of the answer that {}. That one stays in the history:"


def others_answer(case: Case, n: int, author: str) -> Answer | None:
    """Return the answer that stands to question *n* where somebody else than *author* gave it."""
    item = case.item(n)
    if item is None or item.answer is None or item.state is ItemState.SENT:
        return None
    return item.answer if item.answer.by.lower() != author.lower() else None


def beside_replaced(shown: Recorded, fact: Fact | None, case: Case) -> Recorded:
    """Return what is shown of a new answer, with a colleague's answer that it replaces."""
    if not isinstance(fact, events.Answered | events.AnswerProposed):
        return shown
    before = others_answer(case, fact.n, fact.answer.by)
    if before is None or not before.by:
        return shown
    on = f" on {short_date(receipt_date(before.at))}" if before.at else ""
    said = WOULD if isinstance(fact, events.AnswerProposed) else TAKES
    return replace(shown, replaces=said.format(f"{before.by} gave{on}"), before=before.text)


@dataclass(frozen=True, slots=True)
class PutBack:
    """A colleague's answer that stands again when all of *undone* is undone, the newest first."""

    answer: Answer
    undone: tuple[Event, ...]


def put_back(file: CaseFile, n: int, author: str) -> PutBack | None:
    """Return what lets a colleague's answer stand again, however often *author* answered since."""
    own: list[Event] = []
    for event in reversed(standing(file.history)):
        fact = event.fact
        if isinstance(fact, events.Itemised):
            return None  # the earlier answer may have had another number
        if getattr(fact, "n", None) != n:
            continue
        if isinstance(fact, events.AnswerTakenBack):
            return None  # the earlier answer was open again by then
        if isinstance(fact, events.Answered | events.AnswerProposed):
            if fact.answer.by.lower() == author.lower():
                own.append(event)
            elif isinstance(fact, events.Answered):
                return PutBack(fact.answer, tuple(own)) if own else None
    return None
