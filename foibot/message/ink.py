"""How letters look: their colour, the colour behind them, and their emphasis."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from foibot.message.html_style import declarations

_PART = r"(\d{1,3}(?:\.\d{1,4})?)(%?)"
_RGB = re.compile(rf"rgba?\(\s*{_PART}[\s,]{{1,5}}{_PART}[\s,]{{1,5}}{_PART}")
_HSL = re.compile(r"hsla?\(\s*(\d{1,3})[^\d%]{1,8}(\d{1,3})%[\s,]{1,5}(\d{1,3})%")
# The last digit, or the last two, say how much shines through.
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{1,2})?\b")
_BARE_HEX = re.compile(r"[0-9a-f]{6}$")
# A variable with what stands for it where it is not known: "var(--red, rgb(200, 0, 0))".
_VARIABLE = re.compile(r"var\(\s*--([\w-]{1,60})\s*(?:,\s*([^;]{1,80}))?")
_AS_OUTSIDE = ("inherit", "currentcolor", "unset")
# The names of CSS colours that mail programs offer; the sixteen of Word's highlighter are there.
_NAMED_COLOURS = """
black=000000 windowtext=000000 white=ffffff window=ffffff gray=808080 grey=808080
silver=c0c0c0 darkgray=a9a9a9 darkgrey=a9a9a9 lightgray=d3d3d3 lightgrey=d3d3d3 dimgray=696969
dimgrey=696969 gainsboro=dcdcdc whitesmoke=f5f5f5 red=ff0000 darkred=8b0000 maroon=800000
crimson=dc143c firebrick=b22222 tomato=ff6347 orangered=ff4500 salmon=fa8072 coral=ff7f50
brown=a52a2a chocolate=d2691e orange=ffa500 darkorange=ff8c00 gold=ffd700 yellow=ffff00
lightyellow=ffffe0 khaki=f0e68c olive=808000 green=008000 darkgreen=006400 lime=00ff00
limegreen=32cd32 lightgreen=90ee90 palegreen=98fb98 springgreen=00ff7f seagreen=2e8b57
forestgreen=228b22 yellowgreen=9acd32 greenyellow=adff2f teal=008080 darkcyan=008b8b
aqua=00ffff cyan=00ffff lightcyan=e0ffff turquoise=40e0d0 paleturquoise=afeeee blue=0000ff
navy=000080 darkblue=00008b mediumblue=0000cd royalblue=4169e1 dodgerblue=1e90ff
steelblue=4682b4 skyblue=87ceeb lightblue=add8e6 deepskyblue=00bfff cornflowerblue=6495ed
slateblue=6a5acd indigo=4b0082 purple=800080 violet=ee82ee plum=dda0dd orchid=da70d6
darkviolet=9400d3 blueviolet=8a2be2 fuchsia=ff00ff magenta=ff00ff pink=ffc0cb hotpink=ff69b4
deeppink=ff1493 lavender=e6e6fa
"""
_NAMED = dict(pair.split("=") for pair in _NAMED_COLOURS.split())
# Degrees of the colour wheel up to which a colour bears a name; neighbours overlap in speech.
_HUES = (
    (15, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (262, "blue"),
    (292, "purple"), (345, "pink"), (361, "red"),
)  # fmt: skip
_ALIKE = {"red": "orange pink brown", "pink": "red purple", "purple": "pink blue", "blue": "purple"}
# Behind these a template, or a warning of the gateway, is coloured: nobody marks text so.
_UNMARKED_TAGS = frozenset(
    {"body", "table", "tbody", "thead", "tr", "td", "th", "div", "blockquote", "html", "hr"}
)
_BOLD = ("bold", "6", "7", "8", "9")
_LIGHT = ("normal", "lighter", "1", "2", "3", "4", "5")


class Ink(NamedTuple):
    """
    What a reader sees of the letters apart from their words.

    *colour* and *mark* (behind the letters) are "#rrggbb", "grey", or "" for black on white.
    """

    colour: str = ""
    mark: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False

    @property
    def loud(self) -> bool:
        """Return whether there is a colour in it."""
        return self.colour.startswith("#") or self.mark.startswith("#")


PLAIN = Ink()
# The elements that do nothing else.
_STRIKES = ("s", "strike", "del")
EMPHASIS = frozenset({"b", "strong", "i", "em", "u", "ins", "mark", *_STRIKES})


def inked(outer: Ink, tag: str, attributes: Mapping[str, str | None], sheet: str = "") -> Ink:
    """Return the ink inside an element that stands in *outer*; *sheet*: its style by its class."""
    found = outer
    if tag in EMPHASIS:
        found = _emphasised(found, tag)
    elif tag == "font" and attributes.get("color"):
        found = found._replace(colour=colour(attributes["color"] or ""))
    marks = tag not in _UNMARKED_TAGS
    if sheet:
        found = _styled(found, sheet, marks)
    style = attributes.get("style")
    return _styled(found, style, marks) if style else found


@lru_cache(maxsize=1024)
def _emphasised(outer: Ink, tag: str) -> Ink:
    if tag == "mark":
        return outer._replace(mark="#ffff00")
    if tag in _STRIKES:
        return outer._replace(struck=True)
    bold = outer.bold or tag in ("b", "strong")
    italic = outer.italic or tag in ("i", "em")
    return outer._replace(
        bold=bold, italic=italic, underlined=outer.underlined or tag in ("u", "ins")
    )


@lru_cache(maxsize=4096)
def _styled(outer: Ink, style: str, marks: bool) -> Ink:
    said = declarations(style)
    found = outer
    if "color" in said and not said["color"].startswith(_AS_OUTSIDE):
        found = found._replace(colour=colour(said["color"]))
    behind = said.get("background-color") or said.get("background") or said.get("mso-highlight")
    if marks and behind:
        found = found._replace(mark=shade(behind))
    weight, slant = said.get("font-weight", ""), said.get("font-style", "")
    if weight.startswith(_BOLD) or weight.startswith(_LIGHT):
        found = found._replace(bold=weight.startswith(_BOLD))
    if slant.startswith(("italic", "oblique", "normal")):
        found = found._replace(italic=not slant.startswith("normal"))
    return _lined(found, said.get("text-decoration", said.get("text-decoration-line", "")))


def _lined(found: Ink, line: str) -> Ink:
    if "underline" in line:
        found = found._replace(underlined=True)
    return found._replace(struck=True) if "line-through" in line else found


@lru_cache(maxsize=1024)
def colour(value: str) -> str:
    """Return *value* as the colour of letters: "" for black, white and what cannot be told."""
    rgb = _rgb(value.strip().lower())
    if rgb is None:
        return ""
    if max(rgb) - min(rgb) < 40:
        return "grey" if 90 <= max(rgb) <= 200 else ""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


@lru_cache(maxsize=1024)
def shade(value: str) -> str:
    """Return *value* as the colour behind letters: "" for white, black and what is none."""
    rgb = _rgb(value.strip().lower())
    if rgb is None:
        return ""
    if max(rgb) - min(rgb) < 25:
        return "grey" if 60 <= max(rgb) <= 244 else ""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


@lru_cache(maxsize=1024)
def hues(value: str) -> frozenset[str]:
    """Return the names that people give to the colour *value*."""
    if not value.startswith("#"):
        return frozenset({value} if value else ())
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    degrees = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    name = next(name for limit, name in _HUES if degrees < limit)
    return frozenset({name, *_ALIKE.get(name, "").split()})


def _rgb(value: str) -> tuple[int, int, int] | None:
    variable = _VARIABLE.match(value)
    if variable:
        words = variable[1].split("-")
        value = variable[2] or next((word for word in words if word in _NAMED), "")
    return _by_digits(value) or _by_parts(value)


def _by_digits(value: str) -> tuple[int, int, int] | None:
    found = _HEX.match(value)
    bare = _BARE_HEX.match(value)
    digits = found[1] if found else _NAMED.get(value.split()[0].rstrip("!;)") if value else "")
    digits = digits or (bare[0] if bare else "")
    if digits:
        digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    return None


def _by_parts(value: str) -> tuple[int, int, int] | None:
    parts = _RGB.match(value)
    if parts:
        red, green, blue = (
            min(255, round(float(parts[at]) * (2.55 if parts[at + 1] else 1))) for at in (1, 3, 5)
        )
        return red, green, blue
    wheel = _HSL.match(value)
    if wheel is None:
        return None
    hue, rich, light = int(wheel[1]) % 360 / 360, int(wheel[2]) / 100, int(wheel[3]) / 100
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, rich))
    return red, green, blue
