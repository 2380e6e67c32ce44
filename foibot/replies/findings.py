"""A reviewer's reply -> the findings of an internal review, point by point (law.md IR-8)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foibot.case.model import ReviewFinding
from foibot.config.faults import ConfigError, Fault
from foibot.message.model import Message, Role
from foibot.replies.remarks import is_farewell
from foibot.replies.rules import ReplyRules

FILE = "rules/reviews.toml"
KEYS = {
    "upheld": ReviewFinding.UPHELD,
    "partly": ReviewFinding.PARTLY,
    "not_upheld": ReviewFinding.NOT_UPHELD,
}
# "Q2:", "Point 1 -", "Question 3." before the word; bounded, so linear.
POINT = re.compile(
    r"^[\s>*•-]{0,6}(?:(?:q|question|point|item|part|cwestiwn)[ .]?(\d{1,2})[ .:)–-]{1,4})?",
    re.IGNORECASE,
)
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The phrases of rules/reviews.toml, the longest first."""

    phrases: tuple[tuple[str, ReviewFinding], ...]


@dataclass(frozen=True, slots=True)
class PointFound:
    """One finding: the point it is about, if it says so, and its reason."""

    finding: ReviewFinding
    point: int | None
    text: str


def parse_findings(text: str) -> FindingWords:
    """Return the phrases that *text* lists; ConfigError tells every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(FILE, "", "", str(error), "correct that line")]) from error
    faults = [Fault(FILE, "", key, "is unknown", "remove it") for key in raw.keys() - KEYS.keys()]
    faults += _bad(raw)
    if faults:
        raise ConfigError(faults)
    pairs = [(phrase.casefold(), KEYS[key]) for key in KEYS for phrase in raw[key]]
    return FindingWords(tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))))


def _bad(raw: Mapping[str, object]) -> list[Fault]:
    found = []
    for key in KEYS:
        value = raw.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            remedy = 'write a list of phrases, such as ["upheld"]'
            found.append(Fault(FILE, "", key, "is missing or no list of phrases", remedy))
    return found


def read_findings(
    message: Message, words: FindingWords, rules: ReplyRules
) -> tuple[PointFound, ...]:
    """Return the findings in the new lines of *message*; what stands before them is none."""
    found: list[PointFound] = []
    for line in _new_lines(message, rules):
        begun = _begins(line, words)
        if begun is not None:
            found.append(begun)
        elif found:
            last = found[-1]
            found[-1] = PointFound(last.finding, last.point, f"{last.text}\n{line}")
    return tuple(PointFound(one.finding, one.point, one.text.strip()) for one in found)


def _new_lines(message: Message, rules: ReplyRules) -> list[str]:
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
            return PointFound(finding, int(head[1]) if head[1] else None, text)
    return None


def overall(found: Sequence[PointFound]) -> ReviewFinding:
    """Return what the findings amount to together."""
    kinds = {one.finding for one in found}
    return kinds.pop() if len(kinds) == 1 else ReviewFinding.PARTLY
