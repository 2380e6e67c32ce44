"""The composition root: configuration to everything; alone reads clock, files, environment."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant; everything below is given the time."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the one place that reads the clock
