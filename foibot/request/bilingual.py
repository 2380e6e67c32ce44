"""One request in two languages, as much of Wales writes: its questions once (guide R13)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.questions.confidence import NOTHING
from foibot.questions.drafts import Doubt
from foibot.questions.itemise import Itemised
from foibot.questions.model import Item
from foibot.request.language import WORD, LanguageRules

FIGURE = re.compile(r"\d+")
TWICE = Doubt("the same may be asked in Welsh and in English", "", 9.0)
WELSH, ENGLISH = "cy", "en"


def once(itemised: Itemised, items: Sequence[Item], code: str, rules: LanguageRules) -> Itemised:
    """
    Return *itemised* with those *items* that do not say the same again in the other language.

    Kept is the language of the message, *code*: in that it is answered.  Two questions are the
    same where they stand at one place of lists of one length and show the same figures; where
    there are two languages and no such lists, a person is asked to look.
    """
    tongues = [_tongue(item.text, rules) for item in items]
    welsh = [item for item, tongue in zip(items, tongues, strict=True) if tongue == WELSH]
    english = [item for item, tongue in zip(items, tongues, strict=True) if tongue == ENGLISH]
    fewer = min(len(welsh), len(english))
    same = len(welsh) == len(english) and all(map(_same, welsh, english))
    if fewer and same:
        kept = _renumbered(welsh if code == WELSH else english)
        return replace(itemised, items=kept) if fewer > 1 else _doubtful(itemised, kept)
    return _doubtful(itemised, tuple(items)) if fewer > 1 else replace(itemised, items=tuple(items))


def _doubtful(itemised: Itemised, items: tuple[Item, ...]) -> Itemised:
    sure = min(itemised.confidence, NOTHING)
    doubts = (TWICE, *itemised.doubts)
    return replace(itemised, items=items, confidence=sure, doubts=doubts)


def _tongue(text: str, rules: LanguageRules) -> str:
    """Return which of the two languages a question is in; English where neither leads."""
    words = WORD.findall(text.lower())
    of_welsh = sum(map(rules.words.get(WELSH, frozenset()).__contains__, words))
    of_english = sum(map(rules.words[ENGLISH].__contains__, words))
    return WELSH if of_welsh > of_english else ENGLISH


def _same(one: Item, other: Item) -> bool:
    """Return whether two questions may be one, by their figures and whether they are parts."""
    figures = [sorted(FIGURE.findall(each.text)) for each in (one, other)]
    alike = (one.parent is None, one.stem) == (other.parent is None, other.stem)
    return alike and figures[0] == figures[1]


def _renumbered(kept: Sequence[Item]) -> tuple[Item, ...]:
    numbers = {item.n: n for n, item in enumerate(kept, 1)}
    return tuple(
        replace(
            item,
            n=numbers[item.n],
            parent=numbers.get(item.parent) if item.parent else None,
        )
        for item in kept
    )
