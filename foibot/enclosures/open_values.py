"""What a cell of an OpenDocument sheet shows of its value, as far as that can be believed (T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.enclosures.cells import BEHIND_EMPTINESS, NO_WORDS, before_emptiness
from foibot.enclosures.number_format import general
from foibot.enclosures.open_parts import OpenStyles
from foibot.enclosures.package import Element, attribute, child, local, words

_NUMBERS = ("float", "currency", "percentage")
_DATES = ("date", "time")
_KEPT = "other words are kept than those that the value makes"
_DATE_WORDS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "a",
        "p",
        "t",
        "h",
        "m",
        "s",
        "st",
        "nd",
        "rd",
        "th",
    ]
)
_FACTORS = (1.0, 100.0, 0.001, 0.000001)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Value:
    """What one sees in a cell, and why something in it is not seen."""

    text: str = ""
    why: str = ""


def value_of(cell: Element, shown: str, data_style: Element | None) -> Value:
    """Return what a cell shows: its words, where they say what its value is."""
    kind = attribute(cell, "value-type")
    said = any(local(one) == "p" for one in cell)
    if kind in _NUMBERS:
        return _number(cell, shown, data_style, kind, said=said)
    if kind in _DATES:
        return _date(cell, shown, data_style, said=said)
    stored = attribute(cell, "string-value") if kind == "string" else ""
    if stored and not said:
        return Value(stored)
    text, why = before_emptiness(shown)
    if why:
        return Value(text, BEHIND_EMPTINESS)
    return Value(shown, _KEPT if stored and " ".join(stored.split()) not in ("", shown) else "")


def data_style_of(style: str, styles: OpenStyles) -> Element | None:
    """Return the number format of a style of cells."""
    for node in styles.chain("table-cell", style):
        named = attribute(node, "data-style-name")
        if named:
            return styles.numbers.get(named)
    return None


def _number(
    cell: Element, shown: str, data_style: Element | None, kind: str, *, said: bool
) -> Value:
    try:
        value = float(attribute(cell, "value"))
    except ValueError:
        return Value(shown)
    if not said:
        return Value(why=NO_WORDS) if _is_mute(data_style) else Value(_plain(value, kind, cell))
    if not shown:
        return Value(why=NO_WORDS if value else "")
    extra = set(_letters(shown)) - set(_letters(words(data_style))) - {"e"}
    if not any(map(str.isdigit, shown)):
        if extra:
            return Value(_plain(value, kind, cell), _KEPT)
        return Value(shown, "a number under other words" if value else "")
    if data_style is None and extra - {"gbp", "eur", "usd"}:
        return Value(_plain(value, kind, cell), _KEPT)
    if not _says(shown, value):
        return Value(_plain(value, kind, cell), _KEPT)
    return Value(shown)


def _says(shown: str, value: float) -> bool:
    """Return whether the digits of *shown* are those of *value*, perhaps rounded or scaled."""
    digits = re.sub(r"[^0-9.,]", "", shown.upper().partition("E")[0]).strip(".,")
    if "E" in shown.upper() or "/" in shown or ":" in shown or "-" in shown.strip("-− "):
        return True
    text = digits.replace(",", "")
    if digits.count(",") == 1 and "." not in digits and len(digits.rpartition(",")[2]) != 3:
        text = digits.replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return False
    places = len(text.partition(".")[2])
    slack = 0.5001 * 10.0**-places
    return any(abs(number - abs(value) * factor) <= slack for factor in _FACTORS)


def _plain(value: float, kind: str, cell: Element) -> str:
    if kind == "percentage":
        return f"{general(value * 100)}%"
    if kind == "currency":
        sign = {"GBP": "£", "EUR": "€", "USD": "$"}.get(attribute(cell, "currency"), "")
        return f"{'-' if value < 0 else ''}{sign}{abs(value):,.2f}"
    return general(value)


def _date(cell: Element, shown: str, data_style: Element | None, *, said: bool) -> Value:
    stored = attribute(cell, "date-value") or attribute(cell, "time-value")
    if said and not shown:
        return Value(why=NO_WORDS if stored else "")
    strange = set(_letters(shown)) - _DATE_WORDS - set(_letters(words(data_style)))
    if said and not strange:
        return Value(shown)
    return Value(_british(stored), _KEPT if said else "")


def _british(stored: str) -> str:
    found = _ISO.match(stored)
    if found is None:
        return stored
    day = f"{found[3]}/{found[2]}/{found[1]}"
    return f"{day} {found[4]}:{found[5]}" if found[4] and found[4] + found[5] != "0000" else day


def _is_mute(data_style: Element | None) -> bool:
    """Return whether a number format shows nothing at all."""
    if data_style is None:
        return False
    shows = [one for one in data_style if local(one) not in ("text", "map", "text-properties")]
    return not shows and not words(data_style) and child(data_style, "map") is None


def _letters(text: str) -> list[str]:
    return [one.lower() for one in re.findall(r"[^\W\d_]+", text)]
