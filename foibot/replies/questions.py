"""Where a reply repeats the text of a question that was asked, and which one a number means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.case.reference import PATTERN
from foibot.replies.labels import named, numbers_in
from foibot.replies.model import AskedQuestion, Key
from foibot.replies.pieces import Piece
from foibot.replies.words import sentences, words

_LEAST_SHARE = 0.6
_LEAST_WORDS = 5
_MOST_LEAD = 4
NAMED = re.compile(r"\b(?:[Qq](?:uestion|n|u)?s?|[Cc]westi(?:wn|ynau))[ .]?(?=[0-9])")
# A case by the end of its reference alone, at the start of a line: "00112 Q1", "FOI 112 - ".
_SHORT_REFERENCE = re.compile(
    r"^(\W{0,4}(?:(?:for|re|on)\s)?"
    r"(?:(?:foi|eir|ref(?:erence)?|case|request|no|number)\b)?[ .:#/-]{0,3})"
    r"(0{0,6}[0-9]{2,6})(?=[ :,)\u2013-]|$)(?!\s?[.%])",
    re.IGNORECASE,
)
# The same in a heading: "Garden waste case (00408):".
_HEAD_REFERENCE = re.compile(
    r"^[^\d:]{0,60}[ (\[#](0[0-9]{2,5}|(?<=\()[0-9]{2,6}(?=\)))[)\]]?\s?:?\s{0,3}$"
)
# "Assessments (00418) 1. 318 2. 164 days": a head with its answers on the same line.
_HEAD_BEHIND = re.compile(
    r"^[^\W\d_][^\d:.]{0,40}\((0?[0-9]{2,6})\)\s?[:\u2013\u2014-]?\s{1,3}(?=\S)"
)
# "Hi q1 6214, q2 5377".
_GREETED = re.compile(
    r"^\W{0,3}(?:hi|hiya|hello|hey|dear|morning|good morning|afternoon)\b(?:\s[^\W\d_]{2,12})?"
    r"[\s,.!:\u2013-]{1,4}(?=(?:q(?:uestion)?|cwestiwn)[ .]?[0-9])",
    re.IGNORECASE,
)
# "Number 3 is 655 and number 2 is 47", "Part 2, none": said at the start of a clause.
_COUNTED_PART = re.compile(
    r"(?:(?<=^)|(?<=[.;,]\s)|(?<=\band\s))(?:[Nn]umber|[Nn]o\.?|[Pp]art|[Pp]oint|[Ii]tem)\s"
    r"([0-9]{1,2})(?:\s?[,:]\s|\s[\u2013\u2014-]\s|\s(?:is|was|are|were)\s(?!of\b)"
    r"|\s(?=(?:you|we|I|I'm|it's|that's|we've|should|needs?|has|have|isn't|goes|to)\b))"
)
_SAME_FOR = re.compile(
    r"^\W{0,4}(?:and )?(?:the )?(?:same|ditto|likewise|yr un fath)"
    r"(?: again| answer| goes| applies)? (?:for|with|to|on|i) (?:[Qq](?:uestions?|s)?[ .]?)?"
    r"([0-9]{1,2}(?:\s?(?:,|&|and|to|-)\s?[0-9]{1,2}){0,4})[ .]{0,3}$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:which|what|who|whose|names?|pa|pwy)\b.{0,60}\b(?:team|service|department|section|directorate|"
    r"responsible|manages?|runs?|deals?|contractor|company|supplier|organisation|body|officer|tim|adran)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W{0,8}(?:[Qq](?:uestion)?\s?)?([0-9]{1,2}\s?\(?[a-z]\)?)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Target:
    """The questions that are meant; with no *keys* it is unclear which of *choices*, and *why*."""

    keys: tuple[Key, ...] = ()
    choices: tuple[Key, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A question's text was found: over how many pieces, and what follows on the last."""

    keys: tuple[Key, ...]
    pieces: int
    rest: str


