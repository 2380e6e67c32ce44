"""What every form of a letter is made of: headings, paragraphs, lists, tables; no markup in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Words within a line; *href* only ever holds an address of ours."""

    text: str
    strong: bool = False
    href: str = ""


Spans = tuple[Span, ...]


class Tone(StrEnum):
    """How a callout is to be taken; the words say it too, colour is never alone."""

    NOTE = "note"
    GOOD = "good"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the mail."""

    spans: Spans
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a newline in a span is a line break."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """An entry of a list and the lists below it."""

    spans: Spans
    below: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; *ordered* numbers it from *start*."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values: reference, dates."""

    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every column has a heading, *caption* says what it shows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart that is a table too: name, number, share of the longest bar."""

    caption: str
    head: tuple[str, str]
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, verbatim."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be overlooked."""

    blocks: tuple[Block, ...]
    tone: Tone = Tone.NOTE


@dataclass(frozen=True, slots=True)
class Fence:
    """A line on its own that a reply is read by, exactly as it stands."""

    line: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, between one case and the next."""


Block = Heading | Paragraph | Listing | Facts | Table | Bars | Quote | Callout | Fence | Rule
Blocks = tuple[Block, ...]


UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return *text* without the characters that no document can hold."""
    return UNPRINTABLE.sub("", text)


def words(text: str, *, strong: bool = False) -> Spans:
    """Return *text* as spans: plain words, nothing in them is markup."""
    return (Span(text, strong=strong),) if text else ()


def paragraph(text: str, *, strong: bool = False) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(words(text, strong=strong))


def plain(spans: Spans) -> str:
    """Return the words of *spans* alone."""
    return "".join(span.text for span in spans)
