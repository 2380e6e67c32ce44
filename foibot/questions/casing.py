"""Writing all in capitals or all in small letters -> sentence case, for reading only."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from functools import lru_cache

from foibot.questions.passage import Passage
from foibot.questions.source import Source

SMALL, CAPITALS = string.ascii_lowercase.encode(), string.ascii_uppercase.encode()
ENOUGH = 40
SMALL_STARTS = 2
SENTENCE = re.compile(
    r"(?:^\W*(?:[a-z0-9]{1,4}[.):]+\s*|[-*•·–▪o]\s+)|^\W*(?![a-z0-9]{1,4}[.):])|[.?!:]['\"”’)]*\s+)"
    r"([^\W\d_])"
)

LATER = re.compile(r"[.?!:]['\"”’)]*\s+([^\W\d_])")


def evened(source: Source) -> Source:
    """Return *source* in sentence case if its writer used hardly any other, else as it is."""
    if in_one_case(source) or _is_mostly_small(source):
        return Source(source.name, tuple(_lines(source)))
    return source


def in_one_case(source: Source) -> bool:
    """Return whether a writer used capitals alone, or small letters alone."""
    letters, capitals = _counted(source)
    return letters >= ENOUGH and (capitals * 10 > letters * 7 or capitals * 200 < letters)


def _is_mostly_small(source: Source) -> bool:
    """Return whether sentences begin with small letters, though a capital has slipped in."""
    letters, capitals = _counted(source)
    few = letters >= ENOUGH and capitals * 80 < letters
    return few and _small_starts(source) >= SMALL_STARTS


# Asked for thrice of each source.
@lru_cache(maxsize=2)
def _counted(source: Source) -> tuple[int, int]:
    text = "".join(line for line, _ in source.lines)
    if text.isascii():
        raw = text.encode()
        small = len(raw) - len(raw.translate(None, SMALL))
        capitals = len(raw) - len(raw.translate(None, CAPITALS))
        return small + capitals, capitals
    letters = [*filter(str.isalpha, text)]
    return len(letters), sum(map(str.isupper, letters))


def _small_starts(source: Source) -> int:
    """Return how many sentences begin with a small letter."""
    return sum(found[1].islower() for line, _ in source.lines for found in LATER.finditer(line))


def _lines(source: Source) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    ended = True
    for line, start in source.lines:
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in line)
        text = SENTENCE.sub(_capital, text) if ended else _later(text)
        out.append((text, start))
        ended = not text.strip() or text.rstrip()[-1] in ".?!:;"
    return out


def _capital(found: re.Match[str]) -> str:
    return found[0][:-1] + (found[1].upper() if len(found[1].upper()) == 1 else found[1])


def _later(text: str) -> str:
    """Return a line that goes on from the one before: its first letter stays small."""
    return LATER.sub(_capital, text)


def restored(part: Passage, source: Source) -> Passage:
    """Return *part* with the letters that stand in *source*."""
    pieces = []
    ends = [at for at, _ in part.marks[1:]] + [len(part.text)]
    for (at, offset), end in zip(part.marks, ends, strict=True):
        pieces.append(_original(source, offset, part.text[at:end]))
    return Passage("".join(pieces), part.marks)


def _original(source: Source, offset: int, text: str) -> str:
    place = bisect_right(source.lines, offset, key=lambda each: each[1]) - 1
    if place < 0:
        return text
    # A list on one line may have been made of several: each stands one sign behind the last.
    letters = list(text)
    for line, start in source.lines[place:]:
        at = max(offset, start) - offset
        if at >= len(text):
            break
        piece = line[max(offset, start) - start :][: len(text) - at]
        if piece.lower() == text[at : at + len(piece)].lower():
            letters[at : at + len(piece)] = piece
    return "".join(letters)
