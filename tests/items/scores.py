"""How well predicted items agree with labelled ones: exact boundaries after folding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from foibot.questions.model import Item
from tests.items.labelled import Label, Request


def fold(text: str) -> tuple[str, ...]:
    """Return the words of *text* in small letters; a trailing "and" or "or" does not count."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())
    while words and words[-1] in ("and", "or"):
        words.pop()
    return tuple(words)


@dataclass(slots=True)
class Counts:
    """How many items were labelled, how many found, and how many are both."""

    gold: int = 0
    found: int = 0
    hits: int = 0

    def add(self, other: Self) -> None:
        """Add the counts of *other*."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float:
        """Return F1 of exact items."""
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(slots=True)
class Score(Counts):
    """Counts over requests."""

    requests: int = 0
    right: int = 0
    parents: int = 0
    labels: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What one reading got wrong."""

    request: Request
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def compare(request: Request, items: Sequence[Item]) -> tuple[Score, Difference]:
    """Return the counts for one request, and what is wrong with it."""
    gold = request.wanted
    stems = {fold(item.text) for item in request.items if item.stem}
    texts = {fold(item.text) for item in gold}
    found = [
        i for i in items if not i.stem and (fold(i.text) not in stems or fold(i.text) in texts)
    ]
    pairs = match(gold, found)
    by_number = {item.n: item for item in items}
    hits = [(gold[a], found[b]) for a, b in pairs]
    score = Score(
        requests=1,
        gold=len(gold),
        found=len(found),
        hits=len(hits),
        right=int(len(hits) == len(gold) == len(found)),
        parents=sum(same_parent(request, a, b, by_number) for a, b in hits),
        labels=sum(plain_label(a.label) == plain_label(b.label) for a, b in hits),
        empty=int(bool(gold) and not found),
    )
    missed = tuple(gold[n].text for n in range(len(gold)) if n not in {a for a, _ in pairs})
    extra = tuple(found[n].text for n in range(len(found)) if n not in {b for _, b in pairs})
    return score, Difference(request, missed, extra)


def match(gold: Sequence[Label], found: Sequence[Item]) -> list[tuple[int, int]]:
    """Return pairs of equal items, in order where there is a choice."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    for a, item in enumerate(gold):
        same = [b for b, i in enumerate(found) if b not in used and fold(i.text) == fold(item.text)]
        if same:
            last = pairs[-1][1] if pairs else -1
            b = next((b for b in same if b > last), same[0])
            used.add(b)
            pairs.append((a, b))
    return pairs


def same_parent(request: Request, gold: Label, found: Item, by_number: dict[int, Item]) -> bool:
    """Return whether an item hangs from what it should."""
    if gold.parent is None or found.parent is None:
        return gold.parent is None and found.parent is None
    return fold(request.items[gold.parent].text) == fold(by_number[found.parent].text)


def plain_label(label: str | None) -> str:
    """Return a label without "Q", "question" and marks."""
    return re.sub(r"[^a-z0-9.]|^q(?:uestion)?\s*(?=\d)", "", (label or "").lower())
