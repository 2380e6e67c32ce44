"""What all facets of a sentence say, summed at once, is what each of them says, summed."""

from __future__ import annotations

from random import Random

import pytest

from foibot.questions.chain import STATES, UNIT, Weights, pack, row, scores, shipped, unpack


def test_rows_that_are_added_as_one_number_come_apart_again() -> None:
    rows = [row([n * (-1) ** (n + k) for k in range(len(STATES))]) for n in (0, 1, 160, 9_999)]

    assert [unpack(pack(each)) for each in rows] == [list(each) for each in rows]


def test_a_sentence_scores_the_sum_of_its_rows() -> None:
    known, chance = shipped(), Random(1)
    for size in (0, 1, 100, 1_000):
        shown = chance.sample(sorted(known.facets), size)
        columns = [sum(known.facets[name][k] for name in shown) for k in range(len(STATES))]

        assert scores([*shown, "no such facet"], known) == pytest.approx(columns, abs=1e-9)


def test_weights_are_hundredths() -> None:
    # Else to add them as whole numbers would round them.
    assert UNIT == 100
    assert scores(["a"], Weights({"a": (0.29, -0.57, 1.13, 0.0)}, (), ())) == [0.29, -0.57, 1.13, 0]
