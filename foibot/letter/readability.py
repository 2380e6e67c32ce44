"""How easy a letter is to read: Flesch's reading ease, and the longest sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
END = re.compile(r"[.!?:]+(?=\s|$)|\n{2,}|\n(?=[-\d])")
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Ease:
    """The reading ease (100 easy, 0 hard) and the longest sentence in words."""

    score: int
    longest: int

    @property
    def said(self) -> str:
        """Return the score in words."""
        steps = ((60, "plain English"), (50, "fairly hard"), (30, "hard"))
        name = next((name for least, name in steps if self.score >= least), "very hard")
        return f"{self.score} of 100 ({name}); longest sentence {self.longest} words"


def ease(text: str) -> Ease:
    """Return how easy *text* is; addresses on the web are no words."""
    clean = re.sub(r"https?://\S{1,500}", "", text[:LONGEST])
    sentences = [WORD.findall(part) for part in END.split(clean)]
    counted = [words for words in sentences if words]
    words = sum(len(one) for one in counted)
    if not words:
        return Ease(100, 0)
    syllables = sum(_syllables(word) for one in counted for word in one)
    score = 206.835 - 1.015 * words / len(counted) - 84.6 * syllables / words
    return Ease(max(0, min(100, round(score))), max(len(one) for one in counted))


def _syllables(word: str) -> int:
    folded = word.lower().strip("'’")
    groups = len(re.findall(r"[aeiouy]+", folded))
    silent = folded.endswith("e") and not folded.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)
