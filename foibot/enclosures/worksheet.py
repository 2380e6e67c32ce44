"""One sheet of an Excel workbook -> the cells that are visible in it, and what is not (T23)."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from lxml import etree

from foibot.enclosures.cell_rules import conditional, merged
from foibot.enclosures.cells import Book, Seen, rich, seen, tell_reading
from foibot.enclosures.covered import COLUMN
from foibot.enclosures.grid import Grid, cut_far_cells, position, ref, some_cells, tell_unseen
from foibot.enclosures.notes import Notes, Unreadable, ranges
from foibot.enclosures.package import Element, attribute, child, local, under
from foibot.enclosures.sheet_parts import beside_cells

# Lower or narrower than this nobody sees a row (points) or a column (letters).
LOWEST = 2.0
NARROWEST = 0.4
# Narrower than this (letters) a column shows a number as a sign, and what it shrinks as a dot.
_TOO_NARROW = 1.2
_LAST_COLUMN = 16_384
_POINT = 12_700
_USUAL_WIDTH = 8.43


@dataclass(slots=True)
class _State:
    """Where in a sheet the reading is, and what was seen on the way."""

    deep: int = 0
    row: int = 0
    column: int = 0
    unseen_row: bool = False
    low_rows: bool = False
    formulas: int = 0
    valueless: list[str] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)
    grouped: list[int] = field(default_factory=list)
    filtered: bool = False
    after: list[Element] = field(default_factory=list)
    first_row: int = 1  # what stands above it no scrolling reaches


def read_sheet(name: str, data: bytes, book: Book, notes: Notes) -> Grid:
    """Return the visible cells of a sheet; everything else is noted with its place."""
    grid = Grid(name)
    state = _State()
    try:
        events = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
        )
        for event, node in events:
            _step(event, node, state, grid, book, notes)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"sheet '{name}' is no XML") from error
    for node in state.after:
        (merged if local(node) == "mergeCell" else conditional)(node, grid, book, notes)
    cut_far_cells(grid, notes)
    tell_unseen(grid, notes, filtered=state.filtered)
    _tell(state, grid, notes)
    return grid


def _step(event: str, node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.deep += 1 if event == "start" else -1
    name = local(node)
    step = _STEPS.get((event, name))
    if step is not None:
        step(node, state, grid, book, notes)
    elif event == "end" and state.deep == 1:
        _child(node, state, grid, notes)


def _child(node: Element, state: _State, grid: Grid, notes: Notes) -> None:
    """Take an element that stands beside the rows."""
    beside_cells(node, grid, notes)
    if local(node) == "sheetViews":
        _window(node, state, grid)
    if local(node) == "autoFilter":
        state.filtered = state.filtered or bool(under(node, "filterColumn"))
    elif local(node) in ("conditionalFormatting", "extLst"):
        state.after.append(node)


def _window(node: Element, state: _State, grid: Grid) -> None:
    """Take rows and columns for unseen that no scrolling reaches in a frozen window."""
    for view in under(node, "sheetView"):
        row, column = position(attribute(view, "topLeftCell", "A1"))
        for pane in under(view, "pane"):
            frozen = attribute(pane, "state").startswith("frozen")
            if frozen and _size(attribute(pane, "ySplit"), 0.0) > 0 and row > 1:
                state.first_row = max(state.first_row, row)
            if frozen and _size(attribute(pane, "xSplit"), 0.0) > 0 and column > 1:
                grid.unseen_columns.update(range(1, column))


def _format(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    height = _size(attribute(node, "defaultRowHeight"), 15.0)
    state.low_rows = _true(node, "zeroHeight") or height < LOWEST
    grid.narrow = _size(attribute(node, "defaultColWidth"), 9.0) < NARROWEST


def _column(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    first, last = int(attribute(node, "min", "1")), int(attribute(node, "max", "1"))
    columns = range(first, min(last, _LAST_COLUMN) + 1)
    width = _size(attribute(node, "width"), _USUAL_WIDTH)
    if _true(node, "hidden") or width < NARROWEST:
        grid.unseen_columns.update(columns)
        return
    if len(columns) < 1_000:
        grid.widths |= dict.fromkeys(columns, round(width * COLUMN / _USUAL_WIDTH))
    if attribute(node, "outlineLevel", "0") != "0":
        state.grouped.append(-first)


def _row_start(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.row = int(attribute(node, "r", "0")) or state.row + 1
    state.column = 0
    height = attribute(node, "ht")
    state.unseen_row = (
        _true(node, "hidden")
        or state.row < state.first_row
        or (bool(height) and _size(height, 15.0) < LOWEST)
        or (state.low_rows and not height and attribute(node, "hidden") not in ("0", "false"))
    )
    if height:
        grid.heights[state.row] = round(_size(height, 15.0) * _POINT)
    if attribute(node, "outlineLevel", "0") != "0":
        state.grouped.append(state.row)


def _row_end(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    if state.unseen_row:
        grid.unseen_rows.append(state.row)
    node.clear()


def _cell(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    row, column = position(attribute(node, "r"))
    state.column = column or state.column + 1
    row, column = row or state.row, state.column
    found = seen(node, book)
    if found.text and _squeezed(node, column, grid, book):
        found = Seen(why="a column too narrow to show it")
    if attribute(node, "t") == "inlineStr":
        tell_reading([rich(child(node, "is"))], f"{grid.place}, cell {ref(row, column)}", notes)
    if child(node, "f") is not None:
        state.formulas += 1
        if not found.text and not found.why:
            state.valueless.append(ref(row, column))
    node.clear()
    if state.unseen_row or grid.hides_column(column):
        return
    grid.put(row, column, found.text)
    if found.why:
        notes.hidden(f"{grid.place}, cell {ref(row, column)}", found.why)
    if found.rounded:
        state.rounded.append(ref(row, column))


def _squeezed(node: Element, column: int, grid: Grid, book: Book) -> bool:
    """Return whether a column is too narrow for a number, or for what is made to fit it."""
    if column not in grid.widths or grid.widths[column] >= _TOO_NARROW * COLUMN / _USUAL_WIDTH:
        return False
    style = attribute(node, "s", "0")
    shrunk = book.looks.of(int(style) if style.isdigit() else 0).shrunk
    return shrunk or attribute(node, "t", "n") == "n"


def _later(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.after.append(node)


def _tell(state: _State, grid: Grid, notes: Notes) -> None:
    if state.formulas:
        notes.trace(grid.place, f"{state.formulas} formulas", "their values go, not the formulas")
    if state.rounded:
        where = f"{grid.place}, {some_cells(state.rounded)}"
        notes.trace(where, "digits that the number format does not show", "what it shows goes")
    if state.valueless:
        where = f"{grid.place}, {some_cells(state.valueless)}"
        notes.remark(where, "formulas without a stored value", "open it in Excel and save it again")
    rows = [one for one in state.grouped if one > 0]
    if rows:
        notes.trace(f"{grid.place}, rows {ranges(rows)}", "grouped rows", "visible ones go")


def _size(text: str, usual: float) -> float:
    try:
        return float(text) if text else usual
    except ValueError:
        return usual


def _true(node: Element, name: str) -> bool:
    return attribute(node, name) in ("1", "true")


_STEPS = {
    ("start", "sheetFormatPr"): _format,
    ("end", "col"): _column,
    ("start", "row"): _row_start,
    ("end", "row"): _row_end,
    ("end", "c"): _cell,
    ("end", "mergeCell"): _later,
}
