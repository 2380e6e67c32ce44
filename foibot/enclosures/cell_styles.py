"""How the cells of a workbook look, and what is formatted so that nobody sees it (T23)."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace

from foibot.enclosures.date_format import BRITISH
from foibot.enclosures.number_format import GENERAL, shown_number, words_in
from foibot.enclosures.package import Element, Package, attribute, child, local, under

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
# Below this many points nobody reads a text, and nobody sets one by mistake.
SMALLEST = 4.0
# Colours that differ by less in all are one colour to the eye.
SAME = 24
# So many steps push a text out of what one sees.
_FARTHEST_INDENT = 40
_A_WORD = 4
_TRUE = ("1", "true")
# The colours that a number format may name; of those of the palette only what matters.
_OF_FORMAT = {
    "black": BLACK, "white": WHITE, "red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "magenta": (255, 0, 255), "cyan": (0, 255, 255),
    "color1": BLACK, "color2": WHITE, "colour1": BLACK, "colour2": WHITE,
}  # fmt: skip
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2",
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One format of cells."""

    code: str = GENERAL
    ink: Colour = BLACK
    paper: Colour = WHITE
    size: float = 11.0
    away: bool = False  # pushed out of the cell
    shrunk: bool = False  # made as small as its column

    @property
    def unseen(self) -> str:
        """Return why words of this look cannot be seen, "" when they can."""
        if self.size < SMALLEST:
            return "text too small to read"
        if alike(self.ink, self.paper):
            return "text in the colour of its background"
        return "text pushed out of its cell" if self.away else ""


class Looks:
    """The formats of one workbook by their number."""

    def __init__(self, package: Package, part: str, theme: str) -> None:
        root = package.maybe(part)
        self._theme = _theme(package.maybe(theme))
        self._codes = {
            int(attribute(one, "numFmtId", "0")): attribute(one, "formatCode")
            for one in under(child(root, "numFmts"), "numFmt")
        }
        self._fonts = list(_children(child(root, "fonts")))
        self._fills = list(_children(child(root, "fills")))
        self.looks = [self._look(xf) for xf in _children(child(root, "cellXfs"))]
        dxfs = _children(child(root, "dxfs"))
        self.hiding = [self.hides(dxf) for dxf in dxfs]
        self.pale_tables = self._pale_tables(root, dxfs)

    @property
    def worded(self) -> bool:
        """Return whether a number format of the workbook holds words."""
        texts = map(words_in, self._codes.values())
        return any(sum(map(str.isalpha, text)) >= _A_WORD for text in texts)

    def of(self, number: int) -> Look:
        """Return the format *number*."""
        return self.looks[number] if 0 <= number < len(self.looks) else Look()

    def _look(self, xf: Element) -> Look:
        font = _at(self._fonts, int(attribute(xf, "fontId", "0")))
        fill = _at(self._fills, int(attribute(xf, "fillId", "0")))
        alignment = child(xf, "alignment")
        indent = attribute(alignment, "indent", "0") if alignment is not None else "0"
        plain = Look(
            code=self._code(int(attribute(xf, "numFmtId", "0"))),
            paper=self._paper(fill),
            away=indent.isdigit() and int(indent) > _FARTHEST_INDENT,
            shrunk=alignment is not None and attribute(alignment, "shrinkToFit") in _TRUE,
        )
        return self.inked(plain, font)

    def _code(self, number: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        own = self._codes.get(number) or BRITISH.get(number)
        return own or str(BUILTIN_FORMATS.get(number, GENERAL)).replace('"$"', "£")

    def inked(self, look: Look, font: Element | None) -> Look:
        """Return *look* with what a font says of colour and size."""
        size, colour = child(font, "sz"), child(font, "color")
        if size is not None:
            look = replace(look, size=_number(attribute(size, "val", "11"), 11.0))
        if colour is not None:
            look = replace(look, ink=self.colour(colour, BLACK))
        return look

    def _paper(self, fill: Element | None) -> Colour:
        stops = [self.colour(one, WHITE) for one in under(child(fill, "gradientFill"), "color")]
        if stops:
            return _middle(stops)
        pattern = child(fill, "patternFill")
        if pattern is None or attribute(pattern, "patternType", "none") in ("none", "gray125"):
            return WHITE
        front = child(pattern, "fgColor")
        return WHITE if front is None else self.colour(front, WHITE)

    def hides(self, dxf: Element) -> bool:
        """Return whether a conditional format can make a text invisible."""
        shown = child(dxf, "font", "color")
        code = child(dxf, "numFmt")
        if code is not None and not shown_number(1.0, attribute(code, "formatCode")).text:
            return True
        paper = child(dxf, "fill", "patternFill", "bgColor")
        back = WHITE if paper is None else self.colour(paper, WHITE)
        return shown is not None and alike(self.colour(shown, BLACK), back)

    def _pale_tables(self, root: Element | None, dxfs: list[Element]) -> frozenset[str]:
        """Return the styles of tables of which some part makes text invisible."""
        found = set()
        for style in under(child(root, "tableStyles"), "tableStyle"):
            looks = {attribute(one, "type"): attribute(one, "dxfId") for one in style}
            whole = _at(dxfs, _whole(looks.get("wholeTable", "")))
            filled = child(whole, "fill") is not None
            for kind, number in looks.items():
                dxf = _at(dxfs, _whole(number))
                own = dxf is not None and (child(dxf, "fill") is not None or kind == "wholeTable")
                if dxf is not None and (own or not filled) and self.hides(dxf):
                    found.add(attribute(style, "name"))
        return frozenset(found)

    def colour(self, node: Element, default: Colour) -> Colour:
        """Return the colour that an element names."""
        rgb = attribute(node, "rgb")
        if rgb:
            return _rgb(rgb[-6:], default)
        if attribute(node, "theme").isdigit():
            number = int(attribute(node, "theme"))
            base = self._theme.get(number, default)
            return tinted(base, _number(attribute(node, "tint", "0"), 0.0))
        index = attribute(node, "indexed")
        return _INDEXED.get(int(index), (128, 0, 0)) if index.isdigit() else default


def coloured(look: Look, name: str) -> Look:
    """Return *look* in the colour that a number format names, "" leaves it."""
    return replace(look, ink=_OF_FORMAT.get(name, (128, 0, 0))) if name else look


def _middle(colours: list[Colour]) -> Colour:
    red, green, blue = (sum(part) // len(colours) for part in zip(*colours, strict=True))
    return red, green, blue


def alike(one: Colour, other: Colour) -> bool:
    """Return whether two colours look the same."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= SAME


def tinted(colour: Colour, tint: float) -> Colour:
    """Return a theme's colour made lighter or darker."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _theme(root: Element | None) -> dict[int, Colour]:
    scheme = next(iter(under(root, "clrScheme")), None)
    found = {0: WHITE, 1: BLACK}
    for node in _children(scheme):
        inner = next(iter(node), None)
        if local(node) in _THEME_ORDER and inner is not None:
            text = attribute(inner, "lastClr") or attribute(inner, "val")
            number = _THEME_ORDER.index(local(node))
            found[number] = _rgb(text, found.get(number, (128, 0, 0)))
    return found


def _rgb(text: str, default: Colour) -> Colour:
    try:
        value = int(text, 16)
    except ValueError:
        return default
    return value >> 16 & 255, value >> 8 & 255, value & 255


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else -1


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default


def _children(node: Element | None) -> list[Element]:
    return [] if node is None else [one for one in node if local(one)]


def _at(nodes: list[Element], number: int) -> Element | None:
    return nodes[number] if 0 <= number < len(nodes) else None
