"""What withholds: an exemption claimed by its section or in words, and what is given (T21)."""

from __future__ import annotations

import re

from foibot.case.reference import PATTERN
from foibot.replies.exemptions import (
    exemptions_alone,
    exemptions_in,
    exemptions_said,
    exemptions_whole,
)
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences, words

# A phrase that decides stands near the beginning: "Sorry, but I am afraid that this is not held".
NEAR = 14
SHORT = 40
_CURT = 6
_OPENS_SECTION = re.compile(
    r"\W{0,3}(?:(?:under|by virtue of|per|dan|o dan)\s)?(?:(?:EIRs?|FOIA?)\s)?"
    r"(?:s|ss|sec|section|adran|reg|regulation)"
    r"\W{0,2}\d",
    re.IGNORECASE,
)
# A section on its own behind a stop, or behind "under": "40 hours' work. Section 12."
_SECTION = (
    r"(?:ss?|sec|sections?|adran|regs?|regulations?|rheoliad)\s?\.?\s?[0-9]{1,2}[A-Z]?"
    r"(?:\s?\([0-9a-zA-Z]{1,2}\)){0,4}"
)
CITED = re.compile(_SECTION, re.IGNORECASE)
_STANDS_ALONE = re.compile(
    rf"(?:^|[.,;:(\n\u2013\u2014]\s{{0,3}}|\s-\s|\b(?:under|per|so|dan|felly)\s){_SECTION}"
    r"(?=\s{0,3}(?:$|[.,;:)\n\u2013\u2014]|-\s|because|please|as\b|since|oherwydd|FOIA?\b|EIR|"
    r"of (?:the )?(?:FOI|Freedom|EIR|Environmental Information)))",
    re.IGNORECASE,
)
# These refuse a request whole, so that hours and files counted beside them disclose nothing.
OF_THE_WHOLE = ("s.12", "s.14", "reg 12(4)(b)")
_COST = "s.12(1)"
# "No - personal data".
_REFUSED = re.compile(r"^\W{0,3}(?:no|nope|sorry|na)\s?[,;:.\u2013\u2014-]\s{0,3}", re.IGNORECASE)
_COUNTED_WORK = (
    r"(?:hours?|hrs?|days?|weeks?|minutes?|mins?|files?|records?|cases?|e-?mails?|documents?|"
    r"officers?|forms?|sheets?|pages?|letters?|entries|tickets?|jobs?|orders?)"
)
_EFFORT = re.compile(
    r"(?:\u00a3\s?[0-9][0-9,.]*|(?:[0-9]{1,3}\s?(?:-|\u2013|to)\s?)?[0-9][0-9,.]*\s(?:\w+\s)?"
    rf"{_COUNTED_WORK}\b"
    rf"|\b{_COUNTED_WORK}\s?\((?:\w{{1,7}}\.?\s){{0,2}}[0-9][0-9,]*\))",
    re.IGNORECASE,
)
# "For 2 and 4 we would have to": the numbers of questions.
_COUNTED = re.compile(
    r"\b(?:for|on|to|of|re|with)\s[0-9]{1,2}(?:\s?(?:,|&|and|to|-)\s?[0-9]{1,2})+", re.I
)
_QUESTION = re.compile(r"\b[Qq](?:uestion)?s?[ .]?[0-9]{1,2}\b")
_AMOUNT = re.compile(r"(?<![^\W\d_])[0-9]")  # "SEN2" is a name
_TAKEN_OUT = re.compile(
    r"\b(?:redact|taken out|removed|blanked|blacked|omitted|deleted|minus|without|left out|dul)",
    re.I,
)
_SUPPRESSED = re.compile(
    r"(?:(?:fewer|less|lower) than|under|below|<)\s?(?:five|ten|[0-9]{1,2})\b"
    r"|\b(?:five|ten|[0-9]{1,2}) or (?:fewer|less)\b",
    re.IGNORECASE,
)
_REFUSE = re.compile(r"\W{0,3}(?:so |please )?(?:refuse|withhold)\b", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|however|otherwise|though|although|apart from|ond)\b", re.IGNORECASE)
LIST = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6o]|[0-9]{1,2}[.)])\s", re.MULTILINE)


def of_the_whole(text: str, rules: ReplyRules) -> tuple[str, ...]:
    """Return the exemptions that refuse a request whole and are claimed anywhere in *text*."""
    if len(plain(text)) > 2 * SHORT:
        return ()
    return tuple(one for one in exemptions_claimed(text, rules) if one.startswith(OF_THE_WHOLE))


def without_effort(first: str, claimed: tuple[str, ...]) -> str:
    whole = all(one.startswith(OF_THE_WHOLE) for one in claimed)
    return _EFFORT.sub("", _COUNTED.sub("", first)) if whole else first


def exemptions_claimed(text: str, rules: ReplyRules) -> tuple[str, ...]:
    """Return the exemptions that *text* claims, not those of some other Act that it names."""
    named = exemptions_in(text)
    words_ = rules.answers
    if words_.exemption.within(text) or words_.refusal.within(text):
        return named or exemptions_said(text, words_)
    opens = any(_OPENS_SECTION.match(one) for one in sentences(text)) or _STANDS_ALONE.search(text)
    if named and opens:
        return named
    if named and len(plain(text)) <= _CURT + 2 and set(named) & set(exemptions_said(text, words_)):
        return named  # "No, s40(2) personal data"
    if len(plain(text)) > SHORT:
        return ()
    parts = [_REFUSED.sub("", one, count=1) for one in sentences(text)]
    whole = [said for one in parts for said in exemptions_whole(one, words_)]
    return tuple(dict.fromkeys([*whole, *exemptions_alone(text, words_)]))


def asks_to_refuse(text: str) -> bool:
    """Return whether a sentence of *text* tells the desk to: "Refuse under section 12 please"."""
    return any(_REFUSE.match(one) and exemptions_in(one) for one in sentences(text))


def refuses(text: str, rules: ReplyRules) -> bool:
    """Return whether a short *text* says that something will not be given."""
    tokens = plain(text)
    return len(tokens) <= SHORT and rules.answers.refusal.first(tokens, NEAR) is not None


def discloses(text: str, first: str, rules: ReplyRules) -> bool:
    """Return whether the first sentence already gives something: "45, names withheld under..."."""
    if _TAKEN_OUT.search(first) and rules.answers.attachment.within(first):
        return True
    first = PATTERN.sub("", _SUPPRESSED.sub("", _without_refusal(first, rules)))
    first = _QUESTION.sub("", first)
    before = re.split(
        r"(?i)\b(?:exempt|withh|redact|refus|s(?:ec)?\.?\s?\d|section|reg|adran|rheoliad)", first
    )[0]
    return bool(_AMOUNT.search(before)) or bool(LIST.search(text))


def _without_refusal(first: str, rules: ReplyRules) -> str:
    """Return *first* without what is not given, or costs too much, up to where it turns."""
    found = words(first)
    tokens = [word.text for word in found]
    known = [rules.answers.refusal, *(said for said, one in rules.answers.alone if one == _COST)]
    hits = [hit for one in known if (hit := one.first(tokens, NEAR)) is not None]
    if not hits:
        return first
    start = found[min(hits)[0]].start
    turn = _BUT.search(first, start)
    return first[:start] + (first[turn.start() :] if turn is not None else "")
