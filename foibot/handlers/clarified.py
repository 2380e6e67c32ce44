"""Who answered our question is told by when we now answer (FOIA 2000 s.10(6), EIR reg 9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from foibot.case.model import CaseItem
from foibot.clock.model import State
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.moving import clocks_of, due_besides, owed_besides
from foibot.letter.questions import question_list
from foibot.letter.requester import Clarified
from foibot.questions.model import Item


def stopped(file: CaseFile, desk: Desk) -> frozenset[int]:
    """Return the questions whose time stands still until the requester answers."""
    clocks = clocks_of(file, desk)
    return frozenset(n for n, one in clocks.items() if one.state is State.SUSPENDED_CLARIFICATION)


def waits_for_answer(item: CaseItem) -> bool:
    """Return whether the requester was asked something about a question, and has not answered."""
    return item.clarification is not None and item.clarification.answered_at is None


def asks_back(items: Sequence[Item]) -> bool:
    """Return whether a reply only asks something: a person looks before it is thanked for."""
    return bool(items) and all(item.text.rstrip().endswith("?") for item in items)


def clarified(
    file: CaseFile, stood: Collection[int], answered_on: date, desk: Desk
) -> Clarified | None:
    """
    Return what the requester is told of the new date, or None where no time began with the reply.

    *stood* are the questions whose time stood still before it: advice stops no clock (CLK-3), so
    its answer moves no date, and what was told of it still holds.
    """
    clocks = clocks_of(file, desk)
    begun = [item for item in file.case.counted if item.n in stood]
    dates = [due for item in begun if (due := clocks[item.n].due)]
    if not dates or len(dates) < len(begun):
        return None
    ns = [item.n for item in begun]
    rest_due = due_besides(file, ns, desk)
    earliest = min(dates)  # of two readings the earlier date holds
    return Clarified(
        reference=file.reference,
        answered_on=answered_on,
        due_on=earliest,
        part=bool(owed_besides(file, ns)),
        questions=question_list([i.question for i in begun], file.case.requester.language),
        rest_due_on=rest_due,
        rest_late=bool(rest_due and rest_due < desk.today),
        late=earliest < desk.today,
    )
