"""A list whose numbers are those of the questions: "1. 45", "1 & 2 attached", a table's cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from foibot.replies.blocks import Block, Found
from foibot.replies.headings import heads_a_table
from foibot.replies.labels import (
    Label,
    bare_label,
    glued,
    numbers_in,
    weak_label,
)
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import counts, fits_question, wants_figures
from foibot.replies.pointing import with_pointed
from foibot.replies.promises import says_of_the_rest
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import is_farewell
from foibot.replies.rules import ReplyRules
from foibot.replies.split import alternating, with_next_numbers

_SPACED = re.compile(
    r"^\s{0,20}[Cc]?([0-9]{1,2}(?:\s?\(?[a-h]\)?)?(?:\s?(?:,|&|and|to|-|\u2013)\s?[0-9]{1,2}){0,4})"
    r"[).:]?\s{1,8}(?:[-\u2013\u2014=|]\s{1,3})?(?=\S)"
)
# "Three things:" counts things to say, and no questions.
_THINGS = re.compile(r"\b(?:things|points|notes|caveats|comments|issues)\b.{0,40}:\s*$", re.I)
# "The other figure is 2,540": of another question, and nobody knows of which.
_OTHERS = re.compile(r"\W{0,3}(?:and )?the (?:other|remaining)\b", re.IGNORECASE)
_LEAST_ONCE = 2
_TWICE = "two answers have this number"
_SLIPPED = "a number above stands twice, and this one may have slipped"


def by_number(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return the answers of a list whose numbers are those of the questions."""
    typed = [line for line in lines if not heads_a_table(line, rules)]
    lines = [
        part
        for line in typed
        for part in alternating(line, questions) or with_next_numbers(line, questions)
    ]
    weak = _without_decimals([weak_label(line, questions.known) for line in lines], lines)
    weak = _counted_up(weak, questions)
    cells = [bare_label(line) or label for line, label in zip(lines, weak, strict=True)]
    for own in (_in_pairs(lines, questions), _spaced(lines, questions), cells, weak):
        if not own:
            continue
        labels = with_pointed(own, lines, questions.known)
        numbers = [one for label in labels if label is not None for one in label.numbers]
        first = next((n for n, label in enumerate(labels) if label is not None), 0)
        if any(_THINGS.search(line) for line in lines[:first]):
            return None
        if numbers and _counts_otherwise(labels, questions, rules):
            return None
        if not numbers or taken or not _all_said(lines, labels):
            continue
        if _plausible(numbers, questions):
            return gather(lines, labels, questions, Attribution.LABEL, rules)
        if own is weak and lines == typed and _but_for_some(labels, questions, rules):
            found = gather(lines, labels, questions, Attribution.LABEL, rules)
            return _without_twice(found, questions)
    return None


