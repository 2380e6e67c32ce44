"""The colours and sizes of words on slides: what nobody can see (ECMA-376 20.1.2.3; T23)."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from foibot.enclosures.cell_styles import BLACK, SMALLEST, WHITE, Colour, alike
from foibot.enclosures.package import Element, attribute, child, local, under

_CLEAREST = 12_000
_NAMED = {"white": WHITE, "black": BLACK}
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_USUAL = {"lt1": WHITE, "dk1": BLACK}
_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, None where it cannot be told (a picture, a shading), and how solid it is."""

    colour: Colour | None
    solid: bool = True


class Palette:
    """The colours of a theme, as a master maps them."""

    def __init__(self, theme: Element | None, mapped: Element | None) -> None:
        self._colours = dict(_USUAL)
        for node in [one for scheme in under(theme, "clrScheme") for one in scheme]:
            inner = next(iter(node), None)
            text = "" if inner is None else attribute(inner, "lastClr") or attribute(inner, "val")
            colour = _rgb(text)
            if colour is not None:
                self._colours.setdefault(local(node), colour)
                self._colours[local(node)] = colour
        said = {} if mapped is None else {str(k): str(v) for k, v in mapped.attrib.items()}
        self._map = _USUAL_MAP | said

    def fill(self, node: Element | None) -> Paint | None:
        """Return what fills an element, None where it says nothing or that nothing does."""
        solid = child(node, "solidFill")
        if solid is not None:
            return self.paint(next(iter(solid), None))
        for name in ("gradFill", "blipFill", "pattFill", "grpFill"):
            if child(node, name) is not None:
                return Paint(None)
        return None

    def paint(self, node: Element | None) -> Paint:
        """Return the colour that an element names."""
        if node is None:
            return Paint(None)
        base = self._named(node)
        alpha = child(node, "alpha")
        solid = alpha is None or _number(attribute(alpha, "val"), _WHOLE) >= _CLEAREST
        return Paint(None if base is None else _changed(base, node), solid)

    def _named(self, node: Element) -> Colour | None:
        value = attribute(node, "val")
        kind = local(node)
        if kind == "srgbClr":
            return _rgb(value)
        if kind == "sysClr":
            return _rgb(attribute(node, "lastClr"))
        if kind == "prstClr":
            return _NAMED.get(value, (128, 0, 0))
        if kind == "schemeClr":
            return self._colours.get(self._map.get(value, value))
        return None


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: *ink* is None where nothing says it."""

    ink: Paint | None = None
    size: float | None = None
    gone: bool = False  # neither filled nor outlined

    def over(self, below: Letters) -> Letters:
        """Return this look where it says something, else that of *below*."""
        size = below.size if self.size is None else self.size
        return Letters(self.ink or below.ink, size, self.gone or (below.gone and not self.ink))

    def unseen(self, paper: Paint) -> str:
        """Return why letters on *paper* cannot be seen, "" when they can."""
        ink = self.ink or Paint(BLACK)
        if self.gone or not ink.solid:
            return "transparent text"
        if self.size is not None and self.size < SMALLEST:
            return "text too small to read"
        if ink.colour is not None and paper.colour is not None and alike(ink.colour, paper.colour):
            return "text in the colour of its background"
        return ""


def letters(node: Element | None, palette: Palette) -> Letters:
    """Return what the properties of a run or of a level say."""
    if node is None:
        return Letters()
    size = attribute(node, "sz")
    gone = child(node, "noFill") is not None and child(node, "ln", "solidFill") is None
    points = _number(size, 1800) / 100 if size else None
    return Letters(palette.fill(node), points, gone)


def _changed(colour: Colour, node: Element) -> Colour:
    """Return a colour made lighter or darker as its children say."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for one in node:
        share = _number(attribute(one, "val"), _WHOLE) / _WHOLE
        name = local(one)
        if name == "lumMod" or name == "shade":
            light *= share
        elif name == "lumOff":
            light += share
        elif name == "tint":
            light = light * share + (1 - share)
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _rgb(text: str) -> Colour | None:
    try:
        value = int(text, 16)
    except ValueError:
        return None
    return value >> 16 & 255, value >> 8 & 255, value & 255


def _number(text: str, usual: int) -> int:
    return int(text) if text.lstrip("-").isdigit() else usual
