"""Whose words each line of a reply is: the officer's, ours quoted back, or another's (T21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import mode

from foibot.message.model import Line, Role
from foibot.replies.fences import Fence, FenceWords, mend, split_line
from foibot.replies.words import Word, words

MOST_LINES = 20_000
_PREFIX = re.compile(r"^(?:[ \t]?>){1,40}[ \t]?")
_LEAP = 6
_FAR = 30
_LEAST_TYPED = 5  # words of ours that make a new line a copy
_LEAST_QUOTED = 3
_RULE = re.compile(r"[\s_=*~\u2500\u2501\u2013\u2014-]{3,200}")
_BAR = re.compile(r"^(?:[ \t]?\|){1,40}[ \t]?")


class Origin(StrEnum):
    """Whose words a piece is."""

    NEW = "new"  # the sender's, in this mail
    OURS = "ours"  # our own mail, quoted
    FOREIGN = "foreign"  # quoted, and not found in our mail
    CHROME = "chrome"  # signature, disclaimer, footer, "On Monday X wrote:"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one, without its marks of quotation; or a fence."""

    text: str
    origin: Origin
    depth: int = 0
    fence: Fence | None = None


def is_rule(text: str) -> bool:
    """Return whether *text* is a line that was drawn: "________", "-----"."""
    return bool(text.strip()) and _RULE.fullmatch(text) is not None


def pieces(
    lines: Sequence[Line],
    fences: FenceWords,
    sent: str = "",
    whole: Callable[[str], bool] = lambda _: False,
) -> tuple[Piece, ...]:
    """
    Return the pieces of a reply, in order.

    *sent* is the text of the mail that was answered: quoted lines that are not in it, between
    lines that are, were typed into the quotation, as Outlook invites people to do.  A new line of
    which *whole* holds is not cut where it goes on as one of ours began: our mail says what to
    write, and people write that.
    """
    raw = [piece for line in _mended(lines[:MOST_LINES], fences) for piece in _cut(line, fences)]
    if not sent.strip():
        return tuple(raw)
    return tuple(_compare(raw, _Sent(_unfenced(sent, fences)), whole))


def _unfenced(sent: str, fences: FenceWords) -> str:
    # Fences are recognised by themselves, so that they are no words to compare.
    parts = (part for line in sent.split("\n") for part in split_line(line, fences))
    return "\n".join(part for part in parts if isinstance(part, str))


def _mended(lines: Sequence[Line], fences: FenceWords) -> Iterator[Line]:
    index = 0
    for text, count in mend([line.text for line in lines], fences):
        yield replace(lines[index], text=text)
        index += count


def _cut(line: Line, fences: FenceWords) -> Iterator[Piece]:
    text, depth = _unquoted(line)
    origin = _ORIGINS[line.role]
    if origin is Origin.NEW and depth:
        origin = Origin.FOREIGN
    for part in split_line(text, fences):
        if isinstance(part, Fence):
            yield Piece("", origin, depth, part)
        else:
            yield Piece(part, origin, depth)


_ORIGINS = {
    Role.NEW: Origin.NEW,
    Role.QUOTED: Origin.FOREIGN,
    Role.ATTRIBUTION: Origin.CHROME,
    Role.SIGNATURE: Origin.CHROME,
    Role.DISCLAIMER: Origin.CHROME,
    Role.FOOTER: Origin.CHROME,
    Role.OURS: Origin.CHROME,
}


def _unquoted(line: Line) -> tuple[str, int]:
    match = _PREFIX.match(line.text)
    if match is None and line.depth:
        match = _BAR.match(line.text)
    if match is None:
        return line.text, line.depth
    return line.text[match.end() :], max(line.depth, len(re.findall(r"[>|]", match[0])))


