"""What conditional formats and merged cells of an Excel sheet make invisible (T23)."""

from __future__ import annotations

from foibot.enclosures.cells import Book
from foibot.enclosures.grid import Grid, cells_of, ref
from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, attribute, child, under, words

_MOST_MERGED = 1_000
HIDING = "a conditional format that makes text invisible"


def merged(node: Element, grid: Grid, book: Book, notes: Notes) -> None:
    """Take out what stands below a merged cell."""
    for top, left, bottom, right in cells_of(attribute(node, "ref")):
        small = bottom - top < _MOST_MERGED
        rows = range(top, bottom + 1) if small else [r for r in grid.rows if top <= r <= bottom]
        for row in rows:
            for column in [c for c in grid.rows.get(row, {}) if left <= c <= right]:
                if (row, column) != (top, left) and grid.drop(row, column):
                    notes.hidden(f"{grid.place}, cell {ref(row, column)}", "under a merged cell")


def take_out_pale(table: Element, grid: Grid, book: Book, notes: Notes) -> None:
    """Take out the cells of a table whose style makes text invisible."""
    info = child(table, "tableStyleInfo")
    if info is None or attribute(info, "name") not in book.looks.pale_tables:
        return
    for top, left, bottom, right in cells_of(attribute(table, "ref")):
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column in [one for one in grid.rows[row] if left <= one <= right]:
                if grid.drop(row, column):
                    place = f"{grid.place}, cell {ref(row, column)}"
                    notes.hidden(place, "a style of a table that makes text invisible")


def conditional(node: Element, grid: Grid, book: Book, notes: Notes) -> None:
    """Take out what conditional formats may make invisible; note words in their formulas."""
    for one in under(node, "conditionalFormatting"):
        area = attribute(one, "sqref") or words(child(one, "sqref"))
        for rule in under(one, "cfRule"):
            _rule(rule, area, grid, book, notes)
        if any('"' in words(part) for part in [*under(one, "formula"), *under(one, "f")]):
            place = f"{grid.place}, cells {area[:60]}"
            notes.trace(place, "words in a conditional format")


def _rule(rule: Element, area: str, grid: Grid, book: Book, notes: Notes) -> None:
    bare = any(
        attribute(one, "showValue") in ("0", "false")
        for name in ("dataBar", "iconSet")
        for one in under(rule, name)
    )
    inner = child(rule, "dxf")
    number = attribute(rule, "dxfId")
    hiding = book.looks.hiding
    known = number.isdigit() and int(number) < len(hiding)
    pale = (known and hiding[int(number)]) or (inner is not None and book.looks.hides(inner))
    if not bare and not pale:
        return
    for cell in _hidden_by(rule, area, grid):
        grid.drop(*cell)
        notes.hidden(f"{grid.place}, cell {ref(*cell)}", HIDING)


def _hidden_by(rule: Element, area: str, grid: Grid) -> list[tuple[int, int]]:
    """Return the cells of *area* that the rule may hide: those it says, when that is plain."""
    found = []
    formula = words(child(rule, "formula")).upper()
    errors = attribute(rule, "type") == "containsErrors" or formula.startswith("ISERROR(")
    zero = attribute(rule, "type") == "cellIs" and formula == "0"
    for top, left, bottom, right in cells_of(area):
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column, text in grid.rows[row].items():
                harmless = errors and not text.startswith("#")
                if left <= column <= right and not harmless and not zero:
                    found.append((row, column))
    return found
