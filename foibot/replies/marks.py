"""The mark that a program or a person puts before inline answers: "[Priya Shah]", "PS:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.pieces import Origin, Piece
from foibot.replies.words import plain

_BRACKETED = re.compile(r"^\s{0,20}[\[(<{]([^\])>}]{2,40})[\])>}][ :\u2013\u2014-]{0,4}")
_BARE = re.compile(r"^\s{0,20}([A-Z]{2,4}|[^\W\d_]{2,20}(?: [^\W\d_]{1,20}){1,2})\s?[:>]\s{1,4}")

_INITIALS = re.compile(r"[A-Z]{2,3}")


def unmarked(parts: Sequence[Piece], author: str) -> tuple[Piece, ...]:
    """
    Return *parts* without the name or initials of *author* before what was newly written.

    Outlook offers to preface comments in a quotation with the writer's name.
    """
    names = plain(author)
    repeated = _repeated(parts)
    return tuple(
        replace(part, text=_without_mark(part.text, names, repeated))
        if part.origin is Origin.NEW
        else part
        for part in parts
    )


def _repeated(parts: Sequence[Piece]) -> frozenset[str]:
    """Return the initials that begin what was typed under two or more quoted lines."""
    found: Counter[str] = Counter()
    under = False
    for part in parts:
        if part.origin is Origin.NEW and part.text.strip():
            match = _BRACKETED.match(part.text) or _BARE.match(part.text)
            if under and match is not None and _INITIALS.fullmatch(match[1]):
                found[match[1]] += 1
            under = False
        under = under or part.origin in {Origin.OURS, Origin.FOREIGN}
    return frozenset(mark for mark, times in found.items() if times > 1)


def _without_mark(line: str, names: Sequence[str], repeated: frozenset[str]) -> str:
    for pattern in (_BRACKETED, _BARE):
        match = pattern.match(line)
        if match is not None and (match[1] in repeated or _is_author(match[1], names)):
            return line[match.end() :]
    return line


def _is_author(mark: str, names: Sequence[str]) -> bool:
    """Return whether *mark* is the author: the initials, or nothing but parts of the name."""
    said = plain(mark)
    if not names:
        return False
    initials = "".join(name[0] for name in names)
    given = "".join(said)
    return bool(said) and (given in {initials, initials[::-1]} or set(said) <= set(names))
