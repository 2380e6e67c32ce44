"""How much time, memory and output a limited child may have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one task; *tasks* is after how many of them a child is replaced."""

    memory_mb: int = 768
    cpu_seconds: int = 20
    wall_seconds: float = 25.0
    output_mb: int = 64
    tasks: int = 1000
