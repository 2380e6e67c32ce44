"""What is said about the answer beside questions: what to send first, what it covers (R7, R11)."""

from __future__ import annotations

import re

from foibot.questions.blocks import Block
from foibot.questions.drafts import Found

# "I'd be grateful for the gully records first, since the insurers are waiting".
FIRST = re.compile(
    r"\b(?:grateful (?:for|to have)|appreciate|prefer|(?:like|need|want)(?: to have)?"
    r"|(?:send|provide|supply|let (?:me|us) have)(?: (?:me|us))?|prioriti[sz]e)"
    r" (?:the|items?|questions?|parts?|points?) [^.?!]{1,60}\bfirst(?=[.,;!]|$)",
    re.I,
)
# "**Scope:** 1 April 2022 to 30 September 2026, all hotels".
SCOPED = re.compile(
    r"(?:\*\*|__)?(?:scope|period(?: covered)?|time ?(?:frame|period)|date range)"
    r"(?::(?:\*\*|__)|(?:\*\*|__):|:)\s+\S",
    re.I,
)


def drop_order(found: Found) -> None:
    """Leave out what only says which of the things asked for to send first."""
    of_order = {id(d) for d in found.drafts if d.path == "prose" and FIRST.search(d.body.text)}
    if len(of_order) < len(found.drafts):
        found.drafts[:] = [draft for draft in found.drafts if id(draft) not in of_order]


def covers_all(block: Block, found: Found) -> bool:
    """Return whether a line above all questions says what they cover; *found* takes it up."""
    if found.drafts or block.marker or not SCOPED.match(block.text):
        return False
    found.scopes.append(block.body)
    return True
