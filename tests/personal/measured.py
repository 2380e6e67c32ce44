"""The patterns over the planted lines: what was missed, and what was told for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.enclosures.personal import found_in
from tests.personal.planted import LINES


@dataclass(frozen=True, slots=True)
class Measured:
    """What the patterns made of all lines."""

    planted: int
    clean: int
    told: int
    missed: tuple[tuple[str, str], ...]
    false: tuple[tuple[str, list[str]], ...]

    @property
    def recall(self) -> float:
        """Return the share of what is planted that was told, as the kind that it is."""
        return 1 - len(self.missed) / self.planted

    @property
    def precision(self) -> float:
        """Return the share of lines told of in which there is personal data."""
        return 1 - len(self.false) / self.told


def measured() -> Measured:
    """Return what the patterns make of every line."""
    seen = [(line, wanted, found_in(line)) for line, wanted in LINES]
    return Measured(
        planted=sum(bool(wanted) for _, wanted, _ in seen),
        clean=sum(not wanted for _, wanted, _ in seen),
        told=sum(bool(told) for _, _, told in seen),
        missed=tuple(
            (line, wanted) for line, wanted, told in seen if wanted and wanted not in told
        ),
        false=tuple((line, told) for line, wanted, told in seen if told and not wanted),
    )
