"""The one day that a sentence names for an answer, "till Friday", "another week"; or why none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from foibot.clock.limits import corresponding_date
from foibot.replies.dates import find_date
from foibot.replies.deadlines import NUMBERS
from foibot.replies.rules import DateWords

_COUNTS = {"a": 1, "an": 1, "one": 1, "couple": 2, "wythnos": 1} | NUMBERS
_SPAN = re.compile(
    rf"\b(another\s)?(?:(an?|(?:a )?couple(?: of)?|{'|'.join(NUMBERS)}|\d{{1,2}})\s)?"
    r"((?:(?:more|extra|further|additional|full|whole|working|clear|calendar|other)\s){0,2})"
    r"(day|week|fortnight|month)s?\b(?! (?:on|from) )",
    re.IGNORECASE,
)
_FURTHER = frozenset({"more", "extra", "further", "additional", "other"})
# A weekday, with what may stand around it.
_WEEKLY = re.compile(
    r"\b(?:(next|this|a week on|week on)\s)?([a-z]{3,9})(?:\s(week|next week|this week))?\b",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(today|tonight|tomorrow|yfory|heddiw)\b", re.IGNORECASE)
_MONTH_END = re.compile(r"\b(?:end of (?:the|this) month|month[- ]end)\b", re.IGNORECASE)
_SATURDAY = 5
_UNCERTAIN = re.compile(
    r"\b(?:(?:a )?few (?:more |extra |working )?(?:days|weeks)|next week|week after next"
    r"|the weekend|next month|(?:early|mid|late|some time|sometime) (?:next|in|this)\b"
    r"|(?:a )?(?:bit|little)"
    r"(?: more| longer)?|as long as (?:they|she|he|it)|whenever|a while|asap)\b",
    re.IGNORECASE,
)
# "Another day or two" is no day, though "day" alone would be one.
_ABOUT = re.compile(
    r"\b(?:days?|weeks?) or (?:two|three|so)\b"
    r"|\b(?:[a-z]{3,5}|\d{1,2})\s?(?:or|to|-|\u2013)\s?(?:[a-z]{3,5}|\d{1,2})\s"
    r"(?:(?:more|extra|working)\s)?(?:days|weeks)\b",
    re.IGNORECASE,
)
_SHORT_IS = re.compile(r"(?<=day)['\u2019]s\b", re.IGNORECASE)
_NOT_A_DAY = re.compile(
    r"\b(?:and |but )?not (?:a|one) (?:single )?(?:day|minute|moment)\b"
    r"(?: (?:more|later|longer|beyond))?",
    re.IGNORECASE,
)
_APART = re.compile(r"[;!?\n]|[.,](?=\s|$)|\s[-\u2013\u2014]\s|\b(?:or|and|though|although)\b")
# "Friday, 4 December" is one day.
_ONE_DAY = re.compile(r"\b([a-z]{3,9}),(?=\s(?:the\s)?\d|\s[a-z]{3,9}\s\d)", re.IGNORECASE)
_BARE_DAY = re.compile(
    r"\b(until|till|til|by|to|on|for|it|[a-z]{2,6}day|mon|tues?|wed|thurs?|fri)\s"
    r"(?=[0-9]{1,2}(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names, and why it is not clear which one is meant."""

    named: tuple[date, ...] = ()
    why: str = ""

    @property
    def one(self) -> date | None:
        """Return the day, where there is exactly one and no doubt about it."""
        return self.named[0] if len(self.named) == 1 and not self.why else None


def days_named(text: str, words: DateWords, today: date, stands: date) -> Days:
    """
    Return the days that *text* names for an answer that is wanted by the day that *stands*.

    "Another week" goes on from that day, or from *today* where it is past; "a week" from today.
    "Next Friday", said on a Tuesday, may be either of two days: it is doubtful, and so is a
    weekday that is not that of the date beside it.
    """
    text = _SHORT_IS.sub(" is", text)
    joined = _ONE_DAY.sub(r"\1", _NOT_A_DAY.sub(" ", text))
    if _ABOUT.search(joined):
        return Days((), "that is about so long, and no day")
    joined = _BARE_DAY.sub(r"\1 the ", joined)
    found: dict[date, None] = {}
    for part in _APART.split(joined):
        day = _day_in(part, words, today, stands)
        if isinstance(day, str):
            return Days(tuple(found), day)
        found |= {day: None} if day is not None else {}
    if not found and (vague := _UNCERTAIN.search(joined)):
        return Days((), f'"{vague[0]}" is no day')
    if len(found) > 1:
        return Days(tuple(found), "more than one day is named")
    return Days(tuple(found))


