"""Excel workbooks of before 2007, written record by record, with a canary in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from tests.hidden.compound import compound
from tests.hidden.places import Canary, place

_ROWS = (("Library", "Loans"), ("Bexford Road", 1250), ("Mill Lane", 873), ("Quay", 77))
_PLAIN = 0
VISIBLE, HIDDEN, VERY_HIDDEN = 0, 1, 2


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(data)) + data


def letters(words: str, *, short: bool = False) -> bytes:
    """Return a string, in two bytes a letter where it needs them."""
    plain = words.isascii()
    packed = words.encode("latin-1" if plain else "utf-16-le")
    return struct.pack("<BB" if short else "<HB", len(words), 0 if plain else 1) + packed


@dataclass
class Sheet:
    """One sheet: cells as (row, column, value, style), rows and columns, and what else stands."""

    name: str = "Loans"
    state: int = VISIBLE
    cells: list[tuple[int, int, object, int]] = field(default_factory=list)
    rows: dict[int, tuple[int, int]] = field(default_factory=dict)  # height, flags
    before: bytes = b""
    after: bytes = b""

    @classmethod
    def usual(cls) -> Sheet:
        """Return the sheet that one sees."""
        made = cls()
        for row, values in enumerate(_ROWS):
            made.cells += [(row, column, value, _PLAIN) for column, value in enumerate(values)]
        return made


@dataclass
class OldBook:
    """A workbook: its sheets, and what stands in its first part and beside it."""

    sheets: list[Sheet] = field(default_factory=lambda: [Sheet.usual()])
    fonts: list[tuple[int, int]] = field(default_factory=lambda: [(200, 0x7FFF)])  # twips, colour
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[bytes] = field(default_factory=lambda: [style()])
    unused: list[str] = field(default_factory=list)
    globals: bytes = b""
    unlisted: list[Sheet] = field(default_factory=list)
    streams: dict[str, bytes] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Return the bytes of the file."""
        return compound({"Workbook": self.workbook(), **self.streams})

    def workbook(self) -> bytes:
        """Return the stream of records."""
        every = [*self.sheets, *self.unlisted]
        words = [v for one in every for _, _, v, _ in one.cells if isinstance(v, str)] + self.unused
        bodies = [_body(one, words) for one in every]
        listed = [12 + len(one.name) for one in self.sheets]
        strings = struct.pack("<II", len(words), len(words)) + b"".join(map(letters, words))
        ahead = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
        ahead += b"".join(record(0x31, _font(*one)) for one in self.fonts)
        ahead += b"".join(
            record(0x41E, struct.pack("<H", n) + letters(code)) for n, code in self.formats.items()
        )
        ahead += b"".join(record(0xE0, one) for one in self.styles) + self.globals
        behind = record(0xFC, strings) + record(0x0A)
        at = len(ahead) + sum(listed) + len(behind)
        places = b""
        for one, body in zip(self.sheets, bodies, strict=False):
            head = struct.pack("<IBB", at, one.state, 0)
            places += record(0x85, head + letters(one.name, short=True))
            at += len(body)
        return ahead + places + behind + b"".join(bodies)


def style(font: int = 0, code: int = 0, paper: int | None = None) -> bytes:
    """Return the format of cells (XF)."""
    filled = 0 if paper is None else 1 << 26
    return struct.pack("<HHHBBBBIIH", font, code, 0, 0, 0, 0, 0, 0, filled, paper or 0)


def _font(height: int, colour: int) -> bytes:
    return struct.pack("<HHHHHBBBB", height, 0, colour, 400, 0, 0, 0, 0, 0) + letters(
        "Arial", short=True
    )


def _body(sheet: Sheet, words: list[str]) -> bytes:
    made = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + sheet.before
    for row, (height, flags) in sheet.rows.items():
        made += record(0x208, struct.pack("<HHHHHHI", row, 0, 2, height, 0, 0, flags))
    for row, column, value, look in sheet.cells:
        head = struct.pack("<HHH", row, column, look)
        if isinstance(value, str):
            made += record(0xFD, head + struct.pack("<I", words.index(value)))
        else:
            assert isinstance(value, int)
            made += record(0x203, head + struct.pack("<d", value))
    return made + sheet.after + record(0x0A)


