"""What a line looks like by itself: somebody's name, a heading, a topic."""

from __future__ import annotations

import re

ENDS = (".", "?", "!", ":", ";", ",")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Words that a heading writes small.
SMALL = frozenset(
    ["and", "of", "for", "the", "in", "on", "to", "by", "with", "a", "an", "or", "at"]
)


def is_name(text: str) -> bool:
    """Return whether a line may be somebody's name: a few words, each with a capital."""
    words = text.split(None, 5)
    if len(words) > 4 or text.endswith(("?", ":")):
        return False
    return all(word[0].isupper() or word[0] == "(" for word in words)


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