class _Sent:
    """The words of our own mail, walked through once as the quotation is."""

    def __init__(self, text: str) -> None:
        found = words(text)
        self.words = [word.text for word in found]
        self.place = 0
        self.begun = False  # the quotation has begun
        self.leapt = 0  # where the walk stood before its last leap ahead
        # The banner: a signature above a quotation without marks may hold the same words.
        self.banner = [word.text for word in words(text.split("\n", 1)[0])]
        # Lines without a word: a rule, a blank that holds a place.
        self.wordless = {line.strip() for line in text.split("\n") if not words(line)}
        self.starts: dict[tuple[str, ...], list[int]] = {}
        for n in range(len(self.words) - 2):
            self.starts.setdefault(tuple(self.words[n : n + 3]), []).append(n)
        self.lines = _line_starts(text, found)
        self.whole = {tuple(self.words[a:b]) for a, b in self.lines}

    def begin(self) -> None:
        """Begin anew with the quotation: questions may have been typed out above it."""
        if not self.begun:
            self.begun, self.place, self.leapt = True, 0, 0

    def length(self, line: Sequence[str], following: Sequence[str]) -> int:
        """
        Return how many words at the start of *line* are ours, and walk past them.

        What our mail suggests to write ("not held") is no quotation when an officer writes it:
        a leap ahead needs six words, or that the *following* line goes on there.
        """
        best, where = self._common(line, self.place), self.place
        if best < len(line):
            for start in self._elsewhere(line):
                common = self._common(line, start)
                if common > best and (common >= _LEAP or self._goes_on(start + common, following)):
                    best, where = common, start
        if best < min(3, len(line)):
            best, where = self._short(line), self.place
        if best:
            self.leapt = min(where, self.place) if abs(where - self.place) > _FAR else self.leapt
            self.place = where + best
        return best

    def _elsewhere(self, line: Sequence[str]) -> list[int]:
        """
        Return where else *line* may begin: ahead, or behind a leap that may have been too far.

        An officer who repeats a question in the answer may repeat it as it stands again further on.
        """
        starts = self.starts.get(tuple(line[:3]), ())
        ahead = [n for n in starts if n > self.place]
        return ahead[:50] + [n for n in starts if self.leapt <= n < self.place][:50]

    def next_line(self, line: Sequence[str], following: Sequence[str]) -> int:
        """
        Return the length of *line* when it is just the line of ours that comes next.

        A program may hand over our bold words as new: they are ours where the *following* go on.
        """
        end = self.place + len(line)
        if self.words[self.place : end] == list(line) and self._goes_on(end, following):
            self.place = end
            return len(line)
        here = next(((a, b) for a, b in self.lines if a >= self.place), None)
        if here is None or here[0] != self.place or self.words[here[0] : here[1]] != list(line):
            return 0
        self.place = here[1]
        return len(line)

    def _goes_on(self, place: int, following: Sequence[str]) -> bool:
        size = min(3, len(following))
        return size > 0 and self.words[place : place + size] == list(following[:size])

    def _common(self, line: Sequence[str], start: int) -> int:
        count = 0
        for ours, theirs in zip(self.words[start : start + len(line)], line, strict=False):
            if ours != theirs:
                break
            count += 1
        return count

    def _short(self, line: Sequence[str]) -> int:
        """Return the length of a line of one or two words that is a whole line of ours, near."""
        near = [(a, b) for a, b in self.lines if a >= self.place][:6]
        for start, end in near:
            if self.words[start:end] == list(line):
                self.place = start
                return end - start
        return 0


def _line_starts(text: str, found: Sequence[Word]) -> list[tuple[int, int]]:
    """Return for each line of *text* that has words the numbers of its first and last word."""
    spans: list[tuple[int, int]] = []
    offset, index = 0, 0
    for line in text.split("\n"):
        start = index
        end = offset + len(line)
        while index < len(found) and found[index].start < end:
            index += 1
        if index > start:
            spans.append((start, index))
        offset = end + 1
    return spans


def _compare(raw: Sequence[Piece], sent: _Sent, whole: Callable[[str], bool]) -> Iterator[Piece]:
    """Yield the pieces with our own words marked, and what was typed between them as new."""
    marked: list[Piece] = []
    below_ours = False
    for piece, after in zip(raw, _following(raw), strict=True):
        if piece.origin is Origin.FOREIGN:
            sent.begin()
        cut = list(_marked(piece, sent, after, below_ours=below_ours))
        if piece.fence is not None or words(piece.text):
            below_ours = piece.fence is not None or cut[-1].origin is Origin.OURS
        kept = len(cut) > 1 and piece.origin is Origin.NEW and whole(piece.text)
        marked += [piece] if kept else cut
    places = [n for n, piece in enumerate(marked) if piece.origin is Origin.OURS and piece.text]
    if not places:
        yield from marked
        return
    # A client may mark one line of ours as new; where most stand, there the quotation is.
    depth = mode(marked[n].depth for n in places)
    for n, piece in enumerate(marked):
        foreign = piece.origin is Origin.FOREIGN and piece.depth <= depth
        typed_in = foreign and n > places[0]
        yield replace(piece, origin=Origin.NEW) if typed_in else piece


def _following(raw: Sequence[Piece]) -> list[list[str]]:
    """Return for each piece the words of the next one that has any."""
    result: list[list[str]] = []
    after: list[str] = []
    for piece in reversed(raw):
        result.append(after)
        found = [word.text for word in words(piece.text[:400])]
        after = found or after
    return result[::-1]


def _marked(
    piece: Piece, sent: _Sent, following: Sequence[str], *, below_ours: bool
) -> Iterator[Piece]:
    if piece.fence is not None:
        yield piece
        return
    found = words(piece.text)
    if not found:
        ours_too = piece.origin is Origin.FOREIGN and piece.text.strip() in sent.wordless
        yield replace(piece, origin=Origin.OURS) if ours_too and piece.text.strip() else piece
        return
    line = [word.text for word in found]
    if line == sent.banner:
        yield replace(piece, origin=Origin.OURS)
        return
    ours = sent.length(line, following) if _worth(piece, found) else sent.next_line(line, following)
    least = _LEAST_QUOTED if below_ours or piece.origin is not Origin.NEW else _LEAST_TYPED
    if len(line) >= least and tuple(line) in sent.whole:
        # Where lines of ours were cut out, the walk has lost its way.
        ours = len(found)
    if ours == len(found):
        yield replace(piece, origin=Origin.OURS)
    elif piece.origin is Origin.CHROME:
        yield piece
    elif ours >= (_LEAP if piece.origin is Origin.NEW else 3):
        end = found[ours - 1].end
        end += len(piece.text[end:]) - len(piece.text[end:].lstrip("?.:;,!)\"'\u201d\u2019"))
        yield replace(piece, text=piece.text[:end], origin=Origin.OURS)
        yield replace(piece, text=piece.text[end:].strip())
    else:
        yield piece


def _worth(piece: Piece, found: Sequence[Word]) -> bool:
    # In new text only a longer run of our words is a copy; "not held" is an answer.
    return piece.origin is not Origin.NEW or len(found) >= _LEAST_TYPED
