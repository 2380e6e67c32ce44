"""One sheet of an Excel workbook of before 2007 -> the cells that are visible in it (T23)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from foibot.enclosures.biff import Letters, Record
from foibot.enclosures.cell_styles import Look
from foibot.enclosures.cells import Seen, seen_number, seen_words
from foibot.enclosures.covered import COLUMN
from foibot.enclosures.grid import Grid, cut_far_cells, ref, tell_unseen
from foibot.enclosures.notes import Notes
from foibot.enclosures.old_beside import look_beside
from foibot.enclosures.old_looks import OldLooks
from foibot.enclosures.worksheet import LOWEST, NARROWEST

_POINT = 12_700
_TWIPS = 20
_USUAL_WIDTH = 8.43
_TOO_NARROW = 1.2
_DEFAULT_HEIGHT, _HIDDEN_ROW, _LEVEL = 0x8000, 0x20, 0x07
_FROZEN = 0x08
_ERRORS = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OldString:
    """A string of the workbook: its words, and where in it the font changes to which."""

    words: str
    runs: tuple[tuple[int, int], ...] = ()
    reading: bool = False


@dataclass(slots=True)
class OldBook:
    """What the sheets share."""

    strings: list[OldString]
    looks: OldLooks
    since_1904: bool
    used: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Reading:
    """Where in a sheet the reading is."""

    grid: Grid
    book: OldBook
    notes: Notes
    low_rows: bool = False
    sized: dict[int, bool] = field(default_factory=dict)  # row -> whether it is hidden
    first_row: int = 1
    formulas: int = 0
    rounded: list[str] = field(default_factory=list)
    waiting: tuple[int, int, int] | None = None  # a formula whose words come behind it


def read_old_sheet(name: str, records: list[Record], book: OldBook, notes: Notes) -> Grid:
    """Return the visible cells of a sheet; everything else is noted with its place."""
    grid = Grid(name)
    reading = _Reading(grid, book, notes)
    for record in records:
        step = _SIZES.get(record.kind)
        if step is not None:
            step(reading, record)
    for record in records:
        _cells(reading, record)
    unseen = [row for row, hidden in reading.sized.items() if hidden]
    grid.unseen_rows = sorted({*grid.unseen_rows, *unseen})
    filtered = look_beside(records, grid, book.looks, notes)
    cut_far_cells(grid, notes)
    tell_unseen(grid, notes, filtered=filtered)
    _tell(reading)
    return grid


def _row(reading: _Reading, record: Record) -> None:
    row, _, _, height = record.numbers("HHHH")
    flags = record.numbers("I", 12)[0]
    usual, points = height & _DEFAULT_HEIGHT, (height & ~_DEFAULT_HEIGHT) / _TWIPS
    reading.sized[row + 1] = bool(flags & _HIDDEN_ROW) or (not usual and points < LOWEST)
    if not usual:
        reading.grid.heights[row + 1] = round(points * _POINT)


def _usual_row(reading: _Reading, record: Record) -> None:
    flags, height = record.numbers("HH")
    reading.low_rows = bool(flags & 2) or height / _TWIPS < LOWEST


def _column(reading: _Reading, record: Record) -> None:
    first, last, width, _, flags = record.numbers("HHHHH")
    columns = range(first + 1, min(last, 255) + 2)
    letters = width / 256
    if flags & 1 or letters < NARROWEST:
        reading.grid.unseen_columns.update(columns)
    else:
        size = round(letters * COLUMN / _USUAL_WIDTH)
        reading.grid.widths |= dict.fromkeys(columns, size)


def _usual_column(reading: _Reading, record: Record) -> None:
    reading.grid.narrow = record.numbers("H")[0] < 1


def _window(reading: _Reading, record: Record) -> None:
    """Take rows and columns for unseen that no scrolling reaches in a frozen window."""
    flags, row, column = record.numbers("HHH")
    if flags & _FROZEN:
        reading.first_row = row + 1
        reading.grid.unseen_columns.update(range(1, column + 1))


def _cells(reading: _Reading, record: Record) -> None:
    """Take the cells of a record, if it has some."""
    for row, column, style, found in _found(reading, record):
        _put(reading, row + 1, column + 1, style, found)


_Show = Callable[[Look], Seen]


def _found(reading: _Reading, record: Record) -> Iterator[tuple[int, int, int, _Show]]:
    read = _CELLS.get(record.kind)
    if read is not None:
        row, column, style = record.numbers("HHH")
        show = read(reading, record)
        if show is not None:
            yield row, column, style, show
    elif record.kind == _MULRK:
        row, first = record.numbers("HH")
        for number in range((len(record.data) - 6) // 6):
            style, packed = record.numbers("HI", 4 + 6 * number)
            yield row, first + number, style, _of_number(reading, unpacked(packed))
    elif record.kind == _STRING and reading.waiting is not None:
        row, column, style = reading.waiting
        reading.waiting = None
        yield row, column, style, _of_words(Letters(record.parts).text()[0])


def _put(reading: _Reading, row: int, column: int, style: int, show: _Show) -> None:
    grid, place = reading.grid, ref(row, column)
    look = reading.book.looks.cell(style)
    found = show(look)
    narrow = grid.widths.get(column, COLUMN) < _TOO_NARROW * COLUMN / _USUAL_WIDTH
    if found.text and narrow and (look.shrunk or found.text[:1].isdigit()):
        found = Seen(why="a column too narrow to show it")
    hidden = reading.sized.get(row, reading.low_rows) or row < reading.first_row
    if hidden:
        grid.unseen_rows.append(row)
    if hidden or grid.hides_column(column):
        return
    grid.put(row, column, found.text)
    if found.why:
        reading.notes.hidden(f"{grid.place}, cell {place}", found.why)
    if found.rounded:
        reading.rounded.append(place)


def unpacked(packed: int) -> float:
    """Return the number that is packed into four bytes (RkNumber, 2.5.122)."""
    if packed & 2:
        value = float(packed - (1 << 32) if packed & 0x80000000 else packed)
        value = float(int(value) >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<II", 0, packed & ~3))[0])
    return value / 100 if packed & 1 else value


def _of_number(reading: _Reading, value: float) -> _Show:
    since = reading.book.since_1904
    return lambda look: seen_number(repr(value), look, since_1904=since)


def _of_words(words: str) -> _Show:
    return lambda look: seen_words(words, look)


def _rk(reading: _Reading, record: Record) -> _Show:
    return _of_number(reading, unpacked(record.numbers("I", 6)[0]))


def _number(reading: _Reading, record: Record) -> _Show:
    return _of_number(reading, struct.unpack("<d", record.data[6:14])[0])


def _truth(reading: _Reading, record: Record) -> _Show:
    value, error = record.numbers("BB", 6)
    return _of_words(_ERRORS.get(value, "#N/A") if error else "TRUE" if value else "FALSE")


def _formula(reading: _Reading, record: Record) -> _Show | None:
    reading.formulas += 1
    kind, value = record.numbers("BxB", 6)
    if record.numbers("H", 12)[0] != 0xFFFF:
        return _number(reading, record)
    if kind == 0:
        row, column, style = record.numbers("HHH")
        reading.waiting = (row, column, style)
        return None
    if kind == 1:
        return _of_words("TRUE" if value else "FALSE")
    return _of_words(_ERRORS.get(value, "#N/A") if kind == 2 else "")


def _shared(reading: _Reading, record: Record) -> _Show:
    number = record.numbers("I", 6)[0]
    reading.book.used.add(number)
    strings = reading.book.strings
    return _of_string(reading, strings[number] if number < len(strings) else OldString(""))


def _label(reading: _Reading, record: Record) -> _Show:
    words, runs, aid = Letters(record.parts, 6).text()
    return _of_string(reading, OldString(words, runs, aid))


def _of_string(reading: _Reading, string: OldString) -> _Show:
    looks = reading.book.looks

    def show(look: Look) -> Seen:
        ends = [*(at for at, _ in string.runs), len(string.words)]
        visible, why = string.words[: ends[0]], ""
        for (at, font), end in zip(string.runs, ends[1:], strict=True):
            piece, hidden = string.words[at:end], looks.inked(look, font).unseen
            visible += "" if hidden else piece
            why = hidden if hidden and piece.strip() else why
        found = seen_words(visible, look)
        return Seen(found.text, found.why or why)

    return show


def _tell(reading: _Reading) -> None:
    grid, notes = reading.grid, reading.notes
    if reading.formulas:
        what = f"{reading.formulas} formulas"
        notes.trace(grid.place, what, "their values go, not the formulas")
    if reading.rounded:
        where = f"{grid.place}, {', '.join(f'cell {one}' for one in reading.rounded[:10])}"
        notes.trace(where, "digits that the number format does not show", "what it shows goes")


_MULRK, _STRING = 0x00BD, 0x0207
_SIZES = {
    0x0208: _row, 0x0225: _usual_row, 0x007D: _column, 0x0055: _usual_column, 0x023E: _window,
}  # fmt: skip
_CELLS: dict[int, Callable[[_Reading, Record], _Show | None]] = {
    0x00FD: _shared, 0x0204: _label, 0x00D6: _label, 0x027E: _rk, 0x0203: _number,
    0x0205: _truth, 0x0006: _formula,
}  # fmt: skip