def _day_in(part: str, words: DateWords, today: date, stands: date) -> date | str | None:
    """Return the day in one part of a sentence, why it is doubtful, or None."""
    near = _NEAR.search(part)
    if near is not None:
        return today + timedelta(int(near[1].lower() in {"tomorrow", "yfory"}))
    if _MONTH_END.search(part):
        return corresponding_date(today.replace(day=1), 1)[0] - timedelta(1)
    return (
        _of_the_month(part, words, today)
        or _by_week(part, words, today)
        or find_date(part, words, today)
        or _after(part, words, today, stands)
    )


def _by_week(part: str, words: DateWords, today: date) -> date | str | None:
    """Return the day of a weekday with a week beside it; None for a plain one."""
    for match in _WEEKLY.finditer(part):
        number = words.weekdays.get(match[2].lower())
        before, behind = (match[1] or "").lower(), (match[3] or "").lower()
        if number is None or not (before or behind):
            continue
        coming = today + timedelta((number - today.weekday() - 1) % 7 + 1)
        this_week = coming.isocalendar().week == today.isocalendar().week
        if before.endswith("on") or behind == "week":
            return coming + timedelta(7)
        if behind == "next week":
            return coming + timedelta(7 * this_week)
        if before == "next" and this_week:
            later = coming + timedelta(7)
            return f'"next {match[2]}" may be {_short(coming)} or {_short(later)}'
        return coming
    return None


def _of_the_month(part: str, words: DateWords, today: date) -> date | str | None:
    """Return the date that *part* gives in figures; why it is doubtful beside another weekday."""
    if not any(char.isdigit() for char in part):
        return None
    tokens = [one for one in re.split(r"\s+", part) if _weekday(one, words) is None]
    day = find_date(" ".join(tokens), words, today)
    said = {n for one in re.split(r"\s+", part) if (n := _weekday(one, words)) is not None}
    if day is None or not said or said == {day.weekday()}:
        return day
    return f"{day.day} {day:%B} is a {day:%A}"


def _weekday(token: str, words: DateWords) -> int | None:
    return words.weekdays.get(token.strip(".,").lower())


def _after(part: str, words: DateWords, today: date, stands: date) -> date | None:
    """Return the day after so many days or weeks, "another week" from the day that stands."""
    match = _SPAN.search(part)
    if match is None:
        return None
    counted, between, unit = (match[2] or "").lower(), match[3].lower().split(), match[4].lower()
    number = (
        int(counted)
        if counted.isdigit()
        else _COUNTS.get(counted.removeprefix("a ").removesuffix(" of"), 0)
    )
    further = bool(match[1]) or not _FURTHER.isdisjoint(between)
    number = number or int(further and not match[0].rstrip().endswith("s"))
    if not number or _UNCERTAIN.search(part):
        return None
    start = max(today, stands) if further else today
    if unit == "day" and "working" in between:
        return (words.working_day or _weekdays_on)(start, number)
    found = _counted(start, number, unit)
    # Nobody means the weekend by "three more days".
    return found + timedelta(max(0, 7 - found.weekday()) if found.weekday() >= _SATURDAY else 0)


def _counted(start: date, number: int, unit: str) -> date:
    if unit == "month":
        return corresponding_date(start, number)[0]
    return start + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _weekdays_on(start: date, number: int) -> date:
    """Return the day so many weekdays after *start*, where no calendar is known."""
    day = start
    while number:
        day += timedelta(1)
        number -= day.weekday() < _SATURDAY
    return day


def _short(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
