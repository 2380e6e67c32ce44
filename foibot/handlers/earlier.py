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
        similar.Earlier(row.reference, row.n, row.text)
        for row in desk.uow.similar.candidates(
            item.question.text, among=Among(only_sent=True, besides=file.reference)
        )
    ]
    found: list[Earlier] = []
    for match in similar.nearest(item.question.text, candidates):
        answer = _sent(match, item.question.text, desk)
        if answer is not None:
            found.append(answer)
        if len(found) == MOST:
            break
    return tuple(found)


def _sent(match: similar.Likeness, question: str, desk: Desk) -> Earlier | None:
    """Return the answer that was sent to the earlier question, or None."""
    reference, n = match.earlier.case, match.earlier.n
    file = desk.files.load(reference)
    item = file.case.item(n) if file else None
    if file is None or item is None or item.answer is None or item.sent_at is None:
        return None
    who = file.case.requester
    sent_on = receipt_date(item.sent_at)
    return Earlier(
        reference,
        n,
        blind(item.question.text, who),
        blind(item.answer.text, who),
        sent_on,
        match.asked_before,
        similar.still_current(question, item.question.text, sent_on, desk.today),
    )
