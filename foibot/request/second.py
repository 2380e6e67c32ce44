"""
A second opinion on the kind of a message: a small linear model of our own, learnt from the
labelled mails of tests/kinds and tests/items.

Of a request that is known, its state and the rules decide, and the model only where these found
nothing to go by.  Of all other mail the model decides whether it can have a clock at all, the rules
what kind of request it is; where the two disagree, a person looks.
`python -m tests.kinds.train` makes kinds.json anew, the same each time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from foibot.questions.columns import pack, unpack
from foibot.request.cues import Act
from foibot.request.kind import IN_DOUBT, Decision
from foibot.request.model import Kind
from foibot.request.signals import Signals

# To take one of these for another kind is a breach (law.md 7.1).
CLOCKED = frozenset({Kind.NEW_REQUEST, Kind.INTERNAL_REVIEW, Kind.SUBJECT_ACCESS, Kind.REUSE})
MODEL = Path(__file__).with_name("kinds.json")
# How much one feature of each sort says: words of the body are many, so that each says less.
# Of what stands around it, acts say most; of words, those above a mail passed on.
SCALE = {
    "w": 0.6,
    "b": 0.4,
    "s": 0.7,
    "a": 1.0,
    "x": 1.0,
    "u": 1.0,
    "v": 0.5,
    "q": 0.7,
    "p": 0.3,
}
UNIT = 1000  # weights are hundredths, and how much a feature says is tenths


@dataclass(frozen=True, slots=True)
class Model:
    """
    A weight for each kind that a feature speaks for or against, in the order of *kinds*.

    They are thousandths, a row of them packed as one number (foibot/questions/columns.py); how much
    a feature of its sort says is in them already.
    """

    kinds: tuple[Kind, ...]
    start: int
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each kind is; the shares are at most 1 in all."""

    shares: Mapping[Kind, float]

    @property
    def kind(self) -> Kind:
        """Return the likeliest kind."""
        return max(self.shares, key=self.shares.__getitem__)

    @property
    def probability(self) -> float:
        """Return how likely it is."""
        return self.shares[self.kind]

    @property
    def clocked(self) -> float:
        """Return how likely any kind that has a clock is."""
        return sum(share for kind, share in self.shares.items() if kind in CLOCKED)

    def likeliest(self, *, clocked: bool) -> Kind:
        """Return the likeliest of the kinds that have a clock, or of those that have none."""
        among = [kind for kind in self.shares if (kind in CLOCKED) is clocked]
        return max(among, key=self.shares.__getitem__)


def load_model(text: str) -> Model:
    """Return the model in *text*."""
    raw = json.loads(text)
    kinds = tuple(Kind(kind) for kind in raw["kinds"])
    weights = {name: _row(name, pairs, len(kinds)) for name, pairs in raw["weights"].items()}
    return Model(kinds, pack([round(UNIT * weight) for weight in raw["start"]]), weights)


def _row(name: str, pairs: Sequence[tuple[int, float]], kinds: int) -> int:
    """Return the weights of one feature, 0 for each kind that it says nothing of."""
    row = [0] * kinds
    for kind, weight in pairs:
        row[kind] = round(UNIT * weight * SCALE[name[0]])
    return pack(row)


@cache
def shipped_model() -> Model:
    """Return the model that lies beside this module."""
    return load_model(MODEL.read_text(encoding="utf-8"))


def second_opinion(found: Set[str], model: Model) -> Opinion:
    """Return the kind that what was *found* speaks for."""
    known = model.weights.keys() & found
    weighed = sum(map(model.weights.__getitem__, known), model.start)
    sums = [each / UNIT for each in unpack(weighed, len(model.kinds))]
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    total = sum(powers)
    return Opinion({kind: one / total for kind, one in zip(model.kinds, powers, strict=True)})


# Rules that found nothing to go by: in a thread that is known, only there does the model decide.
WEAK = frozenset({IN_DOUBT, "asks-for-something", "speaks-of-an-old-request"})
# What is told by headers and addresses, not by words.
TOLD = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.REGULATOR, Kind.MARKETING})
SEVERAL = 2  # questions
DECIDES = 0.35  # enough to prefer one kind with a clock to another
RISK = 0.07  # the greatest chance of a clock at which a kind without one is believed
RISK_NAMED = 0.03  # the same where the right is named in so many words
RISK_LOOKED = 0.15  # ... and at which a person looks all the same
RISK_AGREED = 0.4  # and at which it is believed where the rules say so too
STANDS = 0.3  # of a kind with a clock that the rules found, enough to leave it
LIKELY = 0.6
DOUBTS = 0.75
SURE = 0.85
CERTAIN = 0.97
RULE = "second-opinion"


