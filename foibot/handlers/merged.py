"""What becomes of answers when questions become one, or are asked in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from foibot.case import events
from foibot.case.events import Fact, Itemised
from foibot.case.model import Answer, Case, CaseItem, Outcome

PART_ONLY = "it was put together with another question, and was answered in part only"
ASKED_ANEW = (
    "the requester changed the question after it was answered: please answer it as it is now"
)


def merged_answers(case: Case, fact: Itemised) -> tuple[Fact, ...]:
    """
    Return what a merged question has for an answer: those of all its parts, or none.

    What one part was refused by, or has no answer yet, is not answered by what another says
    (FOIA 2000 s.1(1): each part of a request is answered).
    """
    if fact.operation != "merge":
        return ()
    parts = _parts(case, fact)
    answers = [one.answer for one in parts if one.answer is not None]
    new = next((new for new, old in fact.kept if parts and old == parts[0].n), None)
    if new is None or not answers:
        return ()
    if len(answers) == len(parts) and all(_plain(one) for one in answers):
        return (events.Answered(new, _joined(answers)),)
    first = parts[0].answer or parts[0].proposed
    return (events.AnswerTakenBack(new, PART_ONLY),) if first is not None else ()


def _parts(case: Case, fact: Itemised) -> list[CaseItem]:
    """Return what a merge made one: the question that has other words now, and those gone."""
    words = {item.n: item.text for item in fact.items}
    kept = {old: new for new, old in fact.kept}
    return [
        item
        for item in case.items
        if item.n not in kept or words[kept[item.n]] != item.question.text
    ]


def _plain(answer: Answer) -> bool:
    """Return whether an answer gives information and says no more that the law looks at."""
    more = (answer.exemptions, answer.searches, answer.help, answer.other_body, answer.estimate)
    return answer.outcome is Outcome.DISCLOSED and not any(more)


def _joined(answers: Collection[Answer]) -> Answer:
    first, *_ = answers
    text = "\n\n".join(one.text for one in answers if one.text.strip())
    return replace(
        first, text=text, enclosures=tuple(file for one in answers for file in one.enclosures)
    )


def reworded(fact: Itemised, before: Case, now: Case) -> tuple[int, ...]:
    """Return the questions of *now* that have an answer and had other words when it was given."""
    return tuple(
        new.n
        for new, old in _kept(fact, before, now)
        if (new.answer or new.proposed) is not None and new.question.text != old.question.text
    )


def reopened(fact: Itemised, before: Case, now: Case) -> tuple[int, ...]:
    """Return the questions of *now* that were answered and are open again."""
    return tuple(
        new.n
        for new, old in _kept(fact, before, now)
        if old.answer is not None and new.answer is None
    )


def _kept(fact: Itemised, before: Case, now: Case) -> Iterator[tuple[CaseItem, CaseItem]]:
    """Yield each question of *now* with the one whose answer it keeps."""
    for new, old in fact.kept:
        pair = now.item(new), before.item(old)
        if pair[0] is not None and pair[1] is not None:
            yield pair[0], pair[1]


def of_answers(fact: Itemised, before: Case, now: Case) -> tuple[str, ...]:
    """Return, in words, what a corrected list means for the answers that were given."""
    stand = [item.answer for item in now.counted if item.answer is not None]
    lost = [
        f"the answer to Q{item.n} as it was is set aside"
        for item in before.counted
        if item.answer is not None and not any(_holds(one, item.answer) for one in stand)
    ]
    fits = [
        f"Q{n} keeps the answer that was given to other words: please see that it fits"
        for n in reworded(fact, before, now)
    ]
    return (*lost, *fits)


def _holds(whole: Answer, part: Answer) -> bool:
    return whole == part or bool(part.text.strip() and part.text in whole.text)
