"""An itemised question: what one officer can answer by itself (the legal unit of FOIA s.12)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """
    One question of a request.

    *text* is verbatim with white space folded; *start* and *end* are offsets in code points into
    the unfolded text of *source* ("body", "subject", or an attachment's file name).  *parent* is
    the *n* of the item that this one is part of.  A *stem* introduces its children, is shown, and
    is never assigned or counted.  *context* is what the item needs to be understood.
    """

    n: int
    label: str | None
    parent: int | None
    stem: bool
    text: str
    context: tuple[str, ...] = ()
    regime: str = "foi"  # foi | eir | sar
    source: str = "body"
    start: int = 0
    end: int = 0
    confidence: float = 1.0
