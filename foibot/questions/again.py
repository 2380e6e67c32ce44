"""What was asked of one thing, asked of another: "the same for the hall, please" (guide R9)."""

from __future__ import annotations

import re

from foibot.questions.acts import Sentence

AGAIN = re.compile(r"\bthe same (?:\w+ )?(?:for|in)\b", re.I)
THINGS = (
    r"(?: (?:\w+ )?(?:things?|figures?|information|data|details|questions?|items?|documents?"
    r"|papers|records?|numbers?|statistics|totals?|breakdown))?"
)
FORM = (
    r"(?:an? |the )?(?:same |separate )?"
    r"(?:excel|csv|pdf|word|spreadsheet|format|order|way|table|file|e-?mail)"
)
OF_ANOTHER = re.compile(
    # "Please supply the same four things for the other wood": of another place or time.
    rf"(?!if\b).{{0,80}}?\bthe same{THINGS} (?:for|in|about|of|on|at|from)\b"
    rf"(?! (?:each|every|{FORM})\b)"
    # "I'd like these for the hall as well", "Please answer 1 and 2 also for the hall".
    rf"|.{{0,80}}?\b(?:these|this|those|them|it){THINGS} for\b.{{2,60}}\b(?:too|as well)\b"
    r"|.{0,40}?\balso\b.{0,40}?\b\d{1,2}(?: ?(?:,|to|and|[-–]) ?\d{1,2}){0,9} (?:for|in|about)\b",
    re.I,
)


def again(each: Sentence) -> bool:
    """Return whether a sentence asks for the same once more: "I'd like these for the hall too"."""
    return bool(AGAIN.search(each.text)) or of_another(each)


def of_another(each: Sentence) -> bool:
    """Return whether a sentence asks of another place or time what was asked above."""
    return each.has("ask", "order") and OF_ANOTHER.match(each.text) is not None
