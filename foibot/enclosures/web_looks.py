"""How the words of a web page look: what its style sheets and attributes keep from being seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import ImageColor

from foibot.enclosures.cell_styles import BLACK, WHITE, Colour, alike
from foibot.enclosures.notes import Unreadable
from foibot.enclosures.web_rules import Rule, rules
from foibot.message.html_style import declarations, hidden

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LENGTH = re.compile(r"(-?[0-9]{0,6}\.?[0-9]{1,6})(px|pt|em|rem|%|vw|vh|cm|mm|in)?")
_HSL = re.compile(r"^hsla?\(\s*([0-9.]+)(?:deg)?[\s,]+([0-9.]+%)[\s,]+([0-9.]+%).*")
_IN_PIXELS = {"pt": 1.333, "em": 16, "rem": 16, "vw": 12, "vh": 8, "cm": 37.8, "mm": 3.78, "in": 96}
_SMALLEST, _FAR, _OVER, _CLEAREST = 4.0, 900.0, -30.0, 0.13
_FREE = "its parts are placed so that one may lie over another; print it to PDF"
_UNTOLD = "what one sees of it cannot be told; print it to PDF"
NOT_SHOWN = "an element that is not displayed"
_OWN_COLOURS = ("inherit", "initial", "unset", "currentcolor", "windowtext", "auto", "revert")
_NO_PAPER = ("none", "inherit", "initial", "unset", "transparent", "window", "revert")
_LAID = ("absolute", "fixed", "sticky")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1)(?:px)?[ ,]|inset\((?:[5-9][0-9]|100)%|circle\(0|polygon\(")
_SHRUNK = re.compile(r"scale[xy]?\(\s*0?\.?0[0-9]?\s*[,)]|translate|rotate|matrix|skew")


@dataclass(frozen=True, slots=True)
class WebLook:
    """What holds for the letters at one place."""

    colour: Colour = BLACK
    paper: Colour = WHITE
    size: float = 16.0
    clear: bool = False

    def unseen(self) -> str:
        """Return why letters of this look cannot be seen, "" when they can."""
        if self.clear:
            return "transparent text"
        if self.size < _SMALLEST:
            return "text too small to read"
        if alike(self.colour, self.paper):
            return "text in the colour of its background"
        return ""


PLAIN = WebLook()


class Looks:
    """The rules of a page's style sheets, by the elements that they are for."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._rules: dict[int, list[Rule]] = {}
        for sheet in tree.css("style"):
            for rule in rules(sheet.text() or ""):
                if set(rule.said) & _HEEDED:
                    self._keep(tree, rule)

    def _keep(self, tree: LexborHTMLParser, rule: Rule) -> None:
        try:
            nodes = tree.css(rule.selector)
        except Exception as error:  # the library raises kinds of its own
            raise Unreadable(_UNTOLD) from error
        for node in nodes:
            self._rules.setdefault(node.mem_id, []).append(rule)

    def of(self, node: LexborNode, outer: WebLook) -> tuple[WebLook, str]:
        """Return the look within *node*, and why nothing of it can be seen, if so."""
        attributes = node.attributes
        if "hidden" in attributes:
            return outer, NOT_SHOWN
        said = self._said(node)
        why = _hides(said)
        if why:
            return outer, why
        return _styled(_from_attributes(str(node.tag), attributes, outer), said, outer), ""

    def _said(self, node: LexborNode) -> dict[str, str]:
        """Return what holds for an element: its own words, then the more exact and later rule."""
        ordered = sorted(self._rules.get(node.mem_id, ()), key=lambda rule: rule.weight)
        every = [rule.said for rule in ordered]
        every.append(declarations(node.attributes.get("style") or ""))
        found: dict[str, str] = {}
        for said in every:
            for name, value in said.items():
                if "!important" not in found.get(name, "") or "!important" in value:
                    found[name] = value
        return found


_HEEDED = frozenset(
    [
        "display", "visibility", "opacity", "font-size", "color", "background", "background-color",
        "background-image", "position", "left", "top", "right", "text-indent", "margin-left",
        "margin-top", "max-height", "height", "width", "max-width", "overflow", "clip", "clip-path",
        "transform", "filter", "mso-hide", "line-height", "content-visibility",
        "-webkit-text-fill-color",
    ]
)  # fmt: skip
_PLACES = ("left", "top", "right", "text-indent", "margin-left", "margin-top")


def _hides(said: Mapping[str, str]) -> str:
    """Return why an element with these declarations cannot be seen, "" when it can."""
    if hidden("; ".join(f"{name}: {value}" for name, value in said.items())):
        return NOT_SHOWN
    if said.get("visibility", "")[:8] == "collapse" or "hidden" in said.get(
        "content-visibility", ""
    ):
        return NOT_SHOWN
    if _number(said.get("opacity", "1")) < _CLEAREST or "opacity(0" in said.get("filter", ""):
        return "transparent text"
    if _is_cut(said):
        return "an element that is cut off"
    moved = [_pixels(said[name]) for name in _PLACES if name in said]
    if any(abs(one) >= _FAR for one in moved):
        return "text off the page"
    laid = said.get("position", "").startswith(_LAID) or _SHRUNK.search(said.get("transform", ""))
    if laid or any(one < _OVER for one in moved):
        raise Unreadable(_FREE)
    return ""


