"""Which questions of our list somebody names: "Q3", "questions 1 and 2", "the first one"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from foibot.message.caseless import Caseless
from foibot.message.wording import said

LONGEST = 2000
MOST = 60
_NOUN = (
    r"(?:questions?|q|qs|points?|items?|numbers?|nos?|parts?|(?:c|ch|ngh|g)westiwn"
    r"|(?:c|ch|ngh|g)westiynau|c)"
)
_NO_NUMBER = (
    r"(?![0-9/%]|[.:][0-9]|\s?(?:years?|months?|days?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december))"
)
_FIGURES = re.compile(
    rf"(?:^|(?<=[\s(]))(?:{_NOUN}\s?\.?\s?)?([0-9]{{1,2}})"
    rf"((?:\s?(?:,|and|&|to|-|\u2013|ac|a|i)\s?(?:{_NOUN}\s?)?[0-9]{{1,2}}){{0,20}}){_NO_NUMBER}",
    re.IGNORECASE,
)
_COUNTED = "first second third fourth fifth sixth seventh eighth"
_ORDINALS = {word: n for n, word in enumerate(_COUNTED.split(), 1)}
_IN_ORDER = re.compile(
    rf"\b(?:(?:the|my|your)\s)?({'|'.join(_ORDINALS)}|last)\s(?:question|one|point|item)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]{1,2}")
_RANGE = re.compile(r"\bto\b|-|\u2013")
# A figure alone may be anything; beside such a word it is a question of ours.
_FIGURE = re.compile(rf"[0-9]{{1,2}}{_NO_NUMBER}", re.IGNORECASE)
_PLAINLY = Caseless(
    r"(?<!\w)(?:questions?|q|qs|points?|items?|numbers?|(?:c|ch|ngh|g)westiwn|(?:c|ch|ngh|g)westiynau)"
    r"\s?\.?\s?\Z",
)
_BEFORE = 16  # characters before a figure that such a word may take


class Named(NamedTuple):
    """Questions that are named together, and where."""

    numbers: tuple[int, ...]
    start: int
    end: int


def named(sentence: str, known: Set[int]) -> Iterator[Named]:
    """Yield the questions of the list that *sentence* names, those that are *known* alone."""
    found: list[Named] = []
    for match in _FIGURES.finditer(sentence[:LONGEST]):
        every = [int(one) for one in _DIGITS.findall(match[0])]
        if len(every) == 2 and _RANGE.search(match[2]):
            every = list(range(every[0], min(every[1], MOST) + 1))
        found.append(Named(tuple(n for n in every if n in known), *match.span()))
    for match in _IN_ORDER.finditer(sentence[:LONGEST]):
        n = _ORDINALS.get(match[1].lower(), max(known, default=0))
        found.append(Named((n,) if n in known else (), *match.span()))
    yield from sorted((one for one in found if one.numbers), key=lambda one: one.start)


def speaks_of_the_list(text: str) -> bool:
    """Return whether *text* names a question by its number or its place."""
    text = text[:LONGEST]
    figures = (found.start() for found in _FIGURE.finditer(text))
    if any(_PLAINLY.search(text, max(0, at - _BEFORE), at) for at in figures):
        return True
    small = text.lower()
    likely = said(small, (*_ORDINALS, "last")) and said(small, ("question", "one", "point", "item"))
    return bool(likely) and _IN_ORDER.search(text) is not None
