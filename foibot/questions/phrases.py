"""
The phrases of rules/questions.toml: how they are written, and where in a sentence they occur.

A phrase is a row of words.  `a/b` means either; `word?` may be missing; `@name` is any word of the
list of that name; `...` stands for up to six words; `^` at the front ties the phrase to the
beginning of the sentence, `$` at the end to its end.  Case does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_+")
REACH = 6


class Token(NamedTuple):
    """One word or mark, in small letters, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words and marks of *text*."""
    if text.isascii():
        made = tuple.__new__  # what Token(...) calls, without the call
        return [made(Token, (m[0], *m.span())) for m in TOKEN.finditer(text.lower())]
    return [Token(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: the words that fit it; none at all means a gap."""

    words: frozenset[str]
    optional: bool = False

    @property
    def gap(self) -> bool:
        """Return whether this is `...`."""
        return not self.words


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be looked for; *tag* is what a sentence with it is."""

    tag: str
    source: str
    elements: tuple[Element, ...]
    first: bool = False
    last: bool = False

    def end(self, words: Sequence[str], at: int) -> int | None:
        """Return where the phrase ends when it begins at *at*, or None."""
        # Most phrases end at their second word: so far no set of places is needed.
        length, fixed = len(words), 0
        for element in self.elements:
            if element.optional or not element.words:
                break
            if at >= length or words[at] not in element.words:
                return None
            fixed, at = fixed + 1, at + 1
        if fixed == len(self.elements):
            return at if not self.last or at >= length - 1 else None
        reached = {at}
        for element in self.elements[fixed:]:
            if not element.words:
                reached = self._leap(words, reached)
                continue
            moved = {n + 1 for n in reached if n < length and words[n] in element.words}
            reached = moved | reached if element.optional else moved
            if not reached:
                return None
        ends = {n for n in reached if not self.last or n >= length - 1}
        return max(ends) if ends else None

    @staticmethod
    def _leap(words: Sequence[str], reached: set[int]) -> set[int]:
        return {n + k for n in reached for k in range(REACH + 1) if n + k <= len(words)}


def phrase(tag: str, source: str, lists: Mapping[str, frozenset[str]]) -> Phrase:
    """Return the phrase that *source* spells; raises KeyError for an unknown list."""
    parts = source.lower().split()
    first, last = parts[0] == "^", parts[-1] == "$"
    parts = parts[first : len(parts) - last]
    return Phrase(tag, source, tuple(_element(part, lists) for part in parts), first, last)


@cache
def shared(element: Element) -> Element:
    """Return *element*, or one like it that was made before: most stand in many phrases."""
    return element


def _element(part: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if part == "...":
        return Element(frozenset())
    optional = part.endswith("?") and len(part) > 1
    part = part[:-1] if optional else part
    words: set[str] = set()
    for word in part.split("/") if part != "/" else ["/"]:
        words |= lists[word[1:]] if word.startswith("@") else {word}
    return shared(Element(frozenset(words), optional))


class Hit(NamedTuple):
    """A phrase found: which one, and the tokens from *first* up to *last*."""

    phrase: Phrase
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The phrases that a word may begin: by the word that must follow, and all the others."""

    followed: dict[str, list[Phrase]] = field(default_factory=dict)
    others: list[Phrase] = field(default_factory=list)

    def add(self, each: Phrase) -> None:
        """Take up one more phrase."""
        first, second = (*each.elements[:2], None)[:2]
        if first is None or first.optional or second is None or second.optional or second.gap:
            self.others.append(each)
            return
        for word in second.words:
            self.followed.setdefault(word, []).append(each)

    def hits(self, words: Sequence[str], at: int) -> list[Hit]:
        """Return those that stand at the word *at*."""
        found: list[Hit] = []
        after = words[at + 1] if at + 1 < len(words) else ""
        for likely in (self.others, self.followed.get(after, ())):
            for each in likely:
                end = each.end(words, at)
                if end is not None:
                    found.append(Hit(each, at, end))
        return found


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases, sorted by the words that they may begin with."""

    anywhere: dict[str, Begun] = field(default_factory=dict)
    opening: dict[str, Begun] = field(default_factory=dict)

    def find(self, words: Sequence[str], begins: Iterable[int]) -> list[Hit]:
        """Return every hit; *begins* are the places that count as the sentence's beginning."""
        found: list[Hit] = []
        anywhere = self.anywhere
        for at, word in enumerate(words):
            if word in anywhere:
                found += anywhere[word].hits(words, at)
        for at in begins:
            if at < len(words) and words[at] in self.opening:
                found += self.opening[words[at]].hits(words, at)
        return found

    def at_head(self, words: Sequence[str]) -> list[Hit]:
        """Return the hits that stand at the first word, which counts as a beginning."""
        tables = (table.get(words[0]) for table in (self.anywhere, self.opening))
        return [hit for begun in tables if begun is not None for hit in begun.hits(words, 0)]


def compile_phrases(every: Iterable[Phrase]) -> Phrases:
    """Return the phrases by the words that they may begin with."""
    made = Phrases()
    for each in every:
        table = made.opening if each.first else made.anywhere
        for word in _beginnings(each):
            table.setdefault(word, Begun()).add(each)
    return made


def _beginnings(each: Phrase) -> set[str]:
    words: set[str] = set()
    for element in each.elements:
        words |= element.words
        if not element.optional:
            break
    return words
