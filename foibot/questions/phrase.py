"""
The language of the phrases in the rule files: how one is written, and where it ends in a sentence.

A phrase is a row of words; case does not matter.  `a/b` is either word, `word*` any ending, `word?`
may be missing, `@name` is any word of the list of that name, `...` up to six words; `^` ties the
phrase to the beginning of a sentence and `$` to its end.  What counts as a word is up to those who
look for phrases: foibot/questions/phrases.py and foibot/questions/lexicon.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

REACH = 6
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MEMORY = 20_000  # words whose phrases are remembered


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: the words, or beginnings of words, that fit; none means a gap."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()
    optional: bool = False

    @property
    def gap(self) -> bool:
        """Return whether this is `...`."""
        return not self.words and not self.beginnings

    def fits(self, word: str) -> bool:
        """Return whether *word* may stand here."""
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A phrase ready to be looked for; *tag* says what it was written for.

    *head* are the places before the first gap or word that may be missing.  Behind them one of
    *needed*, if that is not empty, must be among the next *within* words.
    """

    tag: str
    source: str
    elements: tuple[Element, ...]
    first: bool = False
    last: bool = False
    head: tuple[Element, ...] = ()
    needed: frozenset[str] = frozenset()
    within: int = 0

    @property
    def opening(self) -> Iterator[Element]:
        """Yield the places that the phrase may begin with."""
        for element in self.elements:
            yield element
            if not element.optional:
                return

    def ends(self, words: Sequence[str], at: int, spare: int = 0) -> Collection[int]:
        """
        Return the places after the phrase when it begins at *at*; none when it does not.

        Where it is tied to the end, as many as *spare* words may still stand behind it.
        """
        # Most that do not fit differ in their first words, or lack one that they need.
        length, fixed = len(words), len(self.head)
        if at + fixed > length:
            return ()
        for element in self.head:
            word = words[at]
            if word not in element.words and not word.startswith(element.beginnings):
                return ()
            at += 1
        if fixed == len(self.elements):
            return (at,) if not self.last or at + spare >= length else ()
        if self.needed and self.needed.isdisjoint(words[at : at + self.within]):
            return ()
        reached = self._rest(words, at)
        return {n for n in reached if n + spare >= length} if self.last else reached

    def _rest(self, words: Sequence[str], at: int) -> set[int]:
        length, reached = len(words), {at}
        for element in self.elements[len(self.head) :]:
            if element.gap:
                reached = {n + k for n in reached for k in range(REACH + 1) if n + k <= length}
                continue
            moved = {n + 1 for n in reached if n < length and element.fits(words[n])}
            reached = moved | reached if element.optional else moved
            if not reached:
                break
        return reached


def phrase(tag: str, source: str, lists: Mapping[str, frozenset[str]]) -> Phrase:
    """Return the phrase that *source* spells; raises ValueError saying what is wrong with it."""
    parts = source.lower().replace("’", "'").split()
    first, last = parts[:1] == ["^"], parts[-1:] == ["$"]
    parts = parts[first : len(parts) - last]
    try:
        elements = tuple(_element(part, lists) for part in parts)
    except ValueError as error:
        raise ValueError(f'"{source}": {error}') from error
    always = next((element for element in elements if not element.optional), None)
    if always is None or always.gap:
        raise ValueError(f'"{source}" must begin with a word; one before any "..." without a "?"')
    head = tuple(takewhile(_is_fixed, elements))
    return Phrase(tag, source, elements, first, last, head, *_needed(elements[len(head) :]))


def _is_fixed(element: Element) -> bool:
    return not (element.optional or element.gap)