def _with(cell: tuple[int, int, object, int], **changes: object) -> OldBook:
    """Return a book with one cell more; *changes* are those of its sheet."""
    book = OldBook()
    book.sheets[0].cells.append(cell)
    for name, value in changes.items():
        setattr(book.sheets[0], name, value)
    return book


def _second(canary: Canary, state: int) -> bytes:
    book = OldBook()
    cells: list[tuple[int, int, object, int]] = [(0, 0, canary.word, 0), (1, 0, canary.number, 0)]
    book.sheets.append(Sheet("Staff", state, cells))
    return book.packed()


@place("xls", "hidden sheet", "sheet 'Staff'", "a hidden sheet")
def _hidden(canary: Canary) -> bytes:
    return _second(canary, HIDDEN)


@place("xls", "very hidden sheet", "sheet 'Staff'", "very hidden")
def _very(canary: Canary) -> bytes:
    return _second(canary, VERY_HIDDEN)


@place("xls", "hidden row", "rows 9", "hidden rows")
def _row(canary: Canary) -> bytes:
    return _with((8, 0, canary.word, 0), rows={8: (255, 0x20)}).packed()


@place("xls", "row without height", "rows 9", "hidden rows")
def _low(canary: Canary) -> bytes:
    return _with((8, 0, canary.word, 0), rows={8: (10, 0x40)}).packed()


@place("xls", "rows hidden by default", "rows 9", "hidden rows")
def _by_default(canary: Canary) -> bytes:
    shown = dict.fromkeys(range(4), (255, 64))
    usual = record(0x225, struct.pack("<HH", 2, 255))
    return _with((8, 0, canary.word, 0), rows=shown, before=usual).packed()


def _column(width: int, flags: int) -> bytes:
    return record(0x7D, struct.pack("<HHHHHH", 3, 3, width, 0, flags, 0))


@place("xls", "hidden column", "columns D", "hidden columns")
def _hidden_column(canary: Canary) -> bytes:
    return _with((1, 3, canary.word, 0), before=_column(2000, 1)).packed()


@place("xls", "column without width", "columns D", "hidden columns")
def _narrow(canary: Canary) -> bytes:
    return _with((1, 3, canary.word, 0), before=_column(20, 0)).packed()


@place("xls", "comment on a cell", "cell B2", "a comment")
def _comment(canary: Canary) -> bytes:
    box = record(0xEC, struct.pack("<HHI", 0, 0xF011, 0))
    box += record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, 0x19, 1, 0x4011))
    box += record(0x1B6, struct.pack("<HHHHHHHHI", 0, 0, 0, 0, 0, len(canary.word), 16, 0, 0))
    box += record(0x3C, b"\0" + canary.word.encode()) + record(0x3C, bytes(16))
    note = record(0x1C, struct.pack("<HHHH", 1, 1, 0, 1) + letters("Pat Nutkins") + b"\0")
    return _with((5, 0, "Total", 0), after=box + note).packed()


def _inked(canary: Canary, *, font: tuple[int, int], paper: int | None = None) -> bytes:
    book = _with((6, 0, canary.word, 1))
    book.fonts.append(font)
    book.styles.append(style(1, 0, paper))
    return book.packed()


@place("xls", "white on white", "cell A7", "colour of its background")
def _white(canary: Canary) -> bytes:
    return _inked(canary, font=(200, 9))


@place("xls", "red on red", "cell A7", "colour of its background")
def _red(canary: Canary) -> bytes:
    return _inked(canary, font=(200, 10), paper=10)


@place("xls", "white by a palette of its own", "cell A7", "colour of its background")
def _palette(canary: Canary) -> bytes:
    book = _with((6, 0, canary.word, 1))
    book.fonts.append((200, 20))
    book.styles.append(style(1))
    colours = b"".join(b"\xfe\xfe\xfe\0" if n == 12 else bytes([9, 9, 9, 0]) for n in range(56))
    book.globals = record(0x92, struct.pack("<H", 56) + colours)
    return book.packed()


