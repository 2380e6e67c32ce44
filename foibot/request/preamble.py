"""What stands before the first question: the requester's own introduction, for "You asked:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

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
# A mail program breaks lines from here on (RFC 5322 s.2.1.1 has them end before 78).
NARROWEST = 55
LISTED = re.compile(r"(?:[-*\u2022o]|\(?(?:[0-9]{1,2}|[a-z])[.)])\s")


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
    paragraphs = re.split(r"\n{2,}", "\n".join(inside).strip())
    folded = "\n\n".join(unwrapped(paragraph) for paragraph in paragraphs)
    return folded if len(folded) <= MOST else ""


def unwrapped(paragraph: str) -> str:
    """
    Return *paragraph* with the lines joined that a mail program broke.

    It broke a line where the next word had no room: where the line and that word are wider than
    the widest line.  A line that its writer ended has room left, as those of an address have.
    """
    lines = paragraph.split("\n")
    widest = max(map(len, lines))
    if widest < NARROWEST:
        return paragraph
    joined = lines[:1]
    for before, line in pairwise(lines):
        room = widest - len(before) - 1
        ended = before.endswith((".", "?", "!", ":", ";")) or LISTED.match(line) is not None
        broken = len(line.split(" ", 1)[0]) > room and not ended
        joined += [line] if not broken else []
        joined[-1] += f" {line}" if broken else ""
    return "\n".join(joined)


def title(subject: str) -> str:
    """Return the subject without the marks that clients put before it."""
    text = " ".join(subject.split())
    while True:
        shorter = re.sub(r"^(?:re|fw|fwd|ymlaen|ateb)\s?:\s*", "", text, flags=re.IGNORECASE)
        if shorter == text:
            return text[:200]
        text = shorter