def settled(decision: Decision, opinion: Opinion, signs: Signals, *, known: bool) -> Decision:
    """
    Return *decision*, changed where the model knows better, flagged where the two differ.

    *known* is whether the message belongs to a request of ours: there its state decides, and the
    model only where the rules had nothing to say.
    """
    told = known or decision.kind in TOLD
    if opinion.kind is decision.kind:
        agreed = _agreed(decision, opinion, signs)
        return agreed if told or decision.kind in CLOCKED else _of_no_clock(agreed, opinion)
    if decision.kind in TOLD:
        return _doubted(decision, opinion)
    if known:
        return _of_a_known_request(decision, opinion, signs)
    return _weighed(decision, opinion, signs)


def _of_no_clock(agreed: Decision, opinion: Opinion) -> Decision:
    """Return what both take for a kind without a clock: a person looks where it may have one."""
    if opinion.clocked > RISK_AGREED:
        return _by_opinion(opinion.likeliest(clocked=True), opinion, flagged=True)
    return replace(agreed, flagged=agreed.flagged or opinion.clocked > RISK_LOOKED)


def _agreed(decision: Decision, opinion: Opinion, signs: Signals) -> Decision:
    agreed = round(max(decision.confidence, min(opinion.probability, 0.9)), 2)
    sure = decision.kind in CLOCKED and opinion.probability >= SURE
    # What speaks of a service's everyday business as well is looked at by a person.
    sure = sure and not signs.score(Act.EVERYDAY)
    doubt = decision.flagged and not (decision.rule in WEAK - {IN_DOUBT} and sure)
    return replace(decision, confidence=agreed, flagged=doubt)


def _of_a_known_request(decision: Decision, opinion: Opinion, signs: Signals) -> Decision:
    asks = signs.records >= 2 or signs.invoked
    least = DECIDES if opinion.kind in CLOCKED else 0.0
    safe = opinion.kind in CLOCKED or opinion.clocked <= RISK
    if decision.rule in WEAK and safe and opinion.probability >= least and not asks:
        flagged = opinion.probability < SURE or signs.items > 0
        return _by_opinion(opinion.kind, opinion, flagged=flagged)
    return _doubted(decision, opinion)


def _weighed(decision: Decision, opinion: Opinion, signs: Signals) -> Decision:
    """Return what both make of a message of no known request: a clock is only ruled out surely."""
    if opinion.clocked <= (RISK_NAMED if signs.invoked else RISK):
        kind = opinion.likeliest(clocked=False)
        sure = opinion.clocked <= RISK_NAMED and opinion.shares[kind] >= LIKELY
        # What puts several questions is looked at by a person, whatever it is like.
        sure = sure and (signs.items < SEVERAL or decision.kind not in CLOCKED)
        return _by_opinion(kind, opinion, flagged=not sure)
    kind = opinion.likeliest(clocked=True)
    said = decision.kind is Kind.INTERNAL_REVIEW and signs.subject_says(Act.REVIEWS)
    share = opinion.shares.get(decision.kind, 0.0)
    stands = said or (decision.kind in CLOCKED and share >= STANDS)
    if stands or (decision.kind in CLOCKED and opinion.shares[kind] < DECIDES):
        return _doubted(decision, opinion)
    return _by_opinion(kind, opinion, flagged=True)


def _by_opinion(kind: Kind, opinion: Opinion, *, flagged: bool) -> Decision:
    share = opinion.shares[kind]
    said = f"{share:.0%} like earlier mails of this kind"
    return Decision(kind, RULE, said, round(share, 2), flagged)


def _doubted(decision: Decision, opinion: Opinion) -> Decision:
    if opinion.probability >= DOUBTS and decision.confidence < CERTAIN:
        return replace(decision, confidence=min(decision.confidence, 0.6), flagged=True)
    return decision
