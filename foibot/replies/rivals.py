"""A second look at the parts of a reply: who else may answer a question, and who nothing (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.chain import Lattice, Shares, learnt, likely_by
from foibot.replies.entire import entire, may_be_entire
from foibot.replies.signs import Signs

_SILENT = 0.5  # a question that the parts give so little of is without an answer yet
_MOST = 3.0


def with_rivals(ways: Lattice, first: Sequence[Shares]) -> Lattice:
    """Return *ways* with signs of what a *first* look found for the other parts."""
    questions = sorted({one.given for one in ways.states if one.given is not None})
    whole = {n: sum(each.get(n, 0.0) for each in first) for n in questions}
    silent = sum(one < _SILENT for one in whole.values())
    at = []
    for place, states in enumerate(ways.at):
        own = {n: _of(n, place, ways, first) for n in questions}
        none = _of_none(place, ways, first, questions, silent)
        more: dict[int | None, Signs] = {None: none} | dict(own.items())
        at.append({state: {**signs, **more[state.given]} for state, signs in states.items()})
    return replace(ways, at=tuple(at))


def _of(n: int, place: int, ways: Lattice, first: Sequence[Shares]) -> Signs:
    """Return the signs that the part at *place* answers *n*, and no other part does."""
    own = first[place].get(n, 0.0)
    beside, away = _others(n, place, ways, first)
    gives = ways.gives[place]
    found = {
        "first look": own,
        "rival beside": beside,
        "rival away": away,
        "rival away, and gives": away if gives else 0.0,
        "likeliest part": float(own >= max(beside, away) and own > 0),
        "likeliest part by far": float(own >= 3 * max(beside, away) and gives),
        "likeliest question": float(own >= max(first[place].values())),
        "nobody else": float(max(beside, away) < 0.1 and gives),
    }
    return {name: value for name, value in found.items() if value}


def _others(n: int, place: int, ways: Lattice, first: Sequence[Shares]) -> tuple[float, float]:
    beside = away = 0.0
    for other, each in enumerate(first):
        if other == place or not ways.gives[other]:
            continue
        if ways.sentences[other] == ways.sentences[place]:
            beside = max(beside, each.get(n, 0.0))
        else:
            away = max(away, each.get(n, 0.0))
    return beside, away


def _of_none(
    place: int, ways: Lattice, first: Sequence[Shares], questions: Sequence[int], silent: int
) -> Signs:
    """Return the signs that the part at *place* answers nothing."""
    given = [n for n in questions if first[place].get(n, 0.0) > max(_others(n, place, ways, first))]
    best = max((first[place].get(n, 0.0) for n in given), default=0.0)
    found = {
        "none: first look": first[place].get(None, 0.0),
        "none: silent questions": min(float(silent), _MOST) if ways.gives[place] else 0.0,
        "none: all are answered": float(not silent),
        "none: likeliest for one": best,
    }
    return {name: value for name, value in found.items() if value}


def looks(
    ways: Lattice, allowed: Sequence[frozenset[int | None] | None] = ()
) -> tuple[list[Shares], list[Shares]]:
    """Return what a first and a second look find each part likely about."""
    first = likely_by(ways, learnt(), allowed)
    return first, likely_by(with_rivals(ways, first), learnt("again"), allowed)


def likeliest(ways: Lattice, allowed: Sequence[frozenset[int | None] | None] = ()) -> list[Shares]:
    """Return for each part how likely it is about each open question, or about none."""
    return looks(ways, allowed)[1]


def every_answered(ways: Lattice) -> tuple[float, list[Shares]] | None:
    """Return how likely each question is answered, and what each part is about if so; or None."""
    if not may_be_entire(ways):
        return None
    return entire(with_rivals(ways, likely_by(ways, learnt())), learnt("again"))
