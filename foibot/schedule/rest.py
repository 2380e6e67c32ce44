"""Waiting in short sleeps: a wait until a moment hangs, or never waits, where clocks are bent."""

from __future__ import annotations

import threading
import time

STEP_SECONDS = 0.05


def rested(ended: threading.Event, seconds: float) -> bool:
    """Return whether *ended* was set within about *seconds*."""
    for _ in range(max(1, round(seconds / STEP_SECONDS))):
        if ended.is_set():
            return True
        time.sleep(STEP_SECONDS)
    return ended.is_set()
