"""A regulator's or a tribunal's words -> the days by which it wants something, and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from foibot.clock.limits import corresponding_date
from foibot.replies.dates import find_date
from foibot.replies.rules import DateWords
from foibot.replies.words import sentences

# What a deadline of ours is about; a sentence without any of these only tells of a date.
ASKS = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies)|provide|send|submit\w*|submissions?|serve|file[ds]?|lodge"
    r"|return|confirm|comply|compliance|disclose|issue|tell|inform|let (?:us|me) (?:have|know)"
    r"|deadline|steps?|answer\w*|comments?|bundle|require[ds]?|requested|expect\w*)\b",
    re.IGNORECASE,
)
# What others may do, and what is over, binds nobody here.
OTHERS = re.compile(
    r"\b(?:complainants?|appellants?|applicants?|requesters?)\b[^.;]{0,60}\b(?:may|must|can|should"
    r"|shall|will|has|have)\b|\b(?:was|were|had) (?:asked|requested|required|due)\b"
    r"|\bwe (?:will|aim|hope|intend|expect) to\b",
    re.IGNORECASE,
)
APPEAL = re.compile(r"\bappeal", re.IGNORECASE)
BY_DAY = re.compile(
    r"\b(?:by|no(?:t)? later than|on or before|before|until|deadline (?:of|is)|due (?:on|by))"
    r"\s{1,3}(?:(?:(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)|noon|midday|close of (?:business|play))"
    r"\s{1,3}on\s{1,3})?(?:the\s{1,3})?)?([^;:]{4,48})",
    re.IGNORECASE,
)
COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(COUNTED.split(), 1)} | {
    "twenty-eight": 28, "thirty": 30, "thirty-five": 35, "forty": 40,
}  # fmt: skip
_SPAN = (
    rf"(\d{{1,3}}|{'|'.join(NUMBERS)})(?:\s?\(\d{{1,3}}\))?"
    r"\s{1,3}(working|calendar|clear)?\s{0,3}(days?|weeks?|months?)\b"
)
SPAN = re.compile(rf"\b{_SPAN}", re.IGNORECASE)
WITHIN = re.compile(rf"\bwithin\s{{1,3}}(?:the next\s{{1,3}})?{_SPAN}", re.IGNORECASE)
LONGEST = 60_000
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day by which something is wanted, in the sentence that says so."""

    on: date
    said: str
    appeal: bool = False  # the day by which we may appeal


def deadlines(
    text: str, words: DateWords, received: date, working_day: Callable[[date, int], date]
) -> tuple[Deadline, ...]:
    """
    Return the days by which a letter received on a day wants something, the first one first.

    "Within ten working days" counts from the receipt of the letter.  What the complainant may do,
    and what was asked for in the past, is left out.
    """
    found: dict[tuple[date, bool], Deadline] = {}
    for paragraph in re.split(r"\n\s*\n", text[:LONGEST]):
        for sentence in sentences(" ".join(paragraph.split())):
            if not ASKS.search(sentence) and not APPEAL.search(sentence):
                continue
            if OTHERS.search(sentence):
                continue
            on = _day_in(sentence, words, received, working_day)
            if on is not None and on >= received:
                appeal = bool(APPEAL.search(sentence))
                found.setdefault((on, appeal), Deadline(on, sentence[:SHOWN], appeal))
    return tuple(sorted(found.values(), key=lambda one: (one.appeal, one.on)))


def _day_in(
    sentence: str, words: DateWords, received: date, working_day: Callable[[date, int], date]
) -> date | None:
    for match in BY_DAY.finditer(sentence):
        named = find_date(match[1], words, received)
        if named is not None:
            return named
    span = WITHIN.search(sentence)
    return _after(span, received, working_day) if span is not None else None


def _after(
    span: re.Match[str], start: date, working_day: Callable[[date, int], date]
) -> date | None:
    """Return the day so many days, weeks or months after *start*; months go by their dates."""
    number = int(span[1]) if span[1].isdigit() else NUMBERS[span[1].lower()]
    unit = span[3].lower()
    if number == 0 or number > 366:
        return None
    if (span[2] or "").lower() == "working":
        return working_day(start, number * (5 if unit.startswith("week") else 1))
    if unit.startswith("month"):
        return corresponding_date(start, number)[0]
    return start + timedelta(days=number * (7 if unit.startswith("week") else 1))


def promised_day(
    text: str, words: DateWords, today: date, working_day: Callable[[date, int], date]
) -> date | None:
    """
    Return the day by which somebody promises something: "29 January", "within ten working days".

    "Three months from 1 February" counts from the day that is named; without one from *today*.
    """
    span = SPAN.search(text)
    if span is None:
        return find_date(text, words, today)
    start = find_date(text[span.end() :], words, today) or today
    return _after(span, start, working_day)


# How regulators and tribunals number their own cases.
THEIRS = re.compile(
    r"\b(?:IC-\d{4,7}-[A-Z0-9]{4}|(?:FT/)?EA/20\d\d/\d{3,5}|F(?:S|ER)\d{7,8})\b", re.IGNORECASE
)


def their_reference(text: str) -> str:
    """Return the first reference of a regulator's or tribunal's own that *text* names, or ""."""
    found = THEIRS.search(text[:LONGEST])
    return found[0].upper() if found else ""
