"""Find what stands below a letter: signature, disclaimer, and what relays and phones add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.message.boilerplate import disclaimer_weight, is_banner, is_relay_footer
from foibot.message.contact import contact_weight
from foibot.message.draft import Draft, Hint
from foibot.message.languages import CLOSINGS, names
from foibot.message.model import Role

_CLOSINGS = names(CLOSINGS)
_DELIMITER = re.compile(r"[ \t]{0,3}(?:--|—|–)[ \t\u00a0]{0,3}$")
_RULE = re.compile(r"[ \t]{0,8}([-_=*~#+.–—•· ]{5,200})$")
_NAME = re.compile(
    r"[-–—~*/ ]{0,4}[A-ZÀ-ÞŵŷŴŶ][\w.'’-]{0,25}"
    r"(?:[ ,]+[\w(][\w.'’()-]{0,25}){0,4}[ ,.]*$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines *start* to *end* (not included) without an empty line between."""

    start: int
    end: int


def mark_endings(drafts: Sequence[Draft], roles: list[Role]) -> None:
    """Mark signatures, disclaimers and footers among the lines that are NEW so far."""
    for start, end in _runs(drafts, roles):
        _mark_run(drafts, roles, start, end)


def _runs(drafts: Sequence[Draft], roles: Sequence[Role]) -> list[tuple[int, int]]:
    """Return the stretches of NEW lines."""
    found: list[tuple[int, int]] = []
    start = -1
    for index in range(len(roles) + 1):
        new = index < len(roles) and roles[index] is Role.NEW
        if new and start < 0:
            start = index
        elif not new and start >= 0:
            if any(not draft.blank for draft in drafts[start:index]):
                found.append((start, index))
            start = -1
    return found


def _mark_run(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    blocks = _blocks(drafts, start, end)
    _mark_hints(drafts, roles, start, end)
    _mark_delimited(drafts, roles, start, end, first=start)
    _mark_boilerplate(drafts, roles, blocks)
    _mark_contact(drafts, roles, start, end)


def _blocks(drafts: Sequence[Draft], start: int, end: int) -> list[Block]:
    found: list[Block] = []
    first = -1
    for index in range(start, end + 1):
        said = index < end and not drafts[index].blank
        if said and first < 0:
            first = index
        elif not said and first >= 0:
            found.append(Block(first, index))
            first = -1
    return found


def _mark_hints(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    for index in range(start, end):
        if drafts[index].hint is Hint.SIGNATURE:
            roles[index] = Role.SIGNATURE


def _mark_delimited(
    drafts: Sequence[Draft], roles: list[Role], start: int, end: int, *, first: int
) -> None:
    """Mark what stands below "-- " (RFC 3676 4.3) as signature."""
    for index in range(start, end):
        if roles[index] is Role.NEW and _DELIMITER.match(drafts[index].text):
            above = any(not drafts[i].blank for i in range(first, index))
            if not above and first == 0:
                continue
            for below in range(index, end):
                roles[below] = Role.SIGNATURE
            return


def _mark_boilerplate(drafts: Sequence[Draft], roles: list[Role], blocks: list[Block]) -> None:
    for position, block in enumerate(blocks):
        text = " ".join(draft.bare.strip() for draft in drafts[block.start : block.end])
        role = _boilerplate(text, first=position == 0)
        if role is None:
            continue
        start, end = _framed(drafts, block, blocks, position)
        for index in range(start, end):
            roles[index] = role


def _boilerplate(text: str, *, first: bool) -> Role | None:
    if is_relay_footer(text) or (first and is_banner(text)):
        return Role.FOOTER
    return Role.DISCLAIMER if disclaimer_weight(text) >= 2 else None


def _framed(
    drafts: Sequence[Draft], block: Block, blocks: Sequence[Block], position: int
) -> tuple[int, int]:
    """Return the lines of *block* with the rules drawn above and below it."""
    start, end = block.start, block.end
    if position and _only_rules(drafts, blocks[position - 1]):
        start = blocks[position - 1].start
    if position + 1 < len(blocks) and _only_rules(drafts, blocks[position + 1]):
        end = blocks[position + 1].end
    return start, end


def _only_rules(drafts: Sequence[Draft], block: Block) -> bool:
    return all(_RULE.match(draft.text) for draft in drafts[block.start : block.end])


def _mark_contact(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    """Mark the block of name, post, telephone and address at the end of a letter."""
    last = end
    while last > start and (roles[last - 1] is not Role.NEW or drafts[last - 1].blank):
        last -= 1
    if last <= start:
        return
    if _mark_below_rule(drafts, roles, start, last):
        return
    closing = _closing(drafts, roles, start, last)
    if closing is not None:
        _mark_after_closing(drafts, roles, closing, last)
    else:
        _mark_bare_block(drafts, roles, start, last)


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


def is_closing(text: str) -> bool:
    """Return whether *text* is a line such as "Kind regards,"."""
    bare = text.strip().rstrip(",.!;:-–— ").lower()
    return len(bare) < 40 and bare in _CLOSINGS


def _mark_after_closing(
    drafts: Sequence[Draft], roles: list[Role], closing: int, last: int
) -> None:
    below = [i for i in range(closing + 1, last) if not drafts[i].blank and roles[i] is Role.NEW]
    texts = [drafts[i].bare.strip() for i in below]
    if len(below) < 2:
        return
    if sum(map(contact_weight, texts)) < 2 or any(len(text) > 90 for text in texts[:2]):
        return
    first = below[0]
    # "Thanks, Dana", and then the block that her program adds with her whole name.
    if drafts[first + 1].blank and len(below) > 2 and _NAME.match(texts[0]):
        first = below[1]
    for index in range(first, last):
        if roles[index] is Role.NEW:
            roles[index] = Role.SIGNATURE


def _mark_below_rule(drafts: Sequence[Draft], roles: list[Role], start: int, last: int) -> bool:
    """Mark what stands below the last rule drawn, when it says how to reach somebody."""
    for index in range(last - 1, max(start, last - 25), -1):
        if not _RULE.match(drafts[index].text):
            continue
        texts = [drafts[i].bare.strip() for i in range(index + 1, last) if not drafts[i].blank]
        if texts and max(map(len, texts)) <= 75 and sum(map(contact_weight, texts)) >= 2:
            for below in range(index, last):
                if roles[below] is Role.NEW:
                    roles[below] = Role.SIGNATURE
            return True
        return False
    return False


def _mark_bare_block(drafts: Sequence[Draft], roles: list[Role], start: int, last: int) -> None:
    """Mark a last block of short lines that begins with a name and says how to reach it."""
    blocks = [b for b in _blocks(drafts, start, last) if roles[b.start] is Role.NEW]
    if len(blocks) < 2:
        return
    block = blocks[-1]
    texts = [drafts[i].bare.strip() for i in range(block.start, block.end)]
    short = all(len(text) <= 70 for text in texts) and len(texts) >= 2
    named = bool(_NAME.match(texts[0])) or bool(_RULE.match(texts[0]))
    if short and named and sum(map(contact_weight, texts)) >= 2:
        for index in range(block.start, block.end):
            roles[index] = Role.SIGNATURE
