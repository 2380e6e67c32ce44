"""Part a delivery report into what the machine says and the copy of our mail that it returns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.message.automatic_rules import AutomaticRules
from foibot.message.probe import Probe, ProbePart
from foibot.message.wording import fold, said

NOTICE_LIMIT = 20_000
_COPY_LIMIT = 65_536
_HEADER_LINE = re.compile(
    r"^[ \t>|]*(?:received|return-path|message-id|from|to|subject|date):[ \t]", re.I
)
_RETURNED = ("message/rfc822", "text/rfc822-headers", "text/rfc822", "message/partial")
# "The original message was received at ..." opens a report and ends none.
_AMBIGUOUS = "original message"


@dataclass(frozen=True, slots=True)
class Returned:
    """*notice* is the report's own text; *copy* is what came back of our mail, "" if nothing."""

    notice: str
    copy: str
    came_back: bool


def returned(probe: Probe, rules: AutomaticRules) -> Returned:
    """Return the two halves of the text of *probe*, parts that are messages counted as copies."""
    text = probe.text or "\n".join(
        p.text for p in probe.parts if p.content_type.startswith("text/")
    )
    at = _copy_starts(text[:NOTICE_LIMIT], rules)
    copies = [part.text for part in probe.parts if _is_copy(part)]
    inside = text[at : at + _COPY_LIMIT] if at is not None else ""
    notice = text[: min(NOTICE_LIMIT, len(text) if at is None else at)]
    return Returned(notice, "\n".join([*copies, inside]), bool(copies) or at is not None)


def _is_copy(part: ProbePart) -> bool:
    """Return whether *part* is what came back: a message, or a file of its headers."""
    if part.content_type in _RETURNED:
        return True
    named = part.filename and part.content_type == "text/plain"
    return bool(named) and _headers_follow(part.text[:3_000])


def _copy_starts(text: str, rules: AutomaticRules) -> int | None:
    """Return where the copy begins in *text*, None when there is none."""
    markers = rules.words("bounce.returned")
    at = 0
    for line in text.splitlines(keepends=True):
        if line.lower().startswith(("received: ", "return-path: ")):
            return at
        at += len(line)
        marker = said(fold(line), markers) if len(line) <= 200 else None
        if marker and (_AMBIGUOUS not in marker or _headers_follow(text[at : at + 3_000])):
            return at
    return None


def _headers_follow(text: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()][:2]
    return not lines or any(_HEADER_LINE.match(line) for line in lines)
