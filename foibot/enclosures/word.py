"""A Word document -> a PDF of the words that are visible in it; everything else is told (T23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial, reduce

from foibot.enclosures.cell_styles import Colour
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.numbering import Numbering
from foibot.enclosures.office_parts import look_at_parts
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words
from foibot.enclosures.paper import Line, Paper, Rows, deliver_paper
from foibot.enclosures.word_edges import edges, shown_edges, tell_unshown
from foibot.enclosures.word_fields import Field, data_of, tell_field, value
from foibot.enclosures.word_formulas import formula
from foibot.enclosures.word_objects import (
    Box,
    boxes,
    has_description,
    has_picture,
    other_words,
    refuse_what_covers,
    shown_choice,
)  # fmt: skip
from foibot.enclosures.word_styles import (
    Ink,
    Styles,
    away,
    fill,
    ink,
    numbering_of,
    page_colour,
    twips,
)  # fmt: skip

_DEEPEST = 40
_GONE = {"del": "deleted text (tracked)", "moveFrom": "text moved away (tracked)"}
_NEW = {"ins": "inserted text (tracked)", "moveTo": "text moved here (tracked)"}
_CHANGED = ("pPrChange", "rPrChange", "tblPrChange", "sectPrChange", "tcPrChange", "trPrChange",
            "numberingChange")  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
_PLAIN = Ink()
_MARKS = ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
_OWN_BOOKMARKS = ("_Toc", "_Ref", "_Hlk", "_GoBack", "_Hlt")
_NUMBER_OF_PAGE = re.compile(r"(?:page )?\d{0,4}(?: ?(?:of|/) ?\d{0,4})?", re.IGNORECASE)
# In twips: two points.
_LOWEST_ROW = 40
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")


@dataclass(frozen=True, slots=True)
class _Where:
    """Where in the document the walk is."""

    place: str
    below: Ink = _PLAIN
    styled_table: bool = False
    deep: int = 0


def word(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible words of *content*; note everything else."""
    package = Package(content, notes)
    main = next((one.target for one in package.links("") if one.kind == "officeDocument"), "")
    if not package.has(main):
        raise Unreadable("it has no document in it")
    look_at_parts(package, notes, {})
    parts = {link.kind: link.target for link in package.links(main) if not link.external}
    styles = Styles(package.maybe(parts.get("styles", "")))
    numbering = Numbering(package.maybe(parts.get("numbering", "")))
    settings = package.maybe(parts.get("settings", ""))
    _settings(settings, notes)
    _links(package, main, notes)
    if numbering.hides:
        notes.hidden(parts.get("numbering", ""), "the label of a list that nobody sees")
    root = package.tree(main)
    reader = _Reader(styles, numbering, notes, page_colour(root, settings))
    shown = shown_edges(package, main, root, settings)
    _edges(package, main, "header", shown, reader)
    reader.body(child(root, "body"))
    for kind, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        reader.notes_below(package.maybe(parts.get(kind, "")), element)
    _edges(package, main, "footer", shown, reader)
    deliver_paper(reader.paper, notes)


def _edges(package: Package, main: str, kind: str, shown: set[str], reader: _Reader) -> None:
    """Read the headers or footers that pages show; those that none shows are noted."""
    for part in edges(package, main, kind):
        if part in shown:
            reader.edge(package.tree(part), f"{kind} ({part})")
        else:
            tell_unshown(package, part, kind, reader.notes)


def _settings(root: Element | None, notes: Notes) -> None:
    for name, what in (("docVars", "document variables"), ("mailMerge", "a source of mail merge")):
        if under(root, name):
            notes.hidden(f"word/settings.xml, {name}", what)
    if under(root, "attachedTemplate"):
        notes.trace("word/settings.xml", "the path of a template")


