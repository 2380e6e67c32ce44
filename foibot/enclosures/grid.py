"""Cells of one sheet as they stand, and the CSV of those that are visible (SEC-1, T16, T23)."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from foibot.enclosures.notes import Notes, Unreadable, ranges
from foibot.enclosures.signs import UNSEEN, is_odd, without

MOST_CELLS = 1_500_000
# So much emptiness between cells puts those behind it where nobody looks.
FAR_ROWS = 500
FAR_COLUMNS = 40
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Grid:
    """The cells of one sheet by row and column, from 1; what is not visible was left out."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    unseen_rows: list[int] = field(default_factory=list)
    unseen_columns: set[int] = field(default_factory=set)
    count: int = 0
    narrow: bool = False  # columns of which nothing is said cannot be seen
    widths: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)

    def hides_column(self, column: int) -> bool:
        """Return whether a column is not to be seen; what hides by default is noted as well."""
        if self.narrow and column not in self.widths:
            self.unseen_columns.add(column)
        return column in self.unseen_columns

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a visible cell."""
        if text:
            self.count += 1
            if self.count > MOST_CELLS:
                raise Unreadable("it has more cells than can be looked at; send less of it")
            self.rows.setdefault(row, {})[column] = text

    def drop(self, row: int, column: int) -> str:
        """Take a cell out; return what it held."""
        return self.rows.get(row, {}).pop(column, "")

    @property
    def count_of_cells(self) -> int:
        """Return how many visible cells there are now."""
        return sum(map(len, self.rows.values()))

    @property
    def place(self) -> str:
        """Return how a clerk calls the sheet."""
        return f"sheet '{self.name}'"


def cut_far_cells(grid: Grid, notes: Notes) -> None:
    """Leave out what stands far away from everything else, where nobody looks."""
    rows = sorted(row for row, cells in grid.rows.items() if cells)
    edge = _edge(rows, FAR_ROWS)
    for row in rows[bisect_right(rows, edge) :]:
        for column in sorted(grid.rows.pop(row)):
            notes.hidden(f"{grid.place}, cell {ref(row, column)}", "a cell far from all others")
    columns = sorted({column for cells in grid.rows.values() for column in cells})
    edge = _edge(columns, FAR_COLUMNS)
    for row, cells in grid.rows.items():
        for column in [one for one in cells if one > edge]:
            del cells[column]
            notes.hidden(f"{grid.place}, cell {ref(row, column)}", "a cell far from all others")


def tell_unseen(grid: Grid, notes: Notes, *, filtered: bool) -> None:
    """Note the rows and columns that were left out."""
    if grid.unseen_rows:
        why = "hidden rows (some by a filter)" if filtered else "hidden rows"
        notes.hidden(f"{grid.place}, rows {ranges(grid.unseen_rows)}", why)
    if grid.unseen_columns:
        letters = ", ".join(letter(one) for one in sorted(grid.unseen_columns)[:20])
        notes.hidden(f"{grid.place}, columns {letters}", "hidden columns")


def some_cells(cells: list[str]) -> str:
    """Return the first ten of *cells*, each said to be one."""
    more = f" and {len(cells) - 10} more" if len(cells) > 10 else ""
    return ", ".join(f"cell {one}" for one in cells[:10]) + more


def as_csv(grid: Grid) -> bytes:
    """Return the visible cells as CSV; empty columns and runs of empty rows are dropped."""
    columns = sorted({column for cells in grid.rows.values() for column in cells})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    unseen = set(grid.unseen_rows)
    before = 0
    for row in sorted(row for row, cells in grid.rows.items() if cells):
        between = range(before + 1, min(row, before + FAR_ROWS))
        if before and any(one not in unseen for one in between):
            writer.writerow([])
        writer.writerow([grid.rows[row].get(column, "") for column in columns])
        before = row
    return utf8(out.getvalue())


def utf8(text: str) -> bytes:
    """Return *text* in UTF-8, marked where Excel would else misread a pound sign."""
    return text.encode("utf-8" if text.isascii() else "utf-8-sig", "replace")


def about(grid: Grid) -> str:
    """Return what an approver is told of a sheet: its size, its first and last rows."""
    rows = [grid.rows[row] for row in sorted(row for row, cells in grid.rows.items() if cells)]
    columns = {column for cells in rows for column in cells}
    lines = [_line(cells) for cells in (rows if len(rows) <= 10 else [*rows[:5], *rows[-5:]])]
    if len(rows) > 10:
        lines.insert(5, "...")
    return "\n".join([f"{len(rows)} rows, {len(columns)} columns", *lines])


def drop_signs(grid: Grid, notes: Notes) -> None:
    """Take out of the cells the signs that nobody sees; cells that hide words in them are noted."""
    for row, cells in grid.rows.items():
        for column, text in cells.items():
            clean = without(text.replace("\n", "\0")).replace("\0", "\n") if text else text
            if clean != text:
                if is_odd(text.replace("\n", " ").replace("\t", " ")):
                    notes.hidden(f"{grid.place}, cell {ref(row, column)}", UNSEEN)
                cells[column] = clean


def look_at_cells(grid: Grid, notes: Notes) -> None:
    """Note formulas in the officers' own data (T16: it is told, not changed), and size."""
    starting = [
        ref(row, column)
        for row, cells in grid.rows.items()
        for column, text in cells.items()
        if text.startswith(FORMULA_SIGNS) and not is_number(text)
    ]
    if starting:
        what = "cells that a spreadsheet program would take for a formula"
        more = " ..." if len(starting) > 10 else ""
        where = f"{grid.place}, {', '.join(starting[:10])}{more}"
        notes.remark(where, what, "check that they are meant", "T16")
    notes.count_rows(sum(bool(cells) for cells in grid.rows.values()))


def is_number(text: str) -> bool:
    """Return whether *text* is a number, perhaps with a sign, a percent or thousands."""
    bare = text.strip().rstrip("%").replace(",", "").replace("£", "")
    try:
        float(bare)
    except ValueError:
        return False
    return True


def letter(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def ref(row: int, column: int) -> str:
    """Return the name of a cell: B7."""
    return f"{letter(column)}{row}"


def position(name: str) -> tuple[int, int]:
    """Return (row, column) of a cell called like B7; (0, 0) when it is no such name."""
    letters = name.replace("$", "").rstrip("0123456789")
    digits = name.replace("$", "")[len(letters) :]
    if not letters.isascii() or not letters.isalpha() or not digits or len(letters) > 3:
        return 0, 0
    column = 0
    for sign in letters.upper():
        column = column * 26 + ord(sign) - 64
    return int(digits[:9]), column


def _edge(numbers: list[int], gap: int) -> int:
    """Return the last of sorted *numbers* before a gap, the last of all without one."""
    for one, following in pairwise(numbers):
        if following - one > gap:
            return one
    return numbers[-1] if numbers else 0


def _line(cells: dict[int, str]) -> str:
    return " | ".join(cells[column] for column in sorted(cells))[:160]


def cells_of(area: str) -> Iterable[tuple[int, int, int, int]]:
    """Yield (top, left, bottom, right) of each range of a list such as "A1:B3 D4"."""
    for one in area.split():
        first, _, last = one.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
        if top and bottom:
            yield min(top, bottom), min(left, right), max(top, bottom), max(left, right)
