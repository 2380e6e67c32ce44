"""Dates as people write them in a reply: "12 March", "12/3/26", "Friday", "end of next week"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from foibot.replies.rules import DateWords
from foibot.replies.words import plain

_ISO = re.compile(r"\b(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})\b")
_NUMERIC = re.compile(r"\b([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]((?:20)?[0-9]{2}))?\b")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|fed|af|il|ydd|eg)?")
_OF_MONTH = re.compile(
    r"\b(?:the|y)\s([0-9]{1,2})(?:st|nd|rd|th|fed|af|il|ydd|eg|ain)\b", re.IGNORECASE
)
_END_OF_WEEK = re.compile(r"\bend of (next|this|the) week\b", re.IGNORECASE)
_FRIDAY = 4
_YEAR = re.compile(r"20[0-9]{2}")


def find_date(text: str, words: DateWords, today: date) -> date | None:
    """Return the first date that *text* names, the next such day after *today*, or None."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1))):
        match = pattern.search(text)
        if match:
            year, month, day = (match[place] for place in order)
            found = _day(year, int(month), int(day), today)
            if found is not None:
                return found
    tokens = plain(text)
    found = _by_month(tokens, words, today) or _by_weekday(tokens, words, today)
    return found or _by_day(text, today) or _by_week(text, today)


def past_day(text: str, words: DateWords, today: date) -> date | None:
    """Return the first date that *text* names, the last such day up to *today*, or None."""
    tokens = plain(text)
    for told, days in (("today", 0), ("heddiw", 0), ("yesterday", 1), ("ddoe", 1)):
        if told in tokens:
            return today - timedelta(days)
    found = find_date(text, words, today)
    if found is None or found <= today:
        return found
    if not any(char.isdigit() for char in text):
        weeks = -((today - found).days // 7)
        return found - timedelta(7 * weeks)
    # With its year it lies ahead, and was no such day.
    short = _NUMERIC.search(text)
    named = any(_YEAR.fullmatch(one) for one in tokens) or bool(short and short[3])
    return None if named else _same_day(found, today)


def _same_day(found: date, today: date) -> date | None:
    """Return the last day up to *today* that is called as *found* is in its year."""
    for year in (today.year, today.year - 1):
        try:
            day = found.replace(year=year)
        except ValueError:
            continue  # 29 February
        if day <= today:
            return day
    return None


def _by_week(text: str, today: date) -> date | None:
    """Return the Friday of "the end of next week", or of this one while it is not past."""
    match = _END_OF_WEEK.search(text)
    if match is None:
        return None
    friday = today + timedelta(_FRIDAY - today.weekday() + (7 if match[1].lower() == "next" else 0))
    return friday if friday >= today else None


def _by_day(text: str, today: date) -> date | None:
    """Return the next such day in "till the 20th"."""
    match = _OF_MONTH.search(text)
    for ahead in range(1, 62) if match is not None else ():
        day = today + timedelta(ahead)
        if match is not None and day.day == int(match[1]):
            return day
    return None


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    number = int(year) if year else today.year
    number += 2000 if number < 100 else 0
    try:
        found = date(number, month, day)
        # "12 March" said in December is next year's.
        return found.replace(year=number + 1) if not year and found < today else found
    except ValueError:
        return None


def _by_month(tokens: tuple[str, ...], words: DateWords, today: date) -> date | None:
    for place, token in enumerate(tokens):
        month = words.months.get(token)
        if month is None:
            continue
        around = [*tokens[max(0, place - 2) : place][::-1], *tokens[place + 1 : place + 2]]
        days = [m[1] for one in around if (m := _DAY.fullmatch(one))]
        years = [one for one in tokens[place + 1 : place + 3] if _YEAR.fullmatch(one)]
        if days:
            return _day(years[0] if years else None, month, int(days[0]), today)
    return None


def _by_weekday(tokens: tuple[str, ...], words: DateWords, today: date) -> date | None:
    for place, token in enumerate(tokens):
        number = words.weekdays.get(token, words.weekdays.get(" ".join(tokens[place : place + 2])))
        if number is not None:
            ahead = (number - today.weekday() - 1) % 7 + 1
            after_next = place > 0 and tokens[place - 1] == "next" and ahead < 7 - today.weekday()
            return today + timedelta(ahead + (7 if after_next else 0))
    return None
