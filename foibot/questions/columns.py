"""
Rows of whole numbers, each held as one number: to add up many rows costs one addition a row.

What a sentence or a mail shows speaks for each of several kinds; the learnt weights are such rows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache

WIDTH = 32  # bits of a column, enough for the sum of a million weights
HALF = 1 << (WIDTH - 1)


def pack(row: Sequence[int]) -> int:
    """Return *row* as one number, to be added to others: the columns do not touch."""
    return sum(value << (WIDTH * n) for n, value in enumerate(row))


def unpack(total: int, columns: int) -> list[int]:
    """Return the sums of the *columns* of the rows of which *total* is the sum."""
    raised = (total + halves(columns)).to_bytes(columns * WIDTH // 8, "little")
    return [value - HALF for value in struct.unpack(f"<{columns}I", raised)]


@cache
def halves(columns: int) -> int:
    """Return what raises each of the *columns* so that none is below 0."""
    return pack([HALF] * columns)


def added(rows: Iterable[int], start: int = 0) -> int:
    """Return the sum of packed *rows*."""
    return sum(rows, start)
