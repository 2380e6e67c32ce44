"""Replies of lots labelled blind: read rightly or asked back, and never lost (T21)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.replies.blind import (
    HERE,
    KEPT_BACK,
    LOTS,
    UNSEEN,
    UNSEEN_TOO,
    Score,
    replies,
    scored,
    stands,
)
from tests.replies.standing import Stands

EVERY = [one for path in LOTS for one in replies(path)]
LEAST = 0.88
# Lots that few rules were made for: here attribution alone is counted.
FRESH = [HERE / f"blind{n}.toml" for n in (*range(4, 10), 11)]
LEAST_AT_THEIR_QUESTION = 0.89
MOST_ASTRAY = 26


@cache
def _score(n: int) -> Score:
    return scored(*EVERY[n])


@pytest.mark.parametrize("n", range(len(EVERY)), ids=lambda n: EVERY[n][0].name)
def test_nothing_is_read_wrongly_or_lost(n: int) -> None:
    score = _score(n)

    assert (score.wrong, score.lost) == ([], [])


def test_most_is_read_rightly_and_not_asked_back() -> None:
    every = [_score(n) for n in range(len(EVERY))]
    right, asked = sum(one.right for one in every), sum(one.asked for one in every)

    assert right / (right + asked) >= LEAST


def test_answers_of_lots_that_few_rules_were_made_for_stand_at_their_question() -> None:
    places = [where for path in FRESH for each in replies(path) for _, where in stands(*each)]
    astray = [where for where in places if where in {Stands.ELSEWHERE, Stands.NOWHERE}]

    assert places.count(Stands.RIGHT) / len(places) >= LEAST_AT_THEIR_QUESTION
    assert len(astray) <= MOST_ASTRAY


@pytest.mark.parametrize(
    ("path", "least", "elsewhere"), [(KEPT_BACK, 0.89, 0), (UNSEEN, 0.87, 1), (UNSEEN_TOO, 0.88, 3)]
)
def test_answers_of_lots_that_nobody_looked_into_hardly_stand_at_another_question(
    path: Path, least: float, elsewhere: int
) -> None:
    places = [where for each in replies(path) for _, where in stands(*each)]

    assert places.count(Stands.RIGHT) / len(places) >= least
    assert places.count(Stands.ELSEWHERE) <= elsewhere
