"""Show that work grows no faster than its input: by a ratio in one run, never by a clock alone."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

# Below this, noise is larger than what is measured.
_FLOOR = 0.01


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Return whether *work* on four times *size* costs less than eight times as much.

    The time of this process alone counts, so that other work on the machine does not; where it was
    disturbed all the same, it is measured twice more.  What is quadratic would cost sixteen times
    as much each time.
    """
    for _ in range(3):
        small = seconds(lambda: work(size))
        if seconds(lambda: work(4 * size)) < 8 * max(_FLOOR, small):
            return True
    return False


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that *work* takes, to be compared within one run.

    Garbage is not collected meanwhile: that would cost by what other tests have left.
    """
    collects = gc.isenabled()
    gc.disable()
    before = process_time()
    try:
        work()
        return process_time() - before
    finally:
        if collects:
            gc.enable()
