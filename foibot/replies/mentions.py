"""Lines that name their question within: "Nothing held for Q2", "I need a week for 4 and 5"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import islice

from foibot.replies.blocks import Block, Found
from foibot.replies.exemptions import exemptions_in
from foibot.replies.labels import names_quarter, numbers_in, ordinals_within
from foibot.replies.model import Attribution, Key
from foibot.replies.pointing import pointed
from foibot.replies.promises import puts_off
from foibot.replies.questions import NAMED, Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.services import handed_over, names_service
from foibot.replies.words import Phrases, plain, sentences

_NAMED = NAMED.pattern
MENTION = re.compile(rf"{_NAMED}([^.;\n]{{1,60}})")
BUT_NOT = re.compile(
    rf"\b(?:bar|except(?: for)?|excluding|besides|without|heblaw)\s(?:for\s)?{_NAMED}"
)
_IS = re.compile(
    rf"{_NAMED}[0-9]{{1,2}}\b[^.;\n]{{0,40}}?"
    r"\b(?:is|it's|are|was|were|been|should (?:be|read|say)|:|=)\s[^.;]{0,40}?[0-9]"
)
# "We can do Q4 - Imperial": a few words lead up to the label.
_LED = re.compile(
    rf"^\W{{0,4}}(?:[^\W\d]+\W{{1,3}}){{1,8}}{_NAMED}([0-9]{{1,2}})(?:\s?[:=]|\s[-\u2013\u2014])\s{{1,4}}(?=\S)"
)
_REST = re.compile(
    r"\W{0,3}(?:the )?(?:rest|others?|remainder|remaining)\s?[:\u2013\u2014-]\s", re.I
)
_OPENING = 40
_BEFORE = 24
_MOST_NAMED = 40
_WRAPPED = 60
# "See Q2", "as in Q1", "the same as question 3" point at an answer; they give none.
_POINTS = re.compile(
    r"\b(?:see|as|as in|as for|as with|to|in|with|of|from|than|per|answer|same|by|like|under|"
    r"gweler|fel)\s"
    r"(?:the )?(?:answer (?:to|for) )?[QqCc](?:uestion|westiwn)?[ .]?[0-9]",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:for|on|to|of|re|with|do|answer|complete|finish|numbers?|nos?\.?)\s"
    r"([0-9]{1,2}(?:\s?(?:,|&|and|to|-|\u2013|or|a)\s?[0-9]{1,2}){0,6})"
    r"(?=\s{0,2}(?:$|[.,;:()\u2013]|(?:as|because|and|but|is|are|please|since|until|till|before|we|i|they|it"
    r"|you|see|try|ask)\b))",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[0-9]{1,2}")
# "For 1(a) and 1(b) it's 203": the requester counted otherwise than we do.
_LETTERED = re.compile(r"\b[0-9]{1,2}\s?\([a-h]\)")
_ANSWERS = re.compile(
    rf"\b(?:answers?|covers?|is for|are for|deals? with|relates? to|gives?|shows?)\s"
    rf"(?:the answers? to\s)?{_NAMED}"
)
_NOT_THESE = re.compile(rf"[\s,;]{{1,3}}(?:but|and)\snot\s(?:for\s)?{_NAMED}[^.;\n]*[.\s]*$")
_TURN = re.compile(
    r",?\s(?:but|and(?=\s[^,.;]{0,200}\b(?:answers|covers|is for|shows)\s)|while|whereas|although"
    r"|however|ond)\s|[;\n]\s*"
)


def by_mention(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that name their question within: "Nothing held for Q2"."""
    found = Found()
    parted = any(map(_LETTERED.search, lines))
    for line in lines:
        for one in _about_one(line, questions, rules):
            pointed_at = [] if parted else _pointed_at(one, questions)
            blocks = pointed_at or _mentioned(one, questions, rules)
            found.blocks += blocks
            found.left += [] if blocks else [one]
    return found if found.blocks else None


def _about_one(line: str, questions: Questions, rules: ReplyRules) -> list[str]:
    """Return the sentences of *line*, each that names a question with those that follow it."""
    groups: list[str] = []
    for one in sentences(line):
        named = bool(questions.named(one)) or (counts_some(one) and claims(one))
        named = named or pointed(one, questions.known) is not None
        tokens = plain(one)
        others = bool(tokens) and rules.labels.rest.at(tokens, 0) is not None
        others = others or _REST.match(one) is not None
        if not groups or named or others:
            groups.append(one)
        else:
            groups[-1] = f"{groups[-1]} {one}"
    return groups or [line]


def _pointed_at(line: str, questions: Questions) -> list[Block]:
    """Return the answer of a sentence that names its question by a bare number: "For 5, it's"."""
    named = questions.named(line) or len(questions.all_keys) == 1 or len(sentences(line)) > 1
    points = pointed(line, questions.known) if not named else None
    if points is None:
        return []
    return [Block(questions.resolve(points.numbers, None, None), Attribution.LABEL, [points.rest])]


