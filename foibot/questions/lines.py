"""What a line looks like by itself: somebody's name, a heading, a topic."""

from __future__ import annotations

import re

# A heading of these words only names the right.
RIGHT_WORDS = (
    "freedom of information act request requests for a the under environmental regulations foi foia"
    " eir eirs foisa my our required requested formal new 2000 2002 2004 scotland and re"
)
RIGHT = frozenset(RIGHT_WORDS.split())
ENDS = (".", "?", "!", ":", ";", ",")
TOGETHER = re.compile(r",?\s+(?:and|&)\s+|,\s*")
MOST_IN_NAME, LONGEST_NAMES = 3, 100
TITLED = re.compile(
    r"(?:Mr|Mrs|Miss|Ms|Mx|Dr|Prof|Professor|Cllr|Councillor|Rev|Canon)\.?"
    r"(?: [A-Z][\w'’.-]*){1,3}(?:, [A-Z\d][^,.?!:]{1,40}){0,4}"
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Words that a heading writes small.
SMALL = frozenset(
    ["and", "of", "for", "the", "in", "on", "to", "by", "with", "a", "an", "or", "at"]
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = re.compile(rf"(?:(?:\d{{1,2}} )?(?:{MONTHS}) )?(?:19|20)\d\d\b")
SINCE = re.compile(r"\b(?:since|until|till|between|before|after|during)$", re.I)
AWAITS = re.compile(r"\b(?:the|of|to|for|in|by|with|on|at|from|and|or|as)$", re.I)


def is_name(text: str) -> bool:
    """Return whether a line may be somebody's name: a few words, each with a capital."""
    words = text.split(None, 5)
    if len(words) > 4 or text.endswith(("?", ":")):
        return False
    return all(word[0].isupper() or word[0] == "(" for word in words)


def is_titled_name(text: str) -> bool:
    """Return whether a line is a name with its title and place: "Miss Tully, St Mary's Primary"."""
    return TITLED.fullmatch(text) is not None


def are_names(text: str) -> bool:
    """Return whether a line may be the names of several: "Jo, Priti and Big Dave"."""
    parts = TOGETHER.split(text) if len(text) <= LONGEST_NAMES else []
    each = [part.split() for part in parts]
    words = [word for name in each for word in name]
    return (
        len(parts) > 1
        and all(0 < len(name) <= MOST_IN_NAME for name in each)
        and all(word[0].isupper() and WORD.fullmatch(word) for word in words)
    )


def is_capped(text: str) -> bool:
    """Return whether a line is written as headings are: "Data Protection and Ethics"."""
    if text.endswith(ENDS):
        return False
    words = WORD.findall(text)
    large = [word for word in words if word[0].isupper()]
    small = {word for word in words if not word[0].isupper()}
    return bool(large) and len(words) < 8 and small <= SMALL


def is_topic(text: str) -> bool:
    """Return whether a line may head what comes below it: "Contact", "Contact centre"."""
    return not text.endswith(ENDS) and text[0].isupper() and len(text.split(None, 4)) <= 3


def in_a_date(before: str, line: str) -> bool:
    """Return whether a date was broken off its line: "since" and then "January 2025"."""
    if YEAR.match(line) is None:  # most lines need no further look
        return False
    return bool(AWAITS.search(before) or SINCE.search(before))
