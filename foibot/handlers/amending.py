"""What a requester's correction changes in the list of questions, where it is certain."""

from __future__ import annotations

from foibot.case import corrections, events
from foibot.case.events import Itemised, Withdrawn
from foibot.case.model import Case, CaseItem, ItemState
from foibot.replies.amending import parts_named, swapped, what_was_missed
from foibot.replies.requester import Correction, CorrectionKind
from foibot.replies.words import plain, sentences

LEAST = 4  # words of a question that takes the place of another
WHY = "the requester does not want them answered"


def fact_of(one: Correction, case: Case) -> Itemised | Withdrawn | None:
    """Return what *one* changes, or None where a person must look; CorrectionError if it cannot."""
    if one.kind is CorrectionKind.SAME:
        return corrections.merge(case, one.numbers)
    if one.kind in {CorrectionKind.MISSED, CorrectionKind.ADD}:
        return _missed(one, case)
    if one.kind is CorrectionKind.DROP:
        return _dropped(one, case)
    item = case.item(one.numbers[0]) if len(one.numbers) == 1 else None
    if item is None or _is_numbered_otherwise(case, item):
        return None
    if one.kind is CorrectionKind.SPLIT:
        return _split(one, item, case)
    return _reworded(one, item, case)


def _missed(one: Correction, case: Case) -> Itemised | None:
    """Add what was asked from the first: its time runs from the receipt of the request (DAY-7)."""
    alone = one.text == one.sentence
    text = what_was_missed(one.text) if alone else one.text
    return corrections.add(case, text) if text and not one.numbers else None


def _dropped(one: Correction, case: Case) -> Withdrawn | None:
    owed = {item.n for item in case.counted if item.state is not ItemState.SENT}
    chosen = [case.item(n) for n in one.numbers]
    if any(item is None or _is_numbered_otherwise(case, item) for item in chosen):
        return None
    gone = set(one.numbers)
    # The whole request is taken back in plain words, and not number by number.
    return events.Withdrawn(one.numbers, WHY) if gone <= owed and owed - gone else None


def _is_numbered_otherwise(case: Case, item: CaseItem) -> bool:
    """Return whether the requester's own list gives this number to another question."""
    own = {
        label: other.n
        for other in case.items
        if (label := (other.question.label or "").strip(" .()[]")).isdigit()
    }
    return own.get(str(item.n), item.n) != item.n


def _split(one: Correction, item: CaseItem, case: Case) -> Itemised | None:
    """Split at the parts that the requester names, or at the sentences; else a person does it."""
    named = parts_named(one.text) if one.text != one.sentence else ()
    if named:
        return corrections.split(case, item.n, named, (item.question.text,))
    parts = sentences(item.question.text)
    return corrections.split(case, item.n, parts) if len(parts) > 1 else None


def _reworded(one: Correction, item: CaseItem, case: Case) -> Itemised | None:
    """Put other words in place where both are named, or the whole question where it is given."""
    changed = swapped(one.sentence, item.question.text)
    if changed is not None:
        return corrections.reword(case, item.n, changed)
    whole = len(plain(one.text)) >= LEAST and _is_given(one)
    return corrections.reword(case, item.n, one.text) if whole else None


def _is_given(one: Correction) -> bool:
    """Return whether the words stand in quotation marks, behind a colon or "should read"."""
    before = one.sentence[: one.sentence.rfind(one.text)].rstrip().lower()
    marked = before.endswith((":", "read", "say", "ddarllen", '"', "\u201c", "\u2018"))
    return marked and one.text != one.sentence
