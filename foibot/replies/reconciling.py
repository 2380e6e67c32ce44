"""One answer a question: the newest block, the fenced one, and none that speaks of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.blocks import OUTSIDE, Block
from foibot.replies.mentions import others_spoken_of, without_exception
from foibot.replies.model import (
    Attribution,
    Discarded,
    Key,
    Unclear,
)
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.sameness import points_above, points_at_nothing
from foibot.replies.sorting import NOT_EACH, Sorted

_NOT_THERE = "it points at another question, of which nothing was taken"
_BY_NAME = frozenset({Attribution.LABEL, Attribution.ORDER})


def newest(blocks: Sequence[Block], found: Sorted) -> list[Block]:
    """Return the blocks less those fenced ones that a newer, less quoted one replaces."""
    kept: list[Block] = []
    nearest: dict[Key, Block] = {}
    for block in sorted(blocks, key=lambda one: one.depth if not one.lines else 0):
        if block.attribution is not Attribution.FENCE or not block.says():
            continue
        for key in block.target.keys:
            nearest.setdefault(key, block)
    for block in blocks:
        old = [key for key in block.target.keys if nearest.get(key, block) is not block]
        if block.attribution is Attribution.FENCE and old and block.says():
            if block.text().strip() != nearest[old[0]].text().strip():
                found.discarded.append(Discarded(block.text().strip(), "an older block"))
            continue
        kept.append(block)
    return kept


def keep_fenced(found: Sorted) -> None:
    """Discard what is also said outside, of a question that has a fenced answer."""
    fenced = {r.key for r in found.replies if r.attribution is Attribution.FENCE}
    outside = [
        r for r in found.replies if r.key in fenced and r.attribution is not Attribution.FENCE
    ]
    found.discarded += [Discarded(r.text or r.detail, OUTSIDE) for r in outside]
    found.replies[:] = [reply for reply in found.replies if reply not in outside]


def doubt_pointers(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back "as Q2" where nothing was taken for question 2, and "same" below what is asked."""
    every = list(found.replies)
    open_keys = {key for one in found.unclear for key in one.choices if len(one.choices) == 1}
    for reply in every:
        before = Key(reply.key.reference, reply.key.n - 1)
        doubted = before in open_keys and points_above(reply, rules.labels)
        if doubted or points_at_nothing(reply, every, questions, rules.labels):
            found.replies.remove(reply)
            found.unclear.append(Unclear(reply.text, _NOT_THERE, (reply.key,)))


def doubt_mixed(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back an answer that speaks of another question, of which nothing else was said."""
    said = {reply.key for reply in found.replies}
    for reply in [one for one in found.replies if one.attribution in _BY_NAME]:
        text = without_exception(reply.text or reply.detail)
        others = others_spoken_of(text, (reply.key,), questions, rules)
        silent = tuple(key for key in dict.fromkeys(others) if key not in said)
        if silent:
            found.replies.remove(reply)
            found.unclear.append(Unclear(text, NOT_EACH, (reply.key, *silent)))
        elif reply.text and text != reply.text:
            found.replies[found.replies.index(reply)] = replace(reply, text=text)
