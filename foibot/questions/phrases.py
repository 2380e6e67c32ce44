"""
The phrases of rules/questions.toml: how they are written, and where in a sentence they occur.

A phrase is a row of words.  `a/b` means either; `word?` may be missing; `@name` is any word of the
list of that name; `...` stands for up to six words; `^` at the front ties the phrase to the
beginning of the sentence, `$` at the end to its end.  Case does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_+")
REACH = 6


def words_in(text: str) -> list[str]:
    """Return the words and marks of *text*, in small letters."""
    if text.isascii():
        return TOKEN.findall(text.lower())
    return [word.lower().replace("’", "'") for word in TOKEN.findall(text)]


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
    """
    A phrase ready to be looked for; *tag* is what a sentence with it is.

    *head* are the words of the places before the first gap or word that may be missing.  Behind
    them one of *needed*, if that is not empty, must be among the next *within* words.
    """

    tag: str
    source: str
    elements: tuple[Element, ...]
    first: bool = False
    last: bool = False
    head: tuple[frozenset[str], ...] = ()
    needed: frozenset[str] = frozenset()
    within: int = 0

    def end(self, words: Sequence[str], at: int) -> int | None:
        """Return where the phrase ends when it begins at *at*, or None."""
        # Most phrases end at their second word, or lack one that they need.
        length, fixed = len(words), len(self.head)
        if at + fixed > length:
            return None
        for fitting in self.head:
            if words[at] not in fitting:
                return None
            at += 1
        if fixed == len(self.elements):
            return at if not self.last or at >= length - 1 else None
        if self.needed and self.needed.isdisjoint(words[at : at + self.within]):
            return None
        return self._end_of_rest(words, at)

    def _end_of_rest(self, words: Sequence[str], at: int) -> int | None:
        length, reached = len(words), {at}
        for element in self.elements[len(self.head) :]:
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
    elements = tuple(_element(part, lists) for part in parts)
    head = tuple(each.words for each in takewhile(_is_fixed, elements))
    return Phrase(tag, source, elements, first, last, head, *_needed(elements[len(head) :]))


def _is_fixed(element: Element) -> bool:
    return not (element.optional or element.gap)


def _needed(rest: Sequence[Element]) -> tuple[frozenset[str], int]:
    """Return the words of the first place that may not be missing, and how far off it may be."""
    within = 1
    for element in rest:
        if _is_fixed(element):
            return element.words, within
        within += REACH if element.gap else 1
    return frozenset(), 0


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

    def likely(self, words: Sequence[str], at: int) -> Iterator[Phrase]:
        """Yield those that the word *at* and the one behind it may begin."""
        yield from self.others
        if at + 1 < len(words) and words[at + 1] in self.followed:
            yield from self.followed[words[at + 1]]

    def tag(self, words: Sequence[str], at: int, tags: set[str]) -> None:
        """Add the tags of those that stand at the word *at*; what is known is not looked for."""
        for each in self.likely(words, at):
            if each.tag not in tags and each.end(words, at) is not None:
                tags.add(each.tag)


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases, sorted by the words that they may begin with."""

    anywhere: dict[str, Begun] = field(default_factory=dict)
    opening: dict[str, Begun] = field(default_factory=dict)

    def tags(self, words: Sequence[str], begins: Iterable[int]) -> set[str]:
        """Return the tags of all that occur; *begins* are the places that count as a beginning."""
        found: set[str] = set()
        for at, word in enumerate(words):
            if word in self.anywhere:
                self.anywhere[word].tag(words, at, found)
        for at in begins:
            if at < len(words) and words[at] in self.opening:
                self.opening[words[at]].tag(words, at, found)
        return found

    def tags_at(self, words: Sequence[str], at: int) -> set[str]:
        """Return the tags of those that stand at the word *at*, which counts as a beginning."""
        found: set[str] = set()
        for begun in self._begun(words[at]):
            begun.tag(words, at, found)
        return found

    def furthest(self, words: Sequence[str], at: int) -> int:
        """Return where the longest ends that stands at the word *at*; *at* if there is none."""
        likely = (each for begun in self._begun(words[at]) for each in begun.likely(words, at))
        return max((each.end(words, at) or at for each in likely), default=at)

    def _begun(self, word: str) -> list[Begun]:
        return [table[word] for table in (self.anywhere, self.opening) if word in table]


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
