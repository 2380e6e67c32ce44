"""Boxes, pictures and shapes of Word documents: where they stand, and what they cover (T23)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from foibot.enclosures.cell_styles import Colour
from foibot.enclosures.notes import Unreadable
from foibot.enclosures.package import Element, attribute, child, local, under, words

COVERED = (
    "a picture or shape lies in front of its text, and what is under it cannot be told; "
    "print it to PDF and send that"
)
# In EMU: no page is so large; smaller than this nobody sees a box.
_FAR = 12_000_000
_SMALLEST = 30_000
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")
_LENGTH = re.compile(r"(-?[0-9.]+)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    """A box with words: *content* holds its paragraphs, *why* says why it is not seen."""

    content: Element
    why: str
    paper: Colour | None


def boxes(node: Element) -> list[Box]:
    """Return the boxes of a drawing, its older twin left out."""
    if local(node) == "AlternateContent":
        # The same box is written twice, for new and for old programs.
        chosen = shown_choice(node)
        return boxes(chosen) if chosen is not None else _boxes(node)
    return _boxes(node)


def shown_choice(node: Element) -> Element | None:
    """Return the way of several to say something that programs of today show."""
    for one in node:
        spaces = cast(Mapping[str, str], getattr(one, "nsmap", {}))
        needed = [spaces.get(name, "") for name in attribute(one, "Requires").split()]
        if local(one) == "Fallback" or all(space.startswith(_KNOWN) for space in needed):
            return one
    return None


def other_words(node: Element, shown: Element | None) -> bool:
    """Return whether other programs show other words than are *shown*."""
    if local(node) != "AlternateContent":
        return False
    said = set(words(shown).split())
    return any(set(words(one).split()) - said for one in node if one is not shown)


def refuse_what_covers(node: Element) -> None:
    """Raise Unreadable when something opaque lies in front of the text."""
    for anchor in under(node, "anchor"):
        over = child(anchor, "wrapNone") is not None and not _unseen_anchor(anchor)
        if over and _is_opaque(anchor):
            raise Unreadable(COVERED)
    for shape in _old_shapes(node):
        style = _style(shape)
        behind = style.get("z-index", "").startswith("-")
        clear = attribute(shape, "filled", "t") in ("f", "false") or under(shape, "textpath")
        floats = style.get("position") == "absolute" and not under(shape, "wrap")
        if floats and not behind and not clear:
            raise Unreadable(COVERED)


def has_description(node: Element) -> bool:
    """Return whether a picture or shape is described in words that nobody sees."""
    named = under(node, "docPr") + under(node, "cNvPr") + _old_shapes(node)
    return any(attribute(one, key) for one in named for key in ("descr", "title", "alt"))


def has_picture(node: Element) -> bool:
    """Return whether there is a picture, a chart or a diagram in a drawing."""
    return any(under(node, name) for name in ("blip", "imagedata", "chart", "relIds"))


def _boxes(node: Element) -> list[Box]:
    new = [
        Box(content, _unseen_anchor(anchor), _paper(anchor))
        for anchor in under(node, "anchor") + under(node, "inline")
        for content in under(anchor, "txbxContent")
    ]
    old = [
        Box(content, _unseen_shape(shape), _old_paper(shape))
        for shape in _old_shapes(node)
        for content in under(shape, "txbxContent")
    ]
    return new + old


def _unseen_anchor(anchor: Element) -> str:
    """Return why nobody sees what stands in an anchor, "" when one does."""
    frame = child(anchor, "docPr")
    if frame is not None and attribute(frame, "hidden") in ("1", "true"):
        return "a box that is hidden"
    if attribute(anchor, "behindDoc", "0") in ("1", "true"):
        return "a box behind the text"
    offsets = [words(one) for one in under(anchor, "posOffset")]
    if any(abs(int(one)) > _FAR for one in offsets if one.lstrip("-").isdigit()):
        return "a box off the page"
    extent = child(anchor, "extent")
    sizes = [attribute(extent, key, "0") for key in ("cx", "cy")] if extent is not None else []
    if any(one.isdigit() and int(one) < _SMALLEST for one in sizes):
        return "a box without size"
    return ""


def _unseen_shape(shape: Element) -> str:
    style = _style(shape)
    if style.get("visibility") == "hidden" or style.get("display") == "none":
        return "a box that is hidden"
    if style.get("z-index", "").startswith("-"):
        return "a box behind the text"
    if any(abs(_length(style.get(key, ""))) > 950 for key in ("margin-left", "margin-top")):
        return "a box off the page"
    if any(key in style and _length(style[key]) < 2 for key in ("width", "height")):
        return "a box without size"
    return ""


def _is_opaque(anchor: Element) -> bool:
    if under(anchor, "pic") or under(anchor, "chart") or under(anchor, "relIds"):
        return True
    for look in under(anchor, "spPr"):
        if any(child(look, fill) is not None for fill in _FILLS):
            return True
        if child(look, "noFill") is None and _filled_by_style(anchor):
            return True
    return False


def _filled_by_style(anchor: Element) -> bool:
    return any(attribute(one, "idx", "0") != "0" for one in under(anchor, "fillRef"))


def _paper(anchor: Element) -> Colour | None:
    for look in under(anchor, "spPr"):
        colour = child(look, "solidFill", "srgbClr")
        if colour is not None:
            return _hex(attribute(colour, "val"))
    return None


def _old_paper(shape: Element) -> Colour | None:
    name = attribute(shape, "fillcolor").split(" ")[0].lstrip("#")
    return {"black": (0, 0, 0), "white": (255, 255, 255)}.get(name.lower()) or _hex(name)


def _hex(value: str) -> Colour | None:
    try:
        number = int(value, 16) if len(value) == 6 else None
    except ValueError:
        number = None
    return None if number is None else (number >> 16 & 255, number >> 8 & 255, number & 255)


def _old_shapes(node: Element) -> list[Element]:
    names = ("shape", "rect", "roundrect", "oval", "group", "polyline")
    return [one for one in node.iter() if local(one) in names and attribute(one, "style")]


def _style(shape: Element) -> dict[str, str]:
    pairs = (one.partition(":") for one in attribute(shape, "style").split(";"))
    return {key.strip().lower(): value.strip().lower() for key, _, value in pairs if key.strip()}


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _POINTS[found[2]] if found else 10.0
