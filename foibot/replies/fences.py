"""The fence lines that mark what goes to the requester: made here, and found again here (T21)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_ANSWER = {"en": ("ANSWER", "goes to the requester"), "cy": ("ATEB", "yn mynd at y ceisydd")}
_NOTE = {
    "en": ("NOTE", "internal, never sent"),
    "cy": ("NODYN", "mewnol, byth yn cael ei anfon"),
}
_END = {"en": "END", "cy": "DIWEDD"}

# Clients turn three hyphens into one long dash; each counts as the hyphens it stands for.
_DASHES = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "--",
        "\u2014": "---",
        "\u2015": "---",
        "\u2212": "-",
        "\u2500": "-",
        "\u2501": "-",
        "\u00ad": "",
        "\u00a0": " ",
        "\t": " ",
        "\u200b": "",
        "\ufeff": "",
    }
)
_LONGEST = 2000
_REFERENCE = r"[A-Z]{2,6}[-/ ][0-9]{4}[-/ ][0-9]{1,7}(?:[-/][A-Z]{0,3}[0-9]{1,3})?"
_FENCE = re.compile(
    rf"(?<!-)-{{2,40}} {{0,3}}\*{{0,2}}([^\W\d_]{{2,20}})(?: {{1,3}}({_REFERENCE}))?"
    r"(?:[ ,:]{1,3}(?:Q|C|QUESTION|CWESTIWN|NO)?[ .]{0,2}([0-9]{1,3}))?"
    r" {0,3}(?:\([^()]{0,60}(?:\)|$))?\*{0,2} {0,3}(-{2,40}|$)",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"^[>|\s*_]{0,60}")
# The start of a fence whose end the client moved to the next line.
_BROKEN = re.compile(
    r"(?<!-)-{2,40} {0,3}\*{0,2}([^\W\d_]{2,20})\b(?:[^-]|-(?!-)){0,120}$", re.IGNORECASE
)
_CLOSES = re.compile(r"^(?:[^-]|-(?!-)){0,90}-{2,40}")


class FenceKind(StrEnum):
    """What a fence begins or ends."""

    ANSWER = "answer"
    NOTE = "note"
    END = "end"


@dataclass(frozen=True, slots=True)
class Fence:
    """One fence as found; *reference* and *n* say which question, as far as it says so."""

    kind: FenceKind
    reference: str | None = None
    n: int | None = None


def _all_words(table: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    return tuple(word.casefold() for word, _ in table.values())


@dataclass(frozen=True, slots=True)
class FenceWords:
    """The words that make a fence, ours and those a translating client puts in their place."""

    answer: frozenset[str] = field(default=frozenset(_all_words(_ANSWER)))
    note: frozenset[str] = field(default=frozenset(_all_words(_NOTE)))
    end: frozenset[str] = field(default=frozenset(w.casefold() for w in _END.values()))

    def kind(self, word: str) -> FenceKind | None:
        """Return what *word* means in a fence, or None."""
        folded = word.casefold()
        if folded in self.answer:
            return FenceKind.ANSWER
        if folded in self.note:
            return FenceKind.NOTE
        return FenceKind.END if folded in self.end else None


OURS = FenceWords()


def words_with(
    answer: Iterable[str] = (), note: Iterable[str] = (), end: Iterable[str] = ()
) -> FenceWords:
    """Return our own words and those given, which stand in rules/replies.toml."""
    return FenceWords(
        OURS.answer | {word.casefold() for word in answer},
        OURS.note | {word.casefold() for word in note},
        OURS.end | {word.casefold() for word in end},
    )


def answer_fence(reference: str, n: int, language: str = "en") -> str:
    """Return the line above an answer; the reference keeps two cases in one digest apart."""
    word, meaning = _ANSWER.get(language, _ANSWER["en"])
    return f"--- {word} {reference} Q{n} ({meaning}) ---"


def note_fence(language: str = "en") -> str:
    """Return the line above an internal note."""
    word, meaning = _NOTE.get(language, _NOTE["en"])
    return f"--- {word} ({meaning}) ---"


def end_fence(language: str = "en") -> str:
    """Return the line that ends an answer or a note."""
    return f"--- {_END.get(language, _END['en'])} ---"


def answer_block(reference: str, n: int, language: str = "en") -> str:
    """Return an empty answer block to write into."""
    return f"{answer_fence(reference, n, language)}\n\n{end_fence(language)}"


def split_line(text: str, words: FenceWords = OURS) -> tuple[str | Fence, ...]:
    """
    Return *text* cut at its fences, in order; a text without a fence comes back as it is.

    A client that reflows may leave an answer on the line of its fence.
    """
    plain = text[:_LONGEST].translate(_DASHES)
    if "--" not in plain:
        return (text,)
    parts: list[str | Fence] = []
    last = 0
    for match in _FENCE.finditer(plain):
        fence = _fence(match, words)
        before = plain[last : match.start()]
        if fence is None or not _stands(match, before):
            continue
        parts += [before.strip(" ")] if _QUOTING.sub("", before) else []
        parts.append(fence)
        last = match.end()
    if not parts:
        return (text,)
    after = plain[last:].strip(" ").strip("*") + text[_LONGEST:]
    return (*parts, after) if after.strip() else tuple(parts)


def _stands(match: re.Match[str], before: str) -> bool:
    """Return whether the match is a fence: at the start of a line, or closed on both sides."""
    return not _QUOTING.sub("", before) or len(match[4]) >= 2


def _fence(match: re.Match[str], words: FenceWords) -> Fence | None:
    kind = words.kind(match[1])
    if kind is None:
        return None
    if kind is not FenceKind.ANSWER:
        return Fence(kind)
    if match[3] is None and match[2] is None and match[4] == "":
        # "-- Answer" alone is a line of somebody's text.
        return None
    reference = match[2].upper().replace(" ", "-").replace("/", "-") if match[2] else None
    return Fence(kind, reference, int(match[3]) if match[3] else None)


def mend(lines: Sequence[str], words: FenceWords = OURS) -> tuple[tuple[str, int], ...]:
    """
    Return the lines with each fence that a client broke in two joined again.

    With each goes the number of lines it was made of.
    """
    mended: list[tuple[str, int]] = []
    index = 0
    while index < len(lines):
        count = _broken_over(lines, index, words)
        text = lines[index]
        for line in lines[index + 1 : index + count]:
            gap = "" if text.endswith("-") else " "
            text = text.rstrip() + gap + _QUOTING.sub("", line)
        mended.append((text, count))
        index += count
    return tuple(mended)


def _broken_over(lines: Sequence[str], index: int, words: FenceWords) -> int:
    """Return over how many lines the fence that begins at *index* goes; 1 for all else."""
    start = _QUOTING.sub("", lines[index][:_LONGEST].translate(_DASHES)).rstrip()
    match = _BROKEN.match(start)
    if match is None or words.kind(match[1]) is None or index + 1 >= len(lines):
        return 1
    following = _QUOTING.sub("", lines[index + 1][:_LONGEST].translate(_DASHES)).rstrip()
    return 2 if _CLOSES.match(following) and not _FENCE.match(following) else 1
