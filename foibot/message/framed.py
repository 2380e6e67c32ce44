"""Find what rules set apart at the end of a letter: a card of contact details, an advertisement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foibot.message.blocks import is_rule
from foibot.message.contact import contact_weight
from foibot.message.draft import Draft
from foibot.message.model import Role

# A frame at the end of a letter is no longer than this.
_NEAR_END = 30
_LONGEST_SEGMENT = 10
# So long a rule, and of such signs, is drawn by a program and underlines no heading.
_DRAWN = re.compile(r"[*=_#~+]{50,}$")
_LINK = re.compile(r"https?://|www\.|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]", re.I)
_MARKER = re.compile(r"[ \t]{0,8}(?:\(?(?:\d{1,2}[.)]|[a-z]\))|[-*\u2022])[ \t]")


def mark_framed(drafts: Sequence[Draft], roles: list[Role], start: int, last: int) -> int:
    """Mark the segments of *start* to *last* that rules set apart; return where they begin."""
    rules = [
        index
        for index in range(max(start + 1, last - _NEAR_END), last)
        if roles[index] is Role.NEW and is_rule(drafts[index].bare)
    ]
    begins = last
    for above, below in reversed(list(pairwise([*rules, last]))):
        role = _segment_role(drafts, above, below)
        if role is not None:
            _mark(roles, above, below, role)
            begins = above
        elif below != last or _said(drafts, above + 1, below):
            break
    if begins < last:
        _mark(roles, begins, last, Role.SIGNATURE)
    return begins


def _mark(roles: list[Role], start: int, end: int, role: Role) -> None:
    for index in range(start, end):
        if roles[index] is Role.NEW:
            roles[index] = role


def _said(drafts: Sequence[Draft], start: int, end: int) -> list[str]:
    return [draft.bare.strip() for draft in drafts[start:end] if not draft.blank]


def _segment_role(drafts: Sequence[Draft], above: int, below: int) -> Role | None:
    """Return what stands below the rule at *above*: a card, an advertisement, or None for text."""
    texts = _said(drafts, above + 1, below)
    if not texts or sum(1 for text in texts if _MARKER.match(text)) > 1:
        return None
    short = max(map(len, texts)) <= 75
    if short and len(texts) > 1 and sum(map(contact_weight, texts)) >= 2:
        return Role.SIGNATURE
    drawn = _DRAWN.match(drafts[above].bare.strip()) and drafts[above - 1].blank
    framed = drawn or (below < len(drafts) and _DRAWN.match(drafts[below].bare.strip()))
    words = " ".join(texts)
    asks = "?" in words or any(map(_MARKER.match, texts)) or len(texts) > _LONGEST_SEGMENT
    return Role.FOOTER if framed and _LINK.search(words) and not asks else None
