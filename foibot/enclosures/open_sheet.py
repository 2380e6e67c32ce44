"""An OpenDocument spreadsheet -> one CSV a visible sheet, and what is hidden in it (SEC-1, T23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from foibot.enclosures.covered import drop_covered
from foibot.enclosures.grid import Grid, cells_of, cut_far_cells, ref, tell_unseen
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.open_parts import Ink, OpenStyles, look_at_parts
from foibot.enclosures.open_shapes import SHAPES, covered_cells, tell_description
from foibot.enclosures.open_values import data_style_of, value_of
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words
from foibot.enclosures.workbook import deliver_grid

_REPEATED = 10_000
_ROW_GROUPS = ("table-row-group", "table-header-rows", "table-rows")
_COLUMN_GROUPS = ("table-column-group", "table-header-columns", "table-columns")
_BESIDE = {
    "tracked-changes": "tracked changes",
    "dde-links": "copies of cells of another program",
    "data-pilot-tables": "a pivot table",
    "consolidation": "the source of a consolidation",
}


@dataclass(slots=True)
class _At:
    """Where in a sheet the reading is."""

    row: int = 0
    filtered: bool = False
    formulas: int = 0
    looks: list[tuple[int, str]] = field(default_factory=list)  # styles of columns, from which on

    def look(self, column: int) -> str:
        """Return the style of cells in a column that have none of their own."""
        return next((name for first, name in reversed(self.looks) if first <= column), "")


def open_sheet(content: bytes, notes: Notes) -> None:
    """Make a CSV of each visible sheet of *content*; note everything else."""
    package = Package(content, notes)
    look_at_parts(package, notes)
    root = package.tree("content.xml")
    body = child(root, "body", "spreadsheet")
    if body is None:
        raise Unreadable("it has no sheet in it")
    styles = OpenStyles(package.maybe("styles.xml"), root)
    _beside(body, notes)
    _rules_beside(body, notes)
    for table in [one for one in body if local(one) == "table"]:
        _table(table, styles, notes)
    if not notes.made:
        raise Unreadable("no visible sheet of it has anything in it")


def _beside(body: Element, notes: Notes) -> None:
    for node in body:
        name = local(node)
        if name in _BESIDE:
            notes.hidden(name, _BESIDE[name])
        elif name == "named-expressions":
            for one in node:
                place = f"defined name {attribute(one, 'name')}"
                if local(one) == "named-expression":
                    notes.hidden(place, "a name that holds a value of its own")
                else:
                    notes.trace(place, "a named range")
    for scenario in under(body, "scenario"):
        notes.hidden("scenario", f"values of a scenario ({attribute(scenario, 'scenario-ranges')})")
    for source in under(body, "table-source"):
        notes.hidden("external link", f"a copy of cells of {attribute(source, 'href')[:80]}")


def _rules_beside(body: Element, notes: Notes) -> None:
    for rule in under(body, "content-validation"):
        if attribute(rule, "condition") or words(rule):
            notes.trace("allowed values", "a list or hint of allowed values")
    for kind in ("sql", "table", "query"):
        for _ in under(body, f"database-source-{kind}"):
            notes.hidden("database range", "the source of a database")


def _table(node: Element, styles: OpenStyles, notes: Notes) -> None:
    grid = Grid(attribute(node, "name"))
    style = attribute(node, "style-name")
    shown = styles.property("table", style, "table-properties", "display") != "false"
    external = child(node, "table-source") is not None or grid.name.startswith("'file:")
    visible = shown and not external and child(node, "scenario") is None
    told = notes if visible else Notes()
    at = _At()
    _columns(node, grid, at, 1, styles, unseen=False)
    _rows(node, grid, at, styles, told, unseen=False)
    if not visible:
        rows = sum(bool(cells) for cells in grid.rows.values())
        notes.hidden(grid.place, f"a hidden sheet: {rows} rows")
        return
    if any(words(one) for one in node if local(one) in ("desc", "title")):
        notes.trace(grid.place, "the description of a sheet")
    _objects(node, grid, notes)
    _take_out(node, grid, styles, notes)
    cut_far_cells(grid, notes)
    tell_unseen(grid, notes, filtered=at.filtered)
    if at.formulas:
        notes.trace(grid.place, f"{at.formulas} formulas", "their values go, not the formulas")
    deliver_grid(grid, notes)


def _take_out(node: Element, grid: Grid, styles: OpenStyles, notes: Notes) -> None:
    """Take out what shapes lie over, and what conditional formats can make invisible."""
    for top, left, bottom, right in covered_cells(node, grid, styles):
        box = range(top, bottom + 1), range(left, right + 1)
        drop_covered(grid, lambda row, column, box=box: row in box[0] and column in box[1], notes)
    for one in under(node, "conditional-format"):
        hides = any(
            styles.ink("table-cell", attribute(rule, "apply-style-name")).unseen()
            for rule in under(one, "condition")
        ) or any(attribute(rule, "show-value") == "false" for rule in one)
        if any('"' in attribute(rule, "value") for rule in under(one, "condition")):
            notes.trace(grid.place, "words in a conditional format")
        if hides:
            _drop_area(attribute(one, "target-range-address"), grid, notes)


def _drop_area(area: str, grid: Grid, notes: Notes) -> None:
    bare = " ".join(
        ":".join(cell.rpartition(".")[2] for cell in one.split(":")) for one in area.split()
    )
    for top, left, bottom, right in cells_of(bare.replace("$", "")):
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column in [one for one in grid.rows[row] if left <= one <= right]:
                if grid.drop(row, column):
                    place = f"{grid.place}, cell {ref(row, column)}"
                    notes.hidden(place, "a conditional format that makes text invisible")


def _objects(node: Element, grid: Grid, notes: Notes) -> None:
    if under(child(node, "forms"), "form"):
        notes.trace(grid.place, "a form with its fields")
    for shape in [one for one in node.iter() if local(one) in SHAPES]:
        tell_description(shape, f"{grid.place}, drawing", notes)
        if any(words(one) for one in under(shape, "p")):
            how = "the CSV has only the cells; write into one what must be read"
            notes.trace(f"{grid.place}, drawing", "words in a box or shape", how)


def _columns(
    node: Element, grid: Grid, state: _At, at: int, styles: OpenStyles, *, unseen: bool
) -> int:
    for one in node:
        name = local(one)
        if name == "table-column":
            state.looks.append((at, attribute(one, "default-cell-style-name")))
            count = _count(one, "number-columns-repeated")
            width = styles.property(
                "table-column",
                attribute(one, "style-name"),
                "table-column-properties",
                "column-width",
            )
            hidden = attribute(one, "visibility", "visible") != "visible" or _nothing(width)
            if unseen or hidden:
                grid.unseen_columns.update(range(at, at + min(count, 1_024)))
            at += count
        elif name in _COLUMN_GROUPS:
            closed = attribute(one, "display") == "false"
            at = _columns(one, grid, state, at, styles, unseen=unseen or closed)
    return at


def _rows(
    node: Element, grid: Grid, at: _At, styles: OpenStyles, notes: Notes, *, unseen: bool
) -> None:
    for one in node:
        name = local(one)
        if name == "table-row":
            _row(one, grid, at, styles, notes, unseen=unseen)
        elif name in _ROW_GROUPS:
            closed = attribute(one, "display") == "false"
            _rows(one, grid, at, styles, notes, unseen=unseen or closed)


def _row(
    node: Element, grid: Grid, at: _At, styles: OpenStyles, notes: Notes, *, unseen: bool
) -> None:
    count = _count(node, "number-rows-repeated")
    visibility = attribute(node, "visibility", "visible")
    at.filtered = at.filtered or visibility == "filter"
    height = styles.property(
        "table-row", attribute(node, "style-name"), "table-row-properties", "row-height"
    )
    hidden = unseen or visibility != "visible" or _nothing(height)
    cells = _cells(node, grid, at, styles, Notes() if hidden else notes)
    if not hidden and cells:
        for row in range(at.row + 1, at.row + 1 + min(count, _REPEATED)):
            for column, text in cells.items():
                grid.put(row, column, text)
    if hidden and (cells or count < _REPEATED):
        grid.unseen_rows += range(at.row + 1, at.row + 1 + min(count, _REPEATED))
    at.row += count


def _cells(node: Element, grid: Grid, at: _At, styles: OpenStyles, notes: Notes) -> dict[int, str]:
    found: dict[int, str] = {}
    column = 1
    row_look = attribute(node, "default-cell-style-name")
    for cell in node:
        name = local(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        count = _count(cell, "number-columns-repeated")
        place = f"{grid.place}, cell {ref(at.row + 1, column)}"
        at.formulas += bool(attribute(cell, "formula"))
        own = attribute(cell, "style-name") or row_look or at.look(column)
        unseen = column in grid.unseen_columns
        text = _text(cell, own, styles, place, Notes() if unseen else notes)
        if name == "covered-table-cell":
            if text:
                notes.hidden(place, "under a merged cell")
        elif text:
            for one in range(column, column + min(count, 1_024)):
                if one not in grid.unseen_columns:
                    found[one] = text
        column += count
    return found


def _text(cell: Element, style: str, styles: OpenStyles, place: str, notes: Notes) -> str:
    """Return what a cell shows; a comment on it or colours that hide it are noted."""
    if child(cell, "annotation") is not None:
        notes.hidden(place, "a comment")
    if any(not attribute(one, "href").startswith("#") for one in under(cell, "a")):
        notes.trace(place, "the target of a link")
    look = styles.ink("table-cell", style)
    parts = _Parts(styles, look)
    lines = [parts.visible(one) for one in cell if local(one) == "p"]
    shown = "\n".join(line for line in lines if line)
    value = value_of(cell, shown, data_style_of(style, styles))
    why = look.unseen() or value.why or parts.why
    if not why and value.text and styles.may_hide("table-cell", style):
        notes.hidden(place, "a condition of its style that can make it invisible")
        return ""
    if why and (value.text or value.why or parts.why or attribute(cell, "value")):
        notes.hidden(place, why)
    return "" if look.unseen() else value.text


@dataclass(slots=True)
class _Parts:
    """Reads the paragraphs of a cell; *why* says why a part of them is not seen."""

    styles: OpenStyles
    look: Ink
    why: str = ""

    def visible(self, node: Element) -> str:
        """Return what one sees of a paragraph."""
        return " ".join("".join(self._words(node, self.look)).split())

    def _words(self, node: Element, look: Ink) -> Iterator[str]:
        yield self._seen(str(node.text or ""), look)
        for one in node:
            name = local(one)
            if name in ("s", "tab", "line-break"):
                yield " "
            elif name != "annotation":
                own = self.styles.ink("text", attribute(one, "style-name"))
                yield from self._words(one, own.over(look) if name == "span" else look)
            yield self._seen(str(one.tail or ""), look)

    def _seen(self, text: str, look: Ink) -> str:
        if text.strip() and look.unseen():
            self.why = look.unseen()
            return ""
        return text


def _count(node: Element, name: str) -> int:
    value = attribute(node, name, "1")
    return min(int(value), 2_000_000) if value.isdigit() and len(value) < 9 else 1


def _nothing(length: str) -> bool:
    """Return whether a width or height is next to nothing."""
    digits = length.rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        return bool(digits) and float(digits) * (0.1 if length.endswith("mm") else 1) < 0.03
    except ValueError:
        return False
