"""
How sure a reading is: how far it surprises the chain that weighs all sentences together.

doubts.json says what a surprise is worth: `python -m tests.items.calibrate` learns it from mails
that were read before any rule had been mended by them, and prints how often each confidence is
right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foibot.questions.chain import STATES
from foibot.questions.drafts import Doubt
from foibot.questions.facets import BEGINS, GOES_ON, HEADS, NONE

MODEL = Path(__file__).with_name("doubts.json")
NOTHING = 0.2
LEAST = 0.001  # no sentence is less likely than this to be what it was read as
TOLD = 0.3  # a doubt that weighs less is not worth a person's look
MOST_TOLD, MOST_WORDS = 3, 12
# What a sentence was read as, what it may be instead, and how a person is told.
SAID = {
    (BEGINS, NONE): "may be no question",
    (GOES_ON, NONE): "may be no part of a question",
    (HEADS, NONE): "may head no questions",
    (NONE, BEGINS): "may be a question, and is in none",
    (GOES_ON, BEGINS): "may be a question of its own",
    (HEADS, BEGINS): "may be a question, not a heading",
    (NONE, GOES_ON): "may belong to the question before it",
    (BEGINS, GOES_ON): "may belong to the question before it",
    (HEADS, GOES_ON): "may belong to the question before it",
    (NONE, HEADS): "may head the questions below it",
    (BEGINS, HEADS): "may only head the questions below it",
    (GOES_ON, HEADS): "may head the questions below it",
}
LAST_RESORT = Doubt("only the subject or the announcement says what is asked", "", 3.0)
LEFT_OUT = 2.5  # what it weighs that a sentence which asks was left out
CUT_OFF = Doubt("it is longer than what was read", "", 9.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """How likely a reading is wrong (log odds) by the logarithm of its surprise."""

    base: float
    slope: float
    flag_below: float


@cache
def shipped_weights() -> Weights:
    """Return the weights that lie beside this module."""
    raw = json.loads(MODEL.read_text(encoding="utf-8"))
    return Weights(raw["base"], raw["slope"], raw["flag_below"])


def surprises(
    states: Sequence[str], likely: Sequence[Sequence[float]], texts: Sequence[str]
) -> Iterator[Doubt]:
    """Yield for each sentence how far what it was read as differs from what is *likely*."""
    for state, chance, text in zip(states, likely, texts, strict=True):
        weight = -math.log(chance[STATES.index(state)] + LEAST)
        other = max(
            (odds, name) for odds, name in zip(chance, STATES, strict=True) if name != state
        )
        yield Doubt(SAID[state, other[1]], text, weight)


def left_out(text: str) -> Doubt:
    """Return the doubt about a sentence that the rules took for a question and the weights not."""
    return Doubt(SAID[NONE, BEGINS], text, LEFT_OUT)


def surprise(doubts: Iterable[Doubt]) -> float:
    """Return how much a whole reading surprises."""
    return math.log(max(math.fsum(each.weight for each in doubts), 0.0) + 20 * LEAST)


def confidence(doubts: Iterable[Doubt], items: int) -> float:
    """Return how likely it is that the list of questions is right as a whole."""
    if not items:
        return NOTHING
    known = shipped_weights()
    return round(1 / (1 + math.exp(known.base + known.slope * surprise(doubts))), 3)


def is_doubtful(sure: float) -> bool:
    """Return whether a list of which one is so *sure* is put before a person."""
    return sure < shipped_weights().flag_below


def heaviest(doubts: Sequence[Doubt]) -> list[str]:
    """Return what to look at, in words, the gravest doubt first."""
    grave = sorted(doubts, key=lambda each: -each.weight)
    told = [each for each in grave if each.weight >= TOLD] or grave[:1]
    return [in_words(each) for each in told[:MOST_TOLD]]


def in_words(each: Doubt) -> str:
    """Return a doubt with the beginning of the words that it is about."""
    if not each.words:
        return each.said
    first = each.words.split()
    dots = " ..." if len(first) > MOST_WORDS else ""
    return f'{each.said}: "{" ".join(first[:MOST_WORDS])}{dots}"'
