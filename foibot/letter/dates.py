"""Dates and small counts as a letter says them, in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WELSH = (
    "dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn",
    "dydd Sul",
)  # fmt: skip
WELSH_MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip

# What is spoken with a vowel first, 1, 8 and 11 too: un, wyth, un ar ddeg.
VOWEL = re.compile(r"[aeiouwyâêîôûŵŷ]|(?:1|8|11)(?!\d)", re.IGNORECASE)


def long_date(day: date, language: str = "en") -> str:
    """Return *day* as "Monday 23 November 2026", in Welsh for "cy"."""
    if language == "cy":
        return f"{WELSH[day.weekday()]} {day.day} {WELSH_MONTHS[day.month - 1]} {day.year}"
    return f"{ENGLISH[day.weekday()]} {day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return *day* as "23 November 2026"."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 question" or "3 questions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str], language: str = "en") -> str:
    """Return "a", "a and b" or "a, b and c"; in Welsh "ac" stands before a vowel."""
    if len(parts) < 2:
        return "".join(parts)
    last = "and"
    if language == "cy":
        last = "ac" if VOWEL.match(parts[-1]) else "a"
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def opened(text: str) -> str:
    """Return *text* with a capital first, unless it begins with an address."""
    first = text.partition(" ")[0]
    return text if "@" in first or not first.islower() else f"{text[0].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """Return *text* with a full stop at its end, if it ends in no sign of its own."""
    clean = text.strip()
    return clean if not clean or clean[-1] in ".!?:;…”\"'" else f"{clean}."
