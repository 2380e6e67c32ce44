"""Who answers what, said beside an answer: "Nadia is doing 1 to 4" is no part of it (T21)."""

from __future__ import annotations

import re

from foibot.replies.labels import numbers_in
from foibot.replies.questions import NAMED, Questions, Target
from foibot.replies.rules import LabelWords
from foibot.replies.words import words

_LONGEST = 16  # words
_WHO = 5  # words before the verb: "My colleague in Legal Services"
_LEADS_TO = re.compile(
    rf"^\W{{0,3}}(?:(?:with|to|on|for|up)\s)?(?:{NAMED.pattern}|(?:nos?|numbers?)[ .]?)?", re.I
)
_END = re.compile(
    r"^(?:[\s,&\u2013-]|[0-9]|and|to|[Qq])*(?:$|[.!,;)]|\s?(?:as|because|and|so|by|for)\b)"
)


def leaves_to_others(text: str, target: Target, questions: Questions, labels: LabelWords) -> bool:
    """Return whether *text*, behind what is said of *target*, says who answers other questions."""
    found = words(text)
    tokens = [word.text for word in found]
    hit = labels.others_do.first(tokens, _WHO + 1)
    if hit is None or not hit[0] or hit[1] >= len(tokens) or len(tokens) > _LONGEST:
        return False
    behind = _LEADS_TO.sub("", text[found[hit[1] - 1].end :].lstrip(), count=1)
    numbers = numbers_in(behind, questions.known)
    if not numbers or not _END.match(behind) or any(n not in questions.known for n in numbers):
        return False
    if len(numbers) < 2 and not NAMED.search(text):
        return False  # "The contractor will cover 3" may count sites
    near = target.keys[0].reference if target.keys else None
    others = questions.resolve(numbers, None, near).keys
    return bool(others) and not set(others) & set(target.keys)
