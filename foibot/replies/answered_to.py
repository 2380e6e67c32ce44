"""A few words, and behind them the question they answer: "Yes to q4, no to q1" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.figures import has_figures
from foibot.replies.labels import numbers_in
from foibot.replies.model import Attribution
from foibot.replies.questions import Questions
from foibot.replies.remarks import without_greeting
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

_LONGEST = 6  # words of an answer
_BETWEEN = re.compile(r"\s{0,3}[,;.]\s{1,3}(?:and |but |a )?|\s(?:and|but|a)\s(?=[^\d\s])")
_TO = re.compile(
    r"^(?P<said>\S.{0,60}?)\s(?:to|for|on|i)\s"
    r"(?:question(?:s| number)? |q(?:s|u|n)?[ .]?|numbers? |nos?\.? )?"
    r"(?P<n>[0-9]{1,2}(?:\s?(?:,|&|and|to|-)\s?[0-9]{1,2}){0,4})$",
    re.IGNORECASE,
)
_BARE = frozenset(plain("yes no yep nope yeah none nil zero never oes nac neb dim"))


def answered_to(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, _taken: bool
) -> Found | None:
    """
    Return the answers of "Yes to q4, no to q1": each a yes, a no, a figure or a none.

    Every part of such a line must name questions that were asked, and no question twice.
    """
    found = Found()
    for line in lines:
        blocks = _each(without_greeting(line, rules.answers), questions, rules)
        found.blocks += blocks
        found.left += [] if blocks else [line]
    keys = [key for block in found.blocks for key in block.target.keys]
    return found if len(keys) > 1 and len(set(keys)) == len(keys) else None


def _each(line: str, questions: Questions, rules: ReplyRules) -> list[Block]:
    parts = [one.strip(" .") for one in _BETWEEN.split(line) if one.strip(" .")]
    blocks: list[Block] = []
    for part in parts:
        match = _TO.match(part)
        numbers = numbers_in(match["n"], questions.known) if match is not None else ()
        if match is None or not numbers or not _answers(match["said"], rules):
            return []
        target = questions.resolve(numbers, None, None)
        if not target.keys:
            return []
        blocks.append(Block(target, Attribution.LABEL, [match["said"]]))
    return blocks


def _answers(said: str, rules: ReplyRules) -> bool:
    """Return whether *said* is a short answer by itself, and no wish for time or a clue."""
    tokens = plain(said)
    if not tokens or len(tokens) > _LONGEST:
        return False
    return (
        tokens[0] in _BARE
        or rules.answers.not_held.is_whole(said)
        or (len(tokens) <= 2 and has_figures(said))
    )
