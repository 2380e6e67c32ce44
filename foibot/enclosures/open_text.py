"""An OpenDocument text -> a PDF of its visible words; everything else is told (T23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.numbering import label
from foibot.enclosures.open_edges import shown_edges
from foibot.enclosures.open_parts import Ink, OpenStyles, look_at_parts, points
from foibot.enclosures.open_shapes import (
    SHAPES,
    is_behind,
    refuse_what_covers,
    tell_description,
    unseen_shape,
)  # fmt: skip
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words
from foibot.enclosures.paper import Line, Paper, Rows, deliver_paper

_DEEPEST = 60
_LOWEST_ROW = 2.0
_UNSEEN = {
    "annotation": "a comment",
    "hidden-text": "hidden text",
    "script": "a script",
    "dde-connection-decls": "a connection to data",
    "forms": "a form with its data",
}
_MARKED = {
    "bookmark": "the name of a bookmark",
    "bookmark-start": "the name of a bookmark",
    "alphabetical-index-mark": "an entry of an index",
    "alphabetical-index-mark-start": "an entry of an index",
    "user-index-mark": "an entry of an index",
    "toc-mark": "an entry of an index",
    "toc-mark-start": "an entry of an index",
    "bibliography-mark": "an entry of a bibliography with its notes",
    "reference-mark": "the name of a reference",
    "reference-mark-start": "the name of a reference",
}
_PLAIN = Ink()
_SILENT = frozenset(
    {"annotation-end", "sequence-decls", "variable-decls", "user-field-decls", "change",
     "change-start", "change-end", "bookmark-end",
     "soft-page-break", "covered-table-cell", "title", "desc"}
)  # fmt: skip
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


@dataclass(frozen=True, slots=True)
class _Where:
    """Where in the document the walk is."""

    look: Ink = _PLAIN
    deep: int = 0
    list_style: str = ""
    level: int = 0


def open_text(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible words of *content*; note everything else."""
    package = Package(content, notes)
    look_at_parts(package, notes)
    root, styles = package.tree("content.xml"), package.maybe("styles.xml")
    body = child(root, "body", "text")
    if body is None:
        raise Unreadable("it has no text in it")
    _tell_variables(root, notes)
    reader = _Reader(OpenStyles(styles, root), notes)
    for node in shown_edges("header", root, styles, notes):
        reader.blocks(node, _Where())
    reader.blocks(body, _Where())
    for node in shown_edges("footer", root, styles, notes):
        reader.blocks(node, _Where())
    deliver_paper(reader.paper, notes)


def _tell_variables(root: Element, notes: Notes) -> None:
    """Note variables with a value that no field of the text shows."""
    shown = {attribute(one, "name") for one in under(root, "user-field-get")}
    for one in under(root, "user-field-decl"):
        said = attribute(one, "string-value") or attribute(one, "value")
        if said and attribute(one, "name") not in shown:
            notes.hidden("the document", "a variable that nothing shows")


