"""A text to look for questions in: the body, the subject, or an attachment (guide R13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BODY = "body"
SUBJECT = "subject"
# About twenty pages; whoever writes more than that needs a person to read it.
LONGEST = 60_000
MOST_LINES = 1_500
# So many marks in a row say nothing, and many patterns cost the square of their number.
RUN = re.compile(r"[^\w\s]{300,}|_{300,}")


@dataclass(frozen=True, slots=True)
class Source:
    """A named text as lines with their offsets in it; lines that do not count are left out."""

    name: str
    lines: tuple[tuple[str, int], ...]


def shortened(each: Source) -> Source:
    """Return what a person would read of *each*; the same source if it is no longer."""
    kept: list[tuple[str, int]] = []
    size = 0
    for line, start in each.lines:
        if len(kept) >= MOST_LINES:
            return Source(each.name, tuple(kept))
        if size + len(line) > LONGEST:
            # A text that is one long line is read as far as any other, up to a blank.
            head = line[: LONGEST - size].rpartition(" ")[0]
            return Source(each.name, (*kept, (head, start)) if head else tuple(kept))
        kept.append((line, start))
        size += len(line)
    return each


def without_runs(each: Source) -> Source:
    """Return *each* with its lines cut at rows of hundreds of marks, which are left out."""
    if not any(RUN.search(text) for text, _ in each.lines):
        return each
    return Source(each.name, tuple(part for line in each.lines for part in _parted(*line)))


def _parted(text: str, start: int) -> Iterator[tuple[str, int]]:
    at = 0
    for run in RUN.finditer(text):
        yield text[at : run.start()], start + at
        at = run.end()
    yield text[at:], start + at


def source(name: str, text: str) -> Source:
    """Return the whole of *text* as a source."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((line.rstrip("\r"), at))
        at += len(line) + 1
    return Source(name, tuple(lines))
