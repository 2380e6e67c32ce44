"""Cut the lines of a quotation where an answer may begin, and join what belongs together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.message.asked import asks
from foibot.message.draft import Draft
from foibot.message.ink import Ink
from foibot.message.model import Role

# The end of a sentence; the full stop of a number or an initial is none.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.])\s+(?=\S)|(?<=[?])[\"')\]]?\s+(?=\S)|(?<=\w[:]) (?=\S)")
_CELL = re.compile(r"\t+")
_LONGEST = 20_000
_LABEL = 12


@dataclass(slots=True)
class Piece:
    """A part of the line number *line* that starts at *start* of its bare text."""

    line: int
    start: int
    text: str
    ink: Ink
    new: bool = False
    cell: bool = False  # begins a cell of a table
    struck: bool = False  # its ink tells nothing of that: who answers strikes out, not who asked


def cut(drafts: Sequence[Draft], indexes: Sequence[int]) -> list[Piece]:
    """Return the pieces of the lines at *indexes*: cells, inks, and sentences behind a question."""
    found: list[Piece] = []
    for index in indexes:
        draft = drafts[index]
        text = draft.bare[:_LONGEST]
        cells = {match.end() for match in _CELL.finditer(text)}
        starts = {0} | cells | {at for at, _ in draft.inks} | _sentences(text)
        ordered = sorted(start for start in starts if start < len(text))
        for start, end in zip(ordered, [*ordered[1:], len(draft.bare)], strict=True):
            piece = draft.bare[start:end]
            if piece.strip():
                ink = _ink(draft, start)
                bare = ink._replace(struck=False)
                struck = ink.struck
                found.append(Piece(index, start, piece, bare, cell=start in cells, struck=struck))
    return found


def _sentences(text: str) -> set[int]:
    if not asks(text):
        return set()
    # "KB: Could you ask which?" keeps its label.
    return {
        match.end()
        for match in _SENTENCE.finditer(text)
        if text[match.start() - 1] != ":" or match.start() > _LABEL
    }


def _ink(draft: Draft, start: int) -> Ink:
    inside = [ink for at, ink in draft.inks if at <= start]
    return inside[-1] if inside else draft.ink


def joined(
    drafts: Sequence[Draft], roles: Sequence[Role], pieces: Sequence[Piece]
) -> tuple[list[Draft], list[Role], list[int]]:
    """
    Return the lines, the new *pieces* on lines of their own, their roles, and where each went.

    The last has a number more, for the end.
    """
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    lines: list[Draft] = []
    said: list[Role] = []
    places: list[int] = []
    for index, draft in enumerate(drafts):
        places.append(len(lines))
        parts = by_line.get(index, [])
        if not any(piece.new for piece in parts):
            lines.append(draft)
            said.append(roles[index])
            continue
        for start, end, new in _stretches(draft, parts):
            lines.append(_part(draft, start, end, new=new))
            said.append(Role.NEW if new else roles[index])
    return lines, said, [*places, len(lines)]


def _stretches(draft: Draft, parts: Sequence[Piece]) -> list[tuple[int, int, bool]]:
    """Return the stretches of a line that are new or not, neighbours of one kind joined."""
    found: list[tuple[int, bool]] = []
    for piece in parts:
        if not found or found[-1][1] is not piece.new:
            found.append((piece.start if found else 0, piece.new))
    ends = [start for start, _ in found[1:]] + [len(draft.bare)]
    return [(start, end, new) for (start, new), end in zip(found, ends, strict=True)]


def _part(draft: Draft, start: int, end: int, *, new: bool) -> Draft:
    bare = draft.bare[start:end].strip(" \t") if start else draft.bare[:end].rstrip()
    mark = draft.text[: len(draft.text) - len(draft.bare)] if not start and not new else ""
    depth = max(0, draft.depth - 1) if new else draft.depth
    return replace(draft, text=mark + bare, bare=bare, depth=depth, inks=())
