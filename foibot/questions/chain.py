"""
How likely each sentence of a message is no question, all of them weighed together.

A linear chain (a conditional random field) over the sentences: what each one shows speaks for what
it is, and so does what stands before and after it.  surplus.json holds the weights, which
`python -m tests.items.train_surplus` makes anew, the same each time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import mul
from pathlib import Path

from foibot.questions.columns import pack, unpack
from foibot.questions.facets import BEGINS, GOES_ON, HEADS, NONE

MODEL = Path(__file__).with_name("surplus.json")
STATES = (NONE, BEGINS, GOES_ON, HEADS)
UNIT = 100  # of the whole numbers in the file
WIDTH = 21  # bits of a score: all of a sentence, added up, are then one word of the machine

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each facet says for each state, what each state says for the next, and for the first."""

    facets: dict[str, Row]
    steps: tuple[Row, ...]
    first: Row
    packed: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        packed = {name: _packed(each) for name, each in self.facets.items()}
        object.__setattr__(self, "packed", packed)


def _packed(weights: Row) -> int:
    """Return as one number how much more a facet says for each later state than for the first."""
    first, *later = (round(UNIT * weight) for weight in weights)
    return pack([value - first for value in later], WIDTH)


@cache
def shipped() -> Weights:
    """Return the weights that lie beside this module."""
    raw = json.loads(MODEL.read_text(encoding="utf-8"))
    facets = {name: row(values) for name, values in raw["facets"].items()}
    return Weights(facets, tuple(map(row, raw["steps"])), row(raw["first"]))


def row(values: Sequence[int]) -> Row:
    """Return the whole numbers of the file as weights."""
    return tuple(value / UNIT for value in values)


def scores(shown: Iterable[str], known: Weights) -> list[float]:
    """Return how much more what a sentence shows speaks for each state than for the first."""
    # Each sentence shows a hundred facets: their rows are summed at once.
    total = sum(map(known.packed.__getitem__, known.packed.keys() & shown))
    return [0.0, *(value / UNIT for value in unpack(total, len(STATES) - 1, WIDTH))]


def chances(every: Sequence[Sequence[str]], known: Weights) -> list[list[float]]:
    """Return the probability of each state for each sentence of a message."""
    if not every:
        return []
    heights = [powers(scores(shown, known)) for shown in every]
    steps = [[math.exp(weight) for weight in step] for step in known.steps]
    ahead = [normal([a * math.exp(b) for a, b in zip(heights[0], known.first, strict=True)])]
    into = list(zip(*steps, strict=True))
    for height in heights[1:]:
        came = [sum(map(mul, ahead[-1], step)) for step in into]
        ahead.append(normal([*map(mul, height, came)]))
    behind = [1.0] * len(STATES)
    found = [ahead[-1]]
    for height, here in zip(reversed(heights[1:]), reversed(ahead[:-1]), strict=True):
        to_come = [*map(mul, height, behind)]
        behind = normal([sum(map(mul, step, to_come)) for step in steps])
        found.append(normal([*map(mul, here, behind)]))
    return found[::-1]


def powers(total: Sequence[float]) -> list[float]:
    """Return e to the power of each score, the greatest as 1."""
    most = max(total)
    return [math.exp(each - most) for each in total]


def normal(values: Sequence[float]) -> list[float]:
    """Return *values* so that they add up to 1."""
    total = sum(values)
    return [value / total for value in values]
