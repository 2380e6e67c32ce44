"""Where a line of several answers is cut, and where it stays whole."""

from __future__ import annotations

import pytest

from foibot.replies.model import AskedQuestion
from foibot.replies.questions import Questions
from foibot.replies.split import parts_of
from tests.replies.test_officers import RULES

THREE = Questions(
    [
        AskedQuestion("FOI-2026-00801", n, text)
        for n, text in enumerate(
            (
                "How many skips were licensed in 2025?",
                "How long does it take to license one?",
                "Does the council own any skips?",
            ),
            1,
        )
    ]
)


def _parts(line: str) -> list[str]:
    return [part.text for part in parts_of(line, THREE, RULES.labels)]


@pytest.mark.parametrize("dash", ["-", "\u2013"])
def test_numbers_with_dashes_in_one_line_are_cut(dash: str) -> None:
    each = [f"1 {dash} 45", f"2 {dash} a week", f"3 {dash} no, none at all"]

    assert _parts(" ".join(each)) == each
    assert _parts(", ".join(each)) == each


def test_a_number_that_may_begin_two_answers_cuts_nothing() -> None:
    line = "1 - 45 2 - it takes 2 - 3 days 3 - no"

    assert _parts(line) == [line]


def test_not_every_number_is_no_list() -> None:
    assert _parts("1 - 45 3 - no") == ["1 - 45 3 - no"]
