"""A line on its way to a role: its text, and what the layout of the message says about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hint(StrEnum):
    """What the markup of a mail program says that a line is."""

    NONE = ""
    QUOTE = "quote"  # in a container of quoted text
    ATTRIBUTION = "attribution"  # in the element that introduces the quote
    HEADER = "header"  # in the block From/Sent/To/Subject above the quote
    SIGNATURE = "signature"


@dataclass(slots=True)
class Draft:
    """One line of visible text; *ink* is the colour or emphasis that covers all its letters."""

    text: str
    depth: int = 0
    hint: Hint = Hint.NONE
    ink: str = ""
    bare: str = ""  # without the quotation marks of plain text
    tail: int = 0  # where the line goes on in another ink, to its end; 0 is nowhere
    tail_ink: str = ""

    @property
    def blank(self) -> bool:
        """Return whether nothing can be seen on the line."""
        return not self.bare.strip()
