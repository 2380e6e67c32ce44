"""Headings on lines of their own over the answers, one a question: "Burials", below "94" (T21)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.evidence import Asked, goes_against
from foibot.replies.figures import has_figures
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution
from foibot.replies.ordered import fits_question
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import is_farewell, only_greets
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

_LONGEST = 5  # words of a heading
_LEAST = 2


def by_heads_above(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """
    Return the answers below as many headings as there are questions, in their order.

    All but one of the headings, or what stands below them, must have a word of the question at that
    place, none may be plainly about another, and each answer is of the kind asked for.
    """
    asked = questions.asked
    if taken or len(asked) < _LEAST or len({one.reference for one in asked}) > 1:
        return None
    # "Burials" at the top might be a name: it is one only where a heading stands below it.
    first, end = _said(lines, rules)
    ways = [(n, _under_heads(lines[n:end], len(asked), rules)) for n in (0, first)]
    start, parts = next((way for way in ways if len(way[1]) == len(asked)), (0, []))
    if not parts:
        return None
    weights = Asked(questions, questions.all_keys, rules)
    whole = [" ".join(part) for part in parts]
    known = [weights.shares(text, n) for n, text in enumerate(whole)]
    fits = all(
        fits_question(" ".join(part[1:]), one.text, rules)
        for part, one in zip(parts, asked, strict=True)
    )
    keys = [one.key for one in asked]
    if not fits or sum(known) < len(asked) - 1 or goes_against(whole, keys, questions, rules):
        return None
    return Found(
        [
            Block(Target((key,)), Attribution.ORDER, list(part[1:]))
            for key, part in zip(keys, parts, strict=True)
        ],
        [],
        [one for one in (*lines[:start], *lines[end:]) if one.strip()],
    )


def _said(lines: Sequence[str], rules: ReplyRules) -> tuple[int, int]:
    """Return where the answers begin behind a greeting, and end before a farewell."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    greets = bool(lines) and only_greets(lines[first], rules.answers)
    start = first + 1 if greets else first
    ends = (n for n, line in enumerate(lines) if n > start and is_farewell(line, rules.answers))
    return start, next(ends, len(lines))


def _under_heads(lines: Sequence[str], count: int, rules: ReplyRules) -> list[list[str]]:
    """Return each heading of *lines* with what is below it; none where a part has no heading."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    every = [line for group in groups for line in group]
    if len(groups) != count and len(every) == _LEAST * count:
        groups = [[head, below] for head, below in zip(every[::2], every[1::2], strict=True)]
    headed = all(len(group) >= _LEAST and _is_head(group[0], rules) for group in groups)
    return groups if headed else []


def _is_head(line: str, rules: ReplyRules) -> bool:
    """Return whether *line* is a few words that give nothing: "Appeals", "HOME EDUCATION:"."""
    few = 0 < len(plain(line)) <= _LONGEST
    return few and not has_figures(line) and not decides(line, rules) and line.rstrip()[-1] != "."
