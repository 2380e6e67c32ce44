"""The shapes of a slide, each with its place on it: off the slide, hidden, covered (T23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foibot.enclosures.package import Element, attribute, child, local, under, words
from foibot.enclosures.slide_ink import Paint, Palette

SHAPES = ("sp", "pic", "graphicFrame", "cxnSp", "contentPart")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Area:
    """Where a shape stands, in English Metric Units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return the point in its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Return whether a point lies in it."""
        across = self.left <= point[0] <= self.left + self.width
        return across and self.top <= point[1] <= self.top + self.height


@dataclass(frozen=True, slots=True)
class Scale:
    """How the places within a group lie on the slide."""

    across: float = 1.0
    down: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def of(self, area: Area) -> Area:
        """Return where on the slide an area within the group lies."""
        return Area(
            area.left * self.across + self.left,
            area.top * self.down + self.top,
            area.width * self.across,
            area.height * self.down,
        )


_AS_IT_IS = Scale()


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its element, where it stands (None: where its layout says), whether hidden."""

    node: Element
    area: Area | None
    hidden: bool
    fill: Paint | None  # None: one sees through it

    @property
    def kind(self) -> str:
        """Return the name of its element."""
        return local(self.node)

    @property
    def placeholder(self) -> Element | None:
        """Return what it stands for in the layout, None for a shape of its own."""
        return next(iter(under(own_properties(self.node), "ph")), None)


def own_properties(node: Element) -> Element | None:
    """Return the element that names a shape: nvSpPr, nvPicPr and so on."""
    return next((one for one in node if local(one).startswith("nv")), None)


def shapes(tree: Element | None, palette: Palette) -> list[Shape]:
    """Return the shapes of a slide from the one at the back to the one in front."""
    return [] if tree is None else list(_shapes(tree, _AS_IT_IS, palette, hidden=False, deep=0))


def _shapes(
    tree: Element, scale: Scale, palette: Palette, *, hidden: bool, deep: int
) -> Iterator[Shape]:
    for node in tree if deep < _DEEPEST else ():
        name = local(node)
        if name == "AlternateContent":
            choice = next(iter(node), None)
            if choice is not None:
                yield from _shapes(choice, scale, palette, hidden=hidden, deep=deep + 1)
        elif name == "grpSp":
            inner = _within(node, scale)
            gone = hidden or _is_hidden(node)
            yield from _shapes(node, inner, palette, hidden=gone, deep=deep + 1)
        elif name in SHAPES:
            yield shape_of(node, palette, scale, hidden=hidden)


def shape_of(
    node: Element, palette: Palette, scale: Scale = _AS_IT_IS, *, hidden: bool = False
) -> Shape:
    """Return one shape, whose place is said within *scale*."""
    place = _area(node)
    area = None if place is None else scale.of(place)
    return Shape(node, area, hidden or _is_hidden(node), _fill(node, palette))


def untold_fallbacks(tree: Element | None) -> bool:
    """Return whether what older programs would show says more than what newer ones do."""
    for node in under(tree, "AlternateContent"):
        parts = list(node)
        if len(parts) > 1 and set(words(parts[1]).split()) - set(words(parts[0]).split()):
            return True
    return False


def _is_hidden(node: Element) -> bool:
    named = child(own_properties(node), "cNvPr")
    return named is not None and attribute(named, "hidden") in ("1", "true")


def _area(node: Element) -> Area | None:
    frame = child(node, "spPr", "xfrm")
    frame = child(node, "xfrm") if frame is None else frame
    start, extent = child(frame, "off"), child(frame, "ext")
    if start is None or extent is None:
        return None
    return Area(
        _number(start, "x"), _number(start, "y"), _number(extent, "cx"), _number(extent, "cy")
    )


def _within(node: Element, outer: Scale) -> Scale:
    frame = child(node, "grpSpPr", "xfrm")
    parts = [child(frame, name) for name in ("off", "ext", "chOff", "chExt")]
    start, extent, inner, size = parts
    if start is None or extent is None or inner is None or size is None:
        return outer
    across = _number(extent, "cx") / (_number(size, "cx") or 1)
    down = _number(extent, "cy") / (_number(size, "cy") or 1)
    left = _number(start, "x") - _number(inner, "x") * across
    top = _number(start, "y") - _number(inner, "y") * down
    return Scale(
        outer.across * across,
        outer.down * down,
        outer.left + outer.across * left,
        outer.top + outer.down * top,
    )


def _fill(node: Element, palette: Palette) -> Paint | None:
    """Return what one sees of the inside of a shape, None when one sees through it."""
    if local(node) in ("pic", "graphicFrame", "contentPart"):
        return Paint(None)
    look = child(node, "spPr")
    if child(look, "noFill") is not None:
        return None
    own = palette.fill(look)
    if own is not None:
        return own if own.solid else None
    style = child(node, "style", "fillRef")
    if style is not None and attribute(style, "idx", "0") != "0":
        return palette.paint(next(iter(style), None))
    return None


def _number(node: Element, name: str) -> int:
    text = attribute(node, name, "0")
    return int(text) if text.lstrip("-").isdigit() else 0
