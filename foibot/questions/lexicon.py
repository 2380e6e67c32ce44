"""
Words and phrases of the rule files: how they are written, and where they occur in a text.

A phrase is a row of words; case, hyphens and apostrophes do not matter, and "haven't" is read as
"have not".  `a/b` is either word, `word*` any ending, `word?` may be missing, `@name` any word of
the list of that name, `...` up to six words of the same sentence; `^` ties the phrase to the
beginning of a sentence and `$` to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import NamedTuple

REACH = 6
MEMORY = 20_000  # words whose phrases are remembered
WORD_LIMIT = 40_000  # words of a text that are looked at: reliability.md T13
TOKEN = re.compile(
    # Stops are looked at from the first of a row only: else a row costs its square.
    r"[^\W_]+(?:['’`][^\W_]+)*|(?<![.?!…])[.?!…]++(?=[\s\"'”’)\]]|$)|\n[ \t]*(?=\n)|\n",
)
LIST_MARK = re.compile(r"[ \t]*(?:[-*•·▪–—>◦o]\s|\(?\w{1,3}[.)\]]\s)")
SHORT_LINE = 46  # a line shorter than this was ended by its writer, not wrapped

CONTRACTIONS = {
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "shan't": ("shall", "not"),
    "i'm": ("i", "am"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "i'd": ("i", "would"),
    "we'd": ("we", "would"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "what's": ("what", "is"),
    "where's": ("where", "is"),
    "didnt": ("did", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
}
ENDINGS = (("n't", "not"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"))


class Word(NamedTuple):
    """A word in small letters, and where it stands in the text."""

    word: str
    start: int
    end: int


class Sentence(NamedTuple):
    """The words from one stop to the next; *asks* when the stop is a question mark."""

    words: tuple[Word, ...]
    small: tuple[str, ...]  # the words alone
    asks: bool = False

    @classmethod
    def of(cls, words: Sequence[Word], *, asks: bool = False) -> Sentence:
        """Return the sentence of these *words*."""
        return cls(tuple(words), tuple([word for word, _, _ in words]), asks)

    @property
    def start(self) -> int:
        """Return where the sentence begins in its text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the sentence's last word ends."""
        return self.words[-1].end


class Text(NamedTuple):
    """A text and its sentences, found once and looked through by every lexicon."""

    text: str
    sentences: tuple[Sentence, ...]


def parsed(text: str) -> Text:
    """Return *text* with its sentences."""
    return Text(text, tuple(sentences(text)))


