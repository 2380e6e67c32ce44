"""How likely each part of a reply is about each question: a chain of our own, learnt (T21)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foibot.replies.signs import Part, Signing, Signs

MODEL = Path(__file__).with_name("placed.json")
_TOLD = 4  # signs
Shares = dict[int | None, float]


@dataclass(frozen=True, slots=True)
class State:
    """A part is *given* to a question, or to none; *last* is the question answered last."""

    given: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Lattice:
    """All ways to give the parts to the questions, with the signs of each step."""

    states: tuple[State, ...]
    at: tuple[Mapping[State, Signs], ...]
    steps: tuple[Mapping[tuple[int | None, int], Signs], ...]
    gives: tuple[bool, ...] = ()  # which parts give something
    sentences: tuple[int, ...] = ()  # the sentence of each part

    def before(self, state: State) -> Iterator[State]:
        """Yield the states that *state* may follow."""
        for one in self.states:
            if state.given is not None or one.last == state.last:
                yield one

    def signs(self, place: int, before: int | None, state: State) -> Iterator[tuple[str, float]]:
        """Yield each sign of the step to *state* at *place* behind the answer to *before*."""
        yield from self.at[place][state].items()
        if state.given is not None:
            yield from self.steps[place][before, state.given].items()


def lattice(parts: Sequence[Part], asked: Signing) -> Lattice:
    """Return the ways to give *parts* to the open questions of *asked*."""
    each = sorted(asked.open)
    lasts: list[int | None] = [None, *each]
    states = (*(State(n, n) for n in each), *(State(None, n) for n in lasts))
    at = []
    for part in parts:
        none = asked.of_none(part)
        own = asked.of_part(part)
        at.append({one: none if one.given is None else own[one.given] for one in states})
    steps = tuple(
        {(last, n): asked.of_step(last, n, parts, place) for last in lasts for n in each}
        for place in range(len(parts))
    )
    gives = tuple(asked.gives(part.text) for part in parts)
    return Lattice(states, tuple(at), steps, gives, tuple(part.sentence for part in parts))


def shares(
    ways: Lattice,
    weights: Mapping[str, float],
    allowed: Sequence[frozenset[int | None] | None] = (),
) -> tuple[float, list[dict[tuple[int | None, State], float]]]:
    """
    Return the logarithm of the sum of all ways, and how likely each step of each place is.

    A step is the question answered last and the state that follows; *allowed* has for each place
    the questions it may be given to, or None for any.
    """
    count = len(ways.at)
    each_step = [scores(ways, weights, place, allowed) for place in range(count)]
    ahead: list[dict[State, float]] = []
    for place in range(count):
        ahead.append({
            state: add([
                (ahead[-1][one] if place else 0.0) + each_step[place][one.last, state]
                for one in (ways.before(state) if place else (State(None, None),))
                if (one.last, state) in each_step[place] and (not place or one in ahead[-1])
            ])
            for state in ways.states
        })  # fmt: skip
        ahead[-1] = {state: one for state, one in ahead[-1].items() if one > -math.inf}
    whole = add(list(ahead[-1].values()))
    back: dict[State, float] = dict.fromkeys(ahead[-1], 0.0)
    found: list[dict[tuple[int | None, State], float]] = [{} for _ in range(count)]
    for place in reversed(range(count)):
        froms = ahead[place - 1] if place else {State(None, None): 0.0}
        gathered: dict[State, list[float]] = {one: [] for one in froms}
        for state, behind in back.items():
            for one in ways.before(state) if place else (State(None, None),):
                if one not in froms or (one.last, state) not in each_step[place]:
                    continue
                step = each_step[place][one.last, state] + behind
                gathered[one].append(step)
                key = (one.last, state)
                found[place][key] = found[place].get(key, 0.0) + math.exp(froms[one] + step - whole)
        back = {one: add(each) for one, each in gathered.items() if each}
    return whole, found


def scores(
    ways: Lattice,
    weights: Mapping[str, float],
    place: int,
    allowed: Sequence[frozenset[int | None] | None] = (),
) -> dict[tuple[int | None, State], float]:
    """Return how much speaks for each step at *place*: what was answered last, and the state."""
    may = allowed[place] if allowed else None
    found: dict[tuple[int | None, State], float] = {}
    lasts = {one.last for one in ways.states} if place else {None}
    for state in ways.states:
        if may is not None and state.given not in may:
            continue
        own = _weigh(ways.at[place][state], weights)
        if state.given is None:
            if state.last in lasts:
                found[state.last, state] = own
            continue
        for last in lasts:
            found[last, state] = own + _weigh(ways.steps[place][last, state.given], weights)
    return found


def _weigh(signs: Signs, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def add(each: Sequence[float]) -> float:
    """Return the logarithm of the sum of what *each* is the logarithm of."""
    most = max(each, default=-math.inf)
    if most == -math.inf:
        return most
    return most + math.log(sum(math.exp(one - most) for one in each))


@cache
def learnt(name: str = "weights") -> Mapping[str, float]:
    """Return the weights that tests/replies/train_placed.py learnt."""
    found: dict[str, float] = json.loads(MODEL.read_text())[name]
    return found


def likely_by(
    ways: Lattice,
    weights: Mapping[str, float],
    allowed: Sequence[frozenset[int | None] | None] = (),
) -> list[Shares]:
    """Return for each part how likely it is about each open question, by *weights*."""
    found: list[Shares] = []
    for steps in shares(ways, weights, allowed)[1]:
        each: Shares = {}
        for (_, state), share in steps.items():
            each[state.given] = each.get(state.given, 0.0) + share
        found.append(each)
    return found


def because(ways: Lattice, place: int, before: int | None, n: int) -> str:
    """Return the signs that spoke most for giving the part at *place* to question *n*."""
    signs = dict(ways.signs(place, before, State(n, n)))
    weight = {name: learnt().get(name, 0.0) * value for name, value in signs.items()}
    most = sorted((name for name in weight if weight[name] > 0), key=lambda name: -weight[name])
    return "; ".join(most[:_TOLD])
