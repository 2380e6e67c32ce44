"""Lines that name their question within: "Nothing held for Q2", "I need a week for 4 and 5"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.labels import QUARTER
from foibot.replies.model import Attribution
from foibot.replies.questions import NAMED, Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.services import names_service
from foibot.replies.words import Phrases, plain, sentences

_NAMED = NAMED.pattern
MENTION = re.compile(rf"{_NAMED}([^.;\n]{{1,60}})")
BUT_NOT = re.compile(
    rf"\b(?:bar|except(?: for)?|excluding|besides|without|heblaw)\s(?:for\s)?{_NAMED}"
)
_IS = re.compile(
    rf"{_NAMED}[0-9]{{1,2}}\b[^.;\n]{{0,40}}?\b(?:is|it's|are|was|were|been|:|=)\s[^.;]{{0,40}}?[0-9]"
)
_COUNTED = re.compile(
    r"\b(?:for|on|to|of|re|with|numbers?|nos?\.?)\s"
    r"([0-9]{1,2}(?:\s?(?:,|&|and|to|-|\u2013|or|a)\s?[0-9]{1,2}){0,6})"
    r"(?=\s{0,2}(?:$|[.,;:)\u2013]|(?:as|because|and|but|is|are|please|since|we|i|they|it)\b))",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    rf"\b(?:answers?|covers?|is for|are for|deals? with|relates? to|gives?|shows?)\s"
    rf"(?:the answers? to\s)?{_NAMED}"
)
_TURN = re.compile(
    r",?\s(?:but|and(?=\s[^,.;]*\b(?:answers|covers|is for|shows)\s)|while|whereas|although|however"
    r"|ond)\s|[;\n]\s*"
)


def by_mention(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that name their question within: "Nothing held for Q2"."""
    found = Found()
    for line in lines:
        for one in _about_one(line, questions):
            blocks = _mentioned(one, questions, rules)
            found.blocks += blocks
            found.left += [] if blocks else [one]
    return found if found.blocks else None


def _about_one(line: str, questions: Questions) -> list[str]:
    """Return the sentences of *line*, each that names a question with those that follow it."""
    groups: list[str] = []
    for one in sentences(line):
        named = bool(questions.named(one))
        if not groups or named:
            groups.append(one)
        else:
            groups[-1] = f"{groups[-1]} {one}"
    return groups or [line]


def _mentioned(line: str, questions: Questions, rules: ReplyRules) -> list[Block]:
    """Return the answers of *line*, clause by clause where it turns from one to another."""
    if BUT_NOT.search(line):
        return []
    clauses = [one for one in _TURN.split(line) if one.strip()]
    named = [questions.named(one) for one in clauses]
    if sum(map(bool, named)) < 2:
        clauses, named = [line], [questions.named(line) or _counted(line, questions, rules)]
    elif not all(named) or rules.answers.holding.within(line):
        return []
    blocks: list[Block] = []
    for clause, numbers in zip(clauses, named, strict=True):
        figures = len(clauses) > 1 and any(ch.isdigit() for ch in MENTION.sub(_behind, clause))
        figures = figures or _is_said(clause, numbers, questions)
        if not numbers or not (figures or decides(clause, rules)):
            return []
        blocks.append(Block(questions.resolve(numbers, None, None), Attribution.LABEL, [clause]))
    return blocks


def _is_said(clause: str, numbers: Sequence[str], questions: Questions) -> bool:
    """Return whether *clause* says a figure of the one question that it names: "Q2 is 45"."""
    if len(numbers) != 1 or len(questions.all_keys) == 1 or QUARTER.search(clause):
        return False
    return _IS.search(clause) is not None or _ANSWERS.search(clause) is not None


def _counted(line: str, questions: Questions, rules: ReplyRules) -> tuple[str, ...]:
    """Return the numbers in "I need until Friday for 4 and 5": of what decides, and no amount."""
    if not decides(line, rules):
        return ()
    for match in _COUNTED.finditer(line):
        numbers = tuple(str(int(one)) for one in re.findall(r"[0-9]{1,2}", match[1]))
        if all(number in questions.known for number in numbers):
            return numbers
    return ()


def _behind(match: re.Match[str]) -> str:
    return re.sub(r"^[0-9]{1,2}", "", match[1])


def decides(text: str, rules: ReplyRules) -> bool:
    a = rules.answers
    known: tuple[Phrases, ...] = (
        a.not_held, a.not_ours, a.not_ours_opens, a.more_time, a.need_clarification, a.done,
        a.exemption, a.attachment,
    )  # fmt: skip
    held = {"held", "hold", "ours"} & set(plain(text))
    said = bool(held) or any(one.within(text) for one in known)
    return said or any(names_service(one, rules) for one in sentences(text))
