"""What the desk may set: the regimes' limits and the internal targets, as parsed values."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.clock.regimes import Regime, RegimeCode, Regimes


@dataclass(frozen=True, slots=True)
class Targets:
    """Internal days of a twenty-day clock; never later than the statutory day (WD-8)."""

    # Answers from the services are back.
    answer_back: int
    # The draft is with the approver.
    approval: int
    # Working days between the last internal day and the due date.
    buffer: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything but the calendars that a clock needs."""

    regimes: Regimes
    targets: Targets

    def regime(self, code: RegimeCode) -> Regime:
        """Return the regime *code*."""
        return self.regimes[code]