class _Reader:
    """Walks over the body of a text."""

    def __init__(self, styles: OpenStyles, notes: Notes) -> None:
        self.styles = styles
        self.notes = notes
        self.paper = Paper()
        self._paragraphs = 0
        self._notes: list[Line] = []

    @property
    def _place(self) -> str:
        return f"paragraph {self._paragraphs}"

    def blocks(self, node: Element, where: _Where) -> None:
        """Read everything in *node*, from top to bottom."""
        if where.deep > _DEEPEST:
            raise Unreadable("it is nested too deep")
        inner = replace(where, deep=where.deep + 1)
        for one in node:
            name = local(one)
            if name in ("p", "h"):
                self.paper.add(self._paragraph(one, where))
                self._empty_notes()
            elif name == "list":
                self._list(one, inner)
            elif name == "table":
                self._table(one, inner)
            elif self._enters(one):
                self.blocks(one, inner)

    def _empty_notes(self) -> None:
        for line in self._notes:
            self.paper.add(line)
        self._notes.clear()

    def _enters(self, node: Element) -> bool:
        """Return whether what is in *node* is visible; note it when it is not."""
        name = local(node)
        if name == "tracked-changes":
            self._changes(node)
            return False
        if self._is_aside(node, name):
            return False
        if name == "object" and attribute(node, "href"):
            self.notes.hidden(f"{self._place}, {attribute(node, 'href')}", "an embedded object")
            return False
        hidden = name == "section" and attribute(node, "display") == "condition"
        if hidden or name == "hidden-paragraph":
            self.notes.hidden(self._place, f"a hidden {name.removeprefix('hidden-')}")
            return False
        self._tell(node, name)
        return name not in _SILENT

    def _is_aside(self, node: Element, name: str) -> bool:
        """Note a comment, a mark or a box that nobody sees; return whether *node* is one."""
        if name in _UNSEEN:
            if name != "forms" or len(node):
                self.notes.hidden(self._place, _UNSEEN[name])
            return True
        if name in SHAPES and self._hides_shape(node):
            return True
        if name in _MARKED:
            if not attribute(node, "name").startswith("__"):
                self.notes.trace(self._place, _MARKED[name])
            return True
        if attribute(node, "display") == "none":
            self.notes.hidden(self._place, f"a hidden {name}")
            return True
        return False

    def _changes(self, node: Element) -> None:
        for change in under(node, "changed-region"):
            kind = next((local(one) for one in change), "change")
            self.notes.hidden(f"tracked changes, {attribute(change, 'id')}", f"a tracked {kind}")

    def _tell(self, node: Element, name: str) -> None:
        """Note what an element holds beside the words that one sees of it."""
        if name == "a" and not attribute(node, "href").startswith("#"):
            self.notes.trace(self._place, "the target of a link")
        elif name in ("meta", "meta-field") and attribute(node, "content"):
            self.notes.trace(self._place, "a statement about words (metadata)")
        elif name == "conditional-text":
            self.notes.trace(self._place, "the other branch of a condition")
        elif name == "image":
            how = "the PDF has only the words; send the document as a PDF if the picture matters"
            self.notes.remark(self._place, "a picture that is left out", how)

    def _hides_shape(self, node: Element) -> bool:
        """Note what a shape hides or is; return whether it is not seen itself."""
        refuse_what_covers(node, self.styles)
        tell_description(node, self._place, self.notes)
        why = unseen_shape(node) or ("a box behind the text" if self._behind(node) else "")
        if why and any(words(one) for one in under(node, "p")):
            self.notes.hidden(self._place, why)
        return bool(why)

    def _behind(self, node: Element) -> bool:
        return is_behind(node, self.styles)

    def _paragraph(self, node: Element, where: _Where) -> Line:
        self._paragraphs += 1
        style = attribute(node, "style-name")
        look = self.styles.ink("paragraph", style).over(where.look)
        if any(local(one) == "hidden-paragraph" for one in node.iter()):
            self.notes.hidden(self._place, "a hidden paragraph")
            return Line("")
        text = "".join(self._words(node, replace(where, look=look))).strip()
        level = attribute(node, "outline-level", "1") if local(node) == "h" else "0"
        return Line(text, heading=min(int(level), 6) if level.isdigit() else 1)

    def _words(self, node: Element, where: _Where) -> Iterator[str]:
        if where.deep > _DEEPEST:
            raise Unreadable("it is nested too deep")
        yield self._seen(str(node.text or ""), where.look)
        for one in node:
            yield from self._inner(one, where)
            yield self._seen(str(one.tail or ""), where.look)

    def _inner(self, node: Element, where: _Where) -> Iterator[str]:
        name = local(node)
        inner = replace(where, deep=where.deep + 1)
        if name == "s":
            count = attribute(node, "c", "1")
            yield " " * min(int(count) if count.isdigit() else 1, 80)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name == "note":
            yield from self._footnote(node, inner)
        elif name == "text-box":
            self._notes += [Line(text) for text in self._lines(node, inner)]
        elif name == "span":
            look = self.styles.ink("text", attribute(node, "style-name"))
            yield from self._words(node, replace(inner, look=look.over(where.look)))
        elif self._enters(node):
            yield from self._words(node, inner)

    def _footnote(self, node: Element, where: _Where) -> Iterator[str]:
        mark = words(child(node, "note-citation"))
        body = child(node, "note-body")
        text = " ".join(self._lines(body, where)) if body is not None else ""
        self._notes.append(Line(text, label=f"[{mark}]"))
        yield f"[{mark}]"

    def _seen(self, text: str, look: Ink) -> str:
        if not text.strip():
            return " " if text else ""
        why = look.unseen()
        if why:
            self.notes.hidden(self._place, why)
            return ""
        return text.replace("\n", " ")

    def _lines(self, node: Element, where: _Where) -> Iterator[str]:
        for one in node:
            if local(one) in ("p", "h"):
                text = self._paragraph(one, where).text
                if text:
                    yield text
            elif local(one) == "table":
                for row in self._rows(one, where):
                    yield " | ".join(row)
            elif self._enters(one):
                yield from self._lines(one, replace(where, deep=where.deep + 1))

    def _list(self, node: Element, where: _Where) -> None:
        style = attribute(node, "style-name") or where.list_style
        number = 0
        for item in node:
            if local(item) not in ("list-item", "list-header"):
                continue
            start = attribute(item, "start-value")
            number = int(start) if start.isdigit() else number + 1
            mark = self._mark(style, where.level, number) if local(item) == "list-item" else ""
            for one in item:
                if local(one) == "list":
                    below = replace(where, list_style=style, level=where.level + 1)
                    self._list(one, replace(below, deep=where.deep + 1))
                elif local(one) in ("p", "h"):
                    line = self._paragraph(one, where)
                    self.paper.add(Line(line.text, label=mark, level=where.level))
                    mark = ""
                elif self._enters(one):
                    self.blocks(one, replace(where, deep=where.deep + 1))

    def _mark(self, style: str, level: int, number: int) -> str:
        root = self.styles.numbers.get(style)
        for one in [] if root is None else root:
            if attribute(one, "level") == str(level + 1) and "number" in local(one):
                form = _FORMS.get(attribute(one, "num-format", "1"), "decimal")
                before, after = attribute(one, "num-prefix"), attribute(one, "num-suffix")
                return f"{before}{label(number, form)}{after}"
        return "•"

    def _table(self, node: Element, where: _Where) -> None:
        style = attribute(node, "style-name")
        if self.styles.property("table", style, "table-properties", "display") == "false":
            self.notes.hidden(self._place, "a hidden table")
            return
        self.paper.add(Rows(tuple(self._rows(node, where))))
        self._empty_notes()

    def _rows(self, node: Element, where: _Where) -> Iterator[tuple[str, ...]]:
        for one in node:
            if local(one) == "table-row" and self._hides_row(one):
                self.notes.hidden(self._place, "a hidden row of a table")
            elif local(one) == "table-row":
                yield tuple(self._cells(one, where))
            elif local(one) in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(one, where)

    def _hides_row(self, node: Element) -> bool:
        """Return whether a row is hidden or has no height."""
        style = attribute(node, "style-name")
        height = points(
            self.styles.property("table-row", style, "table-row-properties", "row-height")
        )
        low = height is not None and height < _LOWEST_ROW
        return low or attribute(node, "visibility", "visible") != "visible"

    def _cells(self, row: Element, where: _Where) -> Iterator[str]:
        for cell in row:
            if local(cell) == "covered-table-cell" and words(cell):
                self.notes.hidden(self._place, "a cell of a table under a merged one")
            if local(cell) != "table-cell":
                continue
            paper = self.styles.ink("table-cell", attribute(cell, "style-name")).paper
            look = replace(where.look, paper=paper or where.look.paper)
            inner = replace(where, look=look, deep=where.deep + 1)
            yield "\n".join(self._lines(cell, inner))
