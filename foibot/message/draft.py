"""A line on its way to a role: its text, and what the layout of the message says about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foibot.message.ink import PLAIN, Ink


class Hint(StrEnum):
    """What the markup of a mail program says that a line is."""

    NONE = ""
    QUOTE = "quote"  # in a container of quoted text
    ATTRIBUTION = "attribution"  # in the element that introduces the quote
    HEADER = "header"  # in the block From/Sent/To/Subject above the quote
    SIGNATURE = "signature"


@dataclass(slots=True)
class Draft:
    """One line of visible text; *ink* is how all its letters look, or nearly all."""

    text: str
    depth: int = 0
    hint: Hint = Hint.NONE
    ink: Ink = PLAIN
    bare: str = ""  # without the quotation marks of plain text
    # Where each ink begins, when the line has several.
    inks: tuple[tuple[int, Ink], ...] = ()

    @property
    def blank(self) -> bool:
        """Return whether nothing can be seen on the line."""
        return not self.bare.strip()
