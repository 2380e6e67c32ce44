"""What a survey calls itself, above its questions: "Annual FOI survey of councils 2026" (R11)."""

from __future__ import annotations

import re

MOST_IN_TITLE = 14
SURVEY = re.compile(
    r"(?:(?:the|our)\s)?(?:[A-Z0-9][\w'’&-]*\s){0,6}(?:FOIA?|Freedom of Information)(?:\sAct)?"
    r"(?:\s(?i:request))?\s(?i:survey|questionnaire)\b[^.?!:;]*",
)
ASKS = re.compile(
    r"\b(?:please(?! (?:complete|return|fill|answer|reply))"
    r"|results?|responses?|answers?|held|sent)\b",
    re.I,
)


def titles_survey(text: str) -> bool:
    """Return whether a line is what a survey calls itself, and asks for nothing."""
    text = text.strip("*#_ ")
    named = len(text.split()) <= MOST_IN_TITLE and SURVEY.fullmatch(text) is not None
    return named and ASKS.search(text) is None
