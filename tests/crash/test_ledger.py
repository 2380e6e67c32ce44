"""What the table of the fault programme counts: a trial that went wrong counts until mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.ledger import Ledger, Made

PLAN = Made("fault", "old", 0, planned=(1, 2, 3))
RIGHT = Made("fault", "old", 1, counts={"lost": 0})
WRONG = Made("fault", "old", 2, counts={"lost": 1}, wrong="lost")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "trials", "new", any_version=True)
    for one in (PLAN, RIGHT, WRONG):
        ledger.add(one)
    return ledger


def test_what_went_wrong_in_other_code_is_tried_again_and_counts_until_it_goes_right(
    ledger: Ledger,
) -> None:
    before = ledger.row("fault", None)
    assert ledger.left("fault", PLAN.planned) == [2, 3]
    ledger.add(replace(RIGHT, number=2, version="new"))
    after = ledger.row("fault", None)

    assert (before.trials, before.counts["lost"], before.mended) == (2, 1, 0)
    assert (after.trials, after.counts["lost"], after.mended) == (2, 0, 1)


def test_what_went_wrong_in_this_code_is_not_made_right_by_trying_again(ledger: Ledger) -> None:
    ledger.add(replace(WRONG, number=3, version="new"))

    assert ledger.left("fault", PLAN.planned) == [2]
    assert ledger.row("fault", None).bad == 2


def test_a_trial_of_another_plan_counts_when_it_went_wrong(ledger: Ledger) -> None:
    ledger.add(replace(RIGHT, number=8))
    ledger.add(replace(WRONG, number=9))
    found = ledger.row("fault", None)

    assert (found.trials, found.counts["lost"]) == (3, 2)
    assert 9 in ledger.left("fault", PLAN.planned)


def test_of_two_plans_the_one_counts_of_which_more_was_made(ledger: Ledger) -> None:
    ledger.add(replace(PLAN, most=2, planned=(7, 8)))

    assert ledger.plan("fault", None) == PLAN.planned
    assert ledger.plan("fault", 2) == (7, 8)


def test_one_version_alone_counts_its_own_trials(ledger: Ledger) -> None:
    alone = replace(ledger, any_version=False)

    assert alone.row("fault", None).trials == 0
    assert replace(alone, version="old").row("fault", None).trials == 2
