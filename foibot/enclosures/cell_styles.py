"""How the cells of a workbook look: dates, and what is formatted so that nobody sees it (T23)."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from foibot.enclosures.package import Element, Package, attribute, child, local, under

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
# Below this many points nobody reads a text, and nobody sets one by mistake.
SMALLEST = 4.0
# Colours that differ by less in all are one colour to the eye.
SAME = 24
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2",
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One format of cells."""

    code: str = "General"
    is_date: bool = False
    unseen: str = ""  # why its text cannot be seen, "" when it can


class Looks:
    """The formats of one workbook by their number."""

    def __init__(self, package: Package, part: str, theme: str) -> None:
        root = package.maybe(part)
        self._theme = _theme(package.maybe(theme))
        self._codes = {
            int(attribute(one, "numFmtId", "0")): attribute(one, "formatCode")
            for one in under(root, "numFmt")
        }
        self._fonts = list(_children(child(root, "fonts")))
        self._fills = list(_children(child(root, "fills")))
        self.looks = [self._look(xf) for xf in _children(child(root, "cellXfs"))]
        self.hiding = [self._hides(dxf) for dxf in _children(child(root, "dxfs"))]

    def of(self, number: int) -> Look:
        """Return the format *number*."""
        return self.looks[number] if 0 <= number < len(self.looks) else Look()

    def _look(self, xf: Element) -> Look:
        code = self._code(int(attribute(xf, "numFmtId", "0")))
        font = _at(self._fonts, int(attribute(xf, "fontId", "0")))
        fill = _at(self._fills, int(attribute(xf, "fillId", "0")))
        return Look(code, _is_date(code), self._unseen(font, fill))

    def _code(self, number: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        return self._codes.get(number) or str(BUILTIN_FORMATS.get(number, "General"))

    def _unseen(self, font: Element | None, fill: Element | None) -> str:
        size = child(font, "sz")
        if size is not None and _number(attribute(size, "val", "11"), 11.0) < SMALLEST:
            return "text too small to read"
        shown = child(font, "color")
        ink = self.colour(shown, BLACK) if shown is not None else BLACK
        if alike(ink, self._paper(fill)):
            return "text in the colour of its background"
        return ""

    def _paper(self, fill: Element | None) -> Colour:
        pattern = child(fill, "patternFill")
        if pattern is None or attribute(pattern, "patternType", "none") in ("none", "gray125"):
            return WHITE
        front = child(pattern, "fgColor")
        return WHITE if front is None else self.colour(front, WHITE)

    def _hides(self, dxf: Element) -> bool:
        """Return whether a conditional format can make a text invisible."""
        shown = child(dxf, "font", "color")
        code = child(dxf, "numFmt")
        if code is not None and blank(attribute(code, "formatCode"), 1.0):
            return True
        paper = child(dxf, "fill", "patternFill", "bgColor")
        back = WHITE if paper is None else self.colour(paper, WHITE)
        return shown is not None and alike(self.colour(shown, BLACK), back)

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


def blank(code: str, value: float | str) -> bool:
    """Return whether the number format *code* shows nothing for *value*."""
    sections = [part.strip() for part in code.split(";")]
    if len(sections) < 2:
        return False
    if isinstance(value, str):
        return len(sections) == 4 and not _shown(sections[3])
    if value > 0 or (len(sections) == 2 and value == 0):
        return not _shown(sections[0])
    return not _shown(sections[1] if value < 0 else sections[2])


def shown_number(text: str, look: Look, *, since_1904: bool) -> str:
    """Return the words for a number as it is stored: dates by ISO 8601, fifteen digits."""
    try:
        value = float(text)
    except ValueError:
        return text
    if look.is_date:
        return _date(value, since_1904=since_1904)
    if "%" in look.code:
        return f"{value * 100:.13g}%"
    return text if text.lstrip("-").isdigit() else f"{value:.15g}"


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


def _shown(section: str) -> bool:
    """Return whether a section of a number format shows anything."""
    rest = section
    while rest.startswith("["):
        rest = rest.partition("]")[2]
    return bool(rest.replace('""', "").strip())


def _date(value: float, *, since_1904: bool) -> str:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    try:
        found = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return f"{value:.15g}"
    if isinstance(found, datetime):
        at_midnight = found.time() == time()
        return found.date().isoformat() if at_midnight else found.isoformat(" ", "seconds")
    return str(found) if isinstance(found, time | timedelta) else f"{value:.15g}"


def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(code))


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


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default


def _children(node: Element | None) -> list[Element]:
    return [] if node is None else [one for one in node if local(one)]


def _at(nodes: list[Element], number: int) -> Element | None:
    return nodes[number] if 0 <= number < len(nodes) else None
