"""
How sure a reading is: what the readers doubted, each doubt with the weight that it has earned.

doubts.json holds the weights: `python -m tests.items.calibrate` learns them from mails that were
read before any rule had been mended by them, and prints how often each confidence is right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foibot.questions.drafts import Draft, Found

MODEL = Path(__file__).with_name("doubts.json")
NOTHING = 0.2
LONG = 90
# Doubts too rare to be weighed: a person looks, whatever else was found.
ALWAYS = frozenset({"cut off"})
# What each doubt means to the person who is asked to look.
SAID = {
    "unlike a question": "one of the questions does not read like one",
    "like a question": "a sentence that reads like a question is in none of them",
    "two in one": "one of the questions may be two",
    "question left out": "a sentence with a question mark is in none of them",
    "ask left out": "a sentence that asks is in none of them",
    "weak ask": "one sentence asks for little",
    "ask joined": "a sentence was joined to the question before it",
    "list and sentences": "questions stand in a list and also beside it",
    "some have a label": "some questions have a number and some have none",
    "some end in a full stop": "some questions end in a full stop and some do not",
    "few words": "one question has one or two words",
    "last resort": "only the subject or the announcement says what is asked",
    "cut off": "it is longer than what was read",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """How likely a reading is wrong with no doubt at all, and what each doubt adds (log odds)."""

    base: float
    doubts: dict[str, float]
    flag_below: float


@cache
def shipped_weights() -> Weights:
    """Return the weights that lie beside this module."""
    raw = json.loads(MODEL.read_text(encoding="utf-8"))
    return Weights(raw["base"], raw["doubts"], raw["flag_below"])


def doubts_of(found: Found) -> list[str]:
    """Return the doubts about what one source gave, those of its readers first."""
    doubts = list(dict.fromkeys(found.doubts))
    paths = {draft.path for draft in found.drafts}
    doubts += [path for path in ("columns", "unlabelled", "bare") if path in paths]
    running = "prose" in paths
    if running and paths - {"prose"}:
        doubts.append("list and sentences")
    elif running:
        doubts.append("sentences")
    return doubts + shapes([draft for draft in found.drafts if not draft.stem])


def shapes(drafts: list[Draft]) -> list[str]:
    """Return the doubts that come from items being unlike each other, or unlike questions."""
    texts = [draft.body.text.rstrip() for draft in drafts]
    top = [draft.label for draft in drafts if draft.parent is None]
    doubts = []
    if any(is_long(draft) for draft in drafts):
        doubts.append("long")
    if any(len(text.split()) < 3 for text in texts):
        doubts.append("few words")
    if len({text[-1:] in ".?;" for text in texts}) > 1 and len(texts) > 1:
        doubts.append("some end in a full stop")
    if None in top and any(top):
        doubts.append("some have a label")
    return doubts


def is_long(draft: Draft) -> bool:
    """Return whether an item is so long that it may be two."""
    return len(draft.body.text.split()) > LONG


def confidence(doubts: Iterable[str], items: int) -> float:
    """Return how likely it is that the list of questions is right as a whole."""
    if not items:
        return NOTHING
    known = shipped_weights()
    named = set(doubts)
    if named & ALWAYS:
        return NOTHING
    total = known.base + sum(known.doubts.get(doubt, 0.0) for doubt in named)
    return round(1 / (1 + math.exp(total)), 3)


def is_doubtful(sure: float) -> bool:
    """Return whether a list of which one is so *sure* is put before a person."""
    return sure < shipped_weights().flag_below


def heaviest(doubts: Iterable[str]) -> list[str]:
    """Return what to look at, in words, the gravest doubt first."""
    known = shipped_weights().doubts
    named = [each for each in dict.fromkeys(doubts) if each in SAID]
    named.sort(key=lambda each: -(9.0 if each in ALWAYS else known.get(each, 0.0)))
    return [SAID[each] for each in named][:3]
