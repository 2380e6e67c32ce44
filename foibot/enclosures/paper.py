"""What a document shows -> a PDF that we made: the words alone, or pictures of pages (T23)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from foibot.enclosures.notes import Made, Notes, Unreadable
from foibot.enclosures.signs import UNSEEN, is_odd, without
from foibot.typeset import typeset

# Enclosures carry no date of ours: the same file gives the same bytes on every day.
_DAY = date(2000, 1, 1)
_NO_LETTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or an entry of a list: *label* is its number or bullet."""

    text: str
    heading: int = 0
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, its first row as heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Paper:
    """What is visible of a document, from top to bottom."""

    parts: list[Line | Rows] = field(default_factory=list)

    def add(self, part: Line | Rows) -> None:
        """Add what comes next, unless it is empty."""
        if isinstance(part, Rows):
            if any(cell.strip() for row in part.rows for cell in row):
                self.parts.append(part)
        elif part.text.strip():
            self.parts.append(part)

    def drop_signs(self) -> list[str]:
        """Take out the signs that nobody sees; return where they spell something."""
        odd: list[str] = []
        for number, part in enumerate(self.parts, 1):
            if any(map(is_odd, _words(part).replace("\t", " ").split("\n"))):
                odd.append(f"paragraph or table {number}")
            self.parts[number - 1] = _cleaned(part)
        return odd

    def packed(self) -> bytes:
        """Return the document as JSON data."""
        return json.dumps([_data(part) for part in _stepped(self.parts)]).encode()

    def words(self) -> str:
        """Return the words of the document, a line a paragraph or row."""
        return "\n".join(_words(part) for part in self.parts)


def _stepped(parts: Sequence[Line | Rows]) -> Iterator[Line | Rows]:
    """Yield *parts* with headings that begin at level 1 and leave none out (PDF/UA-1 7.4.2)."""
    level = 0
    for part in parts:
        if isinstance(part, Line) and part.heading:
            level = min(part.heading, level + 1)
            part = replace(part, heading=level)
        yield part


def _cleaned(part: Line | Rows) -> Line | Rows:
    if isinstance(part, Line):
        return replace(part, text=_clean(part.text), label=_clean(part.label))
    return Rows(tuple(tuple(map(_clean, row)) for row in part.rows))


def _clean(text: str) -> str:
    return "\n".join("\t".join(map(without, line.split("\t"))) for line in text.split("\n"))


def deliver_paper(paper: Paper, notes: Notes) -> None:
    """Make the PDF of what is visible of a document."""
    if not paper.parts:
        raise Unreadable("there are no visible words in it")
    for place in paper.drop_signs():
        notes.hidden(place, UNSEEN)
    text = paper.words()
    for number, line in enumerate(text.split("\n"), 1):
        notes.visible(f"line {number}", line)
    about = f"{len(paper.parts)} paragraphs and tables, {len(text.split())} words"
    notes.made.append(Made("paper", "", "pdf", "application/pdf", paper.packed(), about))


def words_to_pdf(packed: bytes, title: str, template: Path) -> bytes:
    """Return the PDF of a packed document."""
    return typeset(template, "paper", {"title": title, "parts": json.loads(packed)}, _DAY)


def pages_to_pdf(pages: Sequence[tuple[bytes, str]], title: str, template: Path) -> bytes:
    """Return the PDF of pictures of pages, each with the words that are visible on it."""
    files: dict[str, bytes] = {}
    parts: list[dict[str, object]] = []
    for number, (picture, words) in enumerate(pages, 1):
        name = f"{number}.png" if picture.startswith(b"\x89PNG") else f"{number}.jpg"
        files[name] = picture
        said = _NO_LETTERS.sub("", words).strip() or f"Page {number}"
        parts.append({"kind": "page", "file": name, "words": said})
    return typeset(template, "paper", {"title": title, "parts": parts}, _DAY, files)


def clean(text: str) -> str:
    """Return *text* without the characters that no document can hold."""
    return _NO_LETTERS.sub("", text)


def _data(part: Line | Rows) -> dict[str, object]:
    if isinstance(part, Rows):
        widest = max(len(row) for row in part.rows)
        rows = [[*map(clean, row), *[""] * (widest - len(row))] for row in part.rows]
        return {"kind": "table", "rows": rows}
    text = clean(part.text)
    if part.heading:
        return {"kind": "heading", "level": part.heading, "text": text}
    if part.label:
        return {"kind": "entry", "label": clean(part.label), "level": part.level, "text": text}
    return {"kind": "paragraph", "text": text}


def _words(part: Line | Rows) -> str:
    if isinstance(part, Rows):
        return "\n".join(" | ".join(row) for row in part.rows)
    return f"{part.label} {part.text}".strip()
