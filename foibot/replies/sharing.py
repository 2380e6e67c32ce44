"""A list under "Q1 to Q4:" shared out among the questions, where its rows say whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.blocks import Block, Found
from foibot.replies.figures import has_figures
from foibot.replies.headings import by_heading
from foibot.replies.labels import weak_label
from foibot.replies.model import Attribution, Discarded, Key
from foibot.replies.numbered import by_number
from foibot.replies.ordered import one_line_each
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import TALK
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

ROWS = "a list is given for several questions, and it is not clear which row answers which"
_SHORT = 8  # words of a row


def shared_out(
    blocks: Sequence[Block], questions: Questions, rules: ReplyRules, cut: list[Discarded]
) -> list[Block]:
    """
    Return *blocks*; a list under several numbers is cut by the numbers or words of its rows.

    What only heads such a list is added to *cut*.
    Where these do not name the questions, each once, nobody can tell, and the officer is asked.
    """
    found: list[Block] = []
    for block in blocks:
        found += _shared(block, questions, rules, cut)
    return found


def _shared(
    block: Block, questions: Questions, rules: ReplyRules, cut: list[Discarded]
) -> list[Block]:
    keys = block.target.keys
    lines = [line for line in block.lines if line.strip()]
    if block.attribution is not Attribution.LABEL or len(keys) < 2:
        return [block]
    headed = bool(lines) and lines[0].rstrip().endswith(":") and not has_figures(lines[0])
    counted = _counted(lines[headed:], keys, questions)
    if counted:
        cut += [Discarded(one.strip(), TALK) for one in lines[:headed]]
        return counted
    if not _is_list(lines):
        return [block]
    own = Questions([one for one in questions.asked if one.key in keys])
    rows = [line.strip().replace("\t", ": ", 1) for line in lines]
    ways = (
        by_number(lines, own, rules, False),
        by_heading(rows, own, rules, False),
        one_line_each(lines, keys, own, rules) if not _has_columns(lines) else None,
    )
    placed = next((way for way in ways if way is not None and _says_each(way, block)), None)
    if placed is not None:
        return placed.blocks
    return [replace(block, target=Target((), keys, ROWS))]


def _counted(lines: Sequence[str], keys: Sequence[Key], questions: Questions) -> list[Block]:
    """
    Return the rows of a numbered list that has one for each of *keys*, as they or from 1 counted.

    Some programs count each list anew: "Questions 5-8:", and below it 1 to 4.
    """
    found: list[Block] = []
    numbers: list[str] = []
    for line in lines:
        label = weak_label(line, questions.known)
        if label is not None and len(label.numbers) == 1:
            numbers.append(label.numbers[0])
            found.append(
                Block(Target((keys[len(found) % len(keys)],)), Attribution.LABEL, [label.rest])
            )
        elif found:
            found[-1].lines.append(line)
        else:
            return []
    ways = ([str(key.n) for key in keys], [str(n) for n in range(1, len(keys) + 1)])
    return found if numbers in ways and all(one.says() for one in found) else []


def _has_columns(lines: Sequence[str]) -> bool:
    """Return whether the rows have columns of figures: a row for each district, not question."""
    return any(line.count("\t") > 1 for line in lines)


def _says_each(found: Found, block: Block) -> bool:
    """Return whether each question of *block* has its part, and nothing is left."""
    keys = [key for one in found.blocks for key in one.target.keys]
    return sorted(keys) == sorted(block.target.keys) and not any(map(str.strip, found.left))


def _is_list(lines: Sequence[str]) -> bool:
    """Return whether *lines* are the rows or the cells of a list, with figures among them."""
    short = all(len(plain(line)) <= _SHORT and not line.rstrip().endswith(".") for line in lines)
    return len(lines) > 1 and short and any(has_figures(line) for line in lines)
