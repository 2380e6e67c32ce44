"""Show that work grows no faster than its input: by a ratio in one run, never by a clock alone."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

# Below this, noise is larger than what is measured.
_FLOOR = 0.01


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Return whether *work* on four times *size* costs less than eight times as much.

    The time of this process alone counts, the best of three, so that other work on the machine
    does not; what is quadratic would cost sixteen times as much.
    """
    return _best(work, 4 * size) < 8 * max(_FLOOR, _best(work, size))


def _best(work: Callable[[int], object], size: int) -> float:
    found: list[float] = []
    for _ in range(3):
        before = process_time()
        work(size)
        found.append(process_time() - before)
    return min(found)
