"""What to do in a case: "If figures are kept by month, ...", "If you do, ..." (guide R7, R12)."""

from __future__ import annotations

import re

from foibot.questions.acts import Sentence
from foibot.questions.signs import ASKED_IF, own_matter

SAME_AGAIN = re.compile(
    r"\bplease\b.*\b(?:the same (?:\w+ )?(?:for|in)|separately|individually|for each"
    r"|for (?:all|both|that|those|them)\b)",
    re.I,
)
HELD_SO = re.compile(
    r"if (?:(?:the|any|some|these|those|this|all)\s)?(?:\w+\s){0,2}(?:figures?|data|information"
    r"|records?|years?|numbers|totals|it|they|details|dates?)\b[^?]*"
    r",? please (?:supply|provide|give|send|use|state|include|say)\b",
    re.I,
)
NOT_SO = re.compile(
    r"if (?:it (?:is|would be) |that (?:is|would be) )?(?:easier|simpler|quicker|more convenient)\b"
    r"|if [^?]*\b(?:is|are) not (?:possible|feasible|practicable|practical)\b,? (?:then )?please\b",
    re.I,
)
ANSWERED_SO = re.compile(
    r"if [^?]*\bplease (?:give|base|express|provide|answer|state)\b (?:your|all|these|the)?\s?"
    r"(?:answers?|responses?|repl(?:y|ies)|figures)\b",
    re.I,
)
KNOWN = (("possible",), ("available",), ("known",))


def conditional(each: Sentence) -> bool:
    """Return whether a sentence only says what to do if figures are kept in another way."""
    if kept_so(each):
        return True
    stands = each.has("thing") or each.words[1:2] in KNOWN or ASKED_IF.match(each.text)
    return each.words[:1] == ("if",) and not stands


def conditional_on(before: list[Sentence], last: Sentence) -> bool:
    """Return whether *last* leads in what hangs on a question: "Do you use it?  If so:"."""
    return last.words[:1] == ("if",) and any(
        own_matter(e) and e.has("mark") and not e.has("points") for e in before
    )


def kept_so(each: Sentence) -> bool:
    """Return whether a sentence says what to do with figures of another sort: "If not audited"."""
    if each.words[1:2] in KNOWN:
        return False
    if each.words[:1] == ("if",) and SAME_AGAIN.search(each.text):
        return not each.has("mark")
    if ANSWERED_SO.match(each.text) or NOT_SO.match(each.text):
        return True
    return bool(HELD_SO.match(each.text)) and not each.has("thing", "mark")


def rests_on(each: Sentence) -> bool:
    """Return whether a sentence says what to do in a case told of before: "If you do, send ..."."""
    return each.words[:3] in (("if", "you", "do"), ("if", "you", "must")) and "," in each.words[3:4]
