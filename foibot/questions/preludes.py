"""What people say before they ask one thing more: "And while you are about it, what did ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.acts import Sentence

PRELUDE = re.compile(
    r"(?:(?:and|but|so|oh),? )?(?:while (?:you|i|we)(?:['’](?:re|m)| are| am) (?:about|at|on) it"
    r"|by the way|incidentally|for that matter)\b,?\s*",
    re.I,
)
JOINS = frozenset({"and", "but", "so", "or", "also"})
WORD = re.compile(r"[\w'’]+")


def asked_words(each: Sentence) -> Sequence[str]:
    """Return the words of a sentence from the first that may ask."""
    found = PRELUDE.match(each.text)
    if found is not None:
        return WORD.findall(each.text[found.end() :].lower())
    return each.words[1:] if each.words[0] in JOINS else each.words
