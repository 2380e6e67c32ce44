"""What the style of an element says: hidden, or without margins."""

from __future__ import annotations

import re
from functools import lru_cache

_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,8}:\s*([^;]*)")
_ZERO = re.compile(r"0*\.?0*(?:px|pt|em|%)?(?:\s*!important)?")


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
def tight(style: str) -> bool:
    """Return whether *style* takes the empty line away that follows a paragraph."""
    said = declarations(style)
    below = said.get("margin-bottom")
    if below is None:
        sides = said.get("margin", "").replace("!important", "").split()
        below = sides[2 if len(sides) > 2 else 0] if sides else None
    return below is not None and bool(_ZERO.match(below)) and below.startswith(("0", "."))
