"""Replies of lots labelled blind: read rightly or asked back, and never lost (T21)."""

from __future__ import annotations

import pytest

from tests.replies.blind import replies, scored
from tests.replies.test_programs import Labelled

EVERY = list(replies())
LEAST = 0.9


@pytest.mark.parametrize(("one", "more"), EVERY, ids=lambda one: getattr(one, "name", ""))
def test_nothing_is_read_wrongly_or_lost(one: Labelled, more: dict[str, object]) -> None:
    score = scored(one, more)

    assert (score.wrong, score.lost) == ([], [])


def test_most_is_read_rightly_and_not_asked_back() -> None:
    every = [scored(one, more) for one, more in EVERY[::3]]
    right, asked = sum(one.right for one in every), sum(one.asked for one in every)

    assert right / (right + asked) >= LEAST
