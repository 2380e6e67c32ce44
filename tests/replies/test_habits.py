"""Ways of writing that had been read wrongly: the right question, or asked back (T21)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.replies.blind import replies, scored
from tests.replies.test_programs import Labelled, faults, read

FILES = ("habits.toml", "placing.toml")
EVERY = [one for name in FILES for one in replies(Path(__file__).parent / name)]


@pytest.mark.parametrize("one", [one for one, _ in EVERY], ids=lambda one: one.name)
def test_a_habit_is_read_as_a_fair_reader_would(one: Labelled) -> None:
    assert faults(one, read(one)) == []


def test_none_of_them_is_lost() -> None:
    assert [fault for each in EVERY for fault in scored(*each).lost] == []
