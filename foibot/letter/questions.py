"""QUESTIONS -> BLOCKS: the itemised list as requesters and officers see it, part under part."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.letter.blocks import Blocks, Listing, ListItem, Span
from foibot.questions.model import Item

WORDS = {"en": "Question", "cy": "Cwestiwn"}


def question_list(items: Sequence[Item], language: str = "en") -> Blocks:
    """Return *items* as one list: each with its number, those below a stem below it."""
    word = WORDS.get(language, WORDS["en"])
    known = {item.n for item in items}
    top = [item for item in items if item.parent not in known]
    return (_listing(top, items, word, depth=0),) if top else ()


def _listing(level: Sequence[Item], items: Sequence[Item], word: str, *, depth: int) -> Listing:
    return Listing(tuple(_entry(item, items, word, depth) for item in level))


def _entry(item: Item, items: Sequence[Item], word: str, depth: int) -> ListItem:
    # Deeper than this nobody can follow; the parts stand on one level then.
    children = [other for other in items if other.parent == item.n and other.n != item.n]
    below = (_listing(children, items, word, depth=depth + 1),) if children and depth < 4 else ()
    return ListItem(
        (Span(f"{word} {item.n}: ", strong=True), Span(" ".join(item.text.split()))), below
    )
