"""A Word document -> a PDF of the words that are visible in it; everything else is told (T23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foibot.enclosures.notes import Made, Notes, Unreadable
from foibot.enclosures.numbering import Numbering
from foibot.enclosures.office_parts import look_at_parts
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words
from foibot.enclosures.paper import Line, Paper, Rows
from foibot.enclosures.word_styles import Ink, Styles, fill, ink, numbering_of

_DEEPEST = 40
_GONE = {"del": "deleted text (tracked)", "moveFrom": "text moved away (tracked)"}
_NEW = {"ins": "inserted text (tracked)", "moveTo": "text moved here (tracked)"}
_CHANGED = ("pPrChange", "rPrChange", "tblPrChange", "sectPrChange", "tcPrChange", "trPrChange")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
_PLAIN = Ink()
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
    _settings(package.maybe(parts.get("settings", "")), notes)
    _margins(package, main, notes)
    reader = _Reader(styles, numbering, notes)
    reader.body(child(package.tree(main), "body"))
    for kind, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        reader.notes_below(package.maybe(parts.get(kind, "")), element)
    deliver_paper(reader.paper, notes)


def deliver_paper(paper: Paper, notes: Notes) -> None:
    """Make the PDF of what is visible of a document."""
    if not paper.parts:
        raise Unreadable("there are no visible words in it")
    text = paper.words()
    for number, line in enumerate(text.split("\n"), 1):
        notes.visible(f"line {number}", line)
    about = f"{len(paper.parts)} paragraphs and tables, {len(text.split())} words"
    notes.made.append(Made("paper", "", "pdf", "application/pdf", paper.packed(), about))


def _settings(root: Element | None, notes: Notes) -> None:
    for name, what in (("docVars", "document variables"), ("mailMerge", "a source of mail merge")):
        if under(root, name):
            notes.hidden(f"word/settings.xml, {name}", what)
    if under(root, "attachedTemplate"):
        notes.trace("word/settings.xml", "the path of a template")


def _margins(package: Package, main: str, notes: Notes) -> None:
    """Say which words at the edge of the pages do not go along."""
    for link in package.links(main):
        if link.kind in ("header", "footer") and package.has(link.target):
            root = package.tree(link.target)
            if words(root):
                how = "the PDF has only the text between; write into it what must be read"
                notes.remark(f"{link.kind} ({link.target})", "words at the edge of the page", how)
            if any(ink(child(run, "rPr")).unseen() for run in under(root, "r")):
                notes.hidden(f"{link.kind} ({link.target})", "hidden text")
        if link.external and link.kind not in ("hyperlink", "attachedTemplate"):
            notes.hidden(f"{main}, {link.kind}", "something that is fetched from elsewhere")


class _Reader:
    """Walks over a document from top to bottom."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.paper = Paper()
        self._paragraphs = 0
        self._boxes: list[Line] = []

    def body(self, node: Element | None) -> None:
        """Read the body of the document."""
        self._blocks(node, _Where("the document"))

    def notes_below(self, root: Element | None, element: str) -> None:
        """Read the footnotes or endnotes; they stand at the end."""
        for node in under(root, element):
            if attribute(node, "type", "normal") == "normal":
                where = _Where(f"{element} {attribute(node, 'id')}")
                lines = list(self._cell(node, where))
                text = " ".join(lines)
                self.paper.add(Line(text, label=f"[{attribute(node, 'id')}]"))

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
            elif self._enters(one, where):
                self._blocks(one, replace(where, deep=where.deep + 1))

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
        if name in _NEW:
            self.notes.hidden(self._place(where), _NEW[name], "it goes as if it were accepted")
        return name not in _PROPERTIES

    def _place(self, where: _Where) -> str:
        if where.place != "the document":
            return where.place
        return f"paragraph {self._paragraphs}"

    def _paragraph(self, node: Element, where: _Where) -> Line:
        self._paragraphs += 1
        properties = child(node, "pPr")
        style = _value(child(properties, "pStyle"))
        base = ink(None).over(self.styles.base(style))
        shade = fill(child(properties, "shd"))
        below = replace(base, paper=shade or base.paper or where.below.paper)
        self._changes(properties, where)
        text = "".join(self._runs(node, replace(where, below=below), _Field()))
        number = numbering_of(properties) or self.styles.numbering(style)
        label = self.numbering.next(*number) if number and text.strip() else ""
        level = number[1] if number else 0
        return Line(text.strip(), self.styles.heading(style), label, level)

    def _changes(self, properties: Element | None, where: _Where) -> None:
        if any(under(properties, name) for name in _CHANGED):
            self.notes.hidden(self._place(where), "a tracked change of the format")
        if child(properties, "rPr", "del") is not None:
            self.notes.hidden(self._place(where), "a deleted end of a paragraph (tracked)")

    def _runs(self, node: Element, where: _Where, field: _Field) -> Iterator[str]:
        for one in node:
            name = local(one)
            if name == "r":
                yield self._run(one, where, field)
            elif name == "fldSimple":
                self._field_words(attribute(one, "instr"), where)
                yield from self._runs(one, replace(where, deep=where.deep + 1), field)
            elif name in ("oMath", "oMathPara"):
                yield "".join(str(text.text or "") for text in under(one, "t"))
            elif name in ("commentRangeStart", "commentReference"):
                self.notes.hidden(self._place(where), "a comment")
            elif self._enters(one, where):
                yield from self._runs(one, replace(where, deep=where.deep + 1), field)

    def _field_words(self, instruction: str, where: _Where) -> None:
        kind = instruction.split()[0].upper() if instruction.split() else ""
        if kind in ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "PRIVATE"):
            self.notes.hidden(self._place(where), f"a field with a source ({kind})")

    def _run(self, node: Element, where: _Where, field: _Field) -> str:
        properties = child(node, "rPr")
        style = self.styles.ink(_value(child(properties, "rStyle")))
        look = ink(properties).over(style).over(where.below)
        why = look.unseen()
        if why.endswith("background") and where.styled_table and look.paper is None:
            # The style of the table colours the cell: white letters are its heading.
            why = ""
        if properties is not None and any(under(properties, name) for name in _CHANGED):
            self.notes.hidden(self._place(where), "a tracked change of the format")
        text = "".join(self._pieces(node, where, field))
        if why and text.strip():
            self.notes.hidden(self._place(where), why)
            return ""
        return text

    def _pieces(self, node: Element, where: _Where, field: _Field) -> Iterator[str]:
        for one in node:
            name = local(one)
            if name in ("fldChar", "instrText"):
                field.step(attribute(one, "fldCharType"))
                self._field_words(str(one.text or ""), where)
            elif field.in_instruction:
                continue
            elif name == "t":
                yield str(one.text or "")
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                yield f"[{attribute(one, 'id')}]"
            else:
                self._object(one, where)

    def _object(self, node: Element, where: _Where) -> None:
        """Note pictures, boxes and objects; the words of boxes follow the paragraph."""
        name = local(node)
        if name == "delText":
            self.notes.hidden(self._place(where), _GONE["del"])
        elif name in ("annotationRef", "commentReference"):
            self.notes.hidden(self._place(where), "a comment")
        elif name == "object":
            self.notes.hidden(self._place(where), "an embedded object")
        if name not in ("drawing", "pict", "AlternateContent", "object"):
            return
        boxes = under(node, "txbxContent")
        # The same box is written twice, for new and for old programs.
        for box in boxes[:1] if name == "AlternateContent" else boxes:
            for line in self._cell(box, replace(where, deep=where.deep + 1)):
                self._boxes.append(Line(line))
        if under(node, "blip") or under(node, "imagedata") or under(node, "chart"):
            how = "the PDF has only the words; send the document as a PDF if the picture matters"
            self.notes.remark(self._place(where), "a picture or chart that is left out", how)

    def _table(self, node: Element, where: _Where) -> None:
        style = _value(child(node, "tblPr", "tblStyle"))
        inner = replace(where, styled_table=self.styles.shaded(style), deep=where.deep + 1)
        if where.deep > _DEEPEST:
            raise Unreadable("it is nested too deep")
        rows = []
        for row in _direct(node, "tr"):
            properties = child(row, "trPr")
            if child(properties, "hidden") is not None or child(properties, "del") is not None:
                self.notes.hidden(self._place(where), "a hidden or deleted row of a table")
                continue
            rows.append(tuple(self._cells(row, inner)))
        self.paper.add(Rows(tuple(rows)))

    def _cells(self, row: Element, where: _Where) -> Iterator[str]:
        for cell in _direct(row, "tc"):
            shade = fill(child(cell, "tcPr", "shd"))
            below = replace(where.below, paper=shade or where.below.paper)
            yield "\n".join(self._cell(cell, replace(where, below=below)))

    def _cell(self, node: Element, where: _Where) -> Iterator[str]:
        """Yield the lines of a cell, box or note, with those of tables in it."""
        for one in node:
            if local(one) == "p":
                line = self._paragraph(one, where)
                text = f"{line.label} {line.text}".strip()
                if text:
                    yield text
            elif local(one) == "tbl":
                for row in _direct(one, "tr"):
                    yield " | ".join(self._cells(row, replace(where, deep=where.deep + 1)))
            elif self._enters(one, where):
                yield from self._cell(one, replace(where, deep=where.deep + 1))


class _Field:
    """Whether the walk is within the instruction of a field, which nobody sees."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    @property
    def in_instruction(self) -> bool:
        """Return whether what comes next is an instruction."""
        return any(self._open)

    def step(self, kind: str) -> None:
        """Take note of the beginning, the middle or the end of a field."""
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()


def _value(node: Element | None) -> str:
    return "" if node is None else attribute(node, "val")


def _direct(node: Element, name: str) -> list[Element]:
    """Return the children *name*, also those within content controls and insertions."""
    found = []
    for one in node:
        if local(one) == name:
            found.append(one)
        elif local(one) in ("sdt", "sdtContent", "ins", "customXml"):
            found += _direct(one, name)
    return found
