"""Garbage: what a process has loaded lives as long as it does, so no collection need look at it."""

from __future__ import annotations

import gc

RARELY = 10_000  # objects more than before, when garbage is looked for; Python's own are 700


def settle() -> None:
    """
    Leave what is there now out of the collection of garbage, and look for garbage rarely.

    What one message leaves is freed without a collection, but for little: that may wait.
    """
    gc.freeze()
    gc.set_threshold(RARELY)
