"""Asks that only thank beforehand: "We should be glad of the score that our bid got" (R6)."""

from __future__ import annotations

import re

from foibot.message.wording import said
from foibot.questions.rules import QuestionRules

GLAD_OF = re.compile(
    r"\b(?:I|we)(?:['’]d| would| should)(?: (?:also|therefore|further|in addition))* be"
    r" (?:(?:also|most|very|equally|particularly) )*(?:grateful|glad|obliged|thankful|pleased)"
    r"(?: also)? (?:of|for|with|to (?:have|receive|get|be (?:given|sent|shown)))"
    r" (?:sight of )?(?:the|an?|any|all|every|our|their|its|his|her|those)"
    r" (?P<what>[^\W\d_][^,.;:?!]{2,120})",
    re.I,
)
# One of these stands wherever that does: looked for first.
GLAD = ("grateful", "glad", "obliged", "thankful", "pleased")
# What ends the name of a thing: "the marks | given to our tender", "the map | of the site".
NAME_ENDS = re.compile(
    r"\s(?:of|on|in|at|by|for|from|to|with|about|between|since|that|which|who|whom|whose|where"
    r"|when|how|as|and|or|if|but|too|also|again|please|made|given|taken|paid|held|kept|sent|used"
    r"|\w{3,}ed)\b",
    re.I,
)
# "I should be glad for the path to be mended": something to be done.
TO_BE_DONE = re.compile(r"[^,.;]{1,60}? (?:to (?:be|have|get)|being) \w", re.I)
# "I should be glad of a copy": of what was just asked about.
OF_IT = re.compile(
    r"(?:cop(?:y|ies)|look)(?: (?:of|at) (?:it|them|this|that|these|those|each|both))?$", re.I
)
# What one is glad of beside the answer itself.
KINDNESS = frozenset(
    [
        *("chance", "courtesy", "favour", "kindness", "patience", "understanding", "support"),
        *("co-operation", "cooperation", "benefit", "assurance", "reassurance", "meeting", "visit"),
        *("talk", "hearing", "outcome", "solution", "resolution", "apology", "explanation"),
    ]
)


def is_glad_of_it(text: str, rules: QuestionRules) -> bool:
    """Return whether a sentence would be glad of a thing, rather than of help or of a reply."""
    found = GLAD_OF.search(text) if said(text.casefold(), GLAD) else None
    if found is None or TO_BE_DONE.match(found["what"]) or OF_IT.match(found["what"].strip()):
        return False
    last = NAME_ENDS.split(found["what"], maxsplit=1)[0].split()[-1].lower()
    return last not in rules.words["handling"] and last not in KINDNESS
