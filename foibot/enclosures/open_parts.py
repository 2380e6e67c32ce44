"""The parts and styles of OpenDocument files that hide things: one look for texts and sheets."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.enclosures.cell_styles import BLACK, WHITE, Colour, alike
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words

_SMALLEST = 4.0
_DEEPEST = 30
_USUAL = (
    "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml",
    "layout-cache", "manifest.rdf", "Thumbnails/",
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
    ("thumbnails/", "", False),
    ("fonts/", "", False),
    ("database/", "an embedded database", True),
)  # fmt: skip
_NO_MACROS = ("basic/script-lc.xml", "script-lb.xml")
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
    for name in package.names:
        low = name.lower()
        if name.startswith(_USUAL):
            continue
        kind = next((one for one in _KINDS if one[0] in low), None)
        if kind is None:
            notes.hidden(name, "a part that no office program shows")
        elif kind[1]:
            (notes.hidden if kind[2] else notes.trace)(name, kind[1])
    manifest = package.maybe("META-INF/manifest.xml")
    if under(manifest, "encryption-data"):
        raise Unreadable("it opens only with a password")
    _properties(package, notes)


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

    def over(self, below: Ink) -> Ink:
        """Return this look where it says something, else that of *below*."""
        return Ink(
            self.display or below.display,
            self.colour or below.colour,
            self.paper or below.paper,
            self.size if self.size is not None else below.size,
        )

    def unseen(self) -> str:
        """Return why text of this look cannot be seen, "" when it can."""
        if self.display == "none":
            return "hidden text"
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
    if text is None:
        return Ink(paper=paper)
    automatic = attribute(text, "use-window-font-color") == "true"
    return Ink(
        display=attribute(text, "display") or None,
        colour=BLACK if automatic else _colour(attribute(text, "color")),
        paper=paper,
        size=_points(attribute(text, "font-size")),
    )


def _colour(value: str) -> Colour | None:
    if len(value) != 7 or not value.startswith("#"):
        return None
    try:
        number = int(value[1:], 16)
    except ValueError:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255


def _points(value: str) -> float | None:
    if not value.endswith("pt"):
        return None
    try:
        return float(value[:-2])
    except ValueError:
        return None
