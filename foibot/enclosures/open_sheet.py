"""An OpenDocument spreadsheet -> one CSV a visible sheet, and what is hidden in it (SEC-1, T23)."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.enclosures.grid import Grid, cut_far_cells, ref, tell_unseen
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.open_parts import OpenStyles, look_at_parts
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


def _table(node: Element, styles: OpenStyles, notes: Notes) -> None:
    grid = Grid(attribute(node, "name"))
    style = attribute(node, "style-name")
    shown = styles.property("table", style, "table-properties", "display") != "false"
    external = child(node, "table-source") is not None or grid.name.startswith("'file:")
    told = notes if shown and not external else Notes()
    at = _At()
    _columns(node, grid, 1, styles, unseen=False)
    _rows(node, grid, at, styles, told, unseen=False)
    if not shown or external:
        rows = sum(bool(cells) for cells in grid.rows.values())
        notes.hidden(grid.place, f"a hidden sheet: {rows} rows")
        return
    _objects(node, grid, notes)
    cut_far_cells(grid, notes)
    tell_unseen(grid, notes, filtered=at.filtered)
    if at.formulas:
        notes.trace(grid.place, f"{at.formulas} formulas", "their values go, not the formulas")
    deliver_grid(grid, notes)


def _objects(node: Element, grid: Grid, notes: Notes) -> None:
    for one in under(node, "object"):
        what = "a chart or object with its data"
        notes.hidden(f"{grid.place}, {attribute(one, 'href')}", what)
    if under(child(node, "forms"), "form"):
        notes.trace(grid.place, "a form with its fields")


def _columns(node: Element, grid: Grid, at: int, styles: OpenStyles, *, unseen: bool) -> int:
    for one in node:
        name = local(one)
        if name == "table-column":
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
            at = _columns(one, grid, at, styles, unseen=unseen or closed)
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
    for cell in node:
        name = local(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        count = _count(cell, "number-columns-repeated")
        place = f"{grid.place}, cell {ref(at.row + 1, column)}"
        at.formulas += bool(attribute(cell, "formula"))
        text = _text(cell, styles, place, notes)
        if name == "covered-table-cell":
            if text:
                notes.hidden(place, "under a merged cell")
        elif text:
            for one in range(column, column + min(count, 1_024)):
                if one not in grid.unseen_columns:
                    found[one] = text
        column += count
    return found


def _text(cell: Element, styles: OpenStyles, place: str, notes: Notes) -> str:
    """Return what a cell shows; a comment on it or colours that hide it are noted."""
    if child(cell, "annotation") is not None:
        notes.hidden(place, "a comment")
    look = styles.ink("table-cell", attribute(cell, "style-name"))
    lines = [_visible(one, styles) for one in cell if local(one) == "p"]
    shown = "\n".join(line for line in lines if line)
    value = _value(cell, shown)
    why = look.unseen()
    if not why and attribute(cell, "value-type") and not shown:
        why = "a number format that shows nothing" if value not in ("", "0") else ""
    if why and value:
        notes.hidden(place, why)
    return "" if why else value


def _visible(node: Element, styles: OpenStyles) -> str:
    parts = [str(node.text or "")]
    for one in node:
        span = styles.ink("text", attribute(one, "style-name")) if local(one) == "span" else None
        if local(one) == "s":
            parts.append(" ")
        elif local(one) != "annotation" and (span is None or not span.unseen()):
            parts.append(words(one))
        parts.append(str(one.tail or ""))
    return " ".join("".join(parts).split())


def _value(cell: Element, shown: str) -> str:
    """Return a number or date as it is stored, everything else as it is shown."""
    kind = attribute(cell, "value-type")
    if kind == "date":
        return attribute(cell, "date-value").replace("T", " ") or shown
    if kind in ("float", "currency"):
        stored = attribute(cell, "value")
        return stored.removesuffix(".0") if stored else shown
    return shown


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
