"""What stands beside the cells of an Excel sheet of before 2007: comments, boxes, rules (T23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foibot.enclosures.biff import Letters, Record
from foibot.enclosures.cell_rules import HIDING
from foibot.enclosures.covered import drop_covered
from foibot.enclosures.grid import Grid, ref
from foibot.enclosures.notes import Notes
from foibot.enclosures.old_looks import OldLooks
from foibot.enclosures.sheet_parts import tell_edges

_DRAWING, _OBJECT, _TEXT, _NOTE = 0x00EC, 0x005D, 0x01B6, 0x001C
_RULES, _RULE, _LATER_RULES, _LATER_RULE = 0x01B0, 0x01B1, 0x0879, 0x087A
_MERGED, _LINK, _EDGES, _FILTERED = 0x00E5, 0x01B8, (0x0014, 0x0015), 0x009B
_ANCHOR, _SHAPE_LOOK, _FILLED = 0xF010, 0xF00B, 0x01BF
_COMMENT_BOX, _FILTER_BUTTON, _PICTURE = 0x19, 0x14, 0x08
_HIDDEN = {
    0x00AF: "values and words of a scenario",
    0x01AA: "a view that somebody kept",
    0x0050: "the source of a consolidation",
    0x01AD: "the source of a query",
    0x0801: "a path of a web page",
    0x0868: "smart tags with their data",
}
_TRACES = {
    0x01BE: "a list or hint of allowed values",
    0x009E: "the values of a filter",
    0x00E9: "a picture behind the cells",
    0x004D: "settings of a printer",
    0x00B0: "a pivot table",
    0x0236: "a table of what-if values",
}
_EXPLAINED = "a conditional format that cannot be looked through"

Area = tuple[int, int, int, int]  # top, left, bottom, right, from 1


@dataclass(slots=True)
class _Object:
    """The drawn object that comes next: where it lies (in rows and columns), and whether filled."""

    area: tuple[float, float, float, float] | None = None
    filled: bool = True


def look_beside(records: list[Record], grid: Grid, looks: OldLooks, notes: Notes) -> bool:
    """Take out what is not seen because of what stands beside; return whether a filter works."""
    for record in records:
        if record.kind in _HIDDEN:
            notes.hidden(grid.place, _HIDDEN[record.kind])
        elif record.kind in _TRACES:
            notes.trace(grid.place, _TRACES[record.kind])
        elif record.kind in _STEPS:
            _STEPS[record.kind](record, grid, notes)
    tell_edges(" ".join(_edges(records)), grid, notes)
    _rules(records, grid, looks, notes)
    _objects(records, grid, notes)
    return any(record.kind == _FILTERED for record in records)


def _edges(records: list[Record]) -> Iterator[str]:
    for record in records:
        if record.kind in _EDGES and len(record.data) > 3:
            yield Letters(record.parts).text()[0]


def _note(record: Record, grid: Grid, notes: Notes) -> None:
    row, column = record.numbers("HH")
    notes.hidden(f"{grid.place}, cell {ref(row + 1, column + 1)}", "a comment")


def _link(record: Record, grid: Grid, notes: Notes) -> None:
    row, _, column = record.numbers("HHH")
    notes.trace(f"{grid.place}, cell {ref(row + 1, column + 1)}", "the target of a link")


def _merged(record: Record, grid: Grid, notes: Notes) -> None:
    for top, left, bottom, right in _areas(record, 0):
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column in [one for one in grid.rows[row] if left <= one <= right]:
                if (row, column) != (top, left) and grid.drop(row, column):
                    notes.hidden(f"{grid.place}, cell {ref(row, column)}", "under a merged cell")


def _areas(record: Record, at: int) -> Iterator[Area]:
    """Yield the areas of a list of them (Ref8U, 2.5.211)."""
    for number in range(record.numbers("H", at)[0]):
        top, bottom, left, right = record.numbers("HHHH", at + 2 + 8 * number)
        yield top + 1, left + 1, bottom + 1, right + 1


def _rules(records: list[Record], grid: Grid, looks: OldLooks, notes: Notes) -> None:
    """Take out the cells that conditional formats can make invisible."""
    areas: list[Area] = []
    for record in records:
        if record.kind in (_RULES, _LATER_RULES):
            areas = list(_areas(record, 12 + 12 * (record.kind == _LATER_RULES)))
        elif record.kind == _LATER_RULE:
            _take_out(areas, grid, _EXPLAINED, notes)
        elif record.kind == _RULE and looks.hides(record):
            _take_out(areas, grid, HIDING, notes)


def _take_out(areas: list[Area], grid: Grid, why: str, notes: Notes) -> None:
    for top, left, bottom, right in areas:
        for row in [one for one in grid.rows if top <= one <= bottom]:
            for column in [one for one in grid.rows[row] if left <= one <= right]:
                if grid.drop(row, column):
                    notes.hidden(f"{grid.place}, cell {ref(row, column)}", why)


def _objects(records: list[Record], grid: Grid, notes: Notes) -> None:
    """Take out what drawn objects lie over; say that the words in them do not go."""
    comes = _Object()
    kind = -1
    for record in records:
        if record.kind == _DRAWING:
            comes = _drawn(b"".join(record.parts), comes)
        elif record.kind == _OBJECT:
            kind = record.numbers("H", 4)[0]
            if kind not in (_COMMENT_BOX, _FILTER_BUTTON):
                _cover(comes, kind, grid, notes)
            comes = _Object()
        elif record.kind == _TEXT and kind != _COMMENT_BOX and record.numbers("H", 10)[0]:
            how = "the CSV has only the cells; write into one what must be read"
            notes.trace(f"{grid.place}, drawing", "words in a box or shape", how)


def _cover(one: _Object, kind: int, grid: Grid, notes: Notes) -> None:
    if one.area is None or (not one.filled and kind != _PICTURE):
        return
    left, top, right, bottom = one.area

    def covers(row: int, column: int) -> bool:
        return left <= column - 0.5 <= right and top <= row - 0.5 <= bottom

    drop_covered(grid, covers, notes)


def _drawn(data: bytes, found: _Object) -> _Object:
    """Return the place and look that a piece of a drawing says (MS-ODRAW 2.2, MS-XLS 2.5.193)."""
    at = 0
    while at + 8 <= len(data):
        head = int.from_bytes(data[at : at + 2], "little")
        kind = int.from_bytes(data[at + 2 : at + 4], "little")
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if kind == _ANCHOR and len(body) >= 18:
            found.area = _area(body)
        elif kind == _SHAPE_LOOK:
            found.filled = _is_filled(body, head >> 4)
        # What holds others is gone into; it may go on in the next piece.
        at += 8 if head & 0x0F == 0x0F else 8 + size
    return found


def _area(body: bytes) -> tuple[float, float, float, float]:
    said = [int.from_bytes(body[at : at + 2], "little") for at in range(2, 18, 2)]
    left, top = said[0] + said[1] / 1024, said[2] + said[3] / 256
    return left, top, said[4] + said[5] / 1024, said[6] + said[7] / 256


def _is_filled(body: bytes, count: int) -> bool:
    """Return whether a shape has an inside that covers (fFilled, MS-ODRAW 2.3.7.43)."""
    for at in range(0, min(6 * count, len(body) - 5), 6):
        if int.from_bytes(body[at : at + 2], "little") & 0x3FFF == _FILLED:
            value = int.from_bytes(body[at + 2 : at + 6], "little")
            return not value & 0x00100000 or bool(value & 0x10)
    return True


_STEPS: dict[int, Callable[[Record, Grid, Notes], None]] = {
    _NOTE: _note,
    _LINK: _link,
    _MERGED: _merged,
}
