"""Lines that count the questions in words: "First: ", "The second one", "none for the third"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Found
from foibot.replies.figures import has_figures
from foibot.replies.labels import (
    Label,
    ordinal_label,
    ordinals_within,
)
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution
from foibot.replies.numbered import gather
from foibot.replies.questions import Questions
from foibot.replies.remarks import without_greeting
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences

_LEAST_ROW = 3  # "first" and "second" may stand in any sentence
_LEAD = 24
_ORDINAL = re.compile(
    r"(?:^|[,;.:\u2013\u2014-]\s{0,2}|\s(?:and|then)\s)(?:and |then |the |hi,? |for the )?"
    r"(1st|2nd|3rd|[4-9]th|10th|[^\W\d_]{3,9})(?:\s(?:one|question|part|bit))?(?=[\s,:])",
    re.IGNORECASE,
)
# "It's 218 for the first one."
_FOR_ONE = re.compile(r"\b(?:for|on|to) the [^\W\d_]{3,9} (?:one|question|part|bit)\W{0,3}$", re.I)
# "I don't have the last one, try Transport": where it decides, it speaks of a question.
_THE_LAST = re.compile(r"\bthe (?:last|final) (?:one|question|part|bit)\b", re.IGNORECASE)
_IS = re.compile(r"^[\s,:;-]{0,3}(?:(?:is|was|are|were|it's)\s)?", re.IGNORECASE)


def by_ordinal(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that begin "First: ", "The second one: "."""
    if len(questions.all_keys) < 2 or taken:
        return None
    rows = [part for line in lines for part in _in_a_row(line, questions, rules)]
    apart = [one for line in lines for one in (sentences(line) or ("",))]
    ungreeted = [without_greeting(line, rules.answers) for line in apart]
    ways = [(each, _ordinals(each, questions, rules)) for each in (lines, apart, ungreeted, rows)]
    ways.append(_said_for_one(apart, questions, rules))
    lines, labels = max(ways, key=lambda way: sum(label is not None for label in way[1]))
    if lines is ungreeted and sum(map(bool, labels)) < 2:
        return None  # "Hi, the first was 61. 19 were upheld" names one and gives two
    if not any(labels):
        return None
    return gather(lines, labels, questions, Attribution.ORDER, rules)


def _said_for_one(
    lines: Sequence[str], questions: Questions, rules: ReplyRules
) -> tuple[Sequence[str], list[Label | None]]:
    """Return the labels of sentences that give a figure "for the first one"."""
    return lines, [
        _within(line, questions, rules) if _FOR_ONE.search(line) and has_figures(line) else None
        for line in lines
    ]


def _in_a_row(line: str, questions: Questions, rules: ReplyRules) -> list[str]:
    """Return the parts of "First one Serco, second 3,450 and third none": each question once."""
    words_, count = rules.labels, len(questions.all_keys)
    marks = [
        match
        for match in _ORDINAL.finditer(line)
        if words_.ordinals.get(match[1].casefold()) or match[1].casefold() in words_.last
    ]
    numbers = [words_.ordinals.get(one[1].casefold(), count) for one in marks]
    if count < _LEAST_ROW or numbers != list(range(1, count + 1)) or marks[0].start() > _LEAD:
        return [line]
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    said = [line[mark.end() : end].strip(" ,;") for mark, end in zip(marks, ends, strict=True)]
    names = {number: name for name, number in reversed(list(words_.ordinals.items()))}
    parts = [f"{names[n]}: {_IS.sub('', one)}" for n, one in enumerate(said, 1)]
    return parts if all(plain(one) for one in said) else [line]


def _ordinals(lines: Sequence[str], questions: Questions, rules: ReplyRules) -> list[Label | None]:
    """Return which of the *lines* begin with "first", "the second one" and the like."""
    count = len(questions.all_keys)
    found = [ordinal_label(line, rules.labels, count) for line in lines]
    known = [one if one and one.numbers[0] in questions.known else None for one in found]
    if any(known):
        known = [
            one or _within(line, questions, rules) for one, line in zip(known, lines, strict=True)
        ]
    # "One: 45" counts questions where "Two: 12" follows, and "One - way street" does not.
    counts = [one.numbers[0] for one in known if one is not None]
    lone = [
        plain(line)[0] in rules.labels.cardinals
        for line, one in zip(lines, known, strict=True)
        if one
    ]
    return (
        known
        if not any(lone) or counts == [str(n) for n in range(1, len(counts) + 1)]
        else [None] * len(known)
    )


def _within(line: str, questions: Questions, rules: ReplyRules) -> Label | None:
    """Return the one question that *line* speaks of in its midst: "none for the second"."""
    numbers = ordinals_within(line, rules.labels, len(questions.all_keys))
    if not numbers and _THE_LAST.search(line) and decides(line, rules) and not has_figures(line):
        numbers = (str(len(questions.all_keys)),)
    one = len(numbers) == 1 and numbers[0] in questions.known
    return Label(numbers, None, line) if one and len(sentences(line)) == 1 else None
