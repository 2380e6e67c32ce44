"""The parts and styles of OpenDocument files that hide things: one look for texts and sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.enclosures.cell_styles import BLACK, WHITE, Colour, alike
from foibot.enclosures.given_names import look_at_open_names
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.package import (
    Element,
    Package,
    attribute,
    child,
    local,
    parsed,
    under,
    words,
)  # fmt: skip

_SMALLEST = 4.0
_DEEPEST = 30
# In points: further than any page is wide.
_FAR = 900.0
_NARROWEST = 10.0
_CLEAREST = 12.0
_LENGTH = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(pt|cm|mm|in|pc|px)")
_UNITS = {"pt": 1.0, "cm": 28.3465, "mm": 2.83465, "in": 72.0, "pc": 12.0, "px": 0.75}
_USUAL = (
    "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml",
)  # fmt: skip
_KINDS: tuple[tuple[str, str, bool], ...] = (
    ("versionlist.xml", "earlier versions", True),
    ("versions/", "an earlier version", True),
    ("basic/", "macros", True),
    ("scripts/", "macros", True),
    ("dialogs/", "macros", True),
    ("documentsignatures", "a digital signature with the name of who signed", True),
    ("macrosignatures", "a digital signature", True),
    ("pictures/", "a picture", False),
    ("media/", "a picture or film", False),
    ("objectreplacements/", "a picture of an embedded object", False),
    ("object ", "an embedded object with its data", True),
    ("configurations2/", "", False),
    ("thumbnails/", "a small picture of an earlier look", False),
    ("fonts/", "", False),
    ("database/", "an embedded database", True),
)  # fmt: skip
_SILENT = ("layout-cache", "manifest.rdf")
_META = {
    "creator": "who changed it last",
    "initial-creator": "the author",
    "printed-by": "who printed it",
    "title": "a title",
    "subject": "a subject",
    "description": "a description",
    "keyword": "a keyword",
    "template": "a template",
    "user-defined": "custom properties",
}


def look_at_parts(package: Package, notes: Notes) -> None:
    """Note each part and property that a reader does not see."""
    manifest = package.maybe("META-INF/manifest.xml")
    charts = _charts(manifest)
    for name in package.names:
        low = name.lower()
        if name in _USUAL or (name in _SILENT and not _says_words(package.read(name), name)):
            continue
        kind = next((one for one in _KINDS if one[0] in low), None)
        if name.partition("/")[0] in charts:
            notes.trace(name, "a chart with a copy of its data")
        elif kind is None:
            notes.hidden(name, "a part that no office program shows")
        elif kind[1]:
            (notes.hidden if kind[2] else notes.trace)(name, kind[1])
    if under(manifest, "encryption-data"):
        raise Unreadable("it opens only with a password")
    _properties(package, notes)
    look_at_open_names([package.maybe("content.xml")], notes)


def _charts(manifest: Element | None) -> frozenset[str]:
    """Return the folders of charts; they hold what one sees of them, and a copy of their table."""
    entries = under(manifest, "file-entry")
    return frozenset(
        attribute(one, "full-path").rstrip("/")
        for one in entries
        if attribute(one, "media-type") == "application/vnd.oasis.opendocument.chart"
    )


def _says_words(data: bytes, name: str) -> bool:
    """Return whether a part in which programs keep no words has some."""
    if name.endswith(".rdf"):
        return bool(words(parsed(data, name)))
    return any(not run.isspace() for run in re.findall(rb"[ -~]{8,}", data))


def _properties(package: Package, notes: Notes) -> None:
    meta = package.maybe("meta.xml")
    for node in meta.iter() if meta is not None else ():
        if local(node) in _META and (words(node) or local(node) == "template"):
            notes.trace(f"meta.xml, {local(node)}", _META[local(node)])
    for node in under(package.maybe("settings.xml"), "config-item"):
        if attribute(node, "name") == "PrinterName" and words(node):
            notes.trace("settings.xml", "settings of a printer")


@dataclass(frozen=True, slots=True)
class Ink:
    """How text looks in a style; what is None was not said."""

    display: str | None = None
    colour: Colour | None = None
    paper: Colour | None = None
    size: float | None = None
    gone: str | None = None  # why it cannot be seen for another reason, "" when it can

    def over(self, below: Ink) -> Ink:
        """Return this look where it says something, else that of *below*."""
        return Ink(
            self.display or below.display,
            self.colour or below.colour,
            self.paper or below.paper,
            self.size if self.size is not None else below.size,
            below.gone if self.gone is None else self.gone,
        )

    def unseen(self) -> str:
        """Return why text of this look cannot be seen, "" when it can."""
        if self.display == "none":
            return "hidden text"
        if self.gone:
            return self.gone
        if self.size is not None and self.size < _SMALLEST:
            return "text too small to read"
        if alike(self.colour or BLACK, self.paper or WHITE):
            return "text in the colour of its background"
        return ""


class OpenStyles:
    """The styles of an OpenDocument file, by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self.nodes: dict[tuple[str, str], Element] = {}
        self.numbers: dict[str, Element] = {}
        self._defaults: dict[str, Ink] = {}
        for root in roots:
            for node in root.iter() if root is not None else ():
                self._keep(node)

    def _keep(self, node: Element) -> None:
        name = local(node)
        if name == "style":
            self.nodes[(attribute(node, "family"), attribute(node, "name"))] = node
        elif name == "default-style":
            self._defaults[attribute(node, "family")] = _ink(node)
        elif name.endswith("-style") and attribute(node, "name"):
            self.numbers[attribute(node, "name")] = node

    def ink(self, family: str, name: str) -> Ink:
        """Return the look of a style with what it is based on."""
        found = Ink()
        for node in self.chain(family, name):
            found = found.over(_ink(node))
        return found.over(self._defaults.get(family, Ink()))

    def may_hide(self, family: str, name: str) -> bool:
        """Return whether a condition of a style can make its text invisible."""
        for node in self.chain(family, name):
            for one in node:
                other = attribute(one, "apply-style-name") if local(one) == "map" else ""
                if other and self.ink(family, other).unseen():
                    return True
        return False

    def chain(self, family: str, name: str) -> list[Element]:
        """Return a style and those that it is based on."""
        found: list[Element] = []
        while (family, name) in self.nodes and len(found) < _DEEPEST:
            found.append(self.nodes[(family, name)])
            name = attribute(found[-1], "parent-style-name")
        return found

    def property(self, family: str, name: str, group: str, wanted: str) -> str:
        """Return a property of a style, "" when nothing says it."""
        for node in self.chain(family, name):
            inner = child(node, group)
            value = attribute(inner, wanted) if inner is not None else ""
            if value:
                return value
        return ""


