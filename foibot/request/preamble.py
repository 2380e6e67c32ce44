"""What stands before the first question: the requester's own introduction, for "You asked:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.model import Message, Role
from foibot.questions.model import Item

MOST = 1500
# A line that only greets; bounded, so that it is linear.
GREETING = re.compile(
    r"^(?:dear|hello|hi|hiya|good (?:morning|afternoon|evening)|to whom it may concern|annwyl)\b"
    r"[^\n]{0,80}$",
    re.IGNORECASE,
)
MARKER = re.compile(r"^(?:\W{1,3}|\(?[0-9a-zA-Z]{1,3}[.):])$")


def preamble(message: Message, items: Sequence[Item]) -> str:
    """
    Return the sender's words before the first question, without greeting; "" when too long.

    A long story before the questions is not repeated to its writer: the letter quotes the
    questions, which is what is answered.
    """
    starts = [item.start for item in items if item.source == "body"]
    end = min(starts, default=0)
    before = [line for line in message.lines if line.start + len(line.text) <= end]
    kept = [line.text.strip() for line in before if line.role is Role.NEW]
    text = "\n".join(line for line in kept if not MARKER.match(line))
    inside = [line for line in text.split("\n") if not GREETING.match(line)]
    folded = re.sub(r"\n{2,}", "\n\n", "\n".join(inside)).strip()
    return folded if len(folded) <= MOST else ""


def title(subject: str) -> str:
    """Return the subject without the marks that clients put before it."""
    text = " ".join(subject.split())
    while True:
        shorter = re.sub(r"^(?:re|fw|fwd|ymlaen|ateb)\s?:\s*", "", text, flags=re.IGNORECASE)
        if shorter == text:
            return text[:200]
        text = shorter
