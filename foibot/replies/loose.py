"""Text that stands beside no question: whose answer it is, where that is plain, else nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foibot.replies.blocks import Block
from foibot.replies.labels import (
    QUARTER,
    Label,
    bare_label,
    lettered,
    numbers_in,
    ordinal_label,
    weak_label,
    without_letter,
)
from foibot.replies.model import Attribution, Key
from foibot.replies.questions import NAMED, Questions, Target
from foibot.replies.remarks import is_farewell, without_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.wording import names_service
from foibot.replies.words import Phrases, plain, sentences

_NAMED = NAMED.pattern
_MENTION = re.compile(rf"{_NAMED}([^.;\n]{{1,60}})")
_TRAIL = re.compile(
    rf"[\s(\[\u2013\u2014:-]{{1,6}}(?:(?:for|to) )?{_NAMED}([0-9]{{1,2}})[)\].]{{0,3}}\s*$"
)
_BUT_NOT = re.compile(
    rf"\b(?:bar|except(?: for)?|excluding|besides|without|heblaw)\s(?:for\s)?{_NAMED}"
)
_IS = re.compile(
    rf"{_NAMED}[0-9]{{1,2}}\b[^.;\n]{{0,40}}?\b(?:is|it's|are|was|were|:|=)\s[^.;]{{0,40}}?[0-9]"
)
_COUNTED = re.compile(
    r"\b(?:for|on|to|of|re|with|numbers?|nos?\.?)\s"
    r"([0-9]{1,2}(?:\s?(?:,|&|and|to|-|\u2013|or|a)\s?[0-9]{1,2}){0,6})"
    r"(?=\s{0,2}(?:$|[.,;:)\u2013]|(?:as|because|and|but|is|are|please|since|we|i|they|it)\b))",
    re.IGNORECASE,
)
_TURN = re.compile(r",?\s(?:but|while|whereas|although|however|ond)\s|[;\n]\s*")
_EXCEPT = re.compile(
    rf"\b(?:except(?: for)?|apart from|other than|but not|heblaw am)\s(?=(?:for |the )?{_NAMED})"
)
_BULLET = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6]|\(?[0-9]{1,2}[.)])\s{1,8}")


@dataclass(slots=True)
class Found:
    """Blocks made of loose lines, and the lines that belong to no question."""

    blocks: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)


def place_loose(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what the loose *lines* answer; *taken* are the questions already spoken of."""
    for way in (_by_number, _by_ordinal, _by_trail, _all_but, _by_mention):
        found = way(lines, questions, rules, bool(taken))
        if found is not None:
            rest = _remaining(found.left, questions, [*taken, *_keys(found)], rules)
            return Found(found.blocks + rest.blocks, rest.left, found.talk + rest.talk)
    return _remaining(list(lines), questions, taken, rules)


def _keys(found: Found) -> list[Key]:
    return [key for block in found.blocks for key in block.target.keys]


