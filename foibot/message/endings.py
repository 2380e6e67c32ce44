"""Find what stands below a letter: signature, disclaimer, and what relays and phones add."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from foibot.message.below import is_typed_below
from foibot.message.blocks import Block, blocks, is_rule, only_rules
from foibot.message.boilerplate import (
    boilerplate_role,
    is_mobile_line,
    is_tracking_mark,
    may_be_mobile_line,
)
from foibot.message.draft import Draft, Hint
from foibot.message.model import Role
from foibot.message.signature import is_closing, mark_signature

_DELIMITER = re.compile(r"[ \t]{0,3}(?:--|—|–)[ \t\u00a0]{0,3}$")
_LINK = re.compile(r"https?://|www\.", re.I)
_FRAME = 14
# What is not written by the sender stands at the end of his letter, or above it.
_LAST_BLOCKS = 40


def mark_endings(drafts: Sequence[Draft], roles: list[Role], sender: str) -> None:
    """Mark signatures, disclaimers and footers among the lines that are NEW so far."""
    for start, end in _runs(drafts, roles):
        _mark_hints(drafts, roles, start, end)
        _mark_delimited(drafts, roles, start, end)
        _mark_mobile_lines(drafts, roles, start, end)
        _mark_boilerplate(drafts, roles, blocks(drafts, start, end))
        mark_signature(drafts, roles, start, end, sender)
        _keep_what_was_typed(drafts, roles, start, end)


def _keep_what_was_typed(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    """Leave a question or a postscript that was typed inside a signature with the letter."""
    for index in range(start, end):
        if roles[index] is Role.SIGNATURE and is_typed_below(drafts[index].bare):
            roles[index] = Role.NEW


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


def _mark_hints(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    for index in range(start, end):
        if drafts[index].hint is Hint.SIGNATURE:
            roles[index] = Role.SIGNATURE


def _mark_delimited(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    """Mark what stands below "-- " (RFC 3676 4.3) as signature."""
    said = False
    for index in range(start, end):
        if roles[index] is Role.NEW and _DELIMITER.match(drafts[index].text):
            if said or start:
                roles[index:end] = [Role.SIGNATURE] * (end - index)
            return
        said = said or not drafts[index].blank


def _mark_mobile_lines(drafts: Sequence[Draft], roles: list[Role], start: int, end: int) -> None:
    """Mark the last lines that phones write ("Sent from my iPhone"), one by one."""
    for index in range(end - 1, max(start - 1, end - 60), -1):
        if drafts[index].blank or roles[index] is not Role.NEW:
            continue
        text = drafts[index].bare
        if is_tracking_mark(text) or is_mobile_line(text) or _apart(drafts, roles, start, index):
            roles[index] = Role.FOOTER
        else:
            return


def _apart(drafts: Sequence[Draft], roles: Sequence[Role], start: int, index: int) -> bool:
    """Return whether a program's line may stand at *index*: below an empty line and a text."""
    if not may_be_mobile_line(drafts[index].bare) or index == start:
        return False
    above = range(start, index)
    said = any(roles[i] is Role.NEW and not drafts[i].blank for i in above)
    return said and drafts[index - 1].blank


def _mark_boilerplate(drafts: Sequence[Draft], roles: list[Role], found: list[Block]) -> None:
    near_end = len(found) - _LAST_BLOCKS
    decided = [
        _role(drafts, roles, block, first=not place) if not place or place >= near_end else None
        for place, block in enumerate(found)
    ]
    _fill_frames(drafts, found, decided)
    _fill_gaps(drafts, found, decided)
    for block, role in zip(found, decided, strict=True):
        if role is not None:
            for index in range(block.start + _glued(drafts, block), block.end):
                roles[index] = role


def _role(
    drafts: Sequence[Draft], roles: Sequence[Role], block: Block, *, first: bool
) -> Role | None:
    lines = [draft.bare.strip() for draft in drafts[block.start : block.end]]
    role = boilerplate_role(" ".join(lines), first=first)
    if role is None and is_rule(lines[0]) and "_" in lines[0] and len(lines[0]) >= 20:
        # The line that a free mail service draws above its advertisement.
        advertises = 1 < len(lines) <= 5 and _LINK.search(" ".join(lines))
        role = Role.FOOTER if advertises and roles[block.start] is Role.NEW else None
    return role


def _fill_frames(drafts: Sequence[Draft], found: list[Block], decided: list[Role | None]) -> None:
    """Give all that stands between two rules the role of the boilerplate among it."""
    rules = [place for place, block in enumerate(found) if is_rule(drafts[block.start].bare)]
    for above, below in itertools.pairwise(rules):
        inside = [role for role in decided[above:below] if role is not None]
        if below - above > _FRAME or not _mostly_known(found[above:below], decided[above:below]):
            continue
        decided[above:below] = [role or inside[0] for role in decided[above:below]]
        if only_rules(drafts, found[below]):
            decided[below] = decided[below] or inside[-1]
    for place in rules:
        if only_rules(drafts, found[place]) and decided[place] is None:
            near = decided[place + 1 : place + 2]
            decided[place] = near[0] if near else None


def _mostly_known(found: Sequence[Block], decided: Sequence[Role | None]) -> bool:
    """Return whether at least half of the lines of a frame are boilerplate by themselves."""
    lines = [(block.end - block.start, role) for block, role in zip(found, decided, strict=True)]
    known = sum(count for count, role in lines if role is not None)
    return known > 0 and known * 2 >= sum(count for count, _ in lines)


def _fill_gaps(drafts: Sequence[Draft], found: list[Block], decided: list[Role | None]) -> None:
    """Let boilerplate take in the few short lines between it, and at the very end below it."""
    known = [place for place, role in enumerate(decided) if role is not None]
    if not known or not any(decided[place] is Role.DISCLAIMER for place in known):
        return
    for here, after in zip(known, [*known[1:], len(decided)], strict=True):
        gap = range(here + 1, after)
        lines = sum(found[place].end - found[place].start for place in gap)
        if gap and lines <= 3 and here:
            for place in gap:
                decided[place] = decided[here]


def _glued(drafts: Sequence[Draft], block: Block) -> int:
    """Return how many lines at the top of *block* are the author's last words, not boilerplate."""
    lines = [draft.bare.strip() for draft in drafts[block.start : block.end]]
    if len(lines) < 2 or is_rule(lines[0]) or is_mobile_line(lines[0]):
        return 0
    if letter := _letter_above(lines):
        return letter
    for place in range(1, min(len(lines), 6)):
        if is_mobile_line(lines[place]) and boilerplate_role(lines[place], first=False):
            return place
    short = len(lines[0]) < 45 and len(lines[1]) > 60
    return 1 if short and boilerplate_role(" ".join(lines[1:]), first=False) else 0


def _letter_above(lines: Sequence[str]) -> int:
    """Return how many *lines* are a letter with its closing, where no blank line ends them."""
    closing = next((place for place, line in enumerate(lines) if is_closing(line)), 0)
    if not closing:
        return 0
    below = range(closing + 1, len(lines))
    sure = (place for place in below if boilerplate_role(lines[place], first=False))
    return next(sure, closing + 1)
