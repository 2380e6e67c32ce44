"""The numbers and bullets of lists in Word documents, as a reader sees them."""

from __future__ import annotations

import re

from foibot.enclosures.package import Element, attribute, child, local

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


def letters(number: int) -> str:
    """Return a, b, ... z, aa, bb for 1, 2, ... as Word counts."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 2000 else "?"


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    out = ""
    for value, sign in _ROMAN:
        while number >= value and len(out) < 40:
            out += sign
            number -= value
    return out


def label(number: int, form: str) -> str:
    """Return *number* in the form that a list asks for."""
    if form in ("lowerLetter", "upperLetter"):
        said = letters(number)
    elif form in ("lowerRoman", "upperRoman"):
        said = roman(number)
    else:
        return str(number)
    return said.upper() if form.startswith("upper") else said


class Numbering:
    """Counts the entries of every list of a document."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        for node in [] if root is None else root:
            if local(node) == "abstractNum":
                self._abstract[attribute(node, "abstractNumId")] = _levels(node)
            elif local(node) == "num":
                base = child(node, "abstractNumId")
                if base is not None:
                    self._lists[attribute(node, "numId")] = attribute(base, "val")

    @property
    def hides(self) -> bool:
        """Return whether a list has labels that nobody sees."""
        levels = [one for each in self._abstract.values() for one in each.values()]
        return any(form == "none" and text.strip("%0123456789. ") for form, text, _ in levels)

    def next(self, number: str, level: int) -> str:
        """Return the label of the next entry of list *number*, "" when it has none."""
        base = self._lists.get(number)
        levels = self._abstract.get(base or "", {})
        if base is None or not 0 <= level < _LEVELS or level not in levels:
            return ""
        counts = self._counts.setdefault(
            base, [levels[n][2] - 1 if n in levels else 0 for n in range(_LEVELS)]
        )
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = levels[deeper][2] - 1 if deeper in levels else 0
        form, text, _ = levels[level]
        if form == "bullet":
            return "•"
        if form == "none":
            return ""
        return re.sub(r"%([1-9])", lambda m: _shown(int(m[1]) - 1, counts, levels), text)


def _shown(at: int, counts: list[int], levels: dict[int, tuple[str, str, int]]) -> str:
    return label(max(1, counts[at]), levels[at][0] if at in levels else "decimal")


def _levels(node: Element) -> dict[int, tuple[str, str, int]]:
    found = {}
    for level in node:
        at = attribute(level, "ilvl")
        if local(level) != "lvl" or not at.isdigit():
            continue
        said = {local(one): attribute(one, "val") for one in level}
        hidden = child(level, "rPr", "vanish")
        if hidden is not None and attribute(hidden, "val") not in ("0", "false"):
            # A label that nobody sees is as good as none.
            said["numFmt"] = "none"
        start = said.get("start", "1")
        first = int(start) if start.isdigit() else 1
        found[int(at)] = (said.get("numFmt", "decimal"), said.get("lvlText", ""), first)
    return found