def _links(package: Package, main: str, notes: Notes) -> None:
    """Note what the document would fetch from elsewhere, and where its links lead."""
    for link in package.links(main):
        if link.external and link.kind == "hyperlink":
            notes.trace(f"{main}, links", "the target of a link")
        elif link.external and link.kind != "attachedTemplate":
            notes.hidden(f"{main}, {link.kind}", "something that is fetched from elsewhere")


class _Reader:
    """Walks over a document from top to bottom."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: Notes, page: Colour | None = None
    ) -> None:
        self._page = Ink(paper=page)
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.paper = Paper()
        self._paragraphs = 0
        self._boxes: list[Line] = []
        self._field = Field()
        self._referred: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def edge(self, root: Element, place: str) -> None:
        """Read a header or footer; one that holds a number of a page only says nothing."""
        for text in self._cell(root, _Where(place, self._page)):
            if any(map(str.isalpha, text)) and not _NUMBER_OF_PAGE.fullmatch(text.strip()):
                self.paper.add(Line(text))
        self._empty_boxes()

    def body(self, node: Element | None) -> None:
        """Read the body of the document."""
        self._blocks(node, _Where("the document", self._page))

    def notes_below(self, root: Element | None, element: str) -> None:
        """Read the footnotes or endnotes; they stand at the end."""
        for node in under(root, element):
            number = attribute(node, "id")
            if attribute(node, "type", "normal") != "normal":
                continue
            if number not in self._referred[element]:
                if words(node):
                    self.notes.hidden(f"{element} {number}", f"a {element} that nothing points at")
                continue
            text = " ".join(self._cell(node, _Where(f"{element} {number}", self._page)))
            self.paper.add(Line(text, label=f"[{number}]"))

    def _blocks(self, node: Element | None, where: _Where) -> None:
        for one in [] if node is None else node:
            name = local(one)
            if name == "p":
                self.paper.add(self._paragraph(one, where))
                self._empty_boxes()
            elif name == "tbl":
                self._table(one, where)
            elif name == "altChunk":
                raise Unreadable("a whole document is attached within it; send it as a PDF")
            elif name == "AlternateContent":
                self._blocks(self._choice(one, where), replace(where, deep=where.deep + 1))
            elif self._enters(one, where):
                self._blocks(one, replace(where, deep=where.deep + 1))

    def _choice(self, node: Element, where: _Where) -> Element | None:
        """Return what a program of today shows of two ways to say something."""
        chosen = shown_choice(node)
        if other_words(node, chosen):
            self.notes.hidden(self._place(where), "other words for other programs")
        return chosen

    def _empty_boxes(self) -> None:
        for line in self._boxes:
            self.paper.add(line)
        self._boxes.clear()

    def _enters(self, node: Element, where: _Where) -> bool:
        """Return whether what is in *node* is visible; note it when it is not."""
        name = local(node)
        if where.deep > _DEEPEST:
            raise Unreadable("it is nested too deep")
        if name in _GONE:
            if words(node) or under(node, "delText"):
                self.notes.hidden(self._place(where), _GONE[name])
            return False
        if name in _MARKS:
            self._mark(node, where)
            return False
        if name == "attr" and attribute(node, "val"):
            self.notes.trace(self._place(where), "custom data (XML)")
        if name == "sdt" and any(map(str.strip, data_of(child(node, "sdtPr")))):
            self.notes.trace(self._place(where), "a content control with data of its own")
        if name in _NEW:
            self.notes.hidden(self._place(where), _NEW[name], "it goes as if it were accepted")
        return name not in _PROPERTIES

    def _mark(self, node: Element, where: _Where) -> None:
        name = attribute(node, "name")
        if local(node) == "bookmarkStart" and name and not name.startswith(_OWN_BOOKMARKS):
            self.notes.trace(self._place(where), "the name of a bookmark")
        if local(node) == "permStart" and attribute(node, "ed"):
            self.notes.hidden(self._place(where), "the name of who may edit a part")

    def _place(self, where: _Where) -> str:
        if where.place != "the document":
            return where.place
        return f"paragraph {self._paragraphs}"

    def _paragraph(self, node: Element, where: _Where) -> Line:
        self._paragraphs += 1
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle"))
        base = self.styles.base(style)
        base = replace(base, colour=base.colour or where.below.colour)
        shade = fill(child(properties, "shd"))
        below = replace(base, paper=shade or base.paper or where.below.paper)
        gone = away(properties) or where.below.gone
        if gone:
            below = replace(below, gone=gone)
        self._changes(properties, where)
        text = "".join(self._runs(node, replace(where, below=below)))
        number = numbering_of(properties) or self.styles.numbering(style)
        label = self.numbering.next(*number) if number and text.strip() else ""
        level = number[1] if number else 0
        return Line(text.strip(), self.styles.heading(style), label, level)

    def _changes(self, properties: Element | None, where: _Where) -> None:
        if any(under(properties, name) for name in _CHANGED):
            self.notes.hidden(self._place(where), "a tracked change of the format")
        if child(properties, "rPr", "del") is not None:
            self.notes.hidden(self._place(where), "a deleted end of a paragraph (tracked)")

    def _runs(self, node: Element | None, where: _Where) -> Iterator[str]:
        inner = replace(where, deep=where.deep + 1)
        for one in [] if node is None else node:
            name = local(one)
            if name == "r":
                yield self._run(one, where)
            elif name == "AlternateContent":
                yield from self._runs(self._choice(one, where), inner)
            elif name == "fldSimple":
                tell_field(attribute(one, "instr"), self._place(where), self.notes)
                yield from self._runs(one, inner)
            elif name in ("oMath", "oMathPara"):
                tell = partial(self.notes.hidden, self._place(where))
                yield from formula(one, partial(self._run, where=where), tell)
            elif name in ("commentRangeStart", "commentReference"):
                self.notes.hidden(self._place(where), "a comment")
            elif self._enters(one, where):
                yield from self._runs(one, inner)

    def _run(self, node: Element, where: _Where) -> str:
        properties = child(node, "rPr")
        style = self.styles.ink(value(child(properties, "rStyle")))
        # A run of a formula has properties of its own before those of its letters.
        own = [ink(one) for one in node if local(one) == "rPr"]
        look = reduce(Ink.over, reversed(own), Ink()).over(style).over(where.below)
        why = look.unseen()
        if why.endswith("background") and where.styled_table and look.paper is None:
            # The style of the table colours the cell: white letters are its heading.
            why = ""
        if properties is not None and any(under(properties, name) for name in _CHANGED):
            self.notes.hidden(self._place(where), "a tracked change of the format")
        text = "".join(self._pieces(node, where))
        if why and text.strip():
            self.notes.hidden(self._place(where), why)
            return ""
        return text

    def _pieces(self, node: Element, where: _Where) -> Iterator[str]:
        for one in node:
            name = local(one)
            if name in ("fldChar", "instrText"):
                self._step(one, where)
            elif self._field.in_instruction:
                if name == "t" and words(one):
                    self.notes.hidden(self._place(where), "words in the instruction of a field")
            elif name == "t":
                yield str(one.text or "")
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                self._referred[name.removesuffix("Reference")].append(attribute(one, "id"))
                yield f"[{attribute(one, 'id')}]"
            else:
                self._object(one, where)

    def _step(self, node: Element, where: _Where) -> None:
        self._field.step(attribute(node, "fldCharType"))
        tell_field(str(node.text or ""), self._place(where), self.notes)
        if any(attribute(one, "val") for one in under(child(node, "ffData"), "helpText")) or any(
            under(child(node, "ffData"), name) for name in ("statusText", "default", "listEntry")
        ):
            self.notes.trace(self._place(where), "a field of a form with data of its own")

    def _object(self, node: Element, where: _Where) -> None:
        """Note pictures, boxes and objects; the words of boxes follow the paragraph."""
        name = local(node)
        if name == "delText":
            self.notes.hidden(self._place(where), _GONE["del"])
        elif name in ("annotationRef", "commentReference"):
            self.notes.hidden(self._place(where), "a comment")
        elif name == "object":
            self.notes.hidden(self._place(where), "an embedded object")
        if name in ("drawing", "pict", "AlternateContent", "object"):
            self._drawing(node, where)

    def _drawing(self, node: Element, where: _Where) -> None:
        if where.place == "the document":
            refuse_what_covers(node)
        if other_words(node, shown_choice(node)):
            self.notes.hidden(self._place(where), "other words for other programs")
        for box in boxes(node):
            self._box(box, where)
        if has_description(node):
            self.notes.trace(self._place(where), "the description of a picture or shape")
        if has_picture(node):
            how = "the PDF has only the words; send the document as a PDF if the picture matters"
            self.notes.remark(self._place(where), "a picture or chart that is left out", how)

    def _box(self, box: Box, where: _Where) -> None:
        if box.why:
            if words(box.content):
                self.notes.hidden(self._place(where), box.why)
            return
        below = replace(_PLAIN, paper=box.paper)
        inner = replace(where, below=below, place=f"{self._place(where)}, a box")
        for line in self._cell(box.content, replace(inner, deep=where.deep + 1)):
            self._boxes.append(Line(line))

    def _table(self, node: Element, where: _Where) -> None:
        style = value(child(node, "tblPr", "tblStyle"))
        below = where.below.over(self.styles.ink(style))
        shaded = self.styles.shaded(style)
        inner = replace(where, styled_table=shaded, below=below, deep=where.deep + 1)
        if where.deep > _DEEPEST:
            raise Unreadable("it is nested too deep")
        about = (child(node, "tblPr", name) for name in ("tblCaption", "tblDescription"))
        if any(value(one) for one in about):
            self.notes.trace(self._place(where), "the description of a table")
        rows = []
        for row in _direct(node, "tr"):
            properties = child(row, "trPr")
            if any(child(properties, name) is not None for name in ("hidden", "del")) or _is_low(
                child(properties, "trHeight")
            ):
                self.notes.hidden(self._place(where), "a hidden or deleted row of a table")
                continue
            rows.append(tuple(self._cells(row, inner)))
        self.paper.add(Rows(tuple(rows)))

    def _cells(self, row: Element, where: _Where) -> Iterator[str]:
        for cell in _direct(row, "tc"):
            if child(cell, "tcPr", "cellDel") is not None:
                self.notes.hidden(self._place(where), "a deleted cell of a table (tracked)")
                yield ""
                continue
            shade = fill(child(cell, "tcPr", "shd"))
            below = replace(where.below, paper=shade or where.below.paper)
            yield "\n".join(self._cell(cell, replace(where, below=below)))

    def _cell(self, node: Element | None, where: _Where) -> Iterator[str]:
        """Yield the lines of a cell, box or note, with those of tables in it."""
        inner = replace(where, deep=where.deep + 1)
        for one in [] if node is None else node:
            if local(one) == "p":
                line = self._paragraph(one, where)
                text = f"{line.label} {line.text}".strip()
                if text:
                    yield text
            elif local(one) == "tbl":
                yield from (" | ".join(self._cells(row, inner)) for row in _direct(one, "tr"))
            elif local(one) == "AlternateContent":
                yield from self._cell(self._choice(one, where), inner)
            elif self._enters(one, where):
                yield from self._cell(one, inner)


def _is_low(height: Element | None) -> bool:
    """Return whether a row is so low that nobody sees it."""
    if height is None or attribute(height, "hRule") != "exact":
        return False
    return twips(attribute(height, "val")) < _LOWEST_ROW


def _direct(node: Element, name: str) -> list[Element]:
    """Return the children *name*, also those within content controls and insertions."""
    found = []
    for one in node:
        if local(one) == name:
            found.append(one)
        elif local(one) in ("sdt", "sdtContent", "ins", "customXml"):
            found += _direct(one, name)
    return found
