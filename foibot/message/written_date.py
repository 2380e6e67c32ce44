"""Read the dates that mail programs write above what they quote, in several languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# The first letters of the months' names, without accents where programs leave them out.
_MONTHS = (
    ("jan", "ion", "ene", "gen", "led", "sty", "янв", "tam", "січ", "oca"),
    ("feb", "chwef", "fév", "fev", "úno", "lut", "фев", "hel", "лют", "şub"),
    ("mar", "maw", "mär", "mrt", "maa", "bře", "мар", "бер"),
    ("apr", "ebr", "avr", "abr", "huh", "dub", "kwi", "апр", "кві", "nis"),
    ("may", "mai", "mei", "maj", "mag", "tou", "kvě", "мая", "май", "тра"),
    ("jun", "meh", "juin", "giu", "kes", "čvn", "cze", "июн", "чер", "haz"),
    ("jul", "gorff", "juil", "lug", "hei", "čvc", "lip", "июл", "tem"),
    ("aug", "awst", "aoû", "aou", "ago", "elo", "srp", "sie", "авг", "сер"),
    ("sep", "medi", "set", "syy", "zář", "wrz", "сен", "вер", "eyl"),
    ("oct", "hyd", "okt", "out", "ott", "lok", "říj", "paź", "окт", "жов", "eki"),
    ("nov", "tach", "lis", "нояб", "marr", "kas"),
    ("dec", "rhag", "déc", "dez", "dic", "des", "jou", "pro", "gru", "дек", "гру", "ara"),
)
_NAMED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})"
)
_AMERICAN = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_ISO = re.compile(r"\b(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_TIME = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\b", re.I)
_OFFSET = re.compile(r"(?:GMT|UTC|\s)([+-])(\d{1,2}):?(\d{2})?\b")
_LONDON = ZoneInfo("Europe/London")


def written_date(text: str) -> datetime | None:
    """Return the moment that *text* names, London time where it names no zone, or None.

    03/04/2026 is the third of April, as anybody in the United Kingdom writes it.
    """
    text = text[:200]
    day = _day(text)
    if day is None:
        return None
    year, month, number, rest = day
    hour, minute, second = _clock(rest)
    try:
        return datetime(year, month, number, hour, minute, second, tzinfo=_zone(text))
    except ValueError:
        return None


def _day(text: str) -> tuple[int, int, int, str] | None:
    """Return year, month and day, and *text* without them."""
    found = _ISO.search(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3]), text[found.end() :]
    for pattern, day, name in ((_NAMED, 1, 2), (_AMERICAN, 2, 1)):
        found = pattern.search(text)
        month = _month(found[name]) if found else 0
        if found and month:
            return int(found[3]), month, int(found[day]), text[found.end() :]
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    first, second = (second, first) if second > 12 else (first, second)
    return year if year > 99 else 2000 + year, second, first, text[found.end() :]


def _month(name: str) -> int:
    lowered = name.lower()
    for number, beginnings in enumerate(_MONTHS, 1):
        if lowered.startswith(beginnings):
            return number
    return 0


def _clock(text: str) -> tuple[int, int, int]:
    found = _TIME.search(text)
    if not found:
        return 0, 0, 0
    hour = int(found[1])
    half = (found[4] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, int(found[2]), int(found[3] or 0)) if hour < 24 else (0, 0, 0)


def _zone(text: str) -> timezone | ZoneInfo:
    found = _OFFSET.search(text)
    if found:
        shift = timedelta(hours=int(found[2]) % 24, minutes=int(found[3] or 0) % 60)
        return timezone(shift if found[1] == "+" else -shift)
    return UTC if re.search(r"\b(?:GMT|UTC|Z)\b", text) else _LONDON
