"""The answer of a colleague that an officer passes on: "See below from Raj" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import NAMED
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences

PASSED_ON = "it was taken from the mail of a colleague that was quoted"
_MOST_SAID = 24  # words of "please see below from Raj, who leads on this"
_FROM = re.compile(r"^\W{0,4}(?:from|oddi wrth|o)\s?:\s{0,4}([^<\[;(]{2,60})", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:,|\d\d:\d\d,?|[ap]m,?)\s([^,<>\d]{3,50}?)\s?(?:[<(\[][^<>]{3,90}[>)\]])?\s(?:wrote|ysgrifennodd)",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(rf"{NAMED.pattern}[0-9]{{1,2}}(?:\s?(?:,|&|and|to|-)\s?[0-9]{{1,2}})*")
_FIGURE = re.compile(r"[0-9]")
# Whoever passes on an answer that is not to be used says so.
_NOT_SO = frozenset(
    plain(
        "not never ignore disregard wrong incorrect instead don't isn't chase chased chasing "
        "wait waiting awaiting until unless disagree draft but however although should"
    )
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The newest mail of somebody else in a quotation: who wrote it, and its lines."""

    author: str
    lines: tuple[str, ...]


def from_below(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says no more than that a colleague's mail below has the answer."""
    tokens = plain(text)
    if not tokens or len(tokens) > _MOST_SAID or not _NOT_SO.isdisjoint(tokens):
        return False
    said = [one for line in text.split("\n") for one in sentences(line) if plain(one)]
    if any(one.rstrip().endswith("?") for one in said) or _FIGURE.search(_QUESTIONS.sub("", text)):
        return False
    named = len(tokens) <= 3 and tokens[0] in {"from", "gan", "per", "via"}
    return named or rules.labels.below.within(text)


def quoted_answer(parts: Sequence[Piece]) -> Quoted | None:
    """Return the first mail of somebody else in the quotation, or None where ours comes first."""
    introduced: list[str] = []
    lines: list[str] = []
    for part in parts:
        if part.origin is Origin.OURS or part.fence is not None:
            break
        if part.origin is Origin.CHROME and not lines:
            introduced.append(part.text)
        elif part.origin is Origin.CHROME and part.text.strip():
            break
        elif part.origin is Origin.FOREIGN and (lines or part.text.strip()):
            lines.append(part.text)
    if not any(plain(line) for line in lines):
        return None
    return Quoted(_author(introduced), tuple(lines))


def _author(introduced: Sequence[str]) -> str:
    for line in reversed(introduced):
        match = _FROM.match(line) or _WROTE.search(line)
        if match is not None:
            return match[1].strip(" \"'")
    return ""


def as_new(quoted: Quoted) -> list[Piece]:
    """Return the lines of a quoted mail as if their writer had sent them to us."""
    return [Piece(line, Origin.NEW) for line in quoted.lines]


def within_quotations(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    """
    Return *parts* with what no one can have typed there as somebody else's words.

    Above our own mail, a line that follows a quoted one without a gap is part of that mail, even
    where a program or a reader of quotations took it for new.
    """
    ours = next((n for n, one in enumerate(parts) if _is_ours(one)), len(parts))
    found: list[Piece] = []
    before = Origin.NEW
    for n, part in enumerate(parts):
        if n < ours < len(parts) and part.origin is Origin.NEW and before is Origin.FOREIGN:
            part = replace(part, origin=Origin.FOREIGN) if part.text.strip() else part
        found.append(part)
        before = part.origin if part.text.strip() or part.origin is Origin.NEW else before
    return tuple(found)


def _is_ours(part: Piece) -> bool:
    return part.fence is not None or (part.origin is Origin.OURS and bool(part.text.strip()))
