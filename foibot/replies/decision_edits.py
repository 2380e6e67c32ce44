"""An answer of the draft that is to read otherwise: "please change 3 to ..." is "Q3: ..."."""

from __future__ import annotations

import re

from foibot.replies.words import plain

_CHANGE = re.compile(
    r"^\W{0,4}(?:please\s|pls\s)?"
    r"(?:change|amend|correct|alter|edit|newidiwch|diwygiwch)\s"
    r"(?:(?:the|yr)\s)?(?:(?:answer|text|wording|words|reply|response|ateb)\s(?:(?:to|for|of|in|i)\s)?)?"
    r"(?:(?:q|questions?|no|number|item|cwestiwn)[ .]?)?([0-9]{1,3})[,:]?\s"
    r"(?:to|so\s(?:that\s)?it\s(?:reads|says)|i)\b(?:\s(?:read|say))?[:,]?\s+(\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Fewer words would be a figure or a name in a sentence that nobody has written out.
LEAST_WORDS = 4


def changed(line: str) -> str:
    """
    Return "Q3: ..." for a line that changes the answer to question 3 to a new one, else *line*.

    "Change 3 to £93,110" changes a word of the answer, and only a person knows which: it is
    left as it is, to be asked back.
    """
    match = _CHANGE.match(line)
    if match is None or len(plain(match[2])) < LEAST_WORDS:
        return line
    return f"Q{match[1]}: {match[2]}"