def _remaining(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what is said of the only question, of all, or in order."""
    left = [key for key in questions.all_keys if key not in taken]
    said, talk = _without_talk(lines, rules)
    found = _of_the_rest(said, left, rules) if taken and left else None
    if found is None:
        found = _said(said, left, questions, rules) if said and left else Found([], said)
    return Found(found.blocks, found.left, talk)


def _of_the_rest(said: Sequence[str], left: Sequence[Key], rules: ReplyRules) -> Found | None:
    """Return what is said of all other questions: "the rest is for Parking"."""
    if len({key.reference for key in left}) != 1:
        return None
    for place, line in enumerate(said):
        parts = sentences(line)
        for n, one in enumerate(parts):
            if rules.labels.rest.first(plain(one), 6) is not None and _decides(one, rules):
                others = " ".join([*parts[:n], *parts[n + 1 :]])
                rest = [*said[:place], *([others] if others else []), *said[place + 1 :]]
                return Found([Block(Target(tuple(left)), Attribution.ALL, [one])], rest)
    return None


def _said(said: list[str], left: Sequence[Key], questions: Questions, rules: ReplyRules) -> Found:
    if len(questions.all_keys) == 1:
        return _one(Target(tuple(left)), Attribution.ONLY, said)
    if _is_of_all(said, rules) and len({key.reference for key in left}) == 1:
        return _one(Target(tuple(left)), Attribution.ALL, said)
    return _in_order(said, left, rules) or _by_letter(said, questions) or Found([], said)


def _one(target: Target, attribution: Attribution, lines: list[str]) -> Found:
    return Found([Block(target, attribution, lines)])


def _without_talk(lines: Sequence[str], rules: ReplyRules) -> tuple[list[str], list[str]]:
    """Return *lines* less greetings and what follows a farewell, and what was cut."""
    kept: list[str] = []
    cut: list[str] = []
    for place, line in enumerate(lines):
        if is_farewell(line, rules.answers):
            cut += lines[place + 1 :]
            break
        if not line.strip():
            kept.append(line)
            continue
        rest, talk = without_talk([line], rules.answers)
        kept += [rest] if rest else []
        cut += talk
    if not any(line.strip() for line in kept):
        return [], cut
    return "\n".join(kept).strip("\n").split("\n"), cut


def _is_of_all(lines: Sequence[str], rules: ReplyRules) -> bool:
    text = next((line for line in lines if line.strip()), "")
    tokens = plain(text)
    return (
        len(tokens) <= 25
        and not _BUT_NOT.search(text)
        and rules.labels.all.first(tokens, 10) is not None
        and _decides(text, rules)
    )


def _decides(text: str, rules: ReplyRules) -> bool:
    a = rules.answers
    known: tuple[Phrases, ...] = (
        a.not_held, a.not_ours, a.not_ours_opens, a.more_time, a.need_clarification, a.done,
        a.exemption, a.attachment,
    )  # fmt: skip
    held = {"held", "hold", "ours"} & set(plain(text))
    said = bool(held) or any(one.within(text) for one in known)
    return said or any(names_service(one, rules) for one in sentences(text))


def _in_order(lines: Sequence[str], left: Sequence[Key], rules: ReplyRules) -> Found | None:
    """Return the answers when the officer says that they stand in order, one for each."""
    if not any(rules.labels.in_order.within(line) for line in lines[:2]):
        return None
    rest = [line for line in lines if line.strip() and not rules.labels.in_order.within(line)]
    if len(rest) != len(left):
        return None
    return Found(
        [
            Block(Target((key,)), Attribution.ORDER, [_BULLET.sub("", line)])
            for key, line in zip(left, rest, strict=True)
        ]
    )


def _by_letter(lines: Sequence[str], questions: Questions) -> Found | None:
    """Return the answers of "a) ..., b) ..., c) ...", one for each question of the mail."""
    places = [lettered(line) for line in lines]
    known = [place for place in places if place is not None]
    if known != list(range(1, len(questions.all_keys) + 1)) or places[0] is None:
        return None
    blocks: list[Block] = []
    for line, place in zip(lines, places, strict=True):
        if place is not None:
            target = Target((questions.all_keys[place - 1],))
            blocks.append(Block(target, Attribution.ORDER, [without_letter(line)]))
        else:
            blocks[-1].lines.append(line)
    return Found(blocks)


def _by_number(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of a list whose numbers are those of the questions."""
    weak = [weak_label(line, questions.known) for line in lines]
    cells = [bare_label(line) or label for line, label in zip(lines, weak, strict=True)]
    for labels in (cells, weak):
        numbers = [one for label in labels if label is not None for one in label.numbers]
        if numbers and not taken and _plausible(numbers, questions) and _all_said(lines, labels):
            return _gather(lines, labels, questions, Attribution.LABEL, rules)
    return None


def _all_said(lines: Sequence[str], labels: Sequence[Label | None]) -> bool:
    """Return whether words stand behind each number: a column of figures says nothing of them."""
    said: list[bool] = []
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            said.append(bool(label.rest.strip()))
        elif said and line.strip():
            said[-1] = True
    return all(said)


def _plausible(numbers: Sequence[str], questions: Questions) -> bool:
    """Return whether a list so numbered counts questions and not points of one answer."""
    if len(questions.all_keys) == 1:
        return numbers == [next(iter(questions.known))] and len(questions.known) == 1
    rising = all(_order(a) < _order(b) for a, b in pairwise(numbers))
    return rising and all(number in questions.known for number in numbers)


def _order(number: str) -> tuple[int, str]:
    digits = re.match(r"[0-9]+", number)
    return (int(digits[0]) if digits else 0, number)


def _by_ordinal(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that begin "First: ", "The second one: "."""
    if len(questions.all_keys) < 2 or taken:
        return None
    labels = [ordinal_label(line, rules.labels, len(questions.all_keys)) for line in lines]
    labels = [label if label and label.numbers[0] in questions.known else None for label in labels]
    if not any(labels):
        return None
    return _gather(lines, labels, questions, Attribution.ORDER, rules)


def _gather(
    lines: Sequence[str],
    labels: Sequence[Label | None],
    questions: Questions,
    attribution: Attribution,
    rules: ReplyRules,
) -> Found:
    """Return one block for each labelled line, with the lines that follow it."""
    found = Found()
    current: Block | None = None
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            target = questions.resolve(label.numbers, label.reference, None)
            current = Block(target, attribution, [label.rest])
            found.blocks.append(current)
        elif current is not None and is_farewell(line, rules.answers):
            current = None
        elif current is not None:
            current.lines.append(line)
        else:
            found.left.append(line)
    return found


def _by_trail(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, _taken: bool
) -> Found | None:
    """Return the answers of lines that each end with their question: "45 a year (Q1)"."""
    said, talk = _without_talk(lines, rules)
    found = Found([], [], talk)
    for line in (line for line in said if line.strip()):
        match = _TRAIL.search(line)
        if match is None or match[1] not in questions.known or not plain(line[: match.start()]):
            return None
        target = questions.resolve([match[1]], None, None)
        found.blocks.append(Block(target, Attribution.LABEL, [line[: match.start()]]))
    return found if found.blocks else None


def _all_but(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return what is said of all but some: "none of this is held except Q3, which is 45"."""
    place = next((n for n, line in enumerate(lines) if _EXCEPT.search(line)), None)
    if place is None or taken or len({key.reference for key in questions.all_keys}) != 1:
        return None
    match = _EXCEPT.search(lines[place])
    assert match is not None
    before, after = lines[place][: match.start()].rstrip(" ,"), lines[place][match.end() :]
    mention = _MENTION.search(after)
    numbers = numbers_in(mention[1], questions.known) if mention is not None else ()
    named = questions.resolve(numbers, None, None).keys if numbers else ()
    if mention is None or not named or not _is_of_all([before], rules):
        return None
    rest = re.sub(r"^[\W_]*[0-9]{1,2}[\W_]*(?:(?:where|which|for which)\s)?", "", mention[1])
    tail = after[mention.end() :]
    others = tuple(key for key in questions.all_keys if key not in named)
    blocks = [Block(Target(others), Attribution.ALL, [before])]
    if plain(rest + tail):
        blocks.append(Block(Target(named), Attribution.LABEL, [rest + tail]))
    return Found(blocks, [*lines[:place], *lines[place + 1 :]])


def _by_mention(
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
    if _BUT_NOT.search(line):
        return []
    clauses = [one for one in _TURN.split(line) if one.strip()]
    named = [questions.named(one) for one in clauses]
    if sum(map(bool, named)) < 2:
        clauses, named = [line], [questions.named(line) or _counted(line, questions, rules)]
    elif not all(named) or rules.answers.holding.within(line):
        return []
    blocks: list[Block] = []
    for clause, numbers in zip(clauses, named, strict=True):
        figures = len(clauses) > 1 and any(ch.isdigit() for ch in _MENTION.sub(_behind, clause))
        figures = figures or _is_said(clause, numbers, questions)
        if not numbers or not (figures or _decides(clause, rules)):
            return []
        blocks.append(Block(questions.resolve(numbers, None, None), Attribution.LABEL, [clause]))
    return blocks


def _is_said(clause: str, numbers: Sequence[str], questions: Questions) -> bool:
    """Return whether *clause* says a figure of the one question that it names: "Q2 is 45"."""
    if len(numbers) != 1 or len(questions.all_keys) == 1 or QUARTER.search(clause):
        return False
    return _IS.search(clause) is not None


def _counted(line: str, questions: Questions, rules: ReplyRules) -> tuple[str, ...]:
    """Return the numbers in "I need until Friday for 4 and 5": of what decides, and no amount."""
    if not _decides(line, rules):
        return ()
    for match in _COUNTED.finditer(line):
        numbers = tuple(str(int(one)) for one in re.findall(r"[0-9]{1,2}", match[1]))
        if all(number in questions.known for number in numbers):
            return numbers
    return ()


def _behind(match: re.Match[str]) -> str:
    return re.sub(r"^[0-9]{1,2}", "", match[1])
