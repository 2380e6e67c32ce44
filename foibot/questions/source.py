"""A text to look for questions in: the body, the subject, or an attachment (guide R13)."""

from __future__ import annotations

from dataclasses import dataclass

BODY = "body"
SUBJECT = "subject"
# About twenty pages; whoever writes more than that needs a person to read it.
LONGEST = 60_000
MOST_LINES = 1_500


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


def source(name: str, text: str) -> Source:
    """Return the whole of *text* as a source."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((line.rstrip("\r"), at))
        at += len(line) + 1
    return Source(name, tuple(lines))
