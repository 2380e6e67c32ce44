"""The ways to give the parts of a reply in which each open question is answered, in one go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from foibot.replies.chain import Lattice, Shares, State, add, scores, shares

MOST = 7  # questions: the ways grow with each of them
Answered = frozenset[int]
# What was answered, and last.
_Step = tuple[Answered, int | None]


def may_be_entire(ways: Lattice) -> bool:
    """Return whether there are parts for each question, and not too many questions."""
    questions = {one.given for one in ways.states if one.given is not None}
    return 0 < len(questions) <= min(MOST, len(ways.at))


def entire(ways: Lattice, weights: Mapping[str, float]) -> tuple[float, list[Shares]] | None:
    """
    Return how likely it is that each question is answered, and each part's shares where it is so.

    Whoever answers every question seldom leaves a doubt which part is whose: what is no other's is
    the last one's.  None where there is no such way; ask `may_be_entire` before.
    """
    questions = frozenset(one.given for one in ways.states if one.given is not None)
    each = [scores(ways, weights, place) for place in range(len(ways.at))]
    ahead = _ahead(each)
    ends = [value for (answered, _), value in ahead[-1].items() if answered == questions]
    if not ends:
        return None
    whole = add(ends)
    found: list[Shares] = []
    back: dict[_Step, float] = {one: 0.0 for one in ahead[-1] if one[0] == questions}
    for place in reversed(range(len(each))):
        before: dict[_Step, list[float]] = {}
        part: Shares = {}
        for one, value in ahead[place - 1].items() if place else [((frozenset(), None), 0.0)]:
            for state, score, to in _steps(one, each[place]):
                if to in back:
                    behind = score + back[to]
                    before.setdefault(one, []).append(behind)
                    share = math.exp(value + behind - whole)
                    part[state.given] = part.get(state.given, 0.0) + share
        back = {one: add(values) for one, values in before.items()}
        found.append(part)
    return math.exp(whole - shares(ways, weights)[0]), found[::-1]


def _ahead(each: list[dict[tuple[int | None, State], float]]) -> list[dict[_Step, float]]:
    """Return for each place what may have been answered up to it, and how much speaks for it."""
    found: list[dict[_Step, float]] = []
    for place, own in enumerate(each):
        sums: dict[_Step, list[float]] = {}
        for one, value in found[-1].items() if place else [((frozenset(), None), 0.0)]:
            for _, score, to in _steps(one, own):
                sums.setdefault(to, []).append(value + score)
        found.append({to: add(values) for to, values in sums.items()})
    return found


def _steps(
    one: _Step, own: Mapping[tuple[int | None, State], float]
) -> Iterator[tuple[State, float, _Step]]:
    """Yield the states that may follow, each with its score; nothing is come back to."""
    answered, last = one
    for (before, state), score in own.items():
        if before != last:
            continue
        if state.given is None:
            yield state, score, one
        elif state.given == last or state.given not in answered:
            yield state, score, (answered | {state.given}, state.given)
