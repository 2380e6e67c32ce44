"""
The phrases of rules/questions.toml, and which of them occur in a sentence.

They are written as foibot/questions/phrase.py says.  Marks are words of their own, so that the last
one may stand behind a `$`, and a hyphen joins two words to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foibot.questions.phrase import Beginnings, Begun, Phrase

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_+")
LAST_MARK = 1  # word that may stand behind the end of a sentence


def words_in(text: str) -> list[str]:
    """Return the words and marks of *text*, in small letters."""
    if text.isascii():
        return TOKEN.findall(text.lower())
    return [word.lower().replace("’", "'") for word in TOKEN.findall(text)]


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases, sorted by the words that they may begin with."""

    anywhere: Beginnings
    opening: Beginnings

    def tags(self, words: Sequence[str], begins: Iterable[int]) -> set[str]:
        """Return the tags of all that occur; *begins* are the places that count as a beginning."""
        found: set[str] = set()
        behind = (*words[1:], "")
        for at, begun in enumerate(map(self.anywhere.__getitem__, words)):
            if begun is not None and (begun.others or behind[at] in begun.followed):
                _tag(begun, words, at, found)
        for at in begins:
            begun = self.opening[words[at]] if at < len(words) else None
            if begun is not None:
                _tag(begun, words, at, found)
        return found

    def tags_at(self, words: Sequence[str], at: int) -> set[str]:
        """Return the tags of those that stand at the word *at*, which counts as a beginning."""
        found: set[str] = set()
        for begun in self._begun(words[at]):
            _tag(begun, words, at, found)
        return found

    def furthest(self, words: Sequence[str], at: int) -> int:
        """Return where the longest ends that stands at the word *at*; *at* if there is none."""
        likely = (each for begun in self._begun(words[at]) for each in begun.likely(words, at))
        return max((end for each in likely for end in each.ends(words, at, LAST_MARK)), default=at)

    def _begun(self, word: str) -> Iterator[Begun]:
        for table in (self.anywhere, self.opening):
            begun = table[word]
            if begun is not None:
                yield begun


def _tag(begun: Begun, words: Sequence[str], at: int, tags: set[str]) -> None:
    """Add the tags of those that stand at the word *at*; what is known is not looked for."""
    for each in begun.likely(words, at):
        if each.tag not in tags and each.ends(words, at, LAST_MARK):
            tags.add(each.tag)


def compile_phrases(every: Iterable[Phrase]) -> Phrases:
    """Return the phrases by the words that they may begin with."""
    known = list(every)
    return Phrases(
        anywhere=Beginnings(each for each in known if not each.first),
        opening=Beginnings(each for each in known if each.first),
    )
