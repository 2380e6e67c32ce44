"""The mark that a program or a person puts before inline answers: "[Priya Shah]", "PS:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from foibot.replies.pieces import Origin, Piece
from foibot.replies.words import plain

_BRACKETED = re.compile(r"^\s{0,20}[\[(<{]([^\])>}]{2,40})[\])>}][ :\u2013\u2014-]{0,4}")
_BARE = re.compile(r"^\s{0,20}([A-Z]{2,4}|[^\W\d_]{2,20}(?: [^\W\d_]{1,20}){1,2})\s?[:>]\s{1,4}")

_DASHED = re.compile(r"^\s{0,20}([A-Z]{2,3})\s?[\u2013\u2014-]\s{1,4}")
# "11 (RP)", "Convictions (5), medical (2) - RP": at the end of what the initials sign.
_TRAILING = re.compile(r"\s{1,3}(?:[-\u2013\u2014/]\s{0,2}|[(\[])([A-Z]{2,3})[)\]]?\s{0,3}$")
_BEHIND = re.compile(r"\s{1,3}[-\u2013\u2014/]?\s{0,2}[(\[]?([A-Z]{2,3})[)\]]?\.?\s{0,3}$")
_UNITS = frozenset(
    {"FTE", "VAT", "GBP", "PCN", "HRA", "PA", "PCM", "PM", "AM", "KM", "CO", "NA", "UK"}
)
_INITIALS = re.compile(r"[A-Z]{2,3}")


def unmarked(parts: Sequence[Piece], author: str) -> tuple[Piece, ...]:
    """
    Return *parts* without the name or initials of *author* before what was newly written.

    Outlook offers to preface comments in a quotation with the writer's name.
    """
    names = plain(author)
    repeated = _repeated(parts)
    signs = {_signs(parts), *_signed_alike(parts, names)}
    return tuple(
        replace(part, text=_unsigned(_without_mark(part.text, names, repeated), names, signs))
        if part.origin is Origin.NEW
        else part
        for part in parts
    )


def _first_mark(text: str) -> re.Match[str] | None:
    return _BRACKETED.match(text) or _BARE.match(text) or _DASHED.match(text)


def _repeated(parts: Sequence[Piece]) -> frozenset[str]:
    """Return the initials that begin what was typed under two or more quoted lines."""
    found: Counter[str] = Counter()
    under = False
    for part in parts:
        if part.origin is Origin.NEW and part.text.strip():
            match = _first_mark(part.text)
            if under and match is not None and _INITIALS.fullmatch(match[1]):
                found[match[1]] += 1
            under = False
        under = under or part.origin in {Origin.OURS, Origin.FOREIGN}
    return frozenset(mark for mark, times in found.items() if times > 1)


def _signs(parts: Sequence[Piece]) -> str:
    """Return the initials that the last line of what was typed consists of, or ""."""
    typed = [one.text.strip(" -\u2013") for one in parts if one.origin is Origin.NEW]
    last = next((line for line in reversed(typed) if line), "")
    return last if _INITIALS.fullmatch(last) else ""


def _signed_alike(parts: Sequence[Piece], names: Sequence[str]) -> frozenset[str]:
    """
    Return the initials behind the answers that several people wrote into one reply.

    All lines but one end so; the writer's own are among them, or two hands of which one signs
    twice; and our mail has none of the words: "14 FTE" and "212 PCN" end on a unit.
    """
    typed = [one.text for one in parts if one.origin is Origin.NEW and len(plain(one.text)) > 1]
    ours = {word for one in parts if one.origin is not Origin.NEW for word in one.text.split()}
    found = [match[1] for line in typed if (match := _BEHIND.search(line)) is not None]
    hands = {mark for mark in found if mark not in ours and mark not in _UNITS}
    several = len(hands) > 1 and len(found) > len(hands)
    several = several or any(_is_author(mark, names) for mark in hands)
    alike = len(found) > 1 and len(found) >= len(typed) - 1 and len(hands) == len(set(found))
    return frozenset(hands) if several and alike else frozenset()


def _unsigned(line: str, names: Sequence[str], signs: Collection[str]) -> str:
    """Return *line* without the initials at its end of who wrote it."""
    match = _TRAILING.search(line)
    if match is not None and (match[1] in signs or _is_author(match[1], names)):
        return line[: match.start()]
    bare = _BEHIND.search(line)
    return line[: bare.start()] if bare is not None and bare[1] in signs else line


def _without_mark(line: str, names: Sequence[str], repeated: frozenset[str]) -> str:
    for pattern in (_BRACKETED, _BARE, _DASHED):
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