def _is_cut(said: Mapping[str, str]) -> bool:
    if _CLIPPED.search(said.get("clip", "")) or _CLIPPED.search(said.get("clip-path", "")):
        return True
    small = any(
        _pixels(said[name]) < _SMALLEST
        and not said[name].startswith(("auto", "none", "inherit", "-"))
        for name in ("height", "max-height", "width", "max-width")
        if name in said and _LENGTH.match(said[name])
    )
    return small and said.get("overflow", "").startswith(("hidden", "clip"))


def _from_attributes(tag: str, attributes: Mapping[str, str | None], outer: WebLook) -> WebLook:
    letters = attributes.get("color") if tag in ("font", "basefont") else attributes.get("text")
    behind = attributes.get("bgcolor")
    if attributes.get("background"):
        raise Unreadable(_UNTOLD)
    if letters and tag in ("font", "basefont", "body"):
        outer = replace(outer, colour=_colour(letters) or outer.colour)
    return replace(outer, paper=_colour(behind) or outer.paper) if behind else outer


def _styled(look: WebLook, said: Mapping[str, str], outer: WebLook) -> WebLook:
    letters = _bare(said.get("-webkit-text-fill-color", said.get("color", "")))
    if letters and not letters.startswith(_OWN_COLOURS):
        look = replace(look, clear=_is_clear(letters), colour=_colour(letters) or look.colour)
    paper = _paper(said)
    look = replace(look, paper=paper) if paper else look
    if said.get("font-size"):
        look = replace(look, size=_size(said["font-size"], outer.size))
    height = said.get("line-height", "")
    if height and _LENGTH.fullmatch(height) and _number(height) * 16 < 1.0:
        look = replace(look, size=0.0)
    return look


def _paper(said: Mapping[str, str]) -> Colour | None:
    """Return the colour behind an element; a picture behind it leaves open what one sees."""
    whole = " ".join(_bare(said.get(name, "")) for name in ("background", "background-image"))
    if "url(" in whole or "gradient" in whole:
        raise Unreadable(_UNTOLD)
    behind = _bare(said.get("background-color", "") or said.get("background", ""))
    for word in re.findall(r"[a-z-]+\([^)]*\)|[^\s]+", behind):
        if (
            word.startswith(_NO_PAPER)
            or _is_clear(word)
            or (not word[:1].isalpha() and word[0] != "#")
        ):
            continue
        found = _colour(word, strict="background-color" in said)
        if found:
            return found
    return None


def _bare(value: str) -> str:
    return value.replace("!important", "").strip().lower()


def _colour(value: str, *, strict: bool = True) -> Colour | None:
    """Return a colour; one that is not understood leaves open what one sees."""
    text = _bare(value).split(" /")[0]
    parts = re.match(r"rgba?\(\s*([0-9.]+%?)[\s,]+([0-9.]+%?)[\s,]+([0-9.]+%?)", text)
    if parts:
        red, green, blue = (_channel(one) for one in parts.groups())
        return red, green, blue
    text = re.sub(
        r"^hsla?\(\s*([0-9.]+)(?:deg)?[\s,]+([0-9.]+%)[\s,]+([0-9.]+%).*", r"hsl(\1,\2,\3)", text
    )
    try:
        return ImageColor.getrgb(text)[:3]
    except ValueError as error:
        if strict and not text.startswith(_OWN_COLOURS + _NO_PAPER):
            raise Unreadable(_UNTOLD) from error
        return None


def _channel(value: str) -> int:
    number = float(value.rstrip("%"))
    return min(255, round(number * 2.55 if value.endswith("%") else number))


def _is_clear(value: str) -> bool:
    if value.startswith("transparent"):
        return True
    found = re.match(r"(?:rgb|hsl)a?\([^)]{0,80}[,/]\s*([0-9.]+)(%?)\s*\)", value)
    if found is None or not (value.startswith(("rgba", "hsla")) or "/" in value):
        return False
    return _number(found[1]) / (100 if found[2] else 1) < _CLEAREST


def _size(value: str, outer: float) -> float:
    found = _LENGTH.match(value)
    if found is None:
        return outer if value.startswith(("smaller", "larger", "inherit")) else 12.0
    number = float(found[1])
    if found[2] in ("em", "%"):
        return number * outer / (100 if found[2] == "%" else 1)
    return number * _IN_PIXELS.get(found[2] or "", 1.0)


def _pixels(value: str) -> float:
    found = _LENGTH.match(value)
    return float(found[1]) * _IN_PIXELS.get(found[2] or "", 1.0) if found else 0.0


def _number(value: str) -> float:
    found = _LENGTH.match(value)
    return float(found[1]) / (100 if found[2] == "%" else 1) if found else 1.0
