"""A reviewer's reply -> the findings of an internal review, point by point (law.md IR-8)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foibot.case.model import PointDecided, ReviewFinding
from foibot.config.faults import ConfigError, Fault
from foibot.config.toml import toml_of
from foibot.message.model import Message, Role
from foibot.replies.grounds import HEAD, GroundWords, begun, fold
from foibot.replies.remarks import is_farewell
from foibot.replies.rules import ReplyRules

FILE = "rules/reviews.toml"
KEYS = {
    "upheld": ReviewFinding.UPHELD,
    "partly": ReviewFinding.PARTLY,
    "not_upheld": ReviewFinding.NOT_UPHELD,
}
LABELS = ("action", "by", "role", "late")
# The parts of an answer with which a new one begins; the others complete it.
OPENING = frozenset({"answer", "exempt", "outcome"})
# "Q2:", "Point 1 -", "Question 3." before the word; bounded, so linear.
POINT = re.compile(
    r"^[\s>*•-]{0,6}"
    r"(?:(?:(q|question|cwestiwn)|point|item|part)[ .]?(\d{1,2})[ .:)–-]{1,4})?",
    re.IGNORECASE,
)
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The phrases of rules/reviews.toml, the longest first, and its labels, folded."""

    phrases: tuple[tuple[str, ReviewFinding], ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PointFound:
    """
    One finding: the point it is about, if it says so, its reason, and what follows from it.

    *answer* has the words of a new answer with its parts; *by* is what was written behind "By:".
    """

    finding: ReviewFinding
    point: int | None
    text: str
    action: str = ""
    by: str = ""
    answer: str = ""
    of_question: bool = False  # it names a question, and no point of the complaint

    @property
    def of_all(self) -> bool:
        """Return whether it says that it is about everything: "Upheld. All of it"."""
        return self.point is None and OF_ALL.match(self.text) is not None


OF_ALL = re.compile(
    r"(?:(?:in|on|of|for|as to|with|the)\s){0,2}"
    r"(?:all|both|everything|entire(?:ly|ty)?|whole|wholly|full|every|throughout|each)\b",
    re.IGNORECASE,
)
OF_POINTS = re.compile(
    r"(?:for|on|as to|in respect of|regarding)\s(?:(?:points?|questions?|q)\s?)?\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a reviewer wrote: the points, who the reviewer is, and why the outcome is late."""

    points: tuple[PointFound, ...]
    role: str = ""
    late: str = ""


def parse_findings(text: str) -> FindingWords:
    """Return the phrases and labels that *text* lists; ConfigError tells every fault."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(FILE, "", "", str(error), "correct that line")]) from error
    table = raw.pop("labels", None)
    faults = [*_bad("", raw, tuple(KEYS)), *_bad("labels", table, LABELS)]
    if faults:
        raise ConfigError(faults)
    pairs = [(phrase.casefold(), KEYS[key]) for key in KEYS for phrase in raw[key]]
    return FindingWords(
        tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))),
        {fold(word): key for key, each in (table or {}).items() for word in each},
    )


def _bad(name: str, table: object, keys: Sequence[str]) -> list[Fault]:
    if not isinstance(table, dict):
        return [Fault(FILE, name, "", "is missing", f"write [{name}] with its lists of words")]
    found = [Fault(FILE, name, key, "is unknown", "remove it") for key in table.keys() - set(keys)]
    for key in keys:
        value = table.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            remedy = 'write a list of phrases, such as ["upheld"]'
            found.append(Fault(FILE, name, key, "is missing or no list of phrases", remedy))
    return found


def read_findings(lines: Sequence[str], words: FindingWords, grounds: GroundWords) -> Findings:
    """Return the findings in *lines*; what stands before the first of them is none."""
    points: list[PointFound] = []
    whole = {"role": "", "late": ""}
    goes_to = ""
    for line in lines:
        begun = _begins(line, words)
        if begun is not None:
            points.append(begun)
            goes_to = "text"
            continue
        label, rest = _labelled(line, words, grounds)
        if label in whole:
            whole[label] = rest.strip()
        elif points:
            goes_to = label or goes_to
            points[-1] = _with_line(points[-1], goes_to, rest if label else line)
            # A day stands on its own line: what follows it is reason again.
            goes_to = "text" if goes_to == "by" else goes_to
    return Findings(tuple(_stripped(one) for one in points), whole["role"], whole["late"])


def _labelled(line: str, words: FindingWords, grounds: GroundWords) -> tuple[str, str]:
    """Return which part of a finding *line* begins, "" for none, and what belongs to it."""
    head = HEAD.match(line)
    if head is None:
        return "", line
    label = words.labels.get(fold(head[1]), "")
    if label:
        return label, head[2]
    begins_answer = begun(line, grounds)
    return ("answer", line) if begins_answer and begins_answer.label in OPENING else ("", line)


def _with_line(one: PointFound, part: str, line: str) -> PointFound:
    # Every part of a finding that lines go to is text.
    before = getattr(one, part)
    values: dict[str, Any] = {part: f"{before}\n{line}" if before else line}
    return replace(one, **values)


def _stripped(one: PointFound) -> PointFound:
    return replace(
        one,
        text=one.text.strip(),
        action=one.action.strip(),
        by=one.by.strip(" ."),
        answer=one.answer.strip(),
    )


def lines_of(message: Message, rules: ReplyRules) -> list[str]:
    """Return the new lines of *message* up to its farewell, within a bound."""
    kept: list[str] = []
    size = 0
    for line in message.lines:
        if line.role is not Role.NEW:
            continue
        if kept and is_farewell(line.text, rules.answers):
            break
        size += len(line.text)
        if size > LONGEST:
            break
        kept.append(line.text)
    return kept


def _begins(line: str, words: FindingWords) -> PointFound | None:
    """Return the finding that *line* begins, or None."""
    head = POINT.match(line)
    assert head is not None
    rest = line[head.end() :].lstrip(" *_")
    folded = rest.casefold()
    for phrase, finding in words.phrases:
        if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
            text = rest[len(phrase) :].lstrip(" *_.:;,–-")
            if head[2] is None and OF_POINTS.match(text):
                return None  # "Not upheld for 1 and 3. 2 is partly upheld": asked for line by line
            point = int(head[2]) if head[2] else None
            return PointFound(finding, point, text, of_question=head[1] is not None)
    return None


def overall(found: Sequence[PointFound] | Sequence[PointDecided]) -> ReviewFinding:
    """Return what the findings amount to together."""
    kinds = {one.finding for one in found}
    return kinds.pop() if len(kinds) == 1 else ReviewFinding.PARTLY
