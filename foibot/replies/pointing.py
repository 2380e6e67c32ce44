"""Sentences of a list that name questions by bare numbers: "For 3 and 4 we need until Friday"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from foibot.replies.labels import Label, numbers_in

_NAME = r"(?:(?:[Qq](?:uestions?|ns?|s|us?)?|[Cc](?:westiwn|westiynau)?)[ .]?)?"
_JOINED = r"\s?(?:,\s?and|,|&|and|or|to|-|\u2013|a|ac)\s?"
_SEVERAL = rf"[0-9]{{1,2}}(?:{_JOINED}{_NAME}[0-9]{{1,2}}){{1,8}}"
_NUMBERS = rf"{_NAME}(?:{_SEVERAL}|[0-9]{{1,2}})"
_CALLED = r"(?:(?:all of|each of|both|either|any of|numbers?|nos?\.?)\s)?"
_NAMES = re.compile(r"[^\W\d_]{1,9}[ .]?(?=[0-9])")
# "For 3 and 4 we need until Friday", and not "for 3 and 4 bedroom houses".
_BEGINS = re.compile(
    rf"^[\s*\u2022-]{{0,6}}(?:(?:and|but|then)\s)?(?:as for|for|re|on|with|ar gyfer)\s{_CALLED}"
    rf"(?P<numbers>{_NUMBERS}),?\s"
    r"(?=(?:we|i|you|they|it|it['\u2019]s|we['\u2019](?:d|ll|re|ve)|i['\u2019](?:d|ll|m|ve)|there|can|could|"
    r"please|pls|see|ask|try|need|needs|nothing|no|none|nil|not|both|all|as|attached|same|"
    r"mae|rydym|gweler|dim)\b)",
    re.IGNORECASE,
)
# "Nil return for 4, 5 and 6", "Try HR for 3"; in "open for 2 and 3 days" more follows.
_ENDS = re.compile(
    rf"\b(?P<by>for|on|re|ar gyfer)\s{_CALLED}(?P<numbers>{_NUMBERS})[)]?"
    r"(?:\s(?:please|too|as well))?[.;,!)\s]{0,4}$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]")
_WORDS = re.compile(r"[^\W\d_]{2}")


def pointed(text: str, known: Container[str]) -> Label | None:
    """
    Return the questions that the sentence *text* names by bare numbers, and what it says of them.

    None unless each was asked.  One number at the end counts where no figure stands before it.
    """
    begins = _BEGINS.match(text)
    if begins is not None:
        return _label(begins["numbers"], text[begins.end() :], known)
    ends = _ENDS.search(text)
    said = text[: ends.start()] if ends is not None else ""
    if ends is None or not _WORDS.search(said):
        return None
    several = _FIGURE.sub("", _NAMES.sub("", ends["numbers"])) != ""
    if not several and (_FIGURE.search(said) or ends["by"].casefold() == "on"):
        return None
    return _label(ends["numbers"], said.rstrip(" ,;:-"), known)


def _label(numbers: str, rest: str, known: Container[str]) -> Label | None:
    bare = re.sub(r"^\D+", "", re.sub(r"\bor\b", "and", numbers))
    found = numbers_in(bare, known)
    every = {str(int(one)) for one in re.findall(r"[0-9]+", numbers)} <= set(found)
    return Label(found, None, rest) if every and all(one in known for one in found) else None


def with_pointed(
    labels: Sequence[Label | None], lines: Sequence[str], known: Container[str]
) -> list[Label | None]:
    """
    Return *labels*, of a list of *lines*, with the lines that name questions it leaves out.

    Without a label there is no list whose numbers they could go on with.
    """
    taken = set(_numbers_of(labels))
    if not taken:
        return list(labels)
    found: list[Label | None] = []
    for label, line in zip(labels, lines, strict=True):
        one = pointed(line, known) if label is None else None
        if one is not None and taken.isdisjoint(one.numbers):
            taken.update(one.numbers)
            found.append(one)
        else:
            found.append(label)
    return found


def _numbers_of(labels: Iterable[Label | None]) -> list[str]:
    return [number for label in labels if label is not None for number in label.numbers]