def by_other_numbers(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found | None:
    """
    Return the answers of a list that counts the questions which are not spoken of elsewhere.

    "1. 45", "2. None", "4. Attached", and then "Question 3 will follow".  Where some are still
    left, it rises from the first of them, and each point is of the kind that its question asks for.
    """
    left = [str(key.n) for key in questions.all_keys if key not in taken]
    one_case = len({key.reference for key in questions.all_keys}) == 1
    if not taken or not one_case:
        return None
    labels = _without_decimals([weak_label(line, questions.known) for line in lines], lines)
    own = [label for label in labels if label is not None]
    if not own or any(len(label.numbers) != 1 for label in own):
        return None
    whole = len(left) >= _LEAST_ONCE and [label.numbers[0] for label in own] == left
    if not whole and not _first_of(own, left, questions, rules):
        return None
    above = lines[: next(n for n, label in enumerate(labels) if label is not None)]
    if any(map(_THINGS.search, above)) or not _all_said(lines, labels):
        return None
    return gather(lines, labels, questions, Attribution.LABEL, rules)


def _first_of(
    own: Sequence[Label], left: Sequence[str], questions: Questions, rules: ReplyRules
) -> bool:
    """Return whether a list rises from the first question *left*, each point of its kind."""
    text = {str(one.n): one.text for one in questions.asked}
    numbers = [label.numbers[0] for label in own]
    rising = all(_order(a) < _order(b) for a, b in pairwise(numbers)) and numbers[:1] == left[:1]
    return rising and all(
        number in left and fits_question(label.rest, text[number], rules)
        for label, number in zip(own, numbers, strict=True)
    )


def _without_decimals(labels: Sequence[Label | None], lines: Sequence[str]) -> list[Label | None]:
    """Return *labels* less "2." of "2.65 in the east", unless those before it stand there too."""
    numbers = [one.numbers[0] for one in labels if one is not None]
    counts = numbers == [str(n) for n in range(1, len(numbers) + 1)] and len(numbers) > 1
    if counts:
        return list(labels)
    return [
        None if label is not None and glued(line) else label
        for label, line in zip(labels, lines, strict=True)
    ]


def _but_for_some(labels: Sequence[Label | None], questions: Questions, rules: ReplyRules) -> bool:
    """
    Return whether a list counts the questions but for a number that was not asked, or stands twice.

    What stands once at a number that was asked is of the kind asked for; of the others the officer
    is asked.
    """
    own = [one for one in labels if one is not None]
    numbers = [one.numbers[0] for one in own]
    text = {str(one.n): one.text for one in questions.asked}
    once = [one for one in own if one.numbers[0] in text and numbers.count(one.numbers[0]) == 1]
    one_case = len({key.reference for key in questions.all_keys}) == 1 < len(text)
    rising = all(_order(a) <= _order(b) for a, b in pairwise(numbers)) and numbers[:1] == ["1"]
    single = all(len(one.numbers) == 1 for one in own)
    if numbers == [str(n) for n in range(1, len(numbers) + 1)]:
        return False  # more points than questions: they may count something else
    asked = [(one.rest, text[one.numbers[0]]) for one in once]
    fits = all(fits_question(a, b, rules) or not wants_figures([b]) for a, b in asked)
    return one_case and single and rising and fits and len(once) >= _LEAST_ONCE


def _without_twice(found: Found, questions: Questions) -> Found:
    """
    Return *found*, where two blocks of one question are both asked back: which is right?

    So is what goes on counting behind them, "1, 2, 2, 3": it may be the next question's.
    """
    keys = [key for block in found.blocks for key in block.target.keys]
    every = list(questions.all_keys)
    last: Key | None = None  # the number that may have slipped, and goes on
    for block in found.blocks:
        own = block.target.keys
        if any(keys.count(key) > 1 for key in own):
            block.target, last = Target((), own, _TWICE), own[0]
        elif len(own) == 1 and last is not None and own[0].n == last.n + 1:
            place = every.index(own[0])
            block.target, last = Target((), tuple(every[place : place + 2]), _SLIPPED), own[0]
        elif own:
            last = None
    return found


def _counts_otherwise(
    labels: Sequence[Label | None], questions: Questions, rules: ReplyRules
) -> bool:
    """Return whether a list of fewer points than questions has a name where a number is asked."""
    own = [one for one in labels if one is not None and len(one.numbers) == 1]
    if len(own) >= len(questions.asked) or [one.numbers[0] for one in own][:1] != ["1"]:
        return False
    text = {str(one.n): one.text for one in questions.asked}
    known = [(one.rest, text[one.numbers[0]]) for one in own if one.numbers[0] in text]
    return any(
        rest.strip()
        and rest[:1].isupper()
        and counts([asked])
        and not fits_question(rest, asked, rules)
        for rest, asked in known
    )


def _counted_up(labels: Sequence[Label | None], questions: Questions) -> list[Label | None]:
    """
    Return *labels*; where each is "1.", and there are as many as questions, they count these.

    Some programs begin a list anew behind each paragraph.
    """
    ones = [one for one in labels if one is not None]
    asked = [str(one.n) for one in questions.asked]
    every = len(ones) == len(asked) == len(set(asked)) > 1
    if not every or any(one.numbers != ("1",) for one in ones):
        return list(labels)
    numbers = iter(asked)
    return [one and replace(one, numbers=(next(numbers),)) for one in labels]


def _in_pairs(lines: Sequence[str], questions: Questions) -> list[Label | None]:
    """Return the labels of a table whose cells stand on lines of their own: "1", "22", "2", "3"."""
    asked = [str(one.n) for one in questions.asked]
    # What stands above the table introduces it.
    said = [n for n, line in enumerate(lines) if line.strip()][-2 * len(asked) :]
    found = {n: bare_label(lines[n]) for n in said[::2]}
    numbers = [one.numbers[0] for one in found.values() if one is not None]
    if len(said) != 2 * len(asked) or numbers != asked:
        return []
    return [found.get(n) for n in range(len(lines))]


def _spaced(lines: Sequence[str], questions: Questions) -> list[Label | None]:
    """Return the labels of "1 & 2 attached", "3 none": bare numbers that count the questions."""
    begun = [_SPACED.match(line) for line in lines]
    counts = [_counted(match[1], questions) if match is not None else () for match in begun]
    numbers = [number for each in counts for number in each]
    if sum(map(bool, counts)) < 2 or not _counts_on(numbers, questions):
        return []
    return [
        Label(each, None, line[match.end() :]) if match is not None and each else None
        for line, match, each in zip(lines, begun, counts, strict=True)
    ]


def _counted(text: str, questions: Questions) -> tuple[str, ...]:
    """Return the numbers of questions in "1", "1 & 2", "1-3", "1a"."""
    several = numbers_in(text, questions.known)
    return several if len(several) > 1 else (_bare(text),)


def _counts_on(numbers: Sequence[str], questions: Questions) -> bool:
    """Return whether *numbers* are just those that were asked, or the first of them, in order."""
    asked = [str(one.n) for one in questions.asked]
    own = [_bare(one.label or "") for one in questions.asked]
    ways = [asked, *([own] if questions.as_requester else [])]
    whole = len(asked) == len(set(asked)) and sorted(numbers) == sorted(asked)
    return whole or any(list(numbers) == way[: len(numbers)] for way in ways)


def _bare(label: str) -> str:
    return "".join(char for char in label if char.isalnum()).casefold()


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
    rising = rising or (len(set(numbers)) == len(numbers) == len(questions.asked))
    return rising and all(number in questions.known for number in numbers)


def _order(number: str) -> tuple[int, str]:
    digits = re.match(r"[0-9]+", number)
    return (int(digits[0]) if digits else 0, number)


def gather(
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
        elif current is not None and (_OTHERS.match(line) or says_of_the_rest(line, rules)):
            current = None
            found.left.append(line)
        elif current is not None:
            current.lines.append(line)
        else:
            found.left.append(line)
    return found
