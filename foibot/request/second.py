"""
A second opinion on the kind of a message: a small linear model of our own, learnt from tests/kinds.

The rules decide.  Where they found nothing to go by, the model may; where the two disagree, a
person looks.  `python -m tests.kinds.train` makes kinds.json anew, the same each time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from foibot.request.cues import Act
from foibot.request.kind import IN_DOUBT, Decision
from foibot.request.model import Kind
from foibot.request.signals import Signals

# To take one of these for another kind is a breach (law.md 7.1).
CLOCKED = frozenset({Kind.NEW_REQUEST, Kind.INTERNAL_REVIEW, Kind.SUBJECT_ACCESS, Kind.REUSE})
MODEL = Path(__file__).with_name("kinds.json")
# How much one feature of each sort says: words of the body are many, so that each says less.
SCALE = {"w": 0.6, "b": 0.4, "s": 0.7, "a": 1.0, "x": 1.0}


@dataclass(frozen=True, slots=True)
class Model:
    """
    A weight for each kind that a feature speaks for or against, in the order of *kinds*.

    How much a feature of its sort says is in the weights already.
    """

    kinds: tuple[Kind, ...]
    start: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The likeliest kind, how likely, and how likely any kind that has a clock."""

    kind: Kind
    probability: float
    clocked: float = 0.0


def load_model(text: str) -> Model:
    """Return the model in *text*."""
    raw = json.loads(text)
    kinds = tuple(Kind(kind) for kind in raw["kinds"])
    weights = {name: _row(name, pairs, len(kinds)) for name, pairs in raw["weights"].items()}
    return Model(kinds, tuple(raw["start"]), weights)


def _row(name: str, pairs: Sequence[tuple[int, float]], kinds: int) -> tuple[float, ...]:
    """Return the weights of one feature, 0 for each kind that it says nothing of."""
    row = [0.0] * kinds
    for kind, weight in pairs:
        row[kind] = weight * SCALE[name[0]]
    return tuple(row)


@cache
def shipped_model() -> Model:
    """Return the model that lies beside this module."""
    return load_model(MODEL.read_text(encoding="utf-8"))


def second_opinion(found: Set[str], model: Model) -> Opinion:
    """Return the kind that what was *found* speaks for."""
    weights = model.weights
    rows = [weights[name] for name in found if name in weights]
    # Columns are summed by the interpreter itself: most of the rows are zeros, and cost less so.
    sums = [sum(column) for column in zip(model.start, *rows, strict=True)]
    top = max(sums)
    shares = [math.exp(one - top) for one in sums]
    best = shares.index(max(shares))
    pairs = zip(model.kinds, shares, strict=True)
    clocked = sum(one for kind, one in pairs if kind in CLOCKED) / sum(shares)
    return Opinion(model.kinds[best], shares[best] / sum(shares), clocked)


# Rules that found nothing to go by; only there does the model decide.
WEAK = frozenset({IN_DOUBT, "asks-for-something", "speaks-of-an-old-request"})
DECIDES = 0.35  # enough to prefer one kind with a clock to another
RISK = 0.1  # the greatest chance of a clock at which a kind without one is believed
DOUBTS = 0.75
SURE = 0.85
CERTAIN = 0.97


def settled(decision: Decision, opinion: Opinion, signs: Signals) -> Decision:
    """Return *decision*, changed where rules had nothing to say, flagged where the two differ."""
    if opinion.kind is decision.kind:
        agreed = round(max(decision.confidence, min(opinion.probability, 0.9)), 2)
        sure = decision.kind in CLOCKED and opinion.probability >= SURE
        # What speaks of a service's everyday business as well is looked at by a person.
        sure = sure and not signs.score(Act.EVERYDAY)
        doubt = decision.flagged and not (decision.rule in WEAK - {IN_DOUBT} and sure)
        return replace(decision, confidence=agreed, flagged=doubt)
    asks = signs.records >= 2 or signs.invoked
    share = f"{opinion.probability:.0%} like earlier mails of this kind"
    least = DECIDES if opinion.kind in CLOCKED else 0.0
    safe = opinion.kind in CLOCKED or opinion.clocked <= RISK
    if decision.rule in WEAK and safe and opinion.probability >= least and not asks:
        flagged = opinion.probability < SURE or signs.items > 0
        return Decision(opinion.kind, "second-opinion", share, opinion.probability, flagged)
    if opinion.probability >= DOUBTS and decision.confidence < CERTAIN:
        return replace(decision, confidence=min(decision.confidence, 0.6), flagged=True)
    return decision
