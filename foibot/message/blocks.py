"""Cut lines into blocks: what stands together without an empty line or a drawn rule between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.message.draft import Draft

_RULE = re.compile(r"[ \t]{0,8}[-_=*~#+.–—•· ]{5,200}$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines *start* to *end* (not included); a rule or "-- " begins a block."""

    start: int
    end: int


def blocks(drafts: Sequence[Draft], start: int, end: int) -> list[Block]:
    """Return the blocks of the lines *start* to *end*."""
    found: list[Block] = []
    first = -1
    for index in range(start, end + 1):
        said = index < end and not drafts[index].blank
        cut = not said or (first >= 0 and _begins(drafts[index].bare))
        if cut and first >= 0:
            found.append(Block(first, index))
            first = -1
        if said and first < 0:
            first = index
    return found


def _begins(text: str) -> bool:
    return text.strip() in ("--", "—") or is_rule(text)


def is_rule(text: str) -> bool:
    """Return whether *text* is a line drawn with dashes, stars or the like."""
    bare = text.strip()
    return len(bare) >= 5 and bool(_RULE.match(bare)) and len(set(bare) - {" "}) <= 2


def only_rules(drafts: Sequence[Draft], block: Block) -> bool:
    """Return whether nothing but rules stands in *block*."""
    return all(is_rule(draft.bare) for draft in drafts[block.start : block.end])
