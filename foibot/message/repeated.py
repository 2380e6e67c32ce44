"""What a reply repeats of the mail that it answers: nobody wrote that anew (guide R13, T18)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from foibot.message.model import Line, Message, Role

_LEAST = 12  # letters and figures: shorter lines are anybody's


def without_ours(message: Message, ours: str, theirs: Iterable[str] = ()) -> Message:
    """
    Return *message*, its lines that stand in *ours*, our mail that it answers, marked as ours.

    Mail programs lose the marks of quotation, and a sender who answers between our lines leaves
    them.  What the sender asked before, *theirs*, stands in our mail too: it may be asked again,
    so that it is ours only where it is quoted.
    """
    known = frozenset(each for line in ours.splitlines() if len(each := _folded(line)) >= _LEAST)
    asked = tuple(_folded(each) for each in theirs)
    new = frozenset(each for each in known if not any(_of(each, one) for one in asked))
    lines = tuple(_marked(line, new if line.role is Role.NEW else known) for line in message.lines)
    return message if lines == message.lines else replace(message, lines=lines)


def _marked(line: Line, known: frozenset[str]) -> Line:
    written = line.role in {Role.NEW, Role.QUOTED}
    return replace(line, role=Role.OURS) if written and _folded(line.text) in known else line


def _of(line: str, question: str) -> bool:
    """Return whether *line* is a part of *question*, or holds it behind a label."""
    return line in question or question in line


def _folded(text: str) -> str:
    """Return the letters and figures of *text* alone: programs change the rest."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