def _needed(rest: Sequence[Element]) -> tuple[frozenset[str], int]:
    """Return the words of the first place that may not be missing, and how far off it may be."""
    within = 1
    for element in rest:
        if _is_fixed(element):
            return frozenset() if element.beginnings else element.words, within
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
    words: set[str] = set()
    beginnings: list[str] = []
    for word in part[: len(part) - optional].split("/"):
        if word.startswith("@"):
            words |= _listed(word, lists)
        elif word.endswith("*"):
            beginnings.append(word[:-1])
        elif word:
            words.add(word)
    if not words and not beginnings:
        raise ValueError(f'"{part}" holds no word')
    if "" in beginnings:
        raise ValueError('"*" alone fits every word; write "..." for a gap')
    return shared(Element(frozenset(words), tuple(beginnings), optional))


def _listed(name: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if name[1:] not in lists:
        raise ValueError(f'"{name}" names a list that does not exist')
    return lists[name[1:]]


@dataclass(frozen=True, slots=True)
class Begun:
    """
    The phrases that a word may begin: by the word that must follow, and all the others.

    Of the others those in *always* need no word; a word of *needed* must be among the first *reach*
    words for any more of them.
    """

    followed: dict[str, tuple[Phrase, ...]]
    others: tuple[Phrase, ...]
    always: tuple[Phrase, ...]
    needed: frozenset[str]
    reach: int

    def likely(self, words: Sequence[str], at: int) -> tuple[Phrase, ...]:
        """Return those that the word *at* and those behind it may begin, in their order."""
        found = self.others
        if found and self.needed.isdisjoint(words[at : at + self.reach]):
            found = self.always
        if self.followed and at + 1 < len(words) and words[at + 1] in self.followed:
            found += self.followed[words[at + 1]]
        return found


def _begun(word: str, phrases: Iterable[Phrase]) -> Begun | None:
    listed: dict[str, list[Phrase]] = {}
    others: list[Phrase] = []
    for each in phrases:
        following = _following(each, word)
        if following is None:
            others.append(each)
            continue
        for second in following:
            listed.setdefault(second, []).append(each)
    if not (listed or others):
        return None
    followed = {second: tuple(each) for second, each in listed.items()}
    always = tuple([each for each in others if not each.needed])
    needed = frozenset(word for each in others for word in each.needed)
    reach = max((len(each.head) + each.within for each in others), default=0)
    return Begun(followed, tuple(others), always, needed, reach)


def _following(each: Phrase, word: str) -> set[str] | None:
    """Return the words of which one must follow *word* at the beginning of a phrase, if it must."""
    found: set[str] = set()
    for at, element in enumerate(each.opening, 1):
        if not element.fits(word):
            continue
        for behind in each.elements[at:]:
            if behind.gap or behind.beginnings:
                return None
            found |= behind.words
            if not behind.optional:
                break
        else:
            return None  # the phrase may end with *word*
    return found


class Beginnings(dict[str, Begun | None]):
    """What may begin with each word, worked out when the word is first met."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        super().__init__()
        self.idle: set[str] = set()  # words of those remembered that begin nothing
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for each in phrases:
            for word in {word for element in each.opening for word in element.words}:
                self._exact.setdefault(word, []).append(each)
            for stem in {stem for element in each.opening for stem in element.beginnings}:
                self._stems.setdefault(stem, []).append(each)
        self._lengths = {len(stem) for stem in self._stems}
        self._of_figures = any(stem[0].isdecimal() for stem in self._stems)

    def __missing__(self, word: str) -> Begun | None:
        """Return what may begin with *word*, and remember it; a sum that begins nothing not."""
        figure = word.isdecimal() and not (len(word) < 4 or YEAR.fullmatch(word))
        if figure and word not in self._exact and not self._of_figures:
            return None  # each message may bring sums that no other has
        found = [*self._exact.get(word, ())]
        for length in self._lengths:
            if length <= len(word):
                found += self._stems.get(word[:length], ())
        begun = _begun(word, found)
        if begun is None and figure:
            return None
        if len(self) >= MEMORY:
            self.clear()
            self.idle.clear()
        self[word] = begun
        if begun is None:
            self.idle.add(word)
        return begun
