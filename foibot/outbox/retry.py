"""When a mail that was not accepted is tried again: longer and longer, and never given up (P8)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

LONGEST = 3600.0
# A relay that is away is asked this often, so that all is normal soon after it is back.
LONGEST_AWAY = 15.0
# One that bars our account is asked seldom: a limit ends with the day, and asking may prolong it.
FIRST_WHEN_BARRED = 5


def next_attempt(key: str, attempts: int, first_seconds: float, now: datetime) -> datetime:
    """Return when the mail of *key* is tried again after *attempts* that failed."""
    wait = min(LONGEST, first_seconds * 2.0 ** min(max(attempts, 1) - 1, 30))
    # Up to a fifth earlier, always the same for one try: mails deferred together spread out.
    digest = hashlib.sha256(f"{key} {attempts}".encode()).digest()
    return now + timedelta(seconds=wait * (1 - digest[0] / 1280))


def next_approach(failures: int, first_seconds: float) -> float:
    """Return for how many seconds a relay that was away *failures* times is left alone."""
    return min(max(first_seconds, LONGEST_AWAY), first_seconds * 2.0 ** min(failures, 30))


def next_when_barred(tried: int, first_seconds: float) -> float:
    """Return for how many seconds a server that bars us is left alone after *tried* tries."""
    return min(LONGEST, FIRST_WHEN_BARRED * first_seconds * 2.0 ** min(tried, 30))
