"""
How much a sentence is like those that ask: a small linear model of our own, beside the rules.

The rules find the questions; where both readers differ a person looks.  Only what has no word of
asking, and is like nothing that asks, is left out where other sentences ask.
`python -m tests.items.train_asks` makes asks.json anew, the same each time.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from foibot.questions.acts import Sentence
from foibot.questions.blocks import Block
from foibot.questions.drafts import Draft, Found
from foibot.questions.judge import read_all
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

MODEL = Path(__file__).with_name("asks.json")
MOST_WORDS = 40
PAIRS = 12
ENDS = frozenset("?:.;,!")
LONGEST = 8
STEEPEST = 30.0
# How likely a sentence asks: from where on the rules are doubted.
HARDLY, LIKELY, SURELY = 0.35, 0.5, 0.7
FEW = 3  # sentences
UNLIKE, FEW_WORDS = 0.2, 6
# Of the sentence before, only what it does counts.
BEFORE = frozenset(
    [
        *("ask", "colon", "question", "thing", "mark", "lead", "points", "announce"),
        *("told", "fact", "scope", "noun"),
    ]
)
# What a sentence does counts otherwise in a list than in running text.
IN_LIST = frozenset(["ask", "question", "noun", "order", "thing", "mark", "fact", "told"])


Span = tuple[int, int]


class Unit(NamedTuple):
    """A sentence of a message, and how likely it is a question or part of one."""

    span: Span
    sentence: Sentence
    asks: float


@cache
def weights() -> Mapping[str, float]:
    """Return the weights that lie beside this module."""
    return {key: float(value) for key, value in json.loads(MODEL.read_text())["weights"].items()}


def units(every: Sequence[Block], rules: QuestionRules) -> list[Unit]:
    """Return the sentences of *every* block, each with how much it is like those that ask."""
    known = weights()
    return [
        Unit(span(each.body), each, likeness(shown, known))
        for _, each, shown in features(every, rules)
    ]


def likeness(shown: set[str], known: Mapping[str, float]) -> float:
    """Return the probability that what was *shown* is a question."""
    # Exact whatever the order: a set has none.
    total = math.fsum([known[name] for name in shown if name in known])
    return 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, total))))


def features(
    every: Sequence[Block], rules: QuestionRules
) -> Iterator[tuple[Block, Sentence, set[str]]]:
    """Yield each sentence with what it and its place show."""
    before: Sentence | None = None
    above = ""
    for block in every:
        mark = marked(block)
        for n, each in enumerate(read_all(block.body, rules)):
            if not any(word[0].isalnum() for word in each.words):
                continue
            shown = [*of_words(each), *of_place(each, mark, later=n > 0), *of_before(before)]
            shown += [f"above:{above}"] if above else []
            shown += ["gap"] if block.gap else []
            yield block, each, set(shown)
            before = each
        above = "num" if mark != "none" else ("colon" if block.text.endswith(":") else "none")


def marked(block: Block) -> str:
    """Return what stands before a block: a number or letter, a glyph, or nothing."""
    if block.marker is None:
        return "none"
    return "glyph" if block.marker.style.startswith("glyph") else "num"


def of_words(each: Sentence) -> list[str]:
    """Return what the words of a sentence show."""
    words = [word for word in each.words if word[0].isalnum()]
    return [
        "any",
        f"len:{min(LONGEST, int(math.log2(len(words) + 1) * 1.5))}",
        *[f"t:{tag}" for tag in each.tags],
        *[f"w:{word}" for word in words[:MOST_WORDS] if not word.isdigit()],
        *[f"b:{one} {two}" for one, two in pairwise(words[:PAIRS])],
        *[f"f:{' '.join(words[:size])}" for size in (1, 2, 3)],
    ]


def of_place(each: Sentence, mark: str, *, later: bool) -> list[str]:
    """Return what the marks round a sentence show."""
    last = each.text.rstrip()[-1:]
    end = last if last in ENDS else "x"
    place = "later" if later else "first"
    shown = [f"end:{end}", f"mk:{mark}", f"mk:{mark}/{place}", f"mk:{mark}/{end}", place]
    return shown + [f"mk:{mark}/t:{tag}" for tag in each.tags & IN_LIST]


def of_before(before: Sentence | None) -> list[str]:
    """Return what the sentence before shows."""
    if before is None:
        return []  # a mail may begin with its question, without a greeting
    return [f"p:{tag}" for tag in before.tags if tag in BEFORE or tag.startswith("not_")]


def differences(found: Found, every: Sequence[Unit]) -> list[str]:
    """Return where this reader and the rules differ on what was *found*."""
    held = [(draft, inside(draft, every)) for draft in found.drafts]
    passages = [part for draft in found.drafts for part in (*draft.lead, *draft.context)]
    passages += [*(draft.body for draft in found.drafts), *found.scopes]
    told = [span(part) for part in dict.fromkeys(passages)]
    doubts = []
    # In a mail of a sentence or three there is nothing else that could be the question.
    short = len(held) == 1 and len(every) <= FEW
    if not short and any(0 < top(mine) < HARDLY for draft, mine in held if not draft.stem):
        doubts.append("unlike a question")
    if any(two_in_one(draft, mine) for draft, mine in held):
        doubts.append("two in one")
    if any(is_missed(each, told) for each in every):
        doubts.append("like a question")
    return doubts


def is_unlike(draft: Draft, every: Sequence[Unit]) -> bool:
    """Return whether nothing in a draft has a word of asking or is like what asks."""
    mine = inside(draft, every)
    if not mine or top(mine) > UNLIKE or any(each.sentence.has("ask", "sure") for each in mine):
        return False
    if draft.path != "prose" and not all(each.sentence.has("fact") for each in mine):
        return False  # "Section 43 of the Act 1984", in a list, names one thing of several
    # A few words may be the row of a table, or a field.
    return any(len(each.sentence.words) > FEW_WORDS or each.sentence.has("mark") for each in mine)


def inside(draft: Draft, every: Sequence[Unit]) -> list[Unit]:
    """Return the sentences that stand in a draft."""
    start, end = span(draft.body)
    at = bisect_left(every, start, key=lambda each: each.span[0])
    found = []
    while at < len(every) and every[at].span[0] < end:
        if every[at].span[1] <= end:
            found.append(every[at])
        at += 1
    return found


def top(every: Sequence[Unit]) -> float:
    """Return how likely the likeliest of *every* is; 0 for none."""
    return max((each.asks for each in every), default=0.0)


def two_in_one(draft: Draft, mine: Sequence[Unit]) -> bool:
    """Return whether an item of running text holds two sentences that ask."""
    return not draft.label and sum(each.asks > LIKELY for each in mine) > 1


def is_missed(each: Unit, told: Sequence[Span]) -> bool:
    """Return whether a sentence is like a question, yet in nothing that is *told* of one."""
    if each.asks < SURELY or each.sentence.has("colon"):
        return False
    start, end = each.span
    return not any(first <= start and end <= last for first, last in told)


def span(part: Passage) -> Span:
    """Return where a passage begins and ends in its source."""
    return part.start, part.end
