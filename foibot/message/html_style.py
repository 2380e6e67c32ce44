"""What the style of an element says: hidden, coloured, without margins."""

from __future__ import annotations

import re
from functools import lru_cache

_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,8}:\s*([^;]*)")
_ZERO = re.compile(r"0*\.?0*(?:px|pt|em|%)?(?:\s*!important)?")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D{1,5}(\d{1,3})\D{1,5}(\d{1,3})")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_NAMED = {
    "black": (0, 0, 0),
    "windowtext": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "purple": (128, 0, 128),
    "navy": (0, 0, 128),
    "teal": (0, 128, 128),
    "maroon": (128, 0, 0),
    "orange": (255, 165, 0),
    "fuchsia": (255, 0, 255),
    "magenta": (255, 0, 255),
    "lime": (0, 255, 0),
    "olive": (128, 128, 0),
    "brown": (165, 42, 42),
    "darkred": (139, 0, 0),
    "darkblue": (0, 0, 139),
    "darkgreen": (0, 100, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "white": (255, 255, 255),
}


@lru_cache(maxsize=4096)
def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute, names and values in lower case."""
    return {found[1]: found[2].strip() for found in _DECLARATION.finditer(style[:4096].lower())}


@lru_cache(maxsize=4096)
def hidden(style: str) -> bool:
    """Return whether *style* keeps its element from being seen."""
    said = declarations(style)
    if said.get("display", "").startswith("none") or said.get("mso-hide", "").startswith("all"):
        return True
    if said.get("visibility", "").startswith("hidden"):
        return True
    if any(_ZERO.fullmatch(said[name]) for name in ("font-size", "opacity") if name in said):
        return True
    closed = any(_ZERO.fullmatch(said[name]) for name in ("max-height", "height") if name in said)
    return closed and said.get("overflow", "").startswith("hidden")


@lru_cache(maxsize=4096)
def ink(style: str) -> str:
    """Return the colour or emphasis that *style* gives to its letters, "" for none."""
    said = declarations(style)
    background = said.get("background") or said.get("background-color", "")
    if background and colour(background) not in ("", "white"):
        return "marked"
    named = colour(said["color"]) if "color" in said else ""
    if named:
        return named
    weight = said.get("font-weight", "")
    return "bold" if weight.startswith(("bold", "6", "7", "8", "9")) else ""


@lru_cache(maxsize=1024)
def colour(value: str) -> str:
    """Return *value* as a colour that can be compared: "dark" for black and greys, "" if none."""
    rgb = _rgb(value.strip().lower())
    if rgb is None:
        return ""
    if max(rgb) - min(rgb) < 40:
        return "white" if min(rgb) > 200 else "dark"
    return "#{:02x}{:02x}{:02x}".format(*rgb)


@lru_cache(maxsize=4096)
def tight(style: str) -> bool:
    """Return whether *style* takes the empty line away that follows a paragraph."""
    said = declarations(style)
    below = said.get("margin-bottom")
    if below is None:
        sides = said.get("margin", "").replace("!important", "").split()
        below = sides[2 if len(sides) > 2 else 0] if sides else None
    return below is not None and bool(_ZERO.match(below)) and below.startswith(("0", "."))


def _rgb(value: str) -> tuple[int, int, int] | None:
    found = _HEX.match(value)
    if found:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    parts = _RGB.match(value)
    if parts:
        return int(parts[1]), int(parts[2]), int(parts[3])
    return _NAMED.get(value.split()[0].rstrip("!") if value else "")
