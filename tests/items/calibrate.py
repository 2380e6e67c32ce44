"""
`python -m tests.items.calibrate`: what each doubt is worth, from how unseen mails were first read.

first_readings.txt holds, for every labelled mail, whether it was read right before any rule was
mended by it.  Printed are, by cross-validation, how many wrong readings each share of flags would
catch, and how often readings of each confidence are right (the reliability table), with and
without the second reader.  `--write` makes foibot/questions/doubts.json anew, the same each time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from foibot.questions.confidence import MODEL, confidence, shipped_weights
from tests.items.labelled import HERE

Numbers = NDArray[np.float64]
FOLDS = 10
SEEDS = 5
RIDGE = 2.0
STEPS = 40
SHARES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
FLAG_BELOW = 0.38  # the list of about a seventh of unseen mails
SECOND = frozenset({"unlike a question", "like a question", "two in one"})
# It was what a reader that left questions out would have done.
LEFT_OUT = frozenset({"unlike a question, left out"})
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 1.01)


@dataclass(frozen=True, slots=True)
class First:
    """The first reading of one mail: its doubts, whether flagged without them, whether wrong."""

    lot: str
    wrong: bool
    flagged: bool
    doubts: frozenset[str]


def first_readings() -> list[First]:
    """Return the readings of first_readings.txt."""
    found = []
    for line in (HERE / "first_readings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, verdict, flag, doubts = (part.strip() for part in line.split("|"))
        named = frozenset(doubts.split(", ")) if doubts else frozenset[str]()
        found.append(First(name.split()[0], verdict == "wrong", flag == "flag", named))
    return found


def fitted(shown: Numbers, wrong: Numbers) -> Numbers:
    """Return the weights of a logistic regression, that of no doubt at all first."""
    every = np.column_stack([np.ones(len(shown)), shown])
    weights = np.zeros(every.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    ridge[0, 0] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-every @ weights))
        slope = every.T @ (chance - wrong) + ridge @ weights
        bend = (every * (chance * (1 - chance))[:, None]).T @ every + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def crossed(shown: Numbers, wrong: Numbers) -> Numbers:
    """Return for each mail how likely it is wrong by weights learnt from the others."""
    total = np.zeros(len(wrong))
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(len(wrong))
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            rest = np.setdiff1d(order, held)
            weights = fitted(shown[rest], wrong[rest])
            sums = np.column_stack([np.ones(len(held)), shown[held]]) @ weights
            total[held] += 1 / (1 + np.exp(-sums)) / SEEDS
    return total


def table(chance: Numbers, wrong: Numbers) -> list[str]:
    """Return the reliability table: confidence, mails, mean confidence, share that is right."""
    lines = ["confidence     mails  expected  right"]
    for low, high in pairwise(BANDS):
        inside = (1 - chance >= low) & (1 - chance < high)
        if inside.any():
            mean, right = (1 - chance[inside]).mean(), (1 - wrong[inside]).mean()
            lines.append(
                f"{low:.2f} to {min(high, 1):.2f} {inside.sum():6} {mean:9.2f} {right:6.2f}"
            )
    return lines


def curve(chance: Numbers, wrong: Numbers) -> list[str]:
    """Return how many wrong readings are caught if so many mails are flagged."""
    order = np.argsort(-chance, kind="stable")
    caught = np.cumsum(wrong[order]) / wrong.sum()
    return [
        f"{share:6.0%} flagged {caught[int(len(wrong) * share) - 1]:6.0%} of the wrong caught"
        for share in SHARES
    ]


def flags(every: Sequence[First]) -> str:
    """Return what the shipped weights and their threshold flag, and catch."""
    least = shipped_weights().flag_below
    flagged = [each for each in every if each.flagged or confidence(each.doubts, 1) < least]
    wrong = sum(each.wrong for each in every)
    caught = sum(each.wrong for each in flagged)
    return (
        f"shipped weights: {len(flagged) / len(every):.0%} of mails flagged,"
        f" {caught / wrong:.0%} of {wrong} wrong readings among them"
    )


def columns(every: Sequence[First], names: Sequence[str]) -> Numbers:
    """Return a row for each reading: which of the doubts *names* it has."""
    return np.array([[float(name in each.doubts) for name in names] for each in every])


def write(names: Sequence[str], weights: Numbers) -> None:
    """Write the weights that are shipped."""
    pairs = zip(names, weights[1:], strict=True)
    doubts = {name: round(float(weight), 2) for name, weight in pairs}
    paper = {
        "made_by": "python -m tests.items.calibrate --write",
        "base": round(float(weights[0]), 2),
        "doubts": doubts,
        "flag_below": FLAG_BELOW,
    }
    MODEL.write_text(json.dumps(paper, indent=1) + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Print weights, curves and reliability; write the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--write", action="store_true", help="make the shipped weights anew")
    chosen = parser.parse_args(argv)
    every = first_readings()
    wrong = np.array([float(each.wrong) for each in every])
    names = sorted({name for each in every for name in each.doubts} - LEFT_OUT)
    weights = fitted(columns(every, names), wrong)
    if chosen.write:
        write(names, weights)
    print(f"{len(every)} first readings, {int(wrong.sum())} wrong\n\nno doubt {weights[0]:.2f}")
    print(*(f"{n:32}{w:6.2f}" for n, w in zip(names, weights[1:], strict=True)), sep="\n")
    chance = crossed(columns(every, names), wrong)
    first = crossed(columns(every, [n for n in names if n not in SECOND]), wrong)
    print("\nby cross-validation            with the second reader   without it")
    for one, other in zip(curve(chance, wrong), curve(first, wrong), strict=True):
        print(f"{one[:14]:30}{one[14:21]:>12}{other[14:21]:>21}")
    print("", *table(chance, wrong), "", flags(every), sep="\n")


if __name__ == "__main__":
    main()
