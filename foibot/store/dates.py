"""The dates by which a case is found, apart from its rows: rules are read without a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Dates:
    """What the clock said about a case when it was saved."""

    due: date | None
    next_look: date | None
    calendar_version: str
    item_due: Mapping[int, date] = field(default_factory=dict)
