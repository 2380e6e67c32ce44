"""What was asked of one thing, asked of another: "the same for the hall, please" (guide R9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.acts import Sentence

AGAIN = re.compile(r"(?<!\bdo )\bthe same (?:\w+ )?(?:for|in)\b", re.I)
THINGS = (
    r"(?: (?:\w+ )?(?:things?|figures?|information|data|details|questions?|items?|documents?"
    r"|papers|records?|numbers?|statistics|totals?|breakdown))?"
)
FORM = (
    r"(?:an? |the )?(?:same |separate )?(?:excel|csv|pdf|word|spreadsheet|format|form|order|way"
    r"|table|tabular|file|e-?mail|writing|electronic|digital|paper|hard|machine)"
)
# One more year is one more figure in the same row (R4), not another question.
PERIOD = (
    r"(?:(?:the )?(?:(?:previous|last|past|preceding) )?(?:(?:two|three|four|five|ten|\d{1,2}) )?"
    r"(?:(?:financial|calendar|academic|school) )?(?:years?|months?|quarters?|period)"
    r"|(?:the year )?(?:19|20)\d\d)"
)
OF_ANOTHER = Caseless(
    # "Please supply the same four things for the other wood": of another place or thing.
    rf"(?!if\b|.{{0,40}}\b(?:all|every|other|several|many) (?:\w+ )?(?:councils|authorities"
    rf"|boroughs)\b).{{0,80}}?(?<!\bdo )\bthe same{THINGS} (?:for|in|about)\b"
    rf"(?! (?:each|every|all|{PERIOD}|{FORM})\b)"
    # "I'd like these for the hall as well", "Please answer questions 1 and 2 also for the hall".
    rf"|.{{0,80}}?\b(?:these|this|those|them|it){THINGS} for\b(?! (?:each|every|all|both)\b)"
    r".{2,60}\b(?:too|as well)\b"
    r"|.{0,40}?\balso\b.{0,40}?\b(?:questions?|items?|points?|numbers?) \d{1,2}"
    r"(?: ?(?:,|to|and|[-–]) ?\d{1,2}){0,9} (?:for|in|about)\b(?! (?:each|every)\b)",
)
# One of these stands wherever the form does: looked for first.
OF_ANOTHER_SAYS = ("the same", "also", "too", "as well")
OF_PERIOD = Caseless(rf"(?!if\b).{{0,60}}?\bthe same{THINGS} for {PERIOD}\b")

# "Where known, say for each what it cost": of each thing that stands in the list above.
OF_EACH_ABOVE = Caseless(
    r"(?!.*\bfor each of (?!these|those|them|the above)).{0,80}?\bfor each(?: one| of (?:these"
    r"|those|them|the above))?(?=[,.]|$| (?:please|say|give|state|show|what|how|who|when|where"
    r"|which|whether|why|the|its|their)\b)",
)


def again(each: Sentence) -> bool:
    """Return whether a sentence asks for the same once more: "I'd like these for the hall too"."""
    return bool(AGAIN.search(each.text)) or of_another(each)


def of_another(each: Sentence) -> bool:
    """Return whether a sentence asks of another place or time what was asked above."""
    asks = each.has("ask", "order") and not each.has("scope")
    likely = asks and said(each.text.casefold(), OF_ANOTHER_SAYS)
    return bool(likely) and OF_ANOTHER.match(each.text) is not None


def of_period(each: Sentence) -> bool:
    """Return whether a sentence asks for the same figures of one more year: a scope (R4, R7)."""
    asks = each.has("ask", "order") and not each.has("mark")
    return asks and OF_PERIOD.match(each.text) is not None


def of_each_above(each: Sentence) -> bool:
    """Return whether a sentence wants more said of each thing listed above it: a scope (R7)."""
    asks = each.has("ask", "order") and not each.has("mark", "colon")
    return asks and OF_EACH_ABOVE.match(each.text) is not None


# "The council has a policy on this.  Please send it.": what was told of is what is wanted.
FOR_IT = re.compile(
    r"(?:(?:so|and|now),? )?(?:(?:please|kindly)\b"
    r"|(?:can|could|may|might|will|would) (?:i|we|you)\b"
    r"|(?:i|we)(?: would|['’]d)? (?:like|want|wish)\b).{0,40}?"
    r"\b(?:send|have|see|supply|provide|get|obtain|forward|disclose|release)\b(?: me| us)?"
    r" (?:it|them|this|these|those|a copy(?: of (?:it|this|them))?"
    r"|(?:that|this|the said) \w+)(?:,? please)?\W*$",
    re.I,
)


def asked_for(each: Sentence, before: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentence right *before* if it told of a record that *each* asks for, or none."""
    told = [last for last in before[-1:] if last.has("thing") and last.has("fact")]
    return told if FOR_IT.match(each.text) else []
