"""Text that stands beside no question: whose answer it is, where that is plain, else nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foibot.replies.labels import (
    Label,
    lettered,
    numbers_in,
    ordinal_label,
    weak_label,
    without_letter,
)
from foibot.replies.model import Attribution, Key
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import is_farewell, without_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.walk import Block
from foibot.replies.words import Phrases, plain

_MENTION = re.compile(
    r"\b(?:[Qq](?:uestion|n|u)?s?|[Cc]westi(?:wn|ynau))[ .]?(?=[0-9])([^.;\n]{1,60})"
)
_BULLET = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6]|\(?[0-9]{1,2}[.)])\s{1,8}")


@dataclass(slots=True)
class Found:
    """Blocks made of loose lines, and the lines that belong to no question."""

    blocks: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def place_loose(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what the loose *lines* answer; *taken* are the questions already spoken of."""
    for way in (_by_number, _by_ordinal, _by_mention):
        found = way(lines, questions, rules, bool(taken))
        if found is not None:
            rest = _remaining(found.left, questions, [*taken, *_keys(found)], rules)
            return Found(found.blocks + rest.blocks, rest.left)
    return _remaining(list(lines), questions, taken, rules)


def _keys(found: Found) -> list[Key]:
    return [key for block in found.blocks for key in block.target.keys]


def _remaining(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what is said of the only question, of all, or in order."""
    left = [key for key in questions.all_keys if key not in taken]
    said = _without_talk(lines, rules)
    if not said or not left:
        return Found([], said)
    if len(questions.all_keys) == 1:
        return _one(Target(tuple(left)), Attribution.ONLY, said)
    if _is_of_all(said, rules) and len({key.reference for key in left}) == 1:
        return _one(Target(tuple(left)), Attribution.ALL, said)
    return _in_order(said, left, rules) or _by_letter(said, questions) or Found([], said)


def _one(target: Target, attribution: Attribution, lines: list[str]) -> Found:
    return Found([Block(target, attribution, lines)])


def _without_talk(lines: Sequence[str], rules: ReplyRules) -> list[str]:
    """Return *lines* less greetings and what follows a farewell."""
    kept: list[str] = []
    for line in lines:
        if is_farewell(line, rules.answers):
            break
        if not line.strip():
            kept.append(line)
            continue
        rest, _ = without_talk([line], rules.answers)
        kept += [rest] if rest else []
    return "\n".join(kept).strip("\n").split("\n") if any(k.strip() for k in kept) else []


def _is_of_all(lines: Sequence[str], rules: ReplyRules) -> bool:
    text = next((line for line in lines if line.strip()), "")
    tokens = plain(text)
    return (
        len(tokens) <= 25
        and rules.labels.all.first(tokens, 10) is not None
        and _decides(text, rules)
    )


def _decides(text: str, rules: ReplyRules) -> bool:
    a = rules.answers
    known: tuple[Phrases, ...] = (
        a.not_held, a.not_ours, a.more_time, a.need_clarification, a.done, a.exemption,
        a.attachment,
    )  # fmt: skip
    held = {"held", "hold", "ours"} & set(plain(text))
    return bool(held) or any(one.within(text) for one in known)


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
    labels = [weak_label(line) for line in lines]
    numbers = [label.numbers[0] for label in labels if label is not None]
    if not numbers or taken or not _plausible(numbers, questions):
        return None
    return _gather(lines, labels, questions, Attribution.LABEL, rules)


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


def _by_mention(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that name their question within: "Nothing held for Q2"."""
    found = Found()
    for line in lines:
        every = [numbers_in(one, questions.known) for one in _MENTION.findall(line)]
        numbers = tuple(dict.fromkeys(number for each in every for number in each))
        known = [number for number in numbers if number in questions.known]
        if known and len(known) == len(numbers) and _decides(line, rules):
            target = questions.resolve(known, None, None)
            found.blocks.append(Block(target, Attribution.LABEL, [line]))
        else:
            found.left.append(line)
    return found if found.blocks else None
