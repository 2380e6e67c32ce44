"""What a sentence ends with that points forward to a list (guide R7)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence

HOW_MANY = re.compile(r"\bhow (?:many|much|often|long)\b", re.I)
OPEN_ASK = Caseless(
    r"\b(?:have|know|see|get|receive|provide|supply"
    r"|(?:tell|give|send|show|inform|provide) (?:me|us))"
    r"(?: please)?"
    r"(?: (?:under|as|by way of|through) (?:the |an? )?(?:foia?|foi act|foi request"
    r"|freedom of information(?: act| request)?(?: 2000)?))?"
    r"(?:,? please)?\W*$",
)
# "There was a report, which I'd like to see", "..., if you know": it stands before.
WHICH_I = re.compile(
    r"\b(?:which,? (?:I|we)\b[^.?!:;]*"
    r"|(?:if|as|where|that|what|whatever|whichever|like|all|which) (?:you|the council)"
    r" (?:already |do |may |might |must )?(?:have|know|see|get|receive))\W?$"
)
LONGEST_ASK = 100  # characters of such an ending
# "I need the following for a case, the number of calls, copies of ...": it is named there.
NAMES_BEHIND = re.compile(
    r"\bfollowing\b[^.?!]{3,60}, (?:(?:the|any|all|a) )?(?:numbers?|cop(?:y|ies)|names?|details"
    r"|dates?|lists?|total|costs?|how (?:many|much)|who|what|when|whether)\b",
    re.I,
)
NAMES_IT = re.compile(r":(?:\s+\S|\W*\w)")


def asks_openly(text: str) -> bool:
    """Return whether the end of *text* asks for what only comes below it: "please tell me"."""
    end = len(text.rstrip(" \n\t.:;,-–—_*…?!()[]'\"’”"))
    if WHICH_I.search(text, max(0, end - LONGEST_ASK)):
        return False
    return bool(OPEN_ASK.search(text, max(0, end - LONGEST_ASK)))


def is_lead(sentence: Sentence) -> bool:
    """Return whether a sentence points forward to a list."""
    if sentence.has("colon") or (sentence.has("ask") and asks_openly(sentence.text)):
        return True
    if NAMES_BEHIND.search(sentence.text):
        return False
    if sentence.has("points") and not NAMES_IT.search(sentence.text):
        return not sentence.has("question")
    # "Let me know how many questions were put" asks; "let me know the questions:" leads in.
    return sentence.has("lead") and HOW_MANY.search(sentence.text) is None
