"""Earlier answers to similar questions, with their age; shown, never used by themselves."""

from __future__ import annotations

from foibot.case.blind import blind
from foibot.case.model import CaseItem
from foibot.clock.calendar import receipt_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.work import Earlier
from foibot.questions import similar
from foibot.store.similar import Among

MOST = 2


def earlier_answers(item: CaseItem, file: CaseFile, desk: Desk) -> tuple[Earlier, ...]:
    """Return up to two answers that were sent to questions like this one."""
    candidates = [
        similar.Earlier(row.reference, row.n, row.text, row.received_on)
        for row in desk.uow.similar.candidates(
            item.question.text, among=Among(only_sent=True, besides=file.reference)
        )
    ]
    found: list[Earlier] = []
    for match in similar.nearest(item.question.text, candidates, desk.today):
        answer = _sent(match.earlier.case, match.earlier.n, desk)
        if answer is not None:
            found.append(answer)
        if len(found) == MOST:
            break
    return tuple(found)


def _sent(reference: str, n: int, desk: Desk) -> Earlier | None:
    """Return the answer that was sent to item *n* of a case, or None."""
    file = desk.files.load(reference)
    item = file.case.item(n) if file else None
    if file is None or item is None or item.answer is None or item.sent_at is None:
        return None
    who = file.case.requester
    return Earlier(
        reference,
        n,
        blind(item.question.text, who),
        blind(item.answer.text, who),
        receipt_date(item.sent_at),
    )
