"""A text to look for questions in: the body, the subject, or an attachment (guide R13)."""

from __future__ import annotations

from dataclasses import dataclass

BODY = "body"
SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Source:
    """A named text as lines with their offsets in it; lines that do not count are left out."""

    name: str
    lines: tuple[tuple[str, int], ...]


def source(name: str, text: str) -> Source:
    """Return the whole of *text* as a source."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((line.rstrip("\r"), at))
        at += len(line) + 1
    return Source(name, tuple(lines))
