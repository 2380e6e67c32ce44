"""
BLOCKS -> WORD: into the council's own template, whose styles and fields are kept.

The template is any .docx with a paragraph `{{ letter }}`; `{{ authority }}`, `{{ reference }}`,
`{{ date }}` and `{{ title }}` may stand anywhere in it, in the header and footer too.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from functools import singledispatchmethod
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foibot.letter.as_pdf import Properties
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
    Span,
    Spans,
    Table,
    printable,
    words,
)
from foibot.letter.dates import short_date
from foibot.letter.model import LetterError

# Stands where the blocks go; no text can hold it, private characters are taken out of all values.
MARK = "\ue00fletter\ue00f"


def as_docx(blocks: Blocks, properties: Properties, template: Path) -> bytes:
    """Return the Word file of *blocks*; the same blocks and properties give the same bytes."""
    document = _filled(template, properties)
    place = next((one for one in document.paragraphs if MARK in one.text), None)
    if place is None:
        raise LetterError(f"{template}: a paragraph {{{{ letter }}}} is missing; put it in")
    writer = Writer(document, place)
    for block in blocks:
        writer.write(block)
    _keep_farewell(document, place)
    place._p.getparent().remove(place._p)
    _say(document, properties)
    out = BytesIO()
    document.save(out)
    return _same_bytes(out.getvalue(), properties)


def _keep_farewell(document: Document, place: WordParagraph) -> None:
    """Keep the last paragraph, who signs, on the page of the one before it."""
    every = document.paragraphs
    at = next(number for number, one in enumerate(every) if one._p is place._p)
    for one in every[max(0, at - 2) : at]:
        one.paragraph_format.keep_together = True
        one.paragraph_format.keep_with_next = one._p is not every[at - 1]._p


def _filled(template: Path, properties: Properties) -> Document:
    """Return the template with its fields filled, escaped as XML (T8, T9)."""
    fields = {
        "letter": MARK,
        "authority": properties.author,
        "reference": properties.reference,
        "date": short_date(properties.day),
        "title": properties.title,
    }
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        filled = DocxTemplate(template)
        filled.render(fields, jinja_env=environment, autoescape=True)
    except (TemplateError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise LetterError(f"{template}: {error}; use the fields that README.md names") from error
    document: Document = filled.docx
    return document


def _say(document: Document, properties: Properties) -> None:
    """Set what the file says of itself: nothing of whoever made the template stays."""
    core = document.core_properties
    made_at = datetime.combine(properties.day, datetime.min.time(), UTC)
    core.title, core.author, core.subject = properties.title, properties.author, ""
    core.last_modified_by, core.comments, core.keywords, core.category = (
        properties.author,
        "",
        "",
        "",
    )
    core.created = core.modified = core.last_printed = made_at
    core.revision, core.language = 1, f"{properties.lang}-{properties.region}"


def _same_bytes(made: bytes, properties: Properties) -> bytes:
    """Return the archive with its entries dated the day of the letter, not the minute."""
    day = max(properties.day.year, 1980), properties.day.month, properties.day.day
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(made)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


class Writer:
    """Writes blocks before a place in a document, in the styles that the document has."""

    def __init__(self, document: Document, place: WordParagraph) -> None:
        self.document = document
        self.place = place
        self.style = ""  # the style of plain paragraphs: within a quotation another one

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one block; a test says that no kind is forgotten."""
        raise TypeError(type(block).__name__)

    @write.register
    def _(self, block: Heading) -> None:
        self._paragraph(block.spans, f"Heading {block.level}")

    @write.register
    def _(self, block: Paragraph) -> None:
        self._paragraph(block.spans, self.style)

    @write.register
    def _(self, block: Listing) -> None:
        self._listing(block, 1)

    @write.register
    def _(self, block: Facts) -> None:
        for name, spans in block.rows:
            self._paragraph((Span(f"{name}: ", strong=True), *spans), self.style)

    @write.register
    def _(self, block: Table) -> None:
        self._table(block.caption, block.head, block.rows)

    @write.register
    def _(self, block: Bars) -> None:
        rows = tuple((name, str(number)) for name, number in block.rows)
        self._table(block.caption, block.head, rows)

    @write.register
    def _(self, block: Quote) -> None:
        self._within(block.blocks, "Quote")

    @write.register
    def _(self, block: Callout) -> None:
        self._within(block.blocks, "Intense Quote")

    @write.register
    def _(self, block: Fence) -> None:
        self._paragraph(words(block.line), "")

    @write.register
    def _(self, _block: Rule) -> None:
        self._paragraph((), "")

    def _within(self, blocks: Blocks, style: str) -> None:
        before, self.style = self.style, style
        for block in blocks:
            self.write(block)
        self.style = before

    def _paragraph(self, spans: Spans, style: str) -> WordParagraph:
        made = self.place.insert_paragraph_before()
        if style and style in self.document.styles:
            made.style = self.document.styles[style]
        for span in spans:
            run = made.add_run(printable(span.text))
            run.bold = True if span.strong else None
        return made

    def _listing(self, block: Listing, depth: int) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        name = style if depth == 1 else f"{style} {min(depth, 3)}"
        number = self._numbering(name, block.start) if block.ordered else None
        for at, item in enumerate(block.items):
            known = name in self.document.styles
            sign = (f"{block.start + at}. " if block.ordered else "• ") if not known else ""
            made = self._paragraph((Span(sign), *item.spans) if sign else item.spans, name)
            if number is not None:
                properties = made._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            for below in item.below:
                self._listing(below, depth + 1)

    def _numbering(self, style: str, start: int) -> int | None:
        """Return a numbering of its own for one list, so that it begins where it should."""
        if style not in self.document.styles:
            return None
        found = self.document.styles[style].element.find(f".//{qn('w:numId')}")
        if found is None:
            return None
        numbering = self.document.part.numbering_part.element
        source = numbering.num_having_numId(int(found.get(qn("w:val"))))
        made = numbering.add_num(source.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)

    def _table(
        self, caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
    ) -> None:
        if caption:
            self._paragraph(words(caption, strong=True), self.style)
        made: WordTable = self.document.add_table(rows=1, cols=len(head))
        if "Table Grid" in self.document.styles:
            made.style = self.document.styles["Table Grid"]
        for cell, text in zip(made.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(printable(text)).bold = True
        # The heading row is one for screen readers too, and comes again on the next page.
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            for cell, text in zip(_new_row(made).cells, row, strict=True):
                cell.paragraphs[0].add_run(printable(text))
        self.place._p.addprevious(made._tbl)
        self._paragraph((), "")


def _new_row(table: WordTable) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row
