"""An answer in the place of a colleague's: both are kept, and whoever gives it is told."""

from __future__ import annotations

from dataclasses import replace

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


def put_back(file: CaseFile, n: int, author: str) -> Event | None:
    """Return the event to undo, so that a colleague's answer stands again; None for no such one."""
    item = file.case.item(n)
    if item is None or item.answer is None or not item.earlier_answers:
        return None
    if item.earlier_answers[-1].by.lower() == author.lower():
        return None
    for event in reversed(standing(file.history)):
        fact = event.fact
        back = isinstance(fact, events.AnswerTakenBack) and fact.n == n
        if back or isinstance(fact, events.Itemised):
            return None  # the earlier answer was open again by then, or had another number
        if isinstance(fact, events.Answered) and fact.n == n:
            return event if fact.answer == item.answer else None
    return None