class Questions:
    """The questions that a mail asked, ready to be recognised."""

    def __init__(self, asked: Sequence[AskedQuestion]) -> None:
        self.asked = tuple(asked)
        self.words = [[word.text for word in words(one.text)] for one in asked]
        own = [word for one in asked if one.label for word in [_bare(one.label)]]
        self.known = frozenset([*(str(one.n) for one in asked), *own])
        self.all_keys = tuple(one.key for one in asked)
        self.cases = tuple(dict.fromkeys(one.reference for one in asked))
        self.as_requester = False
        self.lists_quarters = False
        self.labelled = False  # lines begin with "Q1", and not with a bare number
        tails = {
            int(one.reference.rpartition("-")[2]): one.reference
            for one in asked
            if "-" in one.reference and one.reference.rpartition("-")[2].isdigit()
        }
        self.tails = tails if len(tails) > 1 else {}
        self.told: str | None = None  # the one case that has every question named without a case

    def count_labels(self, numbers: Sequence[str]) -> None:
        """Note what the *numbers* that a reply labels its lines with, without a case, tell."""
        self.labelled = bool(numbers)
        several = len(set(numbers)) > 1
        strange = any(number not in self.known for number in numbers)
        self.lists_quarters = len(self.asked) == 1 and several and strange
        fits = self.cases_with(numbers)
        again = len(set(numbers)) < len(numbers)  # a list for each case
        self.told = fits[0] if several and not again and len(fits) == 1 else None

    def cases_with(self, numbers: Sequence[str]) -> list[str]:
        """Return the references of the cases that have a question of each of *numbers*."""
        has = {name: {str(key.n) for key in self.of_case(name)} for name in self.cases}
        return [name for name in self.cases if has[name].issuperset(numbers)]

    def spelt_out(self, line: str) -> str:
        """
        Return *line* with what it begins with as a label that anybody can read.

        "00112 Q1" gets its case in full; "Same for 4" is "Q4: same as above";
        "Number 3 is" is "Q3:".
        """
        line = self._parts_named(_GREETED.sub("", line))
        same = _SAME_FOR.match(line)
        if same is not None and numbers_in(same[1], self.known):
            begins = "Q" if self.labelled else ""
            return f"{begins}{same[1].rstrip(' .')}: same as above"
        head = _HEAD_REFERENCE.match(line) if self.tails else None
        if head is not None and int(head[1]) in self.tails:
            return f"{self.tails[int(head[1])]}:"
        behind = _HEAD_BEHIND.match(line) if self.tails else None
        if behind is not None and int(behind[1]) in self.tails:
            return f"{self.tails[int(behind[1])]}: {line[behind.end() :]}"
        if not self.tails:
            return line
        return (
            " ".join(self._with_case(one, n) for n, one in enumerate(sentences(line)) if one)
            or line
        )

    def _parts_named(self, line: str) -> str:
        """Return *line* with "Number 3 is", "Part 2," as "Q3:", "Q2:", where two and more stand."""
        named = [match[1] for match in _COUNTED_PART.finditer(line)]
        once = len(set(named)) == len(named) > 1
        if not once or any(number not in self.known for number in named):
            return line
        return _COUNTED_PART.sub(r"Q\1: ", line)

    def _with_case(self, line: str, place: int) -> str:
        """Return a sentence with the case it begins with in full; a later one must say "FOI"."""
        match = _SHORT_REFERENCE.match(line)
        if match is not None and place and not (match[1].strip() or match[2].startswith("0")):
            return line
        reference = self.tails.get(int(match[2])) if match is not None else None
        if match is None or reference is None or PATTERN.match(line[len(match[1]) :]):
            return line
        return f"{reference}{line[match.end() :]}"

    def asks_who(self, keys: Sequence[Key]) -> bool:
        """Return whether one of the questions asks which team or firm does something."""
        return any(_WHO.search(one.text) for one in self.asked if one.key in keys)

    def texts(self, keys: Sequence[Key]) -> tuple[str, ...]:
        """Return the words of the questions of *keys*."""
        return tuple(one.text for one in self.asked if one.key in keys)

    def named(self, text: str) -> tuple[str, ...]:
        """Return the numbers of questions that *text* mentions; none if one was not asked."""
        places = [match.end() for match in NAMED.finditer(text)]
        every = [numbers_in(text[place : place + 60], self.known) for place in places]
        numbers = tuple(dict.fromkeys(number for each in every for number in each))
        return numbers if all(number in self.known for number in numbers) else ()

    def count_as_requester(self, lines: Sequence[str]) -> None:
        """Note whether *lines* number the questions as the requester did: "1a", "1b", "2"."""
        own = {word for one in self.asked if one.label for word in [_bare(one.label)]}
        lettered = {word for word in own if not word.isdigit()}
        begun = (_NUMBERED.match(line) for line in lines)
        self.as_requester = any(_bare(match[1]) in lettered for match in begun if match)

    def resolve(self, numbers: Sequence[str], reference: str | None, near: str | None) -> Target:
        """Return the questions that *numbers* mean; *near* is the case that is spoken of here."""
        keys: list[Key] = []
        for number in numbers:
            found = self._candidates(number, reference or near)
            if not found and reference is None:
                found = self._candidates(number, None)
            if len(found) > 1 and self.told is not None:
                found = tuple(key for key in found if key.reference == self.told)
            if len(found) != 1:
                why = "two cases have a question of that number" if found else "no such question"
                return Target((), found or self.of_case(reference), why)
            keys += found
        return Target(tuple(dict.fromkeys(keys)))

    def _candidates(self, number: str, reference: str | None) -> tuple[Key, ...]:
        fits = [one for one in self.asked if reference in (None, one.reference)]
        if self.as_requester:
            own = tuple(one.key for one in fits if one.label and _bare(one.label) == number)
            if own:
                return own
        exact = tuple(one.key for one in fits if str(one.n) == number)
        return exact or tuple(one.key for one in fits if named([number], one.n, one.label))

    def of_case(self, reference: str | None) -> tuple[Key, ...]:
        """Return the questions of the case, or all when none is named or known."""
        own = tuple(key for key in self.all_keys if key.reference == reference)
        return own or self.all_keys

    def repeated(self, run: Sequence[Piece]) -> Repeated | None:
        """Return the question whose text begins on the first of *run*, or None."""
        best: tuple[int, int, str] = (0, 0, "")
        keys: list[Key] = []
        for one, wanted in zip(self.asked, self.words, strict=True):
            length, pieces, rest = _match(wanted, run)
            if length > best[0]:
                best, keys = (length, pieces, rest), [one.key]
            elif length and length == best[0]:
                keys.append(one.key)
        return Repeated(tuple(keys), best[1], best[2]) if keys else None


