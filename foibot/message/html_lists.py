"""The markers of lists in HTML, as a browser or Word would show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_SMALL = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVEL = re.compile(r"mso-list:\s*l\d{1,4}\s+level(\d)")
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


@dataclass(slots=True)
class Listing:
    """A list that is open: its kind of marker and the number of its next item."""

    ordered: bool
    kind: str = "1"
    number: int = 1
    shown: bool = True

    def marker(self, value: str | None) -> str:
        """Return the marker of the next item; *value* is the item's own number, if it has one."""
        if not self.shown:
            return ""
        if not self.ordered:
            return "- "
        number = _number(value, self.number)
        self.number = number + 1
        return f"{numeral(number, self.kind)}. "


def listing(tag: str, attributes: Mapping[str, str | None]) -> Listing:
    """Return the list that an ol or ul element opens."""
    style = (attributes.get("style") or "").lower()
    kind = attributes.get("type") or "1"
    for name, short in _STYLES.items():
        if name in style:
            kind = short
    shown = "list-style:none" not in style.replace(" ", "").replace("-type", "")
    if tag != "ol":
        return Listing(ordered=False, shown=shown)
    return Listing(True, kind, _number(attributes.get("start"), 1), shown)


def word_level(style: str) -> int:
    """Return the level of a paragraph that Word shows as an item of a list, 0 if it is none."""
    found = _LEVEL.search(style.lower())
    return int(found[1]) if found else 0


def numeral(number: int, kind: str) -> str:
    """Return *number* as the list's *kind* (1, a, A, i, I) writes it."""
    if kind in ("a", "A") and number > 0:
        letters = _letters(number)
        return letters.upper() if kind == "A" else letters
    if kind in ("i", "I") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if kind == "I" else roman
    return str(number)


def _letters(number: int) -> str:
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN + _ROMAN_SMALL:
        while number >= value:
            out += letters
            number -= value
    return out


def _number(value: str | None, otherwise: int) -> int:
    text = (value or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 7 else otherwise
