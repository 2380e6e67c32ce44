"""
Waiting in short rests that no clock decides: select(2) is told how long, not until when.

Where clocks are bent (a test, a machine that slept) a wait until a moment hangs or never waits,
and a sleep may be refused with EINVAL, for it is one until a moment underneath.
"""

from __future__ import annotations

import select
import threading

STEP_SECONDS = 0.05


def rested(ended: threading.Event, seconds: float) -> bool:
    """Return whether *ended* was set within about *seconds*."""
    for _ in range(max(1, round(seconds / STEP_SECONDS))):
        if ended.is_set():
            return True
        select.select((), (), (), STEP_SECONDS)
    return ended.is_set()
