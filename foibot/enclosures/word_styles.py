"""How the text of a Word document looks: hidden, tiny, white on white, off the page (T23)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foibot.enclosures.cell_styles import BLACK, WHITE, Colour, alike
from foibot.enclosures.package import Element, attribute, child, local

# In half points: smaller than four points nobody reads.
_SMALLEST = 8
_DEEPEST = 30
_NARROWEST = 10
_CLEAR = 90_000
# In twips: three points; more than any page is wide or high.
_LOWEST_LINE = 60
_RIGHT_OF_ALL = 17_500
_LEFT_OF_ALL = -6_000
_OFF = ("0", "false", "off", "none")
_NAMED = {
    "white": WHITE, "black": BLACK, "yellow": (255, 255, 0), "green": (0, 255, 0),
    "cyan": (0, 255, 255), "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0),
    "darkblue": (0, 0, 128), "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0),
    "darkmagenta": (128, 0, 128), "darkred": (128, 0, 0), "darkyellow": (128, 128, 0),
    "darkgray": (128, 128, 128), "lightgray": (192, 192, 192), "none": WHITE,
}  # fmt: skip
# In half points and twips: raised off its line; letters pushed into each other.
_FAR_RAISED = 120
_PUSHED = -80
# In twips: a right edge that leaves no line.
_NO_LINE = 12_000


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look; what is None was not said."""

    hidden: bool | None = None
    colour: Colour | None = None
    size: int | None = None
    paper: Colour | None = None
    gone: str | None = None  # why it cannot be seen for another reason, "" when it can

    def over(self, below: Ink) -> Ink:
        """Return this look where it says something, else that of *below*."""
        return Ink(
            below.hidden if self.hidden is None else self.hidden,
            self.colour or below.colour,
            self.size if self.size is not None else below.size,
            self.paper or below.paper,
            below.gone if self.gone is None else self.gone,
        )

    def unseen(self) -> str:
        """Return why letters of this look cannot be seen, "" when they can."""
        if self.hidden:
            return "hidden text"
        if self.gone:
            return self.gone
        if self.size is not None and self.size < _SMALLEST:
            return "text too small to read"
        if alike(self.colour or BLACK, self.paper or WHITE):
            return "text in the colour of its background"
        return ""


@dataclass(frozen=True, slots=True)
class Style:
    """One style of the document."""

    ink: Ink
    based_on: str = ""
    heading: int = 0
    numbering: tuple[str, int] | None = None
    shaded: bool = False


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._start = Ink()
        self._first = ""
        for node in [] if root is None else root:
            if local(node) == "docDefaults":
                self._start = ink(child(node, "rPrDefault", "rPr"))
            elif local(node) == "style":
                self._styles[attribute(node, "styleId")] = _style(node)
                if attribute(node, "type") == "paragraph" and attribute(node, "default") == "1":
                    self._first = attribute(node, "styleId")

    def ink(self, name: str) -> Ink:
        """Return the look of a style with what it is based on."""
        found = Ink()
        for style in self._chain(name):
            found = found.over(style.ink)
        return found

    def base(self, paragraph: str) -> Ink:
        """Return the look of the letters of a paragraph of the style *paragraph*."""
        return self.ink(paragraph or self._first).over(self._start)

    def heading(self, name: str) -> int:
        """Return the level of the heading that a style makes, 0 when none."""
        return next((style.heading for style in self._chain(name) if style.heading), 0)

    def numbering(self, name: str) -> tuple[str, int] | None:
        """Return the list (id, level) that a style belongs to, or None."""
        return next((style.numbering for style in self._chain(name) if style.numbering), None)

    def shaded(self, name: str) -> bool:
        """Return whether a style of tables colours its cells."""
        return any(style.shaded for style in self._chain(name))

    def _chain(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].based_on
        return found


def ink(properties: Element | None) -> Ink:
    """Return the look that run properties say."""
    if properties is None:
        return Ink()
    found = Ink()
    for node in properties:
        name, value = local(node), attribute(node, "val")
        if name in ("vanish", "specVanish"):
            found = replace(found, hidden=value.lower() not in _OFF)
        elif name == "color":
            found = replace(found, colour=_colour(node, value))
        elif name == "sz" and value.isdigit():
            found = replace(found, size=int(value))
        elif name == "highlight":
            found = replace(found, paper=_NAMED.get(value.lower(), (128, 128, 0)))
        elif name == "shd":
            found = replace(found, paper=fill(node))
    return replace(found, gone=_faint(properties))


