"""Words and phrases: what rules/replies.toml lists is found here, in one pass over the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_LONGEST = 100_000
_LINE = 500
GAP = "*"  # in a phrase: up to three words of any kind
_WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word in small letters with its place in the text."""

    text: str
    start: int
    end: int


# "isn't", "can't" and "cannot" are two words, as "is not" and "can not" are; so are "isnt" and
# "dont", which phones write: one phrase finds them all.
_SHORTENED = re.compile(
    r"(is|are|was|were|do|does|did|have|has|had|ca|wo|could|would|should|need|must)n'?t|cannot"
)
_FULL = {"ca": "can", "wo": "will"}
_SHORT_FORMS = {"pls": "please", "plz": "please", "plse": "please"}


# A reply is looked at many times on its way, each time for something else.
@lru_cache(maxsize=8)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of *text*, at most those of its first 100,000 letters."""
    found: list[Word] = []
    for match in _WORD.finditer(text, 0, _LONGEST):
        word = _folded(match[0])
        short = _SHORTENED.fullmatch(word)
        if short is None:
            found.append(Word(word, match.start(), match.end()))
            continue
        verb = short[1] or "can"
        middle = match.start() + len(verb)
        found.append(Word(_FULL.get(verb, verb), match.start(), middle))
        found.append(Word("not", middle, match.end()))
    return tuple(found)


def _folded(word: str) -> str:
    # Small letters, straight apostrophes, no accents: "T\u00eem" and "tim" are one word.
    low = word.casefold().replace("\u2019", "'")
    if low.isascii():
        return _SHORT_FORMS.get(low, low)
    parts = unicodedata.normalize("NFKD", low)
    return "".join(c for c in parts if not unicodedata.combining(c))


def plain(text: str) -> tuple[str, ...]:
    """Return only the words, without their places."""
    return _plain(text) if len(text) <= _LINE else tuple(word.text for word in words(text))


# Each line is looked at for many things; its words are found once.
@lru_cache(maxsize=2048)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text))


Phrase = tuple[str, ...]


def spelt(text: str) -> tuple[Phrase, ...]:
    """
    Return the phrases that *text* stands for.

    A star stands for up to three words, and "hold/holds/held" for any one of them.
    """
    found: list[Phrase] = [()]
    for part in text.split():
        ways = [(GAP,)] if part == GAP else [plain(one) for one in part.split("/")]
        found = [(*begun, *way) for begun in found for way in ways]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases under their first word, so that looking for a hundred costs as much as for one."""

    by_first: dict[str, tuple[Phrase, ...]]

    def at(self, tokens: Sequence[str], place: int) -> int | None:
        """Return where the longest phrase that begins at *place* ends, or None."""
        among = self.by_first.get(tokens[place]) if place < len(tokens) else None
        if among is None:
            return None
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        ends = [
            _end(tokens, place, one) for one in among if len(one) == 1 or one[1] in (after, GAP)
        ]
        return max((end for end in ends if end is not None), default=None)

    def first(self, tokens: Sequence[str], limit: int | None = None) -> tuple[int, int] | None:
        """Return the first place, before word *limit*, where a phrase stands, and its end."""
        for place in range(len(tokens) if limit is None else min(limit, len(tokens))):
            end = self.at(tokens, place)
            if end is not None:
                return place, end
        return None

    def within(self, text: str) -> bool:
        """Return whether any phrase stands in *text*."""
        return self.first(plain(text)) is not None

    def is_whole(self, text: str) -> bool:
        """Return whether *text* consists of one phrase."""
        tokens = plain(text)
        return bool(tokens) and self.at(tokens, 0) == len(tokens)


def phrases(texts: Iterable[str]) -> Phrases:
    """Return *texts* ready to be looked for."""
    table: dict[str, list[Phrase]] = {}
    for one in dict.fromkeys(each for text in texts for each in spelt(text)):
        if one:
            table.setdefault(one[0], []).append(one)
    return Phrases({first: tuple(each) for first, each in table.items()})


def _end(tokens: Sequence[str], place: int, wanted: Phrase) -> int | None:
    ends = {place}
    for part in wanted:
        if part == GAP:
            ends = {end + more for end in ends for more in range(_WIDEST_GAP + 1)}
        else:
            ends = {end + 1 for end in ends if end < len(tokens) and tokens[end] == part}
        if not ends:
            return None
    return min(ends)


_SENTENCE = re.compile(r"(?<=[.!?])[ \t]{1,10}(?=[\"'(\u2018\u201c]?[A-Z\u00c0-\u00de0-9\u00a3])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:s|ss|reg|regs|nos|e\.g|i\.e|approx|dr|mr|mrs|ms|st|cllr)\.$", re.IGNORECASE
)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; "s. 43" and "No. 5" are not their ends."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _ABBREVIATION.search(found[-1][-12:]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return tuple(found)


_ASKING = (
    ("please",), ("yes",), ("ok",), ("okay",), ("fine",), ("can", "you"), ("could", "you"),
    ("would", "you"), ("will", "you"), ("can", "we"), ("let's",), ("then",), ("allwch", "chi"),
)  # fmt: skip


def behind_asking(tokens: Sequence[str]) -> int:
    """Return where what is asked for begins behind "Yes, can you please"."""
    start = 0
    while lead := next(
        (one for one in _ASKING if tuple(tokens[start : start + len(one)]) == one), ()
    ):
        start += len(lead)
    return start
