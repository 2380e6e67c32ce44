"""Split, merge, reword, add, drop: the corrected list of questions, and what each one keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case.events import Itemised
from foibot.case.model import Case, CaseItem, ItemState, Law
from foibot.errors import FoibotError
from foibot.questions.model import Item


class CorrectionError(FoibotError):
    """The correction does not fit the questions: says which and what to do."""


def _item(case: Case, n: int) -> CaseItem:
    found = case.item(n)
    if found is None:
        known = ", ".join(str(item.n) for item in case.items)
        raise CorrectionError(f"{case.reference} has no question {n}; it has {known}")
    if found.state is ItemState.SENT:
        raise CorrectionError(f"{case.reference} Q{n} is answered and sent: reopen the case first")
    return found


def _words(text: str, what: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        raise CorrectionError(f"{what}: say the words of the question")
    return folded


def _made(case: Case, operation: str, rows: Sequence[tuple[Item, Law, int | None]]) -> Itemised:
    """Return the fact for new rows of (question, law, the old number it keeps)."""
    numbers = {old: new for new, (_, _, old) in enumerate(rows, 1) if old is not None}
    items = []
    for n, (item, _, _) in enumerate(rows, 1):
        parent = numbers.get(item.parent) if item.parent is not None else None
        items.append(replace(item, n=n, parent=parent))
    kept = tuple((new, old) for old, new in numbers.items())
    return Itemised(operation, tuple(items), tuple(law for _, law, _ in rows), kept=kept)


def split(case: Case, n: int, texts: Sequence[str], beside: Sequence[str] = ()) -> Itemised:
    """
    Return the list with question *n* as several; the first keeps what was recorded.

    What *beside* says stands as context with each: the question as it was asked first.
    """
    item = _item(case, n)
    parts = [_words(text, "split") for text in texts]
    if len(parts) < 2:
        raise CorrectionError(f"{case.reference} Q{n}: give at least two parts to split it into")
    rows: list[tuple[Item, Law, int | None]] = []
    for one in case.items:
        if one.n != n:
            rows.append((one.question, one.law, one.n))
            continue
        for at, text in enumerate(parts):
            question = replace(
                item.question,
                text=text,
                label=None if at else one.question.label,
                context=(*item.question.context, *beside),
            )
            rows.append((question, item.law, n if at == 0 else None))
    return _made(case, "split", rows)


def merge(case: Case, ns: Sequence[int]) -> Itemised:
    """Return the list with the questions *ns* as one, in the place of the first."""
    wanted = sorted(dict.fromkeys(ns))
    if len(wanted) < 2:
        raise CorrectionError(f"{case.reference}: name at least two questions to merge")
    chosen = [_item(case, n) for n in wanted]
    first = chosen[0]
    text = " ".join(one.question.text for one in chosen)
    context = tuple(dict.fromkeys(line for one in chosen for line in one.question.context))
    whole = replace(first.question, text=text, context=context)
    rows: list[tuple[Item, Law, int | None]] = [
        (whole, first.law, first.n) if one.n == first.n else (one.question, one.law, one.n)
        for one in case.items
        if one.n == first.n or one.n not in wanted
    ]
    return _made(case, "merge", rows)


def reword(case: Case, n: int, text: str) -> Itemised:
    """Return the list with other words for question *n*."""
    _item(case, n)
    words = _words(text, "reword")
    rows: list[tuple[Item, Law, int | None]] = [
        (replace(one.question, text=words) if one.n == n else one.question, one.law, one.n)
        for one in case.items
    ]
    return _made(case, "reword", rows)


def add(case: Case, text: str, law: Law | None = None) -> Itemised:
    """Return the list with one more question at its end."""
    question = Item(0, None, None, stem=False, text=_words(text, "add"))
    rows: list[tuple[Item, Law, int | None]] = [
        (one.question, one.law, one.n) for one in case.items
    ]
    return _made(case, "add", [*rows, (question, law or case.law, None)])


def drop(case: Case, n: int, why: str = "") -> Itemised:
    """Return the list without question *n* and its parts, and *why* it asked for nothing."""
    _item(case, n)
    gone = {n} | {one.n for one in case.items if one.question.parent == n}
    rows: list[tuple[Item, Law, int | None]] = [
        (one.question, one.law, one.n) for one in case.items if one.n not in gone
    ]
    if not rows:
        raise CorrectionError(
            f"{case.reference}: Q{n} is the only question; close the case instead"
        )
    return replace(_made(case, "drop", rows), why=why)
