"""Whether one entry of a list goes on from another: by its number, its style, its place (R2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foibot.questions.blocks import Block
from foibot.questions.markers import NUMBERS, Marker, after_orphan

if TYPE_CHECKING:
    from foibot.questions.outline import Entry


def follows(entry: Entry, block: Block, marker: Marker) -> bool:
    """Return whether *marker* continues the list that *entry* is in."""
    if entry.marker.style == "1" + marker.style:
        return marker.ordinal == entry.marker.ordinal + 1
    if entry.marker.style != marker.style:
        return False
    if marker.style.startswith("glyph"):
        return abs(block.indent - entry.block.indent) < 2
    if marker.parent != entry.marker.parent:
        return False
    again = entry.marker.ordinal == marker.ordinal > 1
    return again or entry.marker.ordinal < marker.ordinal <= entry.marker.ordinal + 4


def counts_on(entry: Entry, block: Block, marker: Marker) -> bool:
    """Return whether a number goes on under another style: "4)", then "5." as far to the left."""
    if after_orphan(entry.marker, marker):
        return marker.ordinal > int(entry.marker.parent or 0)
    numbers = marker.style in NUMBERS and entry.marker.style in NUMBERS
    next_one = marker.ordinal == entry.marker.ordinal + 1
    next_one = next_one and (marker.ordinal > 2 or entry.marker.style == "1 ")
    return numbers and next_one and block.indent <= entry.block.indent


def is_deeper(block: Block, entry: Entry) -> bool:
    """Return whether *block* is indented under an entry with the same glyph."""
    return entry.marker.style.startswith("glyph") and block.indent >= entry.block.indent + 2
