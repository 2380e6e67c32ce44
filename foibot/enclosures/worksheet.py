"""One sheet of an Excel workbook -> the cells that are visible in it, and what is not (T23)."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from lxml import etree

from foibot.enclosures.cell_styles import Look, Looks, blank, shown_number
from foibot.enclosures.grid import Grid, cells_of, cut_far_cells, position, ref, tell_unseen
from foibot.enclosures.notes import Notes, Unreadable, ranges
from foibot.enclosures.package import Element, attribute, child, local, under

# Lower or narrower than this nobody sees a row (points) or a column (letters).
LOWEST = 2.0
NARROWEST = 0.4
_LAST_COLUMN = 16_384
_MOST_MERGED = 1_000


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: list[str]
    looks: Looks
    since_1904: bool
    used: set[int] = field(default_factory=set)  # shared strings that some cell shows


@dataclass(slots=True)
class _State:
    """Where in a sheet the reading is, and what was seen on the way."""

    row: int = 0
    column: int = 0
    unseen_row: bool = False
    zero_height: bool = False
    formulas: int = 0
    valueless: list[str] = field(default_factory=list)
    grouped: list[int] = field(default_factory=list)
    filtered: bool = False
    after: list[Element] = field(default_factory=list)


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
            _STEPS.get((event, local(node)), _nothing)(node, state, grid, book, notes)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"sheet '{name}' is no XML") from error
    for node in state.after:
        _AFTER[local(node)](node, grid, book, notes)
    cut_far_cells(grid, notes)
    tell_unseen(grid, notes, filtered=state.filtered)
    _tell(state, grid, notes)
    return grid


def _nothing(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    pass


def _format(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.zero_height = attribute(node, "zeroHeight") in ("1", "true")


def _column(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    first, last = int(attribute(node, "min", "1")), int(attribute(node, "max", "1"))
    width = float(attribute(node, "width", "9") or 9)
    if _true(node, "hidden") or width < NARROWEST:
        grid.unseen_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
    elif attribute(node, "outlineLevel", "0") != "0":
        state.grouped.append(-first)


def _row_start(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.row = int(attribute(node, "r", "0")) or state.row + 1
    state.column = 0
    height = attribute(node, "ht")
    state.unseen_row = (
        _true(node, "hidden")
        or (bool(height) and float(height) < LOWEST)
        or (state.zero_height and not height and attribute(node, "hidden") not in ("0", "false"))
    )
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
    style = attribute(node, "s", "0")
    look = book.looks.of(int(style) if style.isdigit() else 0)
    text = _text(node, look, book)
    if child(node, "f") is not None:
        state.formulas += 1
        if not text:
            state.valueless.append(ref(row, column))
    node.clear()
    if not text or state.unseen_row or column in grid.unseen_columns:
        return
    value = _raw_number(text) if not look.is_date else 1.0
    why = look.unseen or ("a number format that shows nothing" if blank(look.code, value) else "")
    if not why:
        grid.put(row, column, text)
    elif text != "0":
        notes.hidden(f"{grid.place}, cell {ref(row, column)}", why)


def _text(node: Element, look: Look, book: Book) -> str:
    """Return what a cell shows."""
    kind = attribute(node, "t", "n")
    if kind == "inlineStr":
        return rich_text(child(node, "is"))
    stored = child(node, "v")
    value = "" if stored is None else str(stored.text or "")
    if kind == "s":
        number = int(value) if value.strip().isdigit() else -1
        book.used.add(number)
        return book.strings[number] if 0 <= number < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), "")
    if kind == "n" and value.strip():
        return shown_number(value.strip(), look, since_1904=book.since_1904)
    return value


def rich_text(node: Element | None) -> str:
    """Return the visible text of a string in parts, without its phonetic guide."""
    if node is None:
        return ""
    parts = []
    for one in node:
        if local(one) == "t":
            parts.append(str(one.text or ""))
        elif local(one) == "r":
            parts.extend(str(text.text or "") for text in under(one, "t"))
    return "".join(parts)


def _later(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.after.append(node)


def _filter(node: Element, state: _State, grid: Grid, book: Book, notes: Notes) -> None:
    state.filtered = state.filtered or bool(under(node, "filterColumn"))


def _merged(node: Element, grid: Grid, book: Book, notes: Notes) -> None:
    """Take out what stands below a merged cell."""
    for top, left, bottom, right in cells_of(attribute(node, "ref")):
        small = bottom - top < _MOST_MERGED
        rows = range(top, bottom + 1) if small else [r for r in grid.rows if top <= r <= bottom]
        for row in rows:
            for column in [c for c in grid.rows.get(row, {}) if left <= c <= right]:
                if (row, column) != (top, left) and grid.drop(row, column):
                    notes.hidden(f"{grid.place}, cell {ref(row, column)}", "under a merged cell")


def _conditional(node: Element, grid: Grid, book: Book, notes: Notes) -> None:
    """Take out what a conditional format may make invisible."""
    for rule in under(node, "cfRule"):
        number = attribute(rule, "dxfId")
        hiding = book.looks.hiding
        if not number.isdigit() or int(number) >= len(hiding) or not hiding[int(number)]:
            continue
        area = attribute(node, "sqref")
        for cell in _hidden_by(rule, area, grid):
            grid.drop(*cell)
            place = f"{grid.place}, cell {ref(*cell)}"
            notes.hidden(place, "a conditional format that makes text invisible")


def _hidden_by(rule: Element, area: str, grid: Grid) -> list[tuple[int, int]]:
    """Return the cells of *area* that the rule may hide: those it says, when that is plain."""
    found = []
    formula = (rich_words(child(rule, "formula"))).upper()
    errors = attribute(rule, "type") == "containsErrors" or formula.startswith("ISERROR(")
    zero = attribute(rule, "type") == "cellIs" and formula == "0"
    for top, left, bottom, right in cells_of(area):
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column, text in grid.rows[row].items():
                harmless = (errors and not text.startswith("#")) or (zero and text != "0")
                if left <= column <= right and not harmless:
                    found.append((row, column))
    return [cell for cell in found if not (zero and grid.rows[cell[0]][cell[1]] == "0")]


def rich_words(node: Element | None) -> str:
    """Return the text of an element, "" when there is none."""
    return "" if node is None else str(node.text or "").strip()


def _tell(state: _State, grid: Grid, notes: Notes) -> None:
    if state.formulas:
        notes.trace(grid.place, f"{state.formulas} formulas", "their values go, not the formulas")
    if state.valueless:
        where = f"{grid.place}, {', '.join(state.valueless[:10])}"
        notes.remark(where, "formulas without a stored value", "open it in Excel and save it again")
    rows = [one for one in state.grouped if one > 0]
    if rows:
        notes.trace(f"{grid.place}, rows {ranges(rows)}", "grouped rows", "visible ones go")


def _raw_number(text: str) -> float | str:
    try:
        return float(text.rstrip("%"))
    except ValueError:
        return text


def _true(node: Element, name: str) -> bool:
    return attribute(node, name) in ("1", "true")


_STEPS = {
    ("start", "sheetFormatPr"): _format,
    ("end", "col"): _column,
    ("start", "row"): _row_start,
    ("end", "row"): _row_end,
    ("end", "c"): _cell,
    ("end", "mergeCell"): _later,
    ("end", "conditionalFormatting"): _later,
    ("end", "autoFilter"): _filter,
}
_AFTER = {"mergeCell": _merged, "conditionalFormatting": _conditional}
