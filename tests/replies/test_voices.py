"""Officers of every kind, answering in their own way: the right question, or asked back (T21)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.replies.test_programs import Labelled, faults, read

LABELLED = [
    Labelled(**entry)
    for entry in tomllib.loads((Path(__file__).parent / "voices.toml").read_text("utf-8"))["reply"]
]


@pytest.mark.parametrize("one", LABELLED, ids=lambda one: one.name)
def test_a_reply_is_read_as_a_fair_reader_would(one: Labelled) -> None:
    assert faults(one, read(one)) == []


def test_no_name_stands_twice() -> None:
    assert len({one.name for one in LABELLED}) == len(LABELLED)