def _bare(label: str) -> str:
    return "".join(c for c in label if c.isalnum()).casefold()


def _match(wanted: Sequence[str], run: Sequence[Piece]) -> tuple[int, int, str]:
    """Return how many words of *wanted* stand at the start of *run*, on how many pieces."""
    if not wanted or not run:
        return 0, 0, ""
    lead = _lead(wanted, run[0])
    if lead is None:
        return 0, 0, ""
    count = 0
    for used, piece in enumerate(run, 1):
        found = words(piece.text)[lead:] if used == 1 else words(piece.text)
        for word in found:
            if count < len(wanted) and word.text == wanted[count]:
                count += 1
                continue
            start = word.start
            # "2024/25? \u00a3212,450": the sign, and "<5", belong to the figure.
            while start and piece.text[start - 1] in "\u00a3$\u20ac<>~+-":
                start -= 1
            rest = piece.text[start:] if count else piece.text
            return _enough(count, wanted, used, rest)
        if count == len(wanted) or used >= len(run) or not found:
            end = found[-1].end if found else 0
            tail = piece.text[end:].strip(" \t?.:;,!)\"'*_|\u201d\u2019\u2026")
            return _enough(count, wanted, used, tail)
    return 0, 0, ""


def _lead(wanted: Sequence[str], piece: Piece) -> int | None:
    """Return after how many words (a label, a bullet) the question begins, or None."""
    found = [word.text for word in words(piece.text[:200])][: _MOST_LEAD + 3]
    size = min(3, len(wanted))
    for start in range(_MOST_LEAD + 1):
        if found[start : start + size] == list(wanted[:size]):
            short = all(len(word) <= 8 or word[0].isdigit() for word in found[:start])
            return start if short else None
    return None


def _enough(count: int, wanted: Sequence[str], used: int, rest: str) -> tuple[int, int, str]:
    whole = count == len(wanted) and (len(wanted) >= 3 or not rest)
    most = count >= _LEAST_WORDS and count >= _LEAST_SHARE * len(wanted)
    return (count, used, rest) if whole or most else (0, 0, "")
