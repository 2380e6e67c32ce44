"""An Excel workbook of before 2007 -> one CSV a visible sheet, and what it hides (SEC-1, T23)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from foibot.enclosures.biff import BOF, EOF, Letters, Record, records
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.old_looks import OldLooks
from foibot.enclosures.old_parts import look_at_streams
from foibot.enclosures.old_sheet import OldBook, OldString, read_old_sheet
from foibot.enclosures.workbook import STATES, deliver_grid

_LOCKED, _SHEET, _STRINGS, _NAME, _SINCE_1904 = 0x002F, 0x0085, 0x00FC, 0x0018, 0x0022
_WINDOW, _CACHED, _OTHER_BOOK, _USER = 0x003D, 0x005A, 0x01AE, 0x005C
_KINDS = {0: "", 1: "macros", 2: "a chart", 6: "macros"}
_STATE_NAMES = {1: "hidden", 2: "veryHidden"}
# What a name stands for: a word, a whole number, a number, a list of values (2.5.198).
_VALUES = (0x17, 0x1E, 0x1F, 0x20, 0x40, 0x60)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    state: str
    kind: str
    at: int


def old_workbook(content: bytes, notes: Notes) -> None:
    """Make a CSV of each visible sheet of *content*; note everything else."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        if not file.exists("Workbook"):
            raise Unreadable("it is a workbook of before 1997; save it as .xlsx and send it again")
        look_at_streams(file, ("Workbook",), notes)
        found = records(file.openstream("Workbook").read())
    head = list(_part(found, 0))
    if any(one.kind == _LOCKED for one in head):
        raise Unreadable("it opens only with a password; send it without one")
    book = _book(head)
    _names(head, notes)
    _beside(head, book, notes)
    places = {one.at: number for number, one in enumerate(found) if one.kind == BOF}
    known = {0}
    for sheet in map(_sheet, (one for one in head if one.kind == _SHEET)):
        if sheet.at not in places:
            raise Unreadable("a sheet that it names is missing")
        known.add(sheet.at)
        _deliver(sheet, list(_part(found, places[sheet.at])), book, notes)
    _remains(found, known, book, notes)
    if not notes.made:
        raise Unreadable("no visible sheet of it has anything in it")


def _part(found: list[Record], start: int) -> Iterator[Record]:
    """Yield the records of one part, without those of the charts within it."""
    deep = 0
    for record in found[start:]:
        deep += (record.kind == BOF) - (record.kind == EOF)
        if deep == 1:
            yield record
        elif deep == 0:
            return


def _sheet(record: Record) -> _Sheet:
    at, state, kind = record.numbers("IBB")
    name = Letters(record.parts, 6).text(short=True)[0]
    said = _KINDS.get(kind, "something else")
    return _Sheet(name, _STATE_NAMES.get(state & 3, "visible"), said, at)


def _book(head: list[Record]) -> OldBook:
    strings: list[OldString] = []
    for record in head:
        if record.kind == _STRINGS:
            letters = Letters(record.parts, 8)
            count = record.numbers("I", 4)[0]
            strings += [OldString(*letters.text()) for _ in range(count)]
    since = any(one.kind == _SINCE_1904 and one.numbers("H")[0] == 1 for one in head)
    return OldBook(strings, OldLooks.of(head), since)


def _deliver(sheet: _Sheet, part: list[Record], book: OldBook, notes: Notes) -> None:
    place = f"sheet '{sheet.name}'"
    if sheet.kind:
        how = "send what it shows as a PDF, if it was asked for"
        notes.remark(place, f"a sheet that holds no cells ({sheet.kind})", how)
        if sheet.state != "visible" or sheet.kind == "macros":
            notes.hidden(place, STATES.get(sheet.state, "a sheet of macros"))
        return
    told = notes if sheet.state == "visible" else Notes()
    grid = read_old_sheet(sheet.name, part, book, told)
    if sheet.state == "visible":
        deliver_grid(grid, notes)
        return
    rows = sum(bool(cells) for cells in grid.rows.values())
    notes.hidden(place, f"{STATES[sheet.state]}: {rows} rows")


def _names(head: list[Record], notes: Notes) -> None:
    """Note the defined names, but for those that the program gives itself (2.4.150)."""
    for record in head:
        if record.kind != _NAME:
            continue
        flags, _, letters, size = record.numbers("HBBH")
        if flags & 0x20:
            continue
        wide = record.numbers("B", 14)[0] & 1
        end = 15 + letters * (2 if wide else 1)
        name = record.data[15:end].decode("utf-16-le" if wide else "latin-1", "replace")
        place = f"defined name {name}"
        formula = record.data[end : end + size]
        if formula[:1] and formula[0] in _VALUES:
            notes.hidden(place, "a name that holds a value of its own")
        elif flags & 1:
            notes.hidden(place, "a hidden name")
        else:
            notes.trace(place, "a named range")


def _beside(head: list[Record], book: OldBook, notes: Notes) -> None:
    """Note what the first part says beside the list of sheets."""
    kinds = {one.kind for one in head}
    if _CACHED in kinds:
        notes.hidden("external link", "a copy of cells of another workbook")
    elif any(one.kind == _OTHER_BOOK and len(one.data) > 4 for one in head):
        notes.trace("external link", "the name of another workbook")
    if any(one.kind == _USER and one.data.strip(b" \x00") for one in head):
        notes.trace("workbook", "the name of the user who saved it")
    windows = [one.numbers("H", 8)[0] & 1 for one in head if one.kind == _WINDOW]
    if windows and all(windows):
        notes.hidden("workbook", "a window that is hidden: it shows nothing when opened")
    if any(one.reading for one in book.strings):
        notes.hidden("shared strings", "a phonetic reading aid of a cell")
    if book.looks.worded:
        notes.trace("number format", "words in a number format")


def _remains(found: list[Record], known: set[int], book: OldBook, notes: Notes) -> None:
    """Note what nothing shows any more: strings of deleted cells, sheets that are not listed."""
    lost = [n for n, one in enumerate(book.strings) if n not in book.used and one.words.strip()]
    if lost:
        notes.hidden("shared strings", f"{len(lost)} texts that no cell shows any more")
    deep = 0
    for record in found:
        if record.kind == BOF and deep == 0 and record.at not in known:
            notes.hidden(
                f"workbook, at byte {record.at}", "a sheet that the workbook does not list"
            )
        deep += (record.kind == BOF) - (record.kind == EOF)
