"""A stretch of a message that still knows where in its source each character stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

Span = tuple[int, int]


class Passage(NamedTuple):
    """Text joined from lines; *marks* pair a position in it with an offset into the source."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def __hash__(self) -> int:
        """Return the hash of the text alone, which Python remembers."""
        return hash(self.text)

    def offset(self, position: int) -> int:
        """Return the offset in the source of the character at *position*."""
        place, offset = self.marks[0]
        if len(self.marks) > 1:
            at = bisect_right(self.marks, (position, 1 << 60)) - 1
            place, offset = self.marks[max(0, at)]
        return offset + position - place

    @property
    def start(self) -> int:
        """Return where the passage begins in its source."""
        return self.offset(0)

    @property
    def end(self) -> int:
        """Return where the passage ends in its source."""
        return self.offset(len(self.text) - 1) + 1 if self.text else self.start

    @property
    def span(self) -> Span:
        """Return where the passage begins and ends in its source."""
        return self.start, self.end

    @property
    def folded(self) -> str:
        """Return the text with each run of white space as one space."""
        return " ".join(self.text.split())

    def cut(self, first: int, last: int) -> Passage:
        """Return the part from *first* to *last*, without white space at its ends."""
        piece = self.text[first:last]
        first += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if len(self.marks) == 1:
            place, offset = self.marks[0]
            return Passage(piece, ((0, offset + first - place),))
        inner = [(at - first, off) for at, off in self.marks if first < at < first + len(piece)]
        return Passage(piece, ((0, self.offset(first)), *inner))

    def without(self, first: int, last: int) -> Passage:
        """Return the passage with what stands from *first* to *last* taken out."""
        gone = last - first
        before = [(at, off) for at, off in self.marks if at < first]
        after = [(at - gone, off) for at, off in self.marks if at > last]
        marks = (*before, (first, self.offset(last)), *after)
        return Passage(self.text[:first] + self.text[last:], marks)

    def __add__(self, other: Passage) -> Passage:  # type: ignore[override]
        """Return both, with a space between them."""
        if not self.text:
            return other
        shift = len(self.text) + 1
        moved = tuple((at + shift, off) for at, off in other.marks)
        return Passage(f"{self.text} {other.text}", self.marks + moved)


def passage(text: str, start: int = 0) -> Passage:
    """Return *text*, which begins at *start* in its source, as a passage."""
    return Passage(text, ((0, start),))
