"""What all facets of a sentence say, summed at once, is what each of them says, summed."""

from __future__ import annotations

from random import Random

import pytest

from foibot.questions.chain import STATES, UNIT, Weights, scores, shipped
from foibot.questions.columns import WIDTH, pack, unpack


@pytest.mark.parametrize(("columns", "width"), [(1, WIDTH), (4, WIDTH), (14, WIDTH), (3, 21)])
def test_rows_that_are_added_as_one_number_come_apart_again(columns: int, width: int) -> None:
    rows = [[n * (-1) ** (n + k) for k in range(columns)] for n in (0, 1, 160, 999_999)]
    sums = [sum(column) for column in zip(*rows, strict=True)]

    assert [unpack(pack(each, width), columns, width) for each in rows] == rows
    assert unpack(sum(pack(each, width) for each in rows), columns, width) == sums


def test_a_sentence_scores_the_sum_of_its_rows_less_that_of_the_first_state() -> None:
    known, chance = shipped(), Random(1)
    for size in (0, 1, 100, 1_000):
        shown = chance.sample(sorted(known.facets), size)
        columns = [sum(known.facets[name][k] for name in shown) for k in range(len(STATES))]

        above = [column - columns[0] for column in columns]
        assert scores([*shown, *shown[:3], "none such"], known) == pytest.approx(above, abs=1e-9)


def test_weights_are_hundredths() -> None:
    # Else to add them as whole numbers would round them.
    assert UNIT == 100
    known = Weights({"a": (0.29, -0.57, 1.13, 0.0)}, (), ())
    assert scores(["a"], known) == [0, -0.86, 0.84, -0.29]
