"""Read out-of-office notes: the day of return and the address of the stand-in named in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from foibot.message.automatic_rules import AutomaticRules
from foibot.message.wording import fold, said

_LIMIT = 8_000
# How far behind "back on" or "contact" a date or an address may stand.
_REACH = 80
_NEAR = 300
# These say it only right before a date: "Back 17th", "home Sunday 16 August", "ab 20.07.".
_BARELY_BACK = ("back", "home", "ab", "in again")
_SHORT_REACH = 24

_ADDRESS = re.compile(
    r"[a-z0-9][a-z0-9.!#$%&'*+/=?^_{|}~-]{0,63}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?![\d/-])")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|eg|fed|ain|af|il|ydd|e|\.|º|°)?,?\s(?:of |o |de |den )?"
    r"([^\W\d_]{3,14})\.?,?(?:\s(?:de |del )?(\d{4}))?"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)([^\W\d_]{3,14})\.?\s(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s(\d{4}))?"
)
_DAY_ALONE = re.compile(r"\W*(?:[a-z]{3,9},? )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[^\W\d_]{2,14}")
# How far before "on leave" the one who is away stands.
_BEFORE = 60
_OF_WRITER = re.compile(
    r"(?<!\w)(?:i|i'm|i've|i'll|my|me|we|we're|our|us|currently|offices? (?:is|are|will)|"
    r"this (?:mailbox|inbox)|"
    r"rwyf|rwy|rydw|dw i|dwi|nid wyf|byddaf|rydym|swyddfa|ich|wir|bin|sind|je|nous|estoy|estamos|"
    r"estaré|sono|siamo|"
    r"estou|ik|wij|jag|vi|jeg|jestem|olen|jsem|vagyok|я|мы)(?!\w)"
)


def is_absent(text: str, rules: AutomaticRules) -> str | None:
    """Return the words by which *text* says that its writer is away, or None."""
    return said(fold(text[:_LIMIT]), rules.words("absence.away"))


def says_away(folded: str, rules: AutomaticRules) -> str | None:
    """Return the words by which the writer says that he or his office is away, or None.

    "I am on annual leave" says so; "the staff who were on annual leave" does not.
    """
    for phrase in rules.words("absence.away"):
        at = folded.find(phrase)
        if at < 0:
            continue
        before = folded[max(0, at - _BEFORE) : at]
        if not before.strip(" *-.,!") or _OF_WRITER.search(before + phrase):
            return phrase
    return None


def return_date(
    text: str, day: date | None, rules: AutomaticRules, *, absent: bool = True
) -> date | None:
    """Return the day from which the writer is back, read from *text* sent on *day*, or None.

    Where nothing else says that he is *absent*, only words that mean a return are looked for.

    "Back on 12 May" is 12 May, and so is "until 12 May"; "until 12 May inclusive" is 13 May.
    """
    folded = fold(text[:_LIMIT])
    for key in ("absence.back", "absence.until") if absent else ("absence.back",):
        for place, reach in _reaches(folded, rules.words(key), key):
            near = folded[place : place + reach]
            found = _date_in(near, day, rules)
            if found is None:
                continue
            around = folded[max(0, place - 24) : place + _REACH]
            last = key == "absence.until" and said(around, rules.words("absence.inclusive"))
            return found + timedelta(days=1) if last else found
    return None


def _reaches(folded: str, phrases: tuple[str, ...], key: str) -> Iterator[tuple[int, int]]:
    """Yield where a date may follow, and within how many letters."""
    for place in _places(folded, phrases):
        yield place, _REACH
    if key == "absence.back":
        for place in _places(folded, _BARELY_BACK):
            yield place, _SHORT_REACH


def stand_in(text: str, own: str, rules: AutomaticRules) -> str | None:
    """Return the address to write to meanwhile, named in *text* by the owner of *own*, or None."""
    folded = fold(text[:_LIMIT])
    known = {own.lower(), ""}
    for found in _ADDRESS.finditer(folded):
        address = found.group().strip(".'")
        before = folded[max(0, found.start() - _NEAR) : found.start()]
        if address not in known and said(before, rules.words("absence.stand_in")):
            return address
    return None


def _places(folded: str, phrases: tuple[str, ...]) -> Iterator[int]:
    """Yield where the text goes on behind each of *phrases*, longest phrases first, whole words."""
    for phrase in sorted(phrases, key=len, reverse=True):
        at = folded.find(phrase)
        seen = 0
        while at >= 0 and seen < 20:
            end = at + len(phrase)
            if (at == 0 or not folded[at - 1].isalnum()) and not folded[end : end + 1].isalnum():
                yield end
            at = folded.find(phrase, end)
            seen += 1


def _date_in(near: str, day: date | None, rules: AutomaticRules) -> date | None:
    """Return the first date in *near*, the rest of the sentence behind "back on"."""
    candidates = [
        found
        for found in (
            _iso(near),
            _numeric(near, day),
            _worded(_DAY_FIRST, near, day, rules, month=2, number=1),
            _worded(_MONTH_FIRST, near, day, rules, month=1, number=2),
        )
        if found is not None
    ]
    if candidates:
        at, first = min(candidates)
        return first if at <= 45 else None
    return _weekday(near, day, rules)


def _iso(near: str) -> tuple[int, date] | None:
    found = _ISO.search(near)
    made = _made(int(found[1]), int(found[2]), int(found[3])) if found else None
    return (found.start(), made) if found and made else None


def _numeric(near: str, day: date | None) -> tuple[int, date] | None:
    """Return a date such as 12/05/2026 or 12.05.: the day first, unless only the month can be."""
    found = _NUMERIC.search(near)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    number, month = (second, first) if second > 12 >= first else (first, second)
    made = _in_year(found[3], month, number, day)
    return (found.start(), made) if made else None


def _worded(
    form: re.Pattern[str],
    near: str,
    day: date | None,
    rules: AutomaticRules,
    *,
    month: int,
    number: int,
) -> tuple[int, date] | None:
    for found in form.finditer(near):
        named = rules.months.get(found[month])
        if named is None:
            continue
        made = _in_year(found[3], named, int(found[number]), day)
        if made:
            return found.start(), made
    return None


def _weekday(near: str, day: date | None, rules: AutomaticRules) -> date | None:
    """Return the next such weekday after *day*, where one follows at once."""
    if day is None:
        return None
    alone = _DAY_ALONE.match(near)
    if alone:
        return _next_such(int(alone[1]), day)
    for found in list(_WORD.finditer(near[:30]))[:3]:
        number = rules.weekdays.get(found.group())
        if number is not None:
            ahead = (number - 1 - day.weekday()) % 7
            return day + timedelta(days=ahead or 7)
    return None


def _next_such(number: int, day: date) -> date | None:
    """Return the next day after *day* that bears *number* in its month: "back on the 14th"."""
    ahead = (day + timedelta(days=days) for days in range(1, 63))
    return next((each for each in ahead if each.day == number), None)


def _in_year(year: str | None, month: int, number: int, day: date | None) -> date | None:
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, number)
    if day is None:
        return None
    # A note without a year means the next such day; one just past stays in this year.
    made = _made(day.year, month, number)
    if made is not None and (day - made).days > 60:
        return _made(day.year + 1, month, number)
    if made is not None and (made - day).days > 330:
        return _made(day.year - 1, month, number)
    return made


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