@place("xls", "white by the colours of a later program", "cell A7", "colour of its background")
def _later(canary: Canary) -> bytes:
    book = _with((6, 0, canary.word, 1))
    book.styles.append(style())
    white = struct.pack("<HHHhBBBBq", 13, 20, 2, 0, 255, 255, 255, 255, 0)
    head = struct.pack("<HH8xHHHH", 0x87D, 0, 0, 1, 0, 1)
    book.globals = record(0x87D, head + white)
    return book.packed()


@place("xls", "letters of a point", "cell A7", "too small")
def _small(canary: Canary) -> bytes:
    return _inked(canary, font=(20, 0x7FFF))


@place("xls", "number format that shows nothing", "cell A7", "number format that shows nothing")
def _nothing(canary: Canary) -> bytes:
    book = _with((6, 0, canary.number, 1))
    book.formats[164] = ";;;"
    book.styles.append(style(code=164))
    return book.packed()


def _name(flags: int, name: str, formula: bytes) -> bytes:
    head = struct.pack("<HBBHHH4x", flags, 0, len(name), len(formula), 0, 0)
    return record(0x18, head + b"\0" + name.encode() + formula)


@place("xls", "name that holds words", "defined name Note", "a value of its own")
def _named(canary: Canary) -> bytes:
    said = b"\x17" + letters(canary.word, short=True)
    return OldBook(globals=_name(0, "Note", said)).packed()


@place("xls", "hidden name", "defined name", "a hidden name")
def _hidden_name(canary: Canary) -> bytes:
    return OldBook(globals=_name(1, canary.word, b"\x3a" + bytes(6))).packed()


@place("xls", "cells of another workbook", "external link", "a copy of cells")
def _cached(canary: Canary) -> bytes:
    other = record(0x1AE, struct.pack("<H", 1) + letters("\x01staff.xls") + letters("Pay"))
    cells = record(0x59, struct.pack("<Hh", 1, 0))
    cells += record(0x5A, struct.pack("<BBH", 0, 0, 0) + b"\x02" + letters(canary.word))
    return OldBook(globals=other + cells).packed()


@place("xls", "name of the user", "workbook", "the name of the user")
def _user(canary: Canary) -> bytes:
    said = letters(canary.word).ljust(112, b" ")
    return OldBook(globals=record(0x5C, said)).packed()


@place("xls", "string that no cell shows", "shared strings", "1 texts that no cell shows")
def _unused(canary: Canary) -> bytes:
    return OldBook(unused=[canary.word]).packed()


@place("xls", "sheet that is not listed", "a sheet that the workbook does not list")
def _unlisted(canary: Canary) -> bytes:
    return OldBook(unlisted=[Sheet("Old", VISIBLE, [(0, 0, canary.word, 0)])]).packed()


@place("xls", "under a merged cell", "cell B7", "under a merged cell")
def _merged(canary: Canary) -> bytes:
    book = _with((6, 1, canary.word, 0))
    book.sheets[0].cells.append((6, 0, "Total", 0))
    book.sheets[0].after = record(0xE5, struct.pack("<HHHHH", 1, 6, 6, 0, 1))
    return book.packed()


@place("xls", "conditional format in white", "cell A7", "a conditional format")
def _rule(canary: Canary) -> bytes:
    area = struct.pack("<HHHH", 6, 6, 0, 0)
    font = bytes(64) + struct.pack("<iI", -1, 0).ljust(16, b"\0") + struct.pack("<i", 9)
    dxf = struct.pack("<IH", 1 << 26, 0) + font.ljust(118, b"\0")
    rule = struct.pack("<BBHH", 2, 0, 3, 0) + dxf + b"\x1e\x01\x00"
    rules = record(0x1B0, struct.pack("<HH", 1, 1) + area + struct.pack("<H", 1) + area)
    return _with((6, 0, canary.word, 0), after=rules + record(0x1B1, rule)).packed()


