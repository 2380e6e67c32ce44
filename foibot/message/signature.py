"""Find the block of name, post, telephone and address with which a letter ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.blocks import Block, blocks
from foibot.message.contact import contact_weight
from foibot.message.draft import Draft
from foibot.message.framed import mark_framed
from foibot.message.languages import CLOSINGS, names
from foibot.message.model import Role

_CLOSINGS = names(CLOSINGS)
_NAME = re.compile(
    r"[-–—~*/ ]{0,4}(?:[A-ZÀ-ÞŵŷŴŶ][\w.'’-]{0,25}|[a-z]{2,3}$)"
    r"(?:[ ,]+[\w(][\w.'’()-]{0,25}){0,4}[ ,.]*$"
)
# What programs write below a letter for each file that goes with it.
_FILE_LINE = re.compile(r"\s*(?:-|<<|\(see attached|\[cid:|\[image|\[logo|<cid:).{0,120}$", re.I)


def mark_signature(
    drafts: Sequence[Draft], roles: list[Role], start: int, end: int, sender: str
) -> None:
    """Mark the lines of the signature among the NEW lines *start* to *end*."""
    last = end
    while last > start and _skipped(drafts, roles, last - 1):
        last -= 1
    if last <= start or mark_framed(drafts, roles, start, last) < last:
        return
    closing = _closing(drafts, roles, start, last)
    if closing is not None:
        _mark_after_closing(drafts, roles, closing, last)
    else:
        _mark_bare_block(drafts, roles, start, last, sender)


def is_closing(text: str) -> bool:
    """Return whether *text* is a line such as "Kind regards," or "Thanks, Dana"."""
    bare = text.strip().rstrip(",.!;:-–— ").lower()
    if len(bare) < 40 and bare in _CLOSINGS:
        return True
    said, comma, name = text.strip().partition(",")
    return bool(comma) and said.lower() in _CLOSINGS and bool(_NAME.match(name.strip()))


def _skipped(drafts: Sequence[Draft], roles: Sequence[Role], index: int) -> bool:
    draft = drafts[index]
    return roles[index] is not Role.NEW or draft.blank or bool(_FILE_LINE.match(draft.bare))


def _closing(drafts: Sequence[Draft], roles: Sequence[Role], start: int, last: int) -> int | None:
    """Return the last line that closes the letter ("Kind regards"), in its last twenty lines."""
    said = 0
    for index in range(last - 1, start - 1, -1):
        if drafts[index].blank or roles[index] is not Role.NEW:
            continue
        if is_closing(drafts[index].bare):
            return index
        said += 1
        if said > 20:
            return None
    return None


def _mark_after_closing(
    drafts: Sequence[Draft], roles: list[Role], closing: int, last: int
) -> None:
    below = [i for i in range(closing + 1, last) if not drafts[i].blank and roles[i] is Role.NEW]
    texts = [drafts[i].bare.strip() for i in below]
    if len(below) < 2 or any(len(text) > 90 for text in texts[:2]):
        return
    if sum(map(contact_weight, texts)) < 2:
        return
    first = below[0]
    # "Thanks, Dana", and then the block that her program adds with her whole name.
    apart = drafts[first + 1].blank or _same_person(texts[0], texts[1])
    if apart and len(below) > 2 and _NAME.match(texts[0]):
        first = below[1]
    _mark(roles, first, last)


def _mark_bare_block(
    drafts: Sequence[Draft], roles: list[Role], start: int, last: int, sender: str
) -> None:
    """Mark last blocks of short lines that begin with the sender's name and how to reach him."""
    found = [b for b in blocks(drafts, start, last) if roles[b.start] is Role.NEW]
    for count in (1, 2, 3):
        if len(found) <= count:
            return
        tail = found[-count:]
        if _is_contact(drafts, tail, sender):
            _mark(roles, tail[0].start, last)
            return


def _is_contact(drafts: Sequence[Draft], tail: Sequence[Block], sender: str) -> bool:
    texts = [drafts[i].bare.strip() for b in tail for i in range(b.start, b.end)]
    if len(texts) < 2 or any(len(text) > 75 for text in texts) or not _NAME.match(texts[0]):
        return False
    own = _same_person(texts[0], sender)
    return sum(map(contact_weight, texts)) >= (2 if own or len(tail) == 1 else 99)


def _same_person(name: str, sender: str) -> bool:
    """Return whether the sender's *name* and what stands in the From line share a word."""
    ours = set(re.findall(r"\w{3,30}", name.lower()[:100]))
    theirs = set(re.findall(r"\w{3,30}", sender.lower()[:200]))
    return bool(ours & theirs)


def _mark(roles: list[Role], start: int, end: int) -> None:
    for index in range(start, end):
        if roles[index] is Role.NEW:
            roles[index] = Role.SIGNATURE
