"""BLOCKS -> PDF: tagged, PDF/UA-1; the words go in as data and cannot be commands (T8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from pathlib import Path

from foibot.letter.blocks import (
    Bars,
    Block,
    Blocks,
    Callout,
    Facts,
    Fence,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
    printable,
)
from foibot.letter.model import LetterError
from foibot.typeset import TypesetError, typeset

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself."""

    title: str
    author: str
    reference: str
    day: date
    lang: str = "en"
    region: str = "GB"


def as_pdf(blocks: Blocks, properties: Properties, template: Path) -> bytes:
    """Return the PDF of *blocks*; the same blocks and properties give the same bytes."""
    data = {
        "title": properties.title,
        "author": properties.author,
        "reference": properties.reference,
        "year": properties.day.year,
        "month": properties.day.month,
        "day": properties.day.day,
        "lang": properties.lang,
        "region": properties.region,
        "blocks": [_data(block) for block in blocks],
    }
    try:
        return typeset(template, "letter", data, properties.day)
    except TypesetError as error:
        raise LetterError(str(error)) from error


@singledispatch
def _data(block: Block) -> Data:
    """Return one block as data; a test says that no kind is forgotten."""
    raise TypeError(type(block).__name__)


def _spans(spans: Spans) -> Sequence[Data]:
    return [{"text": printable(one.text), "strong": one.strong, "href": one.href} for one in spans]


@_data.register
def _heading(block: Heading) -> Data:
    return {"kind": "heading", "level": block.level, "spans": _spans(block.spans)}


@_data.register
def _paragraph(block: Paragraph) -> Data:
    return {"kind": "paragraph", "spans": _spans(block.spans)}


@_data.register
def _listing(block: Listing) -> Data:
    items = [
        {"spans": _spans(item.spans), "below": [_listing(below) for below in item.below]}
        for item in block.items
    ]
    return {"kind": "listing", "ordered": block.ordered, "start": block.start, "items": items}


@_data.register
def _facts(block: Facts) -> Data:
    rows = [{"name": name, "spans": _spans(spans)} for name, spans in block.rows]
    return {"kind": "facts", "rows": rows}


@_data.register
def _table(block: Table) -> Data:
    rows = [[printable(cell) for cell in row] for row in block.rows]
    return {
        "kind": "table",
        "caption": block.caption,
        "head": [printable(cell) for cell in block.head],
        "rows": rows,
    }


@_data.register
def _bars(block: Bars) -> Data:
    rows = tuple((name, str(number)) for name, number in block.rows)
    return _table(Table(block.caption, block.head, rows))


@_data.register
def _quote(block: Quote) -> Data:
    return {"kind": "quote", "blocks": [_data(inner) for inner in block.blocks]}


@_data.register
def _callout(block: Callout) -> Data:
    return {"kind": "callout", "blocks": [_data(inner) for inner in block.blocks]}


@_data.register
def _fence(block: Fence) -> Data:
    return {"kind": "paragraph", "spans": [{"text": block.line, "strong": False, "href": ""}]}


@_data.register
def _rule(_: Rule) -> Data:
    return {"kind": "rule"}
