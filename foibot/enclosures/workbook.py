"""An Excel workbook -> one CSV a visible sheet, and every hidden place of it (SEC-1, T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.enclosures.cell_rules import take_out_pale
from foibot.enclosures.cell_styles import Looks
from foibot.enclosures.cells import Book, Rich, rich, tell_reading
from foibot.enclosures.columns import look_at_columns
from foibot.enclosures.covered import take_out_covered
from foibot.enclosures.grid import Grid, about, as_csv, drop_signs, look_at_cells
from foibot.enclosures.notes import Made, Notes, Unreadable
from foibot.enclosures.office_parts import look_at_parts
from foibot.enclosures.package import Element, Link, Package, attribute, child, local, under, words
from foibot.enclosures.worksheet import read_sheet

# Names that Excel itself writes for what a person sees anyhow.
_OWN_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase")
_BESIDE = {
    "customWorkbookViews": "a view that somebody kept",
    "functionGroups": "names of functions",
    "smartTagPr": "smart tags",
    "smartTagTypes": "smart tags",
    "webPublishObjects": "a path of a web page",
    "webPublishing": "settings of web pages",
}
_OWN_CODE_NAME = re.compile(r"(?:Sheet|Chart|ThisWorkbook|Tabelle|Feuil|Foglio|Hoja)[0-9]{0,5}")
_USUAL = frozenset(
    {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
     "externalReferences", "definedNames", "calcPr", "oleSize", "pivotCaches", "fileRecoveryPr",
     "extLst", "AlternateContent", "revisionPtr"}
)  # fmt: skip
STATES = {"hidden": "a hidden sheet", "veryHidden": "a very hidden sheet, no menu shows it"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    state: str
    part: str
    kind: str


def workbook(content: bytes, notes: Notes) -> None:
    """Make a CSV of each visible sheet of *content*; note everything else."""
    package = Package(content, notes)
    main = next((one.target for one in package.links("") if one.kind == "officeDocument"), "")
    if not package.has(main):
        raise Unreadable("it has no workbook in it")
    root = package.tree(main)
    links = package.links(main)
    sheets = _sheets(root, links)
    parts = {link.kind: link.target for link in links}
    book = _book(package, root, parts)
    owners = _owners(package, sheets)
    look_at_parts(package, notes, owners)
    _names(root, notes)
    _workbook(root, main, notes)
    _left_over(package, root, book, parts, notes)
    for sheet in sheets:
        _sheet(package, sheet, book, notes)
    _orphans(package, sheets, book, links, notes)
    if not notes.made:
        raise Unreadable("no visible sheet of it has anything in it")


def _sheets(root: Element, links: tuple[Link, ...]) -> list[_Sheet]:
    by_id = {link.id: link for link in links}
    found = []
    for node in under(child(root, "sheets"), "sheet"):
        ids = [str(value) for key, value in node.attrib.items() if str(key).endswith("}id")]
        link = by_id.get(ids[0]) if ids else None
        if link is None:
            raise Unreadable("a sheet that it names is missing")
        state = attribute(node, "state", "visible")
        found.append(_Sheet(attribute(node, "name"), state, link.target, link.kind))
    return found


def _book(package: Package, root: Element, parts: dict[str, str]) -> Book:
    strings = package.maybe(parts.get("sharedStrings", ""))
    entries: list[Rich] = []
    if strings is not None:
        entries = [rich(one) for one in strings if local(one) == "si"]
    properties = child(root, "workbookPr")
    return Book(
        strings=entries,
        looks=Looks(package, parts.get("styles", ""), parts.get("theme", "")),
        since_1904=properties is not None and attribute(properties, "date1904") in ("1", "true"),
    )


def _owners(package: Package, sheets: list[_Sheet]) -> dict[str, str]:
    """Return for each part beside a sheet the sheet that it belongs to."""
    found: dict[str, str] = {}
    for sheet in sheets:
        reach = [sheet.part]
        for part in reach:
            for link in package.links(part):
                if not link.external and link.target not in found and len(reach) < 500:
                    found[link.target] = f"sheet '{sheet.name}'"
                    reach.append(link.target)
    return found


def _workbook(root: Element, part: str, notes: Notes) -> None:
    """Note what the list of sheets says beside their names."""
    for node in root:
        name = local(node)
        if name in _BESIDE and (len(node) or node.attrib):
            notes.hidden(f"{part}, {name}", _BESIDE[name])
        elif name == "fileSharing" and attribute(node, "userName"):
            notes.trace(part, "the name of a user who locked it")
        elif name == "extLst" and words(node):
            notes.trace(part, "an extension with data of its own")
        elif name and name not in _USUAL:
            notes.hidden(f"{part}, {name}", "something that no office program shows")
    if under(root, "absPath"):
        notes.trace(part, "the folder that it was saved in")
    tell_code_name(child(root, "workbookPr"), part, notes)
    views = under(child(root, "bookViews"), "workbookView")
    if views and all(attribute(one, "visibility", "visible") != "visible" for one in views):
        notes.hidden(part, "a window that is hidden: the workbook shows nothing when opened")


def tell_code_name(node: Element | None, place: str, notes: Notes) -> None:
    """Note a name that only macros know a sheet by, unless the program gave it."""
    name = attribute(node, "codeName") if node is not None else ""
    if name and not _OWN_CODE_NAME.fullmatch(name):
        notes.trace(place, "the code name of a sheet")


def _left_over(
    package: Package, root: Element, book: Book, parts: dict[str, str], notes: Notes
) -> None:
    """Note remains in the styles, the strings and the list of titles."""
    tell_reading(book.strings, parts.get("sharedStrings", ""), notes)
    if book.looks.worded:
        notes.trace(f"{parts.get('styles', '')}, number format", "words in a number format")
    app = package.maybe("docProps/app.xml")
    known = {attribute(one, "name") for one in [*under(root, "sheet"), *under(root, "definedName")]}
    for title in under(child(app, "TitlesOfParts"), "lpstr"):
        if words(title).rpartition("!")[2] not in known and words(title) not in known:
            notes.hidden("docProps/app.xml, TitlesOfParts", "names of sheets that are not there")


def _names(root: Element, notes: Notes) -> None:
    for node in under(child(root, "definedNames"), "definedName"):
        name, value = attribute(node, "name"), str(node.text or "").strip()
        if name in _OWN_NAMES:
            continue
        place = f"defined name {name}"
        if '"' in value or "{" in value or value.lstrip("=-").replace(".", "", 1).isdigit():
            notes.hidden(place, "a name that holds a value of its own")
        elif attribute(node, "hidden") in ("1", "true"):
            notes.hidden(place, "a hidden name")
        else:
            notes.trace(place, "a named range")
        if attribute(node, "comment"):
            notes.hidden(place, "a comment on a name")


def _sheet(package: Package, sheet: _Sheet, book: Book, notes: Notes) -> None:
    place = f"sheet '{sheet.name}'"
    if sheet.kind != "worksheet":
        how = "send what it shows as a PDF, if it was asked for"
        notes.remark(place, f"a sheet that holds no cells ({sheet.kind})", how)
        if sheet.state != "visible" or "acro" in sheet.kind:
            notes.hidden(place, STATES.get(sheet.state, "a sheet of macros"))
        return
    if sheet.state != "visible":
        unseen = Notes()
        grid = read_sheet(sheet.name, package.read(sheet.part), book, unseen)
        notes.hidden(place, f"{STATES.get(sheet.state, 'a hidden sheet')}: {_size(grid)}")
        return
    grid = read_sheet(sheet.name, package.read(sheet.part), book, notes)
    tell_code_name(child(package.tree(sheet.part), "sheetPr"), place, notes)
    take_out_covered(package, sheet.part, grid, notes)
    for link in package.links(sheet.part):
        if link.kind == "table" and package.has(link.target):
            take_out_pale(package.tree(link.target), grid, book, notes)
    deliver_grid(grid, notes)


def deliver_grid(grid: Grid, notes: Notes) -> None:
    """Make the CSV of a visible sheet, unless it is empty, and look at what is in it."""
    if not any(grid.rows.values()):
        return
    drop_signs(grid, notes)
    look_at_cells(grid, notes)
    look_at_columns(grid, notes)
    notes.made.append(Made("file", grid.name, "csv", "text/csv", as_csv(grid), about(grid)))


def _size(grid: Grid) -> str:
    return f"{sum(bool(cells) for cells in grid.rows.values())} rows"


def _orphans(
    package: Package, sheets: list[_Sheet], book: Book, links: tuple[Link, ...], notes: Notes
) -> None:
    """Note strings and sheets that nothing shows any more: remains of what was deleted."""
    lost = [n for n, one in enumerate(book.strings) if n not in book.used and one.text.strip()]
    part = next((link.target for link in links if link.kind == "sharedStrings"), "")
    if lost:
        notes.hidden(part, f"{len(lost)} texts that no cell shows any more")
    known = {sheet.part for sheet in sheets}
    for name in package.names:
        if "/worksheets/" in name and name.endswith(".xml") and name not in known:
            notes.hidden(name, "a sheet that the workbook does not list")
