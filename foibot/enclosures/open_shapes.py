"""Shapes and boxes of OpenDocument files: where they stand and what they cover (T23)."""

from __future__ import annotations

import re

from foibot.enclosures.grid import Grid, position
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.open_parts import OpenStyles, points
from foibot.enclosures.package import Element, attribute, local, under, words
from foibot.enclosures.word_objects import COVERED

SHAPES = frozenset(
    {"rect", "custom-shape", "ellipse", "circle", "polygon", "regular-polygon", "path", "frame",
     "g", "caption", "polyline", "line", "connector", "measure", "control", "page-thumbnail"}
)  # fmt: skip
_OPEN = frozenset({"line", "connector", "polyline", "measure", "control"})
# In points: no page is so large.
_FAR = 1_700.0
_SMALLEST = 2.0
_ADDRESS = re.compile(r"([A-Z]{1,3})\$?([0-9]{1,7})$")


def unseen_shape(node: Element) -> str:
    """Return why nobody sees a shape, "" when one does."""
    if attribute(node, "display", "always") in ("none", "printer"):
        return "a box that is hidden"
    for name in ("x", "y"):
        place = points(attribute(node, name))
        if place is not None and abs(place) > _FAR:
            return "a box off the page"
    for name in ("width", "height"):
        size = points(attribute(node, name))
        if size is not None and size < _SMALLEST and local(node) == "frame":
            return "a box without size"
    return ""


def refuse_what_covers(node: Element, styles: OpenStyles) -> None:
    """Raise Unreadable when a shape lies in front of the text."""
    if attribute(node, "anchor-type") == "as-char" or local(node) in _OPEN | {"g"}:
        return
    style = attribute(node, "style-name")
    wrap = styles.property("graphic", style, "graphic-properties", "wrap")
    depth = styles.property("graphic", style, "graphic-properties", "run-through")
    framed = local(node) == "frame"
    if wrap != "run-through" and (framed or wrap):
        return
    if depth == "background" or not covers(node, styles):
        return
    raise Unreadable(COVERED)


def is_behind(node: Element, styles: OpenStyles) -> bool:
    """Return whether a box stands behind the text."""
    style = attribute(node, "style-name")
    wrap = styles.property("graphic", style, "graphic-properties", "wrap")
    depth = styles.property("graphic", style, "graphic-properties", "run-through")
    return wrap == "run-through" and depth == "background"


def covers(node: Element, styles: OpenStyles) -> bool:
    """Return whether nothing can be seen through a shape."""
    if under(node, "image") or under(node, "object"):
        return True
    if local(node) in _OPEN:
        return False
    style = attribute(node, "style-name")
    fill = styles.property("graphic", style, "graphic-properties", "fill")
    back = styles.property("graphic", style, "graphic-properties", "background-color")
    if local(node) == "frame":
        return fill not in ("", "none") or back not in ("", "transparent")
    # A shape of which nothing is said is filled.
    return fill != "none"


def tell_description(node: Element, place: str, notes: Notes) -> None:
    """Note what is said of a picture where nobody sees it."""
    if any(words(one) for name in ("desc", "title") for one in node if local(one) == name):
        notes.trace(place, "the description of a picture or shape")


def covered_cells(
    table: Element, grid: Grid, styles: OpenStyles
) -> list[tuple[int, int, int, int]]:
    """Return the areas (top, left, bottom, right) of cells that shapes of a sheet lie over."""
    found = []
    row = 0
    for node in table.iter():
        if local(node) == "table-row":
            row += _count(node, "number-rows-repeated")
            column = 0
            for cell in node:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                found += [
                    _area(shape, row, column + 1)
                    for shape in cell
                    if local(shape) in SHAPES and covers(shape, styles)
                ]
                column += _count(cell, "number-columns-repeated")
    return found


def _area(shape: Element, row: int, column: int) -> tuple[int, int, int, int]:
    """Return the cells from where a shape is fixed to where it ends, the first as well."""
    end = _ADDRESS.search(attribute(shape, "end-cell-address").replace("$", ""))
    if end is None:
        return row, column, row, column
    bottom, right = position(end[1] + end[2])
    return row, column, max(row, bottom), max(column, right)


def _count(node: Element, name: str) -> int:
    value = attribute(node, name, "1")
    return int(value) if value.isdigit() and len(value) < 9 else 1
