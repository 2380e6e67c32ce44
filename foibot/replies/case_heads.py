"""Which case an officer means without its reference: by a head, by a list, by the words (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from foibot.case.reference import PATTERN
from foibot.replies.blocks import WHOLE_CASE, Block
from foibot.replies.figures import has_figures
from foibot.replies.headings import in_question, telling
from foibot.replies.labels import Label, strong_label, weak_label
from foibot.replies.model import Attribution, Discarded
from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import Questions
from foibot.replies.remarks import TALK
from foibot.replies.rules import LabelWords, ReplyRules
from foibot.replies.words import plain

_LONGEST_HEAD = 5  # words
_LEAST_LINES = 2
# "First request", "The second FOI".
_COUNTED = re.compile(
    r"\W{0,3}(?:the\s)?(?P<which>[^\W_]{2,8})\s(?:requests?|foi|eir|case|enquiry|letter|cais)\W{0,3}",
    re.IGNORECASE,
)


def case_of(words: Sequence[str], questions: Questions) -> str:
    """Return the only case whose questions have any of *words*, or ""."""
    has = {
        one.reference
        for one in questions.asked
        if any(in_question(word, telling(one.text)) for word in words)
    }
    return next(iter(has)) if len(has) == 1 else ""


def named_by_heads(
    parts: Sequence[Piece], questions: Questions, rules: ReplyRules
) -> tuple[Piece, ...]:
    """
    Return *parts* with each head above a numbered list as the reference of the case it names.

    "First request", "Fleet FOI:"; only where every such head names a case, and each another one.
    """
    typed = [n for n, one in enumerate(parts) if one.origin is Origin.NEW and one.text.strip()]
    if len(questions.cases) < 2 or any(PATTERN.search(parts[n].text) for n in typed):
        return tuple(parts)
    heads = [
        n
        for n, after in pairwise(typed)
        if _may_head(parts[n].text, questions, rules.labels)
        and _label(parts[after].text, questions, rules.labels)
    ]
    names = [_named(parts[n].text, questions, rules.labels) for n in heads]
    if not heads or "" in names or len(set(names)) < len(names):
        return tuple(parts)
    kept = list(parts)
    for n, name in zip(heads, names, strict=True):
        kept[n] = replace(kept[n], text=name)
    return tuple(kept)


def _may_head(line: str, questions: Questions, words: LabelWords) -> bool:
    short = 0 < len(plain(line)) <= _LONGEST_HEAD and not line.rstrip().endswith((".", ",", "?"))
    return short and not has_figures(line) and _label(line, questions, words) is None


def _label(line: str, questions: Questions, words: LabelWords) -> Label | None:
    return strong_label(line, words, questions.known) or weak_label(line, questions.known)


def _named(head: str, questions: Questions, words: LabelWords) -> str:
    """Return the case that *head* counts or has a word of, or ""."""
    counted = _COUNTED.fullmatch(head.strip())
    place = words.ordinals.get(counted["which"].casefold(), 0) if counted is not None else 0
    cases = questions.cases
    return cases[place - 1] if 0 < place <= len(cases) else case_of(telling(head), questions)


def case_of_list(lines: Sequence[str], questions: Questions, words: LabelWords) -> str | None:
    """
    Return the case that the numbers of *lines* count where the words of one case alone stand there.

    "1) 46 wagons, 2) 3 of them electric": two lines have words of that case, and none of another.
    """
    labels = [label for one in lines if (label := _label(one, questions, words)) is not None]
    numbers = [number for label in labels for number in label.numbers]
    fits = questions.cases_with(numbers)
    if len(fits) < 2 or len(set(numbers)) < len(numbers):
        return None
    told = [case_of(telling(label.rest), questions) for label in labels]
    named = [name for name in told if name]
    one = len(set(named)) == 1 and named[0] in fits
    return named[0] if one and len(named) >= _LEAST_LINES else None


def without_heads(blocks: Sequence[Block], questions: Questions) -> list[Discarded]:
    """
    Take from *blocks* the words behind a reference that only head a case; return them.

    "00411 Potholes", and below it the list of that case, or its only answer on a line of its own.
    """
    cut: list[Discarded] = []
    for place, block in enumerate(blocks):
        own = block.target.keys or block.target.choices
        case = own[0].reference if own else ""
        lines = [n for n, line in enumerate(block.lines) if line.strip()]
        after = blocks[place + 1].target.keys if place + 1 < len(blocks) else ()
        listed = block.target.why == WHOLE_CASE and {key.reference for key in after} == {case}
        lone = len(questions.of_case(case)) == 1 < len(questions.asked) and len(lines) > 1
        if not lines or block.attribution is not Attribution.LABEL or not (listed or lone):
            continue
        first = block.lines[lines[0]]
        if _heads(first, case, questions):
            cut.append(Discarded(first.strip(), TALK))
            block.lines[lines[0]] = ""
    return cut


def _heads(line: str, case: str, questions: Questions) -> bool:
    """Return whether *line* is no more than words of the questions of *case*."""
    words = telling(line)
    asked = [word for one in questions.asked if one.reference == case for word in telling(one.text)]
    short = 0 < len(plain(line)) <= _LONGEST_HEAD and not has_figures(line)
    return short and bool(words) and all(in_question(word, asked) for word in words)