def _faint(properties: Element) -> str | None:
    """Return why letters are too narrow or clear to be seen, None when nothing is said of it."""
    found: str | None = None
    for node in properties:
        value = attribute(node, "val").rstrip("%")
        if local(node) == "w" and value.isdigit():
            found = found or ("letters narrowed to nothing" if int(value) < _NARROWEST else "")
        elif local(node) == "position":
            off = abs(twips(value)) > _FAR_RAISED
            found = found or ("words raised off their line" if off else "")
        elif local(node) == "spacing":
            found = found or ("letters pushed into each other" if twips(value) < _PUSHED else "")
        elif local(node) == "textFill":
            found = found or ("transparent text" if _is_clear(node) else "")
    return found


def _is_clear(node: Element) -> bool:
    """Return whether a fill of letters lets nothing of them be seen."""
    if child(node, "noFill") is not None:
        return True
    alphas = [attribute(one, "val", "0") for one in node.iter() if local(one) == "alpha"]
    return any(alpha.isdigit() and int(alpha) >= _CLEAR for alpha in alphas)


def away(properties: Element | None) -> str | None:
    """Return why a paragraph of these properties is not seen, None when they do not say."""
    if properties is None:
        return None
    spacing, indent, frame = (child(properties, name) for name in ("spacing", "ind", "framePr"))
    exact = spacing is not None and attribute(spacing, "lineRule") == "exact"
    if spacing is not None and exact and twips(attribute(spacing, "line")) < _LOWEST_LINE:
        return "lines without height"
    for node, names in ((indent, ("left", "start", "firstLine")), (frame, ("x", "y"))):
        for name in names if node is not None else ():
            assert node is not None
            if not _LEFT_OF_ALL < twips(attribute(node, name)) < _RIGHT_OF_ALL:
                return "text off the page"
    edges = (
        [twips(attribute(indent, name)) for name in ("right", "end")] if indent is not None else []
    )
    return "a line squeezed to nothing" if max(edges, default=0) > _NO_LINE else None


def twips(text: str) -> int:
    """Return a length in twentieths of a point, 0 where there is none."""
    return int(text) if text.lstrip("-").isdigit() else 0


def fill(node: Element | None) -> Colour | None:
    """Return the colour of a shading, None when it has none."""
    if node is None:
        return None
    value = attribute(node, "fill")
    if attribute(node, "val") == "solid":
        value = attribute(node, "color") or value
    return _hex(value)


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list (id, level) that paragraph properties name, or None."""
    number = child(properties, "numPr", "numId")
    level = child(properties, "numPr", "ilvl")
    if number is None:
        return None
    depth = attribute(level, "val", "0") if level is not None else "0"
    return attribute(number, "val"), int(depth) if depth.isdigit() else 0


def _style(node: Element) -> Style:
    base = child(node, "basedOn")
    paragraph = child(node, "pPr")
    name = child(node, "name")
    called = attribute(name, "val").lower() if name is not None else ""
    level = called.removeprefix("heading ")
    shades = [fill(one) for one in node.iter() if local(one) == "shd"]
    look = ink(child(node, "rPr"))
    if look.paper is None:
        look = replace(look, paper=fill(child(paragraph, "shd")))
    if look.gone is None:
        look = replace(look, gone=away(paragraph))
    return Style(
        ink=look,
        based_on=attribute(base, "val") if base is not None else "",
        heading=min(int(level), 6) if level.isdigit() else (1 if called == "title" else 0),
        numbering=numbering_of(paragraph),
        shaded=any(shade not in (None, WHITE) for shade in shades),
    )


def page_colour(document: Element, settings: Element | None) -> Colour | None:
    """Return the colour of the pages, None where they are white or it is not shown."""
    shown = child(settings, "displayBackgroundShape")
    node = child(document, "background")
    if node is None or shown is None or attribute(shown, "val", "1").lower() in _OFF:
        return None
    return _colour(node, attribute(node, "color"))


def _colour(node: Element, value: str) -> Colour | None:
    theme = attribute(node, "themeColor").lower()
    if theme in ("background1", "light1", "bg1"):
        shade = _hex(f"0000{attribute(node, 'themeShade', 'FF')}")
        grey = shade[2] if shade is not None else 255
        return grey, grey, grey
    return _hex(value)


def _hex(value: str) -> Colour | None:
    if len(value) != 6:
        return None
    try:
        number = int(value, 16)
    except ValueError:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255