def _ink(style: Element) -> Ink:
    text = child(style, "text-properties")
    paragraph, cell = child(style, "paragraph-properties"), child(style, "table-cell-properties")
    papers = [
        _colour(attribute(one, "background-color"))
        for one in (text, cell, paragraph)
        if one is not None
    ]
    paper = next((one for one in papers if one), None)
    gone = _gone(text, paragraph, cell)
    if text is None:
        return Ink(paper=paper, gone=gone)
    automatic = attribute(text, "use-window-font-color") == "true"
    return Ink(
        display=attribute(text, "display") or None,
        colour=BLACK if automatic else _colour(attribute(text, "color")),
        paper=paper,
        size=points(attribute(text, "font-size")),
        gone=gone,
    )


def _gone(text: Element | None, paragraph: Element | None, cell: Element | None) -> str | None:
    """Return why text of a style is not seen, whatever its colour; None when nothing says so."""
    letters = _faint(text) if text is not None else ""
    if letters:
        return letters
    if paragraph is not None:
        height = points(attribute(paragraph, "line-height"))
        if height is not None and height < _SMALLEST - 1:
            return "lines without height"
        for name in ("margin-left", "text-indent"):
            if abs(points(attribute(paragraph, name)) or 0.0) > _FAR:
                return "text off the page"
    if cell is not None and "hidden" in attribute(cell, "cell-protect"):
        return "a cell that is protected so that it shows nothing"
    return None


def _faint(text: Element) -> str:
    """Return why letters are too narrow, clear or small to be seen, "" when they are not."""
    if _percent(attribute(text, "text-scale")) < _NARROWEST:
        return "letters narrowed to nothing"
    # LibreOffice writes no opacity with the automatic colour, and means nothing by it.
    coloured = attribute(text, "color") and not attribute(text, "use-window-font-color")
    if coloured and _percent(attribute(text, "opacity")) < _CLEAREST:
        return "transparent text"
    return "text too small to read" if _percent(attribute(text, "font-size")) < _NARROWEST else ""


def _percent(value: str) -> float:
    digits = value.removesuffix("%")
    return float(digits) if value.endswith("%") and digits.replace(".", "", 1).isdigit() else 100.0


def _colour(value: str) -> Colour | None:
    if len(value) != 7 or not value.startswith("#"):
        return None
    try:
        number = int(value[1:], 16)
    except ValueError:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255


def points(value: str) -> float | None:
    """Return a length in points, None where none is said."""
    found = _LENGTH.fullmatch(value)
    return float(found[1]) * _UNITS[found[2]] if found else None
