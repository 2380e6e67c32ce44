"""
What a few words most likely say: a small linear model of our own, beside the phrases of the rules.

The rules read a reply; where the model is sure of something else, the officer is asked (T21).
`python -m tests.replies.train_said` makes said.json anew, the same each time.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from foibot.replies.words import plain

MODEL = Path(__file__).with_name("said.json")
_MOST_WORDS = 60
_LONG = (1, 2, 4, 8, 15, 30)
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_SHAPES = {
    "money": re.compile("[\u00a3$]\\s?[0-9]"),
    "percent": re.compile("[0-9]\\s?%"),
    "address": re.compile("https?://|www\\."),
    "section": re.compile(r"\b(?:s|ss|sec|section|reg|regulation|adran)\.?\s?[0-9]{1,2}\b", re.I),
    "question": re.compile(r"\?\W*$"),
    "cry": re.compile(r"!\W*$"),
    "figures": re.compile(r"[0-9].*[0-9]"),
    "name inside": re.compile(r"[a-z,] (?:[A-Z][a-z]+)"),
    "names inside": re.compile(r"[a-z,] (?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+"),
    "shout": re.compile(r"\b[A-Z]{4,}\b"),
}


class Says(StrEnum):
    """What an officer's words may say."""

    ANSWER = "answer"
    NOT_HELD = "not_held"
    NOT_OURS = "not_ours"
    NEED_CLARIFICATION = "need_clarification"
    EXEMPTION = "exemption"
    MORE_TIME = "more_time"
    DONE = "done"
    ELSEWHERE = "elsewhere"  # the answer stands in another mail or in last year's
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Likely:
    """What words say most likely, and how likely: 0 to 1."""

    says: Says
    share: float
    answers: float  # how likely they are an answer


def shown(text: str) -> frozenset[str]:
    """Return what the model sees of *text*: its words, its pairs of words and its shape."""
    tokens = ["0" if _NUMBER.fullmatch(one) else one for one in plain(text)[:_MOST_WORDS]]
    found = {f"w:{one}" for one in tokens}
    found |= {f"p:{a} {b}" for a, b in pairwise(["^", *tokens, "$"])}
    found |= {f"b:{one}" for one in tokens[:3]}
    found |= {name for name, shape in _SHAPES.items() if shape.search(text)}
    found.add(f"long:{sum(len(tokens) > most for most in _LONG)}")
    return frozenset(found | {"any"})


def shares(seen: Sequence[str], weights: Mapping[str, Sequence[float]]) -> list[float]:
    """Return how likely each of the meanings is, by *weights*."""
    none = (0.0,) * len(Says)
    sums = [sum(each) for each in zip(*(weights.get(one, none) for one in seen), strict=True)]
    most = max(sums)
    grown = [math.exp(one - most) for one in sums]
    whole = sum(grown)
    return [one / whole for one in grown]


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    return {name: tuple(each) for name, each in json.loads(MODEL.read_text())["weights"].items()}


@lru_cache(maxsize=256)
def likely(text: str) -> Likely:
    """Return what *text* says most likely, and how likely it is."""
    found = shares(sorted(shown(text)), _weights())
    best = max(found)
    return Likely(list(Says)[found.index(best)], best, found[list(Says).index(Says.ANSWER)])
