"""The parts of an Excel sheet beside its cells: lists, hints, links, edges, views (SEC-2, T23)."""

from __future__ import annotations

import re

from foibot.enclosures.grid import Grid
from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, attribute, local, under, words

# What every sheet has; nothing of it can hold words.
_USUAL = frozenset(
    {"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
     "sheetProtection", "sortState", "mergeCells", "phoneticPr", "printOptions", "pageMargins",
     "pageSetup", "rowBreaks", "colBreaks", "cellWatches", "ignoredErrors", "drawing",
     "legacyDrawing", "legacyDrawingHF", "picture", "tableParts", "conditionalFormatting",
     "drawingHF"}
)  # fmt: skip
_TOLD = {
    "protectedRanges": "names of protected areas",
    "dataConsolidate": "the source of a consolidation",
    "customSheetViews": "a view that somebody kept",
    "customProperties": "custom data of a sheet",
    "smartTags": "smart tags with their data",
    "oleObjects": "an embedded object",
    "controls": "a control with its data",
    "webPublishItems": "a path of a web page",
}
# Codes of the edge of a page: its number, the date, a font, a size.
_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&[0-9]{1,3}|&[A-Za-z+&]')
_PAGE = re.compile(r"[^\W\d_]{2,}")
_NO_NEWS = frozenset({"page", "of", "sheet", "printed", "on"})


def beside_cells(node: Element, grid: Grid, notes: Notes) -> None:
    """Note what an element beside the cells holds that nobody sees in them."""
    name = local(node)
    if name in _ELSEWHERE:
        _ELSEWHERE[name](node, grid, notes)
    elif name in _TOLD:
        notes.hidden(grid.place, _TOLD[name])
    elif name and name not in _USUAL:
        notes.hidden(f"{grid.place}, {name}", "something that no office program shows")


def _scenarios(node: Element, grid: Grid, notes: Notes) -> None:
    for one in under(node, "scenario"):
        notes.hidden(f"{grid.place}, scenario", "values and words of a scenario")
        del one


def _filter(node: Element, grid: Grid, notes: Notes) -> None:
    if under(node, "filterColumn"):
        notes.trace(f"{grid.place}, {attribute(node, 'ref')}", "the values of a filter")


def _validations(node: Element, grid: Grid, notes: Notes) -> None:
    for one in under(node, "dataValidation"):
        held = [words(part) for part in one] + [str(value) for value in one.attrib.values()]
        if any(held):
            where = attribute(one, "sqref")[:40]
            place = f"{grid.place}, cells {where}" if where else grid.place
            notes.trace(place, "a list or hint of allowed values")


def _links(node: Element, grid: Grid, notes: Notes) -> None:
    for one in under(node, "hyperlink"):
        notes.trace(f"{grid.place}, cell {attribute(one, 'ref')}", "the target of a link")


def _edges(node: Element, grid: Grid, notes: Notes) -> None:
    tell_edges(" ".join(words(one) for one in node), grid, notes)


def tell_edges(said: str, grid: Grid, notes: Notes) -> None:
    """Note words at the edge of the printed page, but for its number and the like."""
    left = {one.lower() for one in _PAGE.findall(_CODES.sub(" ", said))} - _NO_NEWS
    if left or re.search("[0-9]{3}", _CODES.sub(" ", said)):
        notes.trace(grid.place, "words at the edge of the printed page")


def _extensions(node: Element, grid: Grid, notes: Notes) -> None:
    if words(node):
        notes.trace(grid.place, "an extension with data of its own")


_ELSEWHERE = {
    "scenarios": _scenarios,
    "autoFilter": _filter,
    "dataValidations": _validations,
    "hyperlinks": _links,
    "headerFooter": _edges,
    "extLst": _extensions,
}
