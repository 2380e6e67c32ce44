"""The answer of a colleague that an officer passes on: "See below from Raj" (T21)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from foibot.replies.mentions import COUNTED, counts_some
from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import NAMED
from foibot.replies.rules import LabelWords, ReplyRules
from foibot.replies.wording import NUMBER_WORDS
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
# Whose words they are: "from Raj", "payroll's answer", "what Lettings sent me".
_OTHERS = re.compile(
    r"\b(?:from|by) (?:our |my |the )?[^\W\d_]{2,}"
    r"|\b[^\W\d_]{2,}(?:['\u2019]s|s['\u2019]) (?:[^\W\d_]+ ){0,2}"
    r"(?:answers?|repl(?:y|ies)|responses?|figures?|numbers?|e?-?mails?|input|bit|comments?)\b"
    r"|\b(?:what|which|this|these|those|it) (?:[^\W\d_]+ ){1,3}"
    r"(?:sent|gave|said|wrote|told|says|came|come|provided|supplied)\b"
    r"|\b(?:I|we)(?:['\u2019]ve| have)? (?:got|had|received|was sent|were sent|was given)\b"
    r"|\b(?:has|have) (?:sent|replied|answered|responded|come back|came back)\b"
)
# "Gill, 2,304 of them": whom the colleague writes to, and no part of the answer.
_CALLED = re.compile(r"\s{0,4}([A-Z][a-z]{1,14},)\s{1,4}(?=\S)")
_SAYS = NUMBER_WORDS | frozenset(
    plain("yes no none never nothing nobody one zero nil sorry attached yep nope mostly mainly")
)
_MAILS = re.compile(
    r"\b(?:two|both|three|four|several) (?:[^\W\d_]+ )?(?:replies|responses|e?-?mails|answers)\b"
    r"|\b(?:replies|responses|e?-?mails)\b",
    re.IGNORECASE,
)
# Whoever passes on an answer that is not to be used says so.
_NOT_SO = frozenset(
    plain(
        "not never ignore disregard wrong incorrect instead chase chased chasing check "
        "checking tomorrow wait waiting awaiting until unless disagree draft but however although "
        "should"
    )
)
_KISSES = frozenset({"x", "xx", "xxx"})
_NOT_ALONE = _NOT_SO | {"is", "do"}  # "my answer is coming" points at nothing
_NOT_YET = _NOT_SO | frozenset(plain("will shall tomorrow later soon next"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """The newest mail of somebody else in a quotation: who wrote it, and its lines."""

    author: str
    lines: tuple[str, ...]


def from_below(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says no more than that a colleague's mail below has the answer."""
    tokens = plain(text)
    if not tokens or len(tokens) > _MOST_SAID or not _NOT_ALONE.isdisjoint(tokens):
        return False
    said = [one for line in text.split("\n") for one in sentences(line) if plain(one)]
    if any(one.rstrip().endswith("?") for one in said) or _FIGURE.search(_QUESTIONS.sub("", text)):
        return False
    named = len(tokens) <= 3 and tokens[0] in {"from", "gan", "per", "via"}
    return named or rules.labels.below.within(text)


def announces(text: str, labels: LabelWords, known: Container[str]) -> bool:
    """Return whether a sentence says that somebody else's mail, which is quoted, has answers."""
    tokens = plain(text)
    if not tokens or len(tokens) > _MOST_SAID or not _NOT_YET.isdisjoint(tokens):
        return False
    bare = _QUESTIONS.sub("", text)
    bare = COUNTED.sub("", bare) if counts_some(bare, known) else bare
    if text.rstrip().endswith("?") or _FIGURE.search(bare):
        return False
    place = labels.passed_on.within(text)
    return place and _OTHERS.search(text) is not None


def speaks_of_mails(text: str) -> bool:
    """Return whether *text* says that several mails of others are quoted: "the two replies"."""
    return _MAILS.search(text) is not None


def quoted_mails(parts: Sequence[Piece]) -> tuple[Quoted, ...]:
    """Return the mails of somebody else in the quotation, newest first, those above ours alone."""
    found: list[Quoted] = []
    introduced: list[str] = []
    lines: list[str] = []
    for part in parts:
        if part.origin is Origin.OURS or part.fence is not None:
            break
        if part.origin is Origin.CHROME and part.text.strip():
            if any(plain(line) for line in lines):
                found.append(Quoted(_author(introduced), tuple(lines)))
                introduced, lines = [], []
            introduced.append(part.text)
        elif part.origin is Origin.FOREIGN and (lines or part.text.strip()):
            lines.append(part.text)
    if any(plain(line) for line in lines):
        found.append(Quoted(_author(introduced), tuple(lines)))
    return tuple(found)


def _author(introduced: Sequence[str]) -> str:
    for line in reversed(introduced):
        match = _FROM.match(line) or _WROTE.search(line)
        if match is not None:
            return match[1].strip(" \"'")
    return ""


def as_new(quoted: Quoted) -> list[Piece]:
    """Return the lines of a quoted mail as if sent to us, up to where their writer signs it."""
    return [Piece(line, Origin.NEW) for line in quoted.lines[: _signed(quoted)]]


def without_greeted(text: str) -> str:
    """Return an answer without whom the colleague writes to: "Gill, 2,304 of them"."""
    called = _CALLED.match(text)
    return text[called.end() :] if called and _SAYS.isdisjoint(plain(called[1])) else text


def _signed(quoted: Quoted) -> int:
    """Return where the lines of a quoted mail end on the name of its writer, or how many it has."""
    own = set(plain(quoted.author))
    initial = {one[:1] for one in plain(quoted.author)[:1]}
    names = (
        n
        for n, line in enumerate(quoted.lines)
        if n and (own.issuperset(plain(line)) or initial == set(plain(line)) - _KISSES)
    )
    return next((n for n in names if plain(quoted.lines[n])), len(quoted.lines))


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
