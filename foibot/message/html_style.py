"""What the style of an element says: hidden, or without margins; and what its class looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,8}:\s*([^;]*)")
# One class, of one tag or of any: "span.EmailStyle21"; what stands inside others says too little.
_CLASS = re.compile(r"([a-z0-9]{0,20})\.([\w-]{1,80})")
_LOOKS = ("color", "background", "highlight", "font-weight", "font-style", "text-decoration")
_MOST_CLASSES = 500
_MOST_SHEETS = 20
_MOST_RULES = 2_000
_LONGEST_SHEET = 100_000
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


def classes(html: str) -> dict[str, str]:
    """Return what the style sheets in *html* say of letters, by class: "span.x", or ".x" for any.

    Word and phones write there what colour an answer has.  What holds only on paper or on some
    screens is left out.
    """
    found: dict[str, str] = {}
    for sheet in _sheets(html):
        narrowed = False  # to paper, or to some screens
        for rule in _uncommented(sheet).split("}")[:_MOST_RULES]:
            names, _, said = rule.rpartition("{")
            narrowed = "@" in names or (narrowed and bool(rule.strip()))
            if narrowed or not any(look in said for look in _LOOKS):
                continue
            for name in names.split(",")[:50]:
                one = _CLASS.fullmatch(name.strip().lower()[:120])
                if one and len(found) < _MOST_CLASSES:
                    key = f"{one[1]}.{one[2].removeprefix('x_')}"
                    found[key] = " ".join(said[:2000].split())
    return found


def _sheets(html: str) -> Iterator[str]:
    """Yield the style sheets that stand in *html*."""
    lowered = html.lower() if "<STYLE" in html else html
    at = lowered.find("<style")
    for _ in range(_MOST_SHEETS):
        end = lowered.find("</style", at)
        if at < 0 or end < 0:
            return
        yield html[html.find(">", at) + 1 : end][:_LONGEST_SHEET]
        at = lowered.find("<style", end)


def _uncommented(sheet: str) -> str:
    """Return *sheet* without its comments and the marks that hide it from old programs."""
    bare = " ".join(piece.partition("/*")[0] for piece in sheet.split("*/"))
    return bare.replace("<!--", " ").replace("-->", " ")
