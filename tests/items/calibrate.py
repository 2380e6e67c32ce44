"""
`python -m tests.items.calibrate`: how often a reading that surprises the chain is wrong.

Every mail of first_units.jsonl of which the first reading is known is weighed by a chain that has
learnt from the other lots alone.  Printed are how many wrong readings each share of flags would
catch, and how often readings of each confidence are right (the reliability table).  `--write`
makes foibot/questions/doubts.json anew, the same each time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from foibot.questions.chain import Weights, chances
from foibot.questions.confidence import MODEL, surprise, surprises
from tests.items.train_surplus import UNREAD, Example, Learner, examples, mended

Numbers = NDArray[np.float64]
STEPS = 40
SHARES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
FLAG_BELOW = 0.5  # the list of about a twelfth of unseen mails, of which half are wrong
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def weighed(every: Iterable[Example], known: Weights) -> list[tuple[float, bool]]:
    """Return for each mail how much its reading surprises, and whether that is wrong."""
    found = []
    for each in every:
        likely = chances(each.shown, known)
        read = mended(each, likely)
        doubts = surprises(read, likely, [""] * len(read))
        found.append((surprise(doubts), read != each.states))
    return found


def by_lot() -> list[tuple[float, bool]]:
    """Return the mails of each lot, weighed by what the other lots taught."""
    first = [each for each in examples() if UNREAD not in each.read]
    found: list[tuple[float, bool]] = []
    for lot in dict.fromkeys(each.lot for each in first):
        known = Learner([each for each in examples() if each.lot != lot]).learn()
        found += weighed([each for each in first if each.lot == lot], known)
    return found


def fitted(shown: Numbers, wrong: Numbers) -> Numbers:
    """Return base and slope of a logistic regression."""
    every = np.column_stack([np.ones(len(shown)), shown])
    weights = np.zeros(2)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-every @ weights))
        bend = (every * (chance * (1 - chance))[:, None]).T @ every
        weights -= np.linalg.solve(bend, every.T @ (chance - wrong))
    return weights


def table(sure: Numbers, wrong: Numbers) -> list[str]:
    """Return the reliability table: confidence, mails, mean confidence, share that is right."""
    lines = ["confidence     mails  expected  right"]
    for low, high in pairwise(BANDS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            right = (1 - wrong[inside]).mean()
            lines.append(
                f"{low:.2f} to {min(high, 1):.2f} {inside.sum():6}"
                f" {sure[inside].mean():9.2f} {right:6.2f}"
            )
    return lines


def curve(sure: Numbers, wrong: Numbers) -> list[str]:
    """Return how many wrong readings are caught if so many mails are flagged."""
    order = np.argsort(sure, kind="stable")
    caught = np.cumsum(wrong[order]) / wrong.sum()
    at = [int(len(wrong) * share) - 1 for share in SHARES]
    return [
        f"{share:6.0%} flagged (below {sure[order][n]:.2f}) {caught[n]:6.0%} of the wrong caught"
        for share, n in zip(SHARES, at, strict=True)
    ]


def main(argv: Sequence[str] | None = None) -> None:
    """Print curve and reliability; write the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--write", action="store_true", help="make the shipped weights anew")
    chosen = parser.parse_args(argv)
    pairs = by_lot()
    shown = np.array([each for each, _ in pairs])
    wrong = np.array([float(each) for _, each in pairs])
    base, slope = fitted(shown, wrong)
    sure = 1 / (1 + np.exp(base + slope * shown))
    print(f"{len(pairs)} first readings, {int(wrong.sum())} wrong\n")
    print(*curve(sure, wrong), "", *table(sure, wrong), sep="\n")
    if chosen.write:
        paper = {
            "made_by": "python -m tests.items.calibrate --write",
            "base": round(float(base), 2),
            "slope": round(float(slope), 2),
            "flag_below": FLAG_BELOW,
        }
        MODEL.write_text(json.dumps(paper, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
