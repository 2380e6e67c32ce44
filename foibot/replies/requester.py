"""A requester's corrections of our list of questions: "2 should be split", "you missed ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foibot.message.model import Message, Role
from foibot.replies.remarks import is_farewell, without_greeting
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences, words

_NUMBERS = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:questions?|q|qs|points?|items?|numbers?|nos?|parts?|cwestiwn|cwestiynau|c)"
    r"\s?\.?\s?)?([0-9]{1,2})((?:\s?(?:,|and|&|to|-|\u2013|ac|a|i)\s?(?:q|question)?\s?[0-9]{1,2}){0,20})"
    r"(?![0-9/%]|[.:][0-9]|\s?(?:years?|months?|days?|january|february|march|april|may|june|july|august"
    r"|september|october|november|december))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]{1,2}")
_QUOTE = re.compile(r"[\"\u201c\u2018]([^\"\u201d\u2019]{5,2000})[\"\u201d\u2019]")
_MOST_SENTENCES = 60


class CorrectionKind(StrEnum):
    """What a requester may want done to our list."""

    SPLIT = "split"
    SAME = "same"
    MISSED = "missed"
    REWORD = "reword"
    DROP = "drop"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: which questions, and the words of what was missed or is meant."""

    kind: CorrectionKind
    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionReading:
    """The corrections found, and the sentences that nobody could be sure of."""

    corrections: tuple[Correction, ...]
    unclear: tuple[str, ...]


def read_corrections(
    message: Message, numbers: Sequence[int], rules: ReplyRules
) -> CorrectionReading:
    """Return what *message* corrects in a list of questions that bear these *numbers*."""
    found: list[Correction] = []
    unclear: list[str] = []
    for sentence in _sentences(message, rules):
        correction = _correction(sentence, frozenset(numbers), rules)
        if correction is not None:
            found.append(correction)
        elif found and found[-1].kind in _GOES_ON and not found[-1].numbers:
            # "You missed one. It asked for the cost." is one correction.
            found[-1] = _longer(found[-1], sentence)
        else:
            unclear.append(sentence)
    if any(one.kind is not CorrectionKind.FINE for one in found):
        found = [one for one in found if one.kind is not CorrectionKind.FINE]
    return CorrectionReading(tuple(found), tuple(unclear))


_GOES_ON = {CorrectionKind.MISSED}


def _longer(correction: Correction, sentence: str) -> Correction:
    return Correction(correction.kind, correction.numbers, f"{correction.text} {sentence}".strip())


def _sentences(message: Message, rules: ReplyRules) -> list[str]:
    """Return the new sentences without greeting and farewell."""
    kept: list[str] = []
    for line in message.lines:
        if line.role is not Role.NEW:
            continue
        if kept and (is_farewell(line.text, rules.answers) or _is_name(line.text, message)):
            break
        # "Could you split question 2?" is talk where an officer writes it to us, and not here.
        kept.append(without_greeting(line.text, rules.answers))
    paragraphs = re.split(r"\n{2,}", "\n".join(kept).strip())
    lines = [line for paragraph in paragraphs for line in _unwrapped(paragraph)]
    found = [one.strip() for line in lines for one in sentences(line) if plain(one)]
    return found[:_MOST_SENTENCES]


def _is_name(line: str, message: Message) -> bool:
    """Return whether a line holds nothing but the writer's own name, as under a letter."""
    name = set(plain(message.sender.name)) if message.sender else set()
    found = plain(line)
    return bool(found) and len(found) <= 4 and set(found) <= name


def _unwrapped(paragraph: str) -> list[str]:
    """Return the lines of a paragraph, those joined that a client broke in the middle."""
    joined: list[str] = []
    for line in paragraph.split("\n"):
        ended = not joined or joined[-1].rstrip().endswith((".", "?", "!", ":", ";"))
        if ended or re.match(r"\s*(?:[-*\u2022]|\(?[0-9]{1,2}[.)]?\s)", line):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return joined


def _correction(sentence: str, known: frozenset[int], rules: ReplyRules) -> Correction | None:
    numbers = _numbers(sentence, known)
    for kind in (
        CorrectionKind.MISSED,
        CorrectionKind.SPLIT,
        CorrectionKind.SAME,
        CorrectionKind.DROP,
        CorrectionKind.REWORD,
    ):
        if rules.requester[kind.value].within(sentence) and _fits(kind, numbers):
            return Correction(kind, numbers, _text(kind, sentence, rules))
    whole = rules.requester[CorrectionKind.FINE.value].first(plain(sentence), 4) is not None
    if whole and not numbers and len(plain(sentence)) <= 12:
        return Correction(CorrectionKind.FINE, (), "")
    return None


def _fits(kind: CorrectionKind, numbers: tuple[int, ...]) -> bool:
    if kind is CorrectionKind.SAME:
        return len(numbers) >= 2
    if kind is CorrectionKind.MISSED:
        return True
    return bool(numbers)


def _numbers(sentence: str, known: frozenset[int]) -> tuple[int, ...]:
    found: list[int] = []
    for match in _NUMBERS.finditer(sentence[:2000]):
        every = [int(one) for one in _DIGITS.findall(match[0])]
        if len(every) == 2 and re.search(r"to|-|\u2013", match[2]):
            every = list(range(every[0], min(every[1], 60) + 1))
        found += [one for one in every if one in known]
    return tuple(dict.fromkeys(found))


def _text(kind: CorrectionKind, sentence: str, rules: ReplyRules) -> str:
    """Return the words that are wanted: in quotation marks, behind a colon, else all."""
    if kind is CorrectionKind.SAME:
        return ""
    quoted = _QUOTE.search(sentence)
    if quoted is not None:
        return quoted[1].strip()
    _, colon, behind = sentence.partition(":")
    if colon and len(plain(behind)) >= 2:
        return behind.strip()
    if kind is CorrectionKind.REWORD:
        found = words(sentence)
        hit = rules.requester[kind.value].first([word.text for word in found])
        if hit is not None and hit[1] < len(found):
            return sentence[found[hit[1]].start :].strip()
    return sentence
