"""
The phrases of the other rule files, and where they occur in a text.

They are written as foibot/questions/phrase.py says.  A text has its words without marks; hyphens
and apostrophes do not matter, and "haven't" is read as "have not".  A hit ends as soon as it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foibot.questions.phrase import Beginnings, Phrase, phrase

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
    "arent": ("are", "not"),
    "werent": ("were", "not"),
    "hadnt": ("had", "not"),
    "wouldnt": ("would", "not"),
    "couldnt": ("could", "not"),
    "shouldnt": ("should", "not"),
    "youve": ("you", "have"),
    "weve": ("we", "have"),
    "theres": ("there", "is"),
    "there's": ("there", "is"),
}
ENDINGS = (("n't", "not"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"))


class Sentence(NamedTuple):
    """
    The words from one stop to the next; *asks* when the stop is a question mark.

    *small* are the words in small letters, *places* where in the text each of them was found.
    """

    small: tuple[str, ...]
    places: tuple[re.Match[str], ...]
    asks: bool = False

    @property
    def start(self) -> int:
        """Return where the sentence begins in its text."""
        return self.places[0].start()

    @property
    def end(self) -> int:
        """Return where the sentence's last word ends."""
        return self.places[-1].end()


class Text(NamedTuple):
    """A text and its sentences, found once and looked through by every lexicon."""

    text: str
    sentences: tuple[Sentence, ...]


def parsed(text: str) -> Text:
    """Return *text* with its sentences."""
    return Text(text, tuple(sentences(text)))


def words_of(raw: str) -> tuple[str, ...]:
    """Return the word or words that *raw*, a run of letters, stands for."""
    word = raw.lower().replace("’", "'").replace("`", "'")
    if word in CONTRACTIONS:
        return CONTRACTIONS[word]
    for ending, full in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending), full
    return (word,)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of *text*; a list entry or a line cut short is one of its own."""
    found: list[Sentence] = []
    current: list[str] = []
    places: list[re.Match[str]] = []
    line_start = 0
    total = 0
    plain = text.isascii()  # each letter stays in its place when all are made small at once
    for token in TOKEN.finditer(text.lower() if plain else text):
        mark = token[0]
        small = mark if plain else mark.lower()
        if small.isalnum() and small not in CONTRACTIONS:
            current.append(small)
            places.append(token)
            continue
        if mark[0].isalnum():
            full = words_of(mark)
            current += full
            places += [token] * len(full)
            continue
        ends = mark[0] in ".?!…" or _line_ends(text, token, line_start)
        line_start = token.end() if mark[0] == "\n" else line_start
        if ends and current:
            found.append(Sentence(tuple(current), tuple(places), "?" in mark))
            total += len(current)
            current, places = [], []
        if total > WORD_LIMIT:
            return found
    if current:
        found.append(Sentence(tuple(current), tuple(places)))
    return found


def _line_ends(text: str, token: re.Match[str], line_start: int) -> bool:
    if token[0] != "\n" or text[token.end() : token.end() + 1] in {"\n", ""}:
        return True
    if LIST_MARK.match(text, token.end()):
        return True
    following = text[token.end() : token.end() + 40].lstrip()[:1]
    return token.start() - line_start < SHORT_LINE and following.isupper()


def plain_phrase(tag: str, source: str, lists: Mapping[str, frozenset[str]]) -> Phrase:
    """Return the phrase that *source* spells; raises ValueError saying what is wrong with it."""
    made = phrase(tag, _spaced(source), lists)
    if made.elements[0].optional:
        # It would be found twice in one place, and hits are counted.
        raise ValueError(f'"{source}" must begin with a word that is always there')
    return made


def _spaced(source: str) -> str:
    """Return a phrase with its hyphens as spaces, as they are in the words of a text."""
    parts: list[str] = []
    for part in source.split():
        if "-" not in part:
            parts.append(part)
            continue
        if "/" in part:
            raise ValueError(
                f'"{source}": "{part}" holds both "-" and "/"; write the hyphen as a space'
            )
        missing = "?" if part.endswith("?") else ""
        parts += [piece + missing for piece in part.removesuffix("?").split("-") if piece]
    return " ".join(parts)


class Hit(NamedTuple):
    """A phrase found in a sentence: its words from *first* up to *last*."""

    phrase: Phrase
    sentence: int
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases sorted by the words that they may begin with, so that a text is read once."""

    beginnings: Beginnings

    def find(self, text: Sequence[Sentence]) -> list[Hit]:
        """Return every place where a phrase occurs, in the order of the text."""
        hits: list[Hit] = []
        begun_by, idle = self.beginnings.__getitem__, self.beginnings.idle
        for number, sentence in enumerate(text):
            small = sentence.small
            if idle.issuperset(small):
                continue  # as most sentences, to most lexicons
            behind = (*small[1:], "")
            for at, begun in enumerate(map(begun_by, small)):
                if begun is None or not (begun.others or behind[at] in begun.followed):
                    continue
                for each in begun.likely(small, at):
                    ends = () if each.first and at else each.ends(small, at)
                    if ends:
                        end = min(ends)
                        start, stop = sentence.places[at].start(), sentence.places[end - 1].end()
                        hits.append(Hit(each, number, at, end, start, stop))
        return hits


def lexicon(phrases: Iterable[Phrase]) -> Lexicon:
    """Return *phrases* ready to be looked for together."""
    return Lexicon(Beginnings(phrases))
