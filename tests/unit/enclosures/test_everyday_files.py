"""Everyday files go through: held for nothing at most 2 %, nothing that one sees is lost."""

from __future__ import annotations

import pytest

from tests.clean import books, mails, others, papers, words
from tests.clean.files import FILES
from tests.clean.look import Seen, all_of

MAKERS = (books, words, papers, others, mails)
# SEC-2 and the issue's own bar for false holds.
MOST = 0.02


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    return list(all_of(FILES))


def test_everyday_files_are_not_held_for_nothing(seen: list[Seen]) -> None:
    held = [(one.file, one.held) for one in seen if one.held]

    assert len(seen) >= 60
    assert len(held) <= MOST * len(seen), held


def test_of_everyday_files_nothing_is_said_to_be_hidden(seen: list[Seen]) -> None:
    told = [(one.file, one.told) for one in seen if one.told]

    assert len(told) <= MOST * len(seen), told


def test_what_one_sees_of_an_everyday_file_goes(seen: list[Seen]) -> None:
    assert [(one.file, one.lost) for one in seen if one.lost] == []