def words_of(raw: str, start: int, end: int) -> Iterator[Word]:
    """Yield the word or words that *raw*, a run of letters, stands for."""
    word = raw.lower().replace("’", "'").replace("`", "'")
    if word in CONTRACTIONS:
        for part in CONTRACTIONS[word]:
            yield Word(part, start, end)
        return
    for ending, full in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            yield Word(word.removesuffix(ending), start, end)
            yield Word(full, start, end)
            return
    yield Word(word, start, end)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of *text*; a list entry or a line cut short is one of its own."""
    found: list[Sentence] = []
    current: list[Word] = []
    line_start = 0
    total = 0
    made = tuple.__new__  # what Word(...) calls, without the call
    plain = text.isascii()  # each letter stays in its place when all are made small at once
    for token in TOKEN.finditer(text.lower() if plain else text):
        mark = token[0]
        small = mark if plain else mark.lower()
        if small.isalnum() and small not in CONTRACTIONS:
            start, end = token.span()
            current.append(made(Word, (small, start, end)))
            continue
        if mark[0].isalnum():
            current.extend(words_of(mark, *token.span()))
            continue
        ends = mark[0] in ".?!…" or _line_ends(text, token, line_start)
        line_start = token.end() if mark[0] == "\n" else line_start
        if ends and current:
            found.append(Sentence.of(current, asks="?" in mark))
            total += len(current)
            current = []
        if total > WORD_LIMIT:
            return found
    if current:
        found.append(Sentence.of(current))
    return found


def _line_ends(text: str, token: re.Match[str], line_start: int) -> bool:
    if token[0] != "\n" or text[token.end() : token.end() + 1] in {"\n", ""}:
        return True
    if LIST_MARK.match(text, token.end()):
        return True
    following = text[token.end() : token.end() + 40].lstrip()[:1]
    return token.start() - line_start < SHORT_LINE and following.isupper()


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

    def end(self, words: Sequence[str], at: int) -> int | None:
        """Return the place after the phrase when it begins at *at*, or None."""
        # Most that do not fit differ in their first words, or lack one that they need.
        length, fixed = len(words), len(self.head)
        if at + fixed > length:
            return None
        for element in self.head:
            word = words[at]
            if word not in element.words and not word.startswith(element.beginnings):
                return None
            at += 1
        if fixed == len(self.elements):
            return at if not self.last or at == length else None
        if self.needed and self.needed.isdisjoint(words[at : at + self.within]):
            return None
        return self._end_of_rest(words, at)

    def _end_of_rest(self, words: Sequence[str], at: int) -> int | None:
        length, reached = len(words), {at}
        for element in self.elements[len(self.head) :]:
            if element.gap:
                reached = {n for begin in reached for n in range(begin, begin + REACH + 1)}
                continue
            moved = {n + 1 for n in reached if n < length and element.fits(words[n])}
            reached = moved | reached if element.optional else moved
            if not reached:
                return None
        ends = {n for n in reached if n <= length and (n == length or not self.last)}
        return min(ends) if ends else None


def phrase(tag: str, source: str, lists: Mapping[str, frozenset[str]]) -> Phrase:
    """Return the phrase that *source* spells; raises ValueError saying what is wrong with it."""
    parts = source.lower().replace("’", "'").split()
    first, last = parts[:1] == ["^"], parts[-1:] == ["$"]
    parts = parts[first : len(parts) - last]
    elements = tuple(element for part in parts for element in _elements(part, lists))
    if not elements or elements[0].gap or elements[0].optional:
        raise ValueError(f'"{source}" must begin with a word that is always there')
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


def _elements(part: str, lists: Mapping[str, frozenset[str]]) -> list[Element]:
    if part == "...":
        return [Element(frozenset())]
    optional = part.endswith("?") and len(part) > 1
    part = part[:-1] if optional else part
    if "-" in part:
        if "/" in part:
            raise ValueError(f'"{part}" holds both "-" and "/"; write the hyphen as a space')
        pieces = part.split("-")
    else:
        pieces = [part]
    return [_element(piece, lists, optional=optional) for piece in pieces if piece]


@cache
def shared(element: Element) -> Element:
    """Return *element*, or one like it that was made before: most stand in many phrases."""
    return element


def _element(part: str, lists: Mapping[str, frozenset[str]], *, optional: bool) -> Element:
    words: set[str] = set()
    beginnings: list[str] = []
    for word in part.split("/"):
        if word.startswith("@"):
            if word[1:] not in lists:
                raise ValueError(f'"{word}" names a list that does not exist')
            words |= lists[word[1:]]
        elif word.endswith("*"):
            beginnings.append(word[:-1])
        elif word:
            words.add(word)
    if not words and not beginnings:
        raise ValueError(f'"{part}" holds no word')
    if any(not stem for stem in beginnings):
        raise ValueError('"*" alone fits every word; write "..." for a gap')
    return shared(Element(frozenset(words), tuple(beginnings), optional))


class Hit(NamedTuple):
    """A phrase found in a sentence: its words from *first* up to *last*."""

    phrase: Phrase
    sentence: int
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The phrases that a word may begin: by the word that must follow, and all the others."""

    followed: dict[str, tuple[Phrase, ...]]
    others: tuple[Phrase, ...]

    def likely(self, words: Sequence[str], at: int) -> tuple[Phrase, ...]:
        """Return those that the word *at* and the one behind it may begin."""
        found = self.others
        if self.followed and at + 1 < len(words) and words[at + 1] in self.followed:
            found += self.followed[words[at + 1]]
        return found


def _begun(phrases: Iterable[Phrase]) -> Begun | None:
    followed: dict[str, tuple[Phrase, ...]] = {}
    others: list[Phrase] = []
    for each in phrases:
        second = each.elements[1] if len(each.elements) > 1 else None
        if second is None or second.optional or second.beginnings or second.gap:
            others.append(each)
            continue
        for word in second.words:
            followed[word] = (*followed.get(word, ()), each)
    return Begun(followed, tuple(others)) if followed or others else None


class Beginnings(dict[str, Begun | None]):
    """What may begin with each word, worked out when the word is first met."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        super().__init__()
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for each in phrases:
            for word in each.elements[0].words:
                self._exact.setdefault(word, []).append(each)
            for stem in each.elements[0].beginnings:
                self._stems.setdefault(stem, []).append(each)
        self._lengths = {len(stem) for stem in self._stems}

    def __missing__(self, word: str) -> Begun | None:
        """Return what may begin with *word*, and remember it."""
        found = [*self._exact.get(word, ())]
        for length in self._lengths:
            if length <= len(word):
                found += self._stems.get(word[:length], ())
        if len(self) >= MEMORY:
            self.clear()
        self[word] = begun = _begun(found)
        return begun


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases sorted by the words that they may begin with, so that a text is read once."""

    beginnings: Beginnings

    def find(self, text: Sequence[Sentence]) -> list[Hit]:
        """Return every place where a phrase occurs, in the order of the text."""
        hits: list[Hit] = []
        begun_by = self.beginnings.__getitem__
        for number, sentence in enumerate(text):
            small = sentence.small
            for at, begun in enumerate(map(begun_by, small)):
                if begun is None:
                    continue
                for each in begun.likely(small, at):
                    end = None if each.first and at else each.end(small, at)
                    if end is not None:
                        start, stop = sentence.words[at].start, sentence.words[end - 1].end
                        hits.append(Hit(each, number, at, end, start, stop))
        return hits


def lexicon(phrases: Iterable[Phrase]) -> Lexicon:
    """Return *phrases* ready to be looked for together."""
    return Lexicon(Beginnings(phrases))
