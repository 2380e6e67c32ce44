"""Replies of lots labelled blind: read rightly or asked back, and never lost (T21)."""

from __future__ import annotations

from functools import cache

import pytest

from tests.replies.blind import LOTS, Score, replies, scored

EVERY = [one for path in LOTS for one in replies(path)]
LEAST = 0.88


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
