"""
How like earlier requests under the EIR a message reads: a second opinion on its law.

The topics decide which law a question falls under (law.md 7.2); where this small linear model of
our own, learnt from the labelled mails of tests/items, sees it otherwise, a person looks.
`python -m tests.kinds.train` makes laws.json anew, the same each time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODEL = Path(__file__).with_name("laws.json")
SHOWN = "wbs"  # of what features.py finds: words, pairs of words and those of the subject
UNLIKE = 0.3  # what is environmental by its topics, and reads like few such requests
HARDLY = 0.2  # ... or hardly any
LIKE = 0.5  # the chance from which it reads more like such a request than like another
VERY_LIKE = 0.9  # ... so much that few words of a topic are enough


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much each word speaks for the EIR, and how much none does."""

    start: float
    weights: Mapping[str, float]


def load_likeness(text: str) -> Likeness:
    """Return the model in *text*."""
    raw = json.loads(text)
    return Likeness(raw["start"], raw["weights"])


@cache
def shipped_likeness() -> Likeness:
    """Return the model that lies beside this module."""
    return load_likeness(MODEL.read_text(encoding="utf-8"))


def like_environmental(found: Set[str], model: Likeness) -> float:
    """Return how likely it is, from 0 to 1, that what was *found* is of a request under the EIR."""
    known = model.weights.keys() & found
    total = model.start + sum(map(model.weights.__getitem__, known))
    return 1 / (1 + math.exp(-total))
