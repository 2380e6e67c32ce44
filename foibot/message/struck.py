"""Find the answers of officers who strike out each question and type below it."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.asked import asks, greets, heads, marker
from foibot.message.cutting import Piece
from foibot.message.draft import Draft
from foibot.message.signature import is_closing


def any_struck(drafts: Sequence[Draft]) -> bool:
    """Return whether anything in *drafts* is struck out."""
    return any(draft.ink.struck or any(ink.struck for _, ink in draft.inks) for draft in drafts)


def mark_below_struck(letter: Sequence[Piece]) -> bool:
    """
    Mark in a quoted *letter* what stands below questions that are struck out; return whether any.

    The writer of a letter strikes nothing out that he asks; what is struck was dealt with.
    """
    struck = [piece for piece in letter if piece.struck and asks(piece.text)]
    if not struck:
        return False
    numbered = all(marker(piece.text) for piece in struck)
    below = False
    for piece in letter:
        if piece.struck:
            below = True
        elif _goes_on(piece.text, numbered=numbered):
            below = False
        elif below:
            piece.new = True
    return any(piece.new for piece in letter)


def _goes_on(text: str, *, numbered: bool) -> bool:
    """Return whether *text*, not struck out, is the letter's own again."""
    if greets(text) or is_closing(text) or heads(text):
        return True
    return bool(marker(text)) if numbered else asks(text)
