"""What a fault is: a name, how many trials the long programme makes, and one trial of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crash.trial import EXPECTED, Expected, Verdict
from tests.crash.world import Trial, World

# One trial of a fault: its number decides what exactly happens, so that it can be had again.
OneTrial = Callable[[World, Path, int], Verdict]


@dataclass(frozen=True)
class Fault:
    """One line of the table."""

    name: str
    trial: OneTrial
    trials: int = 100  # spread over the steps where these are counted; 0: every *stride*-th step
    steps: Callable[[World, Path], int] | None = None
    stride: int = 1

    def numbers(self, world: World, home: Path, most: int | None) -> list[int]:
        """Return the numbers of the trials to make: all, or *most* of them, evenly spread."""
        total = self.steps(world, home) if self.steps else self.trials
        numbers = list(range(1, total + 1, self.stride))
        wanted = min(self.trials or len(numbers), len(numbers))
        wanted = wanted if most is None else min(most, wanted)
        return [numbers[at * len(numbers) // wanted] for at in range(wanted)]


def dice_of(name: str, number: int) -> random.Random:
    """Return the dice of one trial."""
    return random.Random(f"{name} {number}")


def finished(trial: Trial, expected: Expected = EXPECTED) -> Verdict:
    """Return the verdict once everybody is answered, and after at least one start more."""
    return trial.end(expected)
