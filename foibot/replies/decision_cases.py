"""Which case a decision names itself: "close FOI-2026-00012: ...", or a line above the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.decision_words import word_of
from foibot.replies.model import AskedQuestion
from foibot.replies.rules import ReplyRules

_REFERENCE = r"([A-Z]{2,5}-20\d\d-\d{5,7})\b"
_HEAD = re.compile(rf"^\W{{0,4}}(?:(?:on|for|re|case)\s)?{_REFERENCE}\W{{0,4}}(.*)$", re.DOTALL)
# Right behind the word of decision: "close FOI-2026-00012 as a duplicate of FOI-2026-00003".
_BEHIND = re.compile(
    r"^\W{0,3}(?:(?:all|both|everything|(?:the )?(?:case|request|review))\s"
    rf"(?:(?:of|in|on|for)\s)?)?{_REFERENCE}"
)


def headed(line: str) -> tuple[str, str]:
    """Return the case that *line* begins with and what stands behind it; ("", line) for none."""
    match = _HEAD.match(line)
    return (match[1], match[2].strip()) if match else ("", line)


def named_behind(rest: str) -> str:
    """Return the case that is named right behind the word of a decision, or ""."""
    match = _BEHIND.match(rest)
    return match[1] if match else ""


def of_case(asked: Sequence[AskedQuestion], reference: str) -> tuple[AskedQuestion, ...]:
    """Return the questions of one case."""
    return tuple(one for one in asked if one.reference == reference)


class CaseHeads:
    """The case that each line of a reply is about, where it or one above it says so."""

    def __init__(self, rules: ReplyRules) -> None:
        self.rules = rules
        self.case = ""
        self.just_opened = False

    def opens(self, line: str, *, apart: bool) -> bool:
        """Return whether *line* is a reference above others: *apart*, or with a colon behind it."""
        named, behind = headed(line)
        if not named or behind or not (apart or line.endswith(":")):
            return False
        self.case, self.just_opened = named, True
        return True

    def of(self, line: str) -> tuple[str, str]:
        """Return the case of *line* and its words; its own reference is for it alone."""
        self.just_opened = False
        named, behind = headed(line)
        return (named, behind) if named and word_of(behind, self.rules) else (self.case, line)
