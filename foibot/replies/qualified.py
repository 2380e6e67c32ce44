"""Who gave the opinion that FOIA section 36 needs, and what it is, from one line of an answer."""

from __future__ import annotations

import re

from foibot.replies.rules import DateWords

LONGEST_POST = 80
_NUMERIC = r"20\d\d-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d{2})?"
# What an opinion says and a post does not.
_THINKS = re.compile(
    r"\b(?:would|will|likely|prejudic\w*|inhibit\w*|harm\w*|frank|candour|opinion is|byddai"
    r"|debygol|niweidio|llesteirio)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:given|dated|on|by|of|that|the opinion of|opinion of|rhoddwyd|gan)\s+)+", re.IGNORECASE
)
_BEHIND = re.compile(
    r"[\s,(]+(?:(?:gave|given|on|dated|has given|opinion|reasonable|his|her|their|the)[\s,]*)+$",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:Monitoring|Chief|Deputy|Acting|Interim|Head|Director|Town|City|County)\b")


def giver_and_opinion(text: str, dates: DateWords) -> tuple[str, str]:
    """
    Return who gave it, as the letter says it, and what the opinion is; "" where *text* does not.

    "the Monitoring Officer, 12 November 2026: disclosure would be likely to inhibit advice" names
    both.  What is not short or tells what would happen is the opinion, so that nothing is lost.
    """
    who, thinks = "", []
    for piece in re.split(r"[|:;]|\.(?:\s|$)", _date(dates).sub("|", text)):
        said = _bare(piece)
        if not re.search(r"[^\W\d]", said):
            continue
        if who or _THINKS.search(said) or len(said) > LONGEST_POST:
            thinks.append(_bare(piece, behind=False))
        else:
            who = f"the {said}" if _POST.match(said) else said
    return who, ". ".join(thinks)


def posted(said: str) -> str:
    """Return the post of "by the Monitoring Officer" as a letter names it, else ""."""
    name = _bare(said)
    return f"the {name}" if _POST.match(name) else name


def _bare(piece: str, *, behind: bool = True) -> str:
    """Return *piece* without what only ties it to the date: "given on ... by"."""
    said = _BEFORE.sub("", piece.strip(" \t\n,.-\u2013\u2014"))
    return (_BEHIND.sub("", said) if behind else said).strip(" ,")


def _date(dates: DateWords) -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, dates.months), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, dates.weekdays), key=len, reverse=True))
    word = rf"(?:(?:{days})[\s,]+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{months})\b"
    return re.compile(rf"(?:{word}(?:[\s,]+20\d\d)?|{_NUMERIC})", re.IGNORECASE)
