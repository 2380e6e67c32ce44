"""Put each row of a table in a PDF on one line: its cells wrap in columns narrower than a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The number in the first cell; a list in a letter has a full stop, and its lines are long.
_NUMBER = re.compile(r"(?:Q|No\.? ?)?(\d{1,3})[.)]? (?=\S)")
_LETTERED = re.compile(r"(?:\(?[a-z]\)|[-•▪*]) ")
_NARROW = 55
_LEAST_ROWS = 3
_MOST_LINES = 12  # of one row


def rows_joined(text: str) -> str:
    """Return *text* with each row of its numbered tables on a line of its own."""
    lines = text.split("\n")
    starts = _rows(lines)
    if len(starts) < _LEAST_ROWS:
        return text
    last = _end(lines, starts[-1])
    ends = [*starts[1:], last]
    if max(len(line) for line in lines[starts[0] : last]) > _NARROW:
        return text
    joined = lines[: starts[0]]
    for start, end in zip(starts, ends, strict=True):
        joined += _cells(lines[start:end])
    return "\n".join([*joined, *lines[last:]])


def _rows(lines: Sequence[str]) -> list[int]:
    """Return where the rows 1, 2, 3 and so on begin, as far as they run."""
    found: list[int] = []
    for at, line in enumerate(lines):
        number = _NUMBER.match(line)
        if number and int(number[1]) == len(found) + 1:
            found.append(at)
        elif found and at - found[-1] > _MOST_LINES:
            break
    return found


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the last row ends: a sentence that is over, and what begins another."""
    at = start + 1
    while at < len(lines) and at - start < _MOST_LINES and lines[at].strip():
        if lines[at - 1].rstrip().endswith((".", "?")) and lines[at][:1].isupper():
            break
        at += 1
    return at


def _cells(lines: Sequence[str]) -> list[str]:
    """Return the lines of a row as one, the points of a list within it on lines of their own."""
    found = [lines[0].rstrip()]
    for line in lines[1:]:
        if _LETTERED.match(line):
            found.append(line)
        elif line.strip():
            found[-1] += " " + line.strip()
    return found
