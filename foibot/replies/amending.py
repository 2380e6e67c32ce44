"""The words that a requester wants in a question: one for another, parts of one, what is new."""

from __future__ import annotations

import re

from foibot.replies.words import plain

LEAST_PART = 3  # words of a question
_LEAST_NEW = 2  # words of what was missed
_MISSES_ALONE = 7  # words: "You missed one of my questions" says of none what it asked
_W = (
    r"[\"\u201c\u2018\']?([^\s\"\u201c\u201d\u2018\u2019,;:.?!][^,;:.?!\"\u201c\u201d]{0,60}?)"
    r"[\"\u201d\u2019\']?"
)
_NOT = r"(?:not|rather than|instead of|in place of|nid|yn lle|yn hytrach na)"
_SHOULD = r"(?:should|ought to)\s(?:be|read|say|have (?:been|read|said))"
_MEANT = (
    rf"(?:meant|mean|{_SHOULD}|dylai fod|golygu|feddwl)(?:\s(?:to (?:say|write|put|ask about)))?"
)
# The new words and the old ones, as people set them against each other.
_SWAPS = (
    re.compile(
        rf"\b{_MEANT}\s(?P<new>{_W}),?\s(?:and |but )?{_NOT}\s(?P<old>{_W})$", re.IGNORECASE
    ),
    re.compile(rf"\bnot\s(?P<old>{_W}),?\sbut\s(?P<new>{_W})$", re.IGNORECASE),
    re.compile(
        rf"\b(?:wrote|put|said|typed|says|reads)\s(?P<old>{_W}),?\s(?:(?:it|that|this)\s)?"
        rf"(?:{_SHOULD}|i meant)\s(?P<new>{_W})$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:change|replace)\s(?P<old>{_W})\s(?:to|with|by)\s(?P<new>{_W})$", re.IGNORECASE
    ),
)
_QUOTED_SWAP = re.compile(
    rf"[\"\u201c\u2018'](?P<old>[^\"\u201d\u2019]+)[\"\u201d\u2019']\s{_SHOULD}\s"
    r"[\"\u201c\u2018'](?P<new>[^\"\u201d\u2019]+)[\"\u201d\u2019']$",
    re.IGNORECASE,
)
_QUOTES = "\"\u201c\u201d\u2018\u2019' "
_WHERE = re.compile(
    r"\b(?:in|for|at|of|yng|yn)?\s?(?:the )?(?:questions?|q|points?|items?|numbers?|no"
    r"|cwestiwn|nghwestiwn)\s?\.?\s?[0-9]{1,2}\b[,:]?"
    r"|\b(?:please|thanks|thank you|sorry|os gwelwch yn dda)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s?[;\n]\s?|\s/\s|,?\s(?:and|ac|a)\s(?:(?:also|then)\s)?(?=(?:how|what|when|which|who|where|why|faint|pa|beth|pryd)\b)"
    r"|(?:^|\s)\(?(?:[1-3]|[a-c]|i{1,3})[.)]\s"
)
_ABOUT = re.compile(
    r"\b(?:about|asking|asked (?:for|about)|which (?:was|asked)|namely|concerning|regarding"
    r"|(?<!\bi\s)am|ynghylch)\s",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:my|the|this|that) (?:last |first |other )?(?:question|bit|part)|to (?:the|your) list\b"
)


def swapped(sentence: str, question: str) -> str | None:
    """
    Return *question* with the words that *sentence* sets in place of others, or None.

    "I meant 2023, not 2024": certain only where the old words stand in the question just once.
    """
    bare = " ".join(_WHERE.sub(" ", sentence).split()).strip(" .,!")
    for pattern in (*_SWAPS, _QUOTED_SWAP):
        found = pattern.search(bare)
        if found is None:
            continue
        old, new = found["old"].strip(_QUOTES), found["new"].strip(_QUOTES)
        places = list(re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", question, re.IGNORECASE))
        if old and new and len(places) == 1:
            return question[: places[0].start()] + new + question[places[0].end() :]
    return None


def parts_named(text: str) -> tuple[str, ...]:
    """Return the parts that a requester writes for a question: "how much ..., and how many ..."."""
    parts = [part.strip(" ,.") for part in _PARTS.split(text)]
    found = tuple(part for part in parts if plain(part))
    whole = all(len(plain(part)) >= LEAST_PART for part in found)
    return found if len(found) > 1 and whole else ()


def what_was_missed(text: str) -> str:
    """Return the question that "You missed my last question, about ..." names, or ""."""
    behind = _ABOUT.search(text)
    named = text[behind.end() :].strip() if behind is not None else ""
    if len(plain(named)) >= _LEAST_NEW:
        return named
    return text if len(plain(text)) > _MISSES_ALONE else ""


def claims_to_be_asked(sentence: str) -> bool:
    """Return whether what is to be added was asked before: "my question about the cost"."""
    return _OWN.search(sentence.lower()) is not None