@place("xls", "rows above a frozen window", "rows 1", "hidden rows")
def _frozen(canary: Canary) -> bytes:
    window = record(0x23E, struct.pack("<HHHI", 0x8 | 0x6B6, 1, 0, 0) + bytes(8))
    book = _with((0, 2, canary.word, 0), after=window)
    sheet = book.sheets[0]
    sheet.cells = [(r + (c < 2), c, v, s) for r, c, v, s in sheet.cells]
    return book.packed()


@place("xls", "under a picture", "cell A7", "under a picture, box or chart")
def _covered(canary: Canary) -> bytes:
    spot = struct.pack("<HHHHHHHHH", 0, 0, 0, 5, 0, 2, 0, 9, 0)
    drawing = struct.pack("<HHI", 0, 0xF010, len(spot)) + spot
    box = record(0xEC, drawing) + record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, 8, 1, 0))
    return _with((6, 0, canary.word, 0), after=box).packed()


@place("xls", "far from all others", "a cell far from all others")
def _far(canary: Canary) -> bytes:
    return _with((30_000, 200, canary.word, 0)).packed()


@place("xls", "words of a scenario", "sheet 'Loans'", "a scenario")
def _scenario(canary: Canary) -> bytes:
    said = record(0xAF, struct.pack("<HBBBBB", 0, 0, 0, 5, 0, 0) + letters(canary.word))
    return _with((5, 0, "Total", 0), after=said).packed()


@place("xls", "list of allowed values", "sheet 'Loans'", "allowed values")
def _allowed(canary: Canary) -> bytes:
    said = record(0x1BE, struct.pack("<I", 0) + letters(canary.word))
    return _with((5, 0, "Total", 0), after=said).packed()


@place("xls", "edge of the printed page", "sheet 'Loans'", "edge of the printed page")
def _edge(canary: Canary) -> bytes:
    return _with((5, 0, "Total", 0), after=record(0x14, letters("&C" + canary.word))).packed()


@place("xls", "box with words", "sheet 'Loans'", "words in a box")
def _box(canary: Canary) -> bytes:
    box = record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, 6, 1, 0))
    box += record(0x1B6, struct.pack("<HHHHHHHHI", 0, 0, 0, 0, 0, len(canary.word), 16, 0, 0))
    box += record(0x3C, b"\0" + canary.word.encode()) + record(0x3C, bytes(16))
    return _with((5, 0, "Total", 0), after=box).packed()


@place("xls", "font within a cell in white", "cell A7", "colour of its background")
def _run(canary: Canary) -> bytes:
    words = "Total " + canary.word
    said = struct.pack("<HBH", len(words), 8, 1) + words.encode() + struct.pack("<HH", 6, 1)
    label = record(0x204, struct.pack("<HHH", 6, 0, 0) + said)
    book = OldBook()
    book.fonts.append((200, 9))
    book.sheets[0].after = label
    return book.packed()


@place("xls", "pivot cache", "_SX_DB_CUR", "the data behind a pivot table")
def _pivot(canary: Canary) -> bytes:
    return OldBook(streams={"_SX_DB_CUR/0001": canary.word.encode()}).packed()


@place("xls", "macros", "_VBA_PROJECT_CUR", "macros")
def _macros(canary: Canary) -> bytes:
    return OldBook(streams={"_VBA_PROJECT_CUR/Module1": canary.word.encode()}).packed()


@place("xls", "embedded document", "MBD0001", "an embedded object")
def _embedded(canary: Canary) -> bytes:
    return OldBook(streams={"MBD0001/CONTENTS": canary.word.encode()}).packed()


@place("xls", "tracked changes", "Revision Log", "tracked changes")
def _tracked(canary: Canary) -> bytes:
    return OldBook(streams={"Revision Log": canary.word.encode()}).packed()


@place("xls", "stream of an unknown kind", "Stash", "a kind that is not known")
def _stash(canary: Canary) -> bytes:
    return OldBook(streams={"Stash": canary.word.encode()}).packed()


@place("xls", "older form of the workbook", "Book", "an older form")
def _older(canary: Canary) -> bytes:
    return OldBook(streams={"Book": canary.word.encode()}).packed()
