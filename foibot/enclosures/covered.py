"""Pictures, boxes and charts that lie over cells: what is under them is not seen (T23)."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.enclosures.grid import Grid, ref
from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words

# English Metric Units of a row and a column that nobody changed.
ROW = 190_500
COLUMN = 609_600
_SOLID = frozenset({"pic", "graphicFrame", "contentPart"})
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")
_FILLED_STYLE = "fillRef"


@dataclass(frozen=True, slots=True)
class _Area:
    """An area in rows and columns, from 0, in fractions of them."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, row: int, column: int) -> bool:
        """Return whether the middle of a cell lies in it (row and column from 1)."""
        across = self.left <= column - 0.5 <= self.right
        return across and self.top <= row - 0.5 <= self.bottom


def take_out_covered(package: Package, sheet: str, grid: Grid, notes: Notes) -> None:
    """Take the cells out of *grid* that something in the sheet's drawing lies over."""
    for link in package.links(sheet):
        if link.kind == "drawing" and package.has(link.target):
            root = package.tree(link.target)
            _tell_words(root, link.target, grid, notes)
            for anchor in root:
                area = _area(anchor, grid)
                if area is not None and any(map(_hides, anchor)):
                    drop_covered(grid, area.covers, notes)


def drop_covered(grid: Grid, covers: object, notes: Notes) -> None:
    """Take out the cells that *covers* (row, column) says are under something."""
    assert callable(covers)
    for row in list(grid.rows):
        for column in list(grid.rows[row]):
            if covers(row, column) and grid.drop(row, column):
                place = f"{grid.place}, cell {ref(row, column)}"
                notes.hidden(place, "a cell under a picture, box or chart")


def _tell_words(root: Element, part: str, grid: Grid, notes: Notes) -> None:
    if any(words(one) for one in under(root, "txBody")):
        how = "the CSV has only the cells; write into one what must be read"
        notes.trace(f"{grid.place}, drawing ({part})", "words in a box or shape", how)
    for one in under(root, "cNvPr"):
        if attribute(one, "descr") or attribute(one, "title"):
            notes.trace(f"{grid.place}, drawing ({part})", "the description of a picture or shape")


def _hides(node: Element) -> bool:
    """Return whether an object of a drawing covers what is below it."""
    name = local(node)
    if name in _SOLID:
        return True
    if name == "AlternateContent":
        return any(_hides(inner) for one in node for inner in one)
    if name in ("grpSp", "Choice", "Fallback"):
        return any(map(_hides, node))
    if name not in ("sp", "cxnSp"):
        return False
    look = child(node, "spPr")
    if child(look, "noFill") is not None:
        return False
    if any(child(look, fill) is not None for fill in _FILLS):
        return True
    style = next(iter(under(node, _FILLED_STYLE)), None)
    return style is not None and attribute(style, "idx", "0") != "0"


def _area(anchor: Element, grid: Grid) -> _Area | None:
    start = child(anchor, "from")
    extent = child(anchor, "ext")
    if start is not None:
        left = _at(start, "col", grid.widths, COLUMN)
        top = _at(start, "row", grid.heights, ROW)
    elif extent is not None:
        position = child(anchor, "pos")
        left = _along(0.0, _number(position, "x"), grid.widths, COLUMN)
        top = _along(0.0, _number(position, "y"), grid.heights, ROW)
    else:
        return None
    end = child(anchor, "to")
    if end is not None:
        right = _at(end, "col", grid.widths, COLUMN)
        return _Area(left, top, right, _at(end, "row", grid.heights, ROW))
    if extent is None:
        return None
    right = _along(left, _number(extent, "cx"), grid.widths, COLUMN)
    return _Area(left, top, right, _along(top, _number(extent, "cy"), grid.heights, ROW))


def _at(node: Element, name: str, sizes: dict[int, int], usual: int) -> float:
    """Return where an anchor stands, in rows or columns from 0."""
    said = {local(one): words(one) for one in node}
    whole = int(said.get(name) or 0)
    offset = int(said.get(f"{name}Off") or 0)
    return whole + min(1.0, max(0.0, offset / max(1, sizes.get(whole + 1, usual))))


def _along(start: float, length: int, sizes: dict[int, int], usual: int) -> float:
    """Return where one comes after *length* from *start* on."""
    at = int(start)
    left = length + (start - at) * sizes.get(at + 1, usual)
    for _ in range(2_000):
        size = sizes.get(at + 1, usual)
        if left <= size:
            return at + left / max(1, size)
        left -= size
        at += 1
    return float(at)


def _number(node: Element | None, name: str) -> int:
    text = attribute(node, name, "0") if node is not None else "0"
    return int(text) if text.lstrip("-").isdigit() else 0