def _mentioned(line: str, questions: Questions, rules: ReplyRules) -> list[Block]:
    """Return the answers of *line*, clause by clause where it turns from one to another."""
    if BUT_NOT.search(line):
        return []
    clauses = [one for one in _TURN.split(line) if one.strip()]
    named = [questions.named(one) for one in clauses]
    if sum(map(bool, named)) < 2:
        if sum(bool(numbers_counted(one, questions)) for one in clauses) > 1:
            return []  # "I can do 1 and 3, but for 2 you need Insurance" says nothing of 1 alone
        clauses, named = [line], [questions.named(line) or _counted(line, questions, rules)]
    elif not all(named) or rules.answers.holding.within(line):
        return []
    led = _LED.match(line) if sum(map(bool, named)) == 1 else None
    if led is not None and led[1] in questions.known:
        target = questions.resolve([led[1]], None, None)
        return [Block(target, Attribution.LABEL, [line[led.end() :]])]
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
    if len(numbers) != 1 or len(questions.all_keys) == 1 or names_quarter(clause):
        return False
    return _IS.search(clause) is not None or _ANSWERS.search(clause) is not None


def _counted(line: str, questions: Questions, rules: ReplyRules) -> tuple[str, ...]:
    """Return the numbers in "I need until Friday for 4 and 5": of what decides, and no amount."""
    if not decides(line, rules):
        return ()
    for match in COUNTED.finditer(line):
        numbers = tuple(str(int(one)) for one in _NUMBERS.findall(match[1]))
        if all(number in questions.known for number in numbers):
            return numbers
    return ()


def counts_some(text: str, known: Container[str] | None = None) -> bool:
    """
    Return whether *text* speaks of some questions by their bare numbers: "for 2 and 4".

    Where it is *known* which numbers were asked, "comes to 57" speaks of none of them.
    """
    return any(
        known is None or all(str(int(one)) in known for one in _NUMBERS.findall(match[1]))
        for match in COUNTED.finditer(text)
    )


def numbers_counted(text: str, questions: Questions) -> tuple[str, ...]:
    """Return the numbers of the questions that *text* names, "Q1" or "for 1-4", one by one."""
    named = questions.named(text)
    if named:
        return tuple(named)
    for match in COUNTED.finditer(text):
        numbers = numbers_in(match[1], questions.known)
        if numbers and all(one in questions.known for one in numbers):
            return tuple(numbers)
    return ()


def claims(text: str) -> bool:
    """Return whether *text* names an exemption by its section."""
    return bool(exemptions_in(text))


def _behind(match: re.Match[str]) -> str:
    return re.sub(r"^[0-9]{1,2}", "", match[1])


def turns_away(text: str, target: Target, questions: Questions) -> bool:
    """Return whether *text*, behind what is said of *target*, speaks of others: "Can't do Q2"."""
    head = text[:_OPENING]
    numbers = questions.named(head)
    if not numbers or not target.keys or _POINTS.search(head):
        return False
    others = questions.resolve(numbers, None, target.keys[0].reference)
    return bool(others.keys) and not set(others.keys) & set(target.keys)


def without_exception(text: str) -> str:
    """Return *text* without what it says not to speak of: "19, 27 and 16 but not Q3"."""
    return _NOT_THESE.sub("", text)


def others_spoken_of(
    text: str, target: Sequence[Key], questions: Questions, rules: ReplyRules
) -> tuple[Key, ...]:
    """Return the questions that *text*, said of *target*, speaks of, other than to point at one."""
    counted = ordinals_within(text, rules.labels, len(questions.all_keys))
    found = [key for n in counted for key in questions.resolve([n], None, None).keys]
    for match in islice(NAMED.finditer(text), _MOST_NAMED):
        head = text[max(0, match.start() - _BEFORE) : match.end() + 2]
        behind = text[match.start() : match.start() + _WRAPPED]
        if not _POINTS.search(head) and not names_quarter(behind):
            numbers = questions.named(behind)
            found += questions.resolve(numbers, None, target[0].reference).keys if numbers else ()
    return tuple(key for key in found if key not in target)


def is_ended(line: str) -> bool:
    """Return whether a line is the end of its sentence, or too short to be a wrapped one."""
    return line.rstrip().endswith((".", "!", "?")) or len(line) < _WRAPPED


def decides(text: str, rules: ReplyRules) -> bool:
    a = rules.answers
    known: tuple[Phrases, ...] = (
        a.not_held, a.not_ours, a.not_ours_opens, a.more_time, a.need_clarification, a.done,
        a.exemption, a.attachment,
    )  # fmt: skip
    held = {"held", "hold", "ours"} & set(plain(text))
    said = bool(held) or claims(text) or any(one.within(text) for one in known)
    said = said or puts_off(text, rules)
    return said or any(
        names_service(one, rules) or handed_over(one, rules) for one in sentences(text)
    )
