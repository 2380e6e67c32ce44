"""Lines that count the questions in words: "First: ", "The second one", "none for the third"."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.replies.blocks import Found
from foibot.replies.labels import (
    Label,
    ordinal_label,
    ordinals_within,
)
from foibot.replies.model import Attribution
from foibot.replies.numbered import gather
from foibot.replies.questions import Questions
from foibot.replies.remarks import without_greeting
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences


def by_ordinal(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of lines that begin "First: ", "The second one: "."""
    if len(questions.all_keys) < 2 or taken:
        return None
    apart = [one for line in lines for one in (sentences(line) or ("",))]
    ungreeted = [without_greeting(line, rules.answers) for line in apart]
    ways = [(each, _ordinals(each, questions, rules)) for each in (lines, apart, ungreeted)]
    lines, labels = max(ways, key=lambda way: sum(label is not None for label in way[1]))
    if lines is ungreeted and sum(map(bool, labels)) < 2:
        return None  # "Hi, the first was 61. 19 were upheld" names one and gives two
    if not any(labels):
        return None
    return gather(lines, labels, questions, Attribution.ORDER, rules)


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
    one = len(numbers) == 1 and numbers[0] in questions.known
    return Label(numbers, None, line) if one and len(sentences(line)) == 1 else None
