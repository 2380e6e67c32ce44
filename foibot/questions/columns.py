"""
Rows of whole numbers, each held as one number: to add up many rows costs one addition a row.

What a sentence or a mail shows speaks for each of several kinds; the learnt weights are such rows.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 32  # bits of a column, enough for the sum of a million weights


def pack(row: Sequence[int], width: int = WIDTH) -> int:
    """Return *row* as one number, to be added to others: columns of *width* bits do not touch."""
    return sum(value << (width * n) for n, value in enumerate(row))


def unpack(total: int, columns: int, width: int = WIDTH) -> list[int]:
    """Return the sums of the *columns* of the rows of which *total* is the sum."""
    half = 1 << (width - 1)
    found = []
    for _ in range(columns):
        value = ((total + half) & (2 * half - 1)) - half
        total = (total - value) >> width
        found.append(value)
    return found
