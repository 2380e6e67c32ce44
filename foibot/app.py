"""The composition root: configuration to everything; alone reads clock, files, environment."""

from __future__ import annotations

from datetime import UTC, datetime

from foibot.config.model import Desk
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore


def now() -> datetime:
    """Return the present instant; everything below is given the time."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the one place that reads the clock


def handlers_of(store: OpenStore, desk: Desk) -> Handlers:
    """Return what happens with the mail and the time of *desk*."""
    raise NotImplementedError
