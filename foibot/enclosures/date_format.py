"""What a cell shows of a date or time, by its number format, as a reader in Britain sees it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

# The formats of Windows that have a number only; a British computer shows them so.
BRITISH = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm"}
_FIRST = date(1899, 12, 30)
_SYSTEM = (("[$-F800]", "dd mmmm yyyy"), ("[$-F400]", "hh:mm:ss"))
_TOKEN = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[hms]{1,4}\]|\[[^\]]*\]|AM/PM|A/P|0?\.0{1,6}|[ymdhs]+|.',
    re.IGNORECASE | re.DOTALL,
)
_DATED = re.compile(r"[ymdhs]", re.IGNORECASE)
_SILENT = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]{1,4}\])[^\]]*\]|General', re.IGNORECASE)


def is_date(section: str) -> bool:
    """Return whether a section of a number format shows a date or a time."""
    if section.upper().startswith(("[$-F800]", "[$-F400]")):
        return True
    return _DATED.search(_SILENT.sub("", section)) is not None


def shown_date(value: float, section: str, *, since_1904: bool) -> str:
    """Return a stored day in the form of *section*; what is no day is shown as a number."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    try:
        found = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return f"{value:.10g}"
    if isinstance(found, time):
        found = datetime.combine(_FIRST, found)
    if isinstance(found, timedelta):
        found = datetime.combine(_FIRST, time()) + found
    if not isinstance(found, datetime):
        return f"{value:.10g}"
    for sign, form in _SYSTEM:
        if section.upper().startswith(sign):
            section = form
    return _formed(value, found, section)


def _formed(value: float, when: datetime, section: str) -> str:
    tokens = _TOKEN.findall(section)
    half = any(token.upper() in ("AM/PM", "A/P") for token in tokens)
    out = []
    for at, token in enumerate(tokens):
        low = token.lower()
        if low.startswith("[") and low[1:-1].strip("hms") == "":
            out.append(_elapsed(value, low[1:-1]))
        elif low.strip("m") == "" and _are_minutes(tokens, at):
            out.append(f"{when.minute:0{min(2, len(low))}}")
        elif low.strip("ymdhs") == "":
            out.append(_part(when, low, half=half))
        else:
            out.append(_sign(when, token))
    return " ".join("".join(out).split())


def _part(when: datetime, low: str, *, half: bool) -> str:
    """Return one part of a date by its letters."""
    sign, size = low[0], len(low)
    if sign == "y":
        return f"{when.year % 100:02}" if size <= 2 else f"{when.year:04}"
    if sign == "m":
        names = {3: "%b", 4: "%B"}
        if size in names:
            return when.strftime(names[size])
        return when.strftime("%b")[0] if size == 5 else f"{when.month:0{min(2, size)}}"
    if sign == "d":
        if size > 2:
            return when.strftime("%a" if size == 3 else "%A")
        return f"{when.day:0{size}}"
    number = when.second if sign == "s" else when.hour
    if sign == "h" and half:
        number = (when.hour + 11) % 12 + 1
    return f"{number:0{min(2, size)}}"


def _sign(when: datetime, token: str) -> str:
    up = token.upper()
    if up in ("AM/PM", "A/P"):
        said = "AM" if when.hour < 12 else "PM"
        return said if up == "AM/PM" else said[0]
    if up.lstrip("0").startswith(".0"):
        return "." + f"{when.microsecond:06}"[: up.count("0")]
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith(("[", "*")):
        return ""
    if token.startswith("_"):
        return " "
    return token[1:] if token.startswith("\\") and len(token) > 1 else token.replace("@", "")


def _elapsed(value: float, low: str) -> str:
    seconds = round(value * 86_400)
    unit = {"h": 3_600, "m": 60, "s": 1}[low[0]]
    return f"{seconds // unit:0{len(low)}}"


def _are_minutes(tokens: list[str], at: int) -> bool:
    """Return whether an m stands for minutes: behind hours or before seconds."""
    if len(tokens[at]) > 2:
        return False
    before = [t.lower().strip("[]") for t in tokens[:at] if t.lower().strip("[]ymdhs") == ""]
    behind = [t.lower().strip("[]") for t in tokens[at + 1 :] if t.lower().strip("[]ymdhs") == ""]
    return bool((before and before[-1][:1] == "h") or (behind and behind[0][:1] == "s"))
