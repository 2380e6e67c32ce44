"""
What a sentence shows together with its neighbours, its place and what the rules made of it.

The names of these facets are what surplus.json holds weights for: the training in tests/items and
the reading of mail take them from here, so that both mean the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foibot.questions.layout import is_field
from foibot.questions.lines import is_capped, is_name, is_topic

# What the rules made of a sentence: it begins a question, goes on with one, heads some, or none.
NONE, BEGINS, GOES_ON, HEADS = "O", "B", "I", "S"
MOST_WORDS = 40
LONGEST, MOST = 8, 4
ASKING = frozenset({"ask", "question", "mark", "order"})
ENDS = "?:.;,!"


class Seen(NamedTuple):
    """A sentence as the rules see it; *style* is that of the marker before its block, if any."""

    words: tuple[str, ...]
    tags: frozenset[str]
    text: str
    block: int
    style: str | None
    gap: bool
    read: str = NONE


@dataclass(frozen=True, slots=True)
class Outline:
    """How the blocks of a message lie: their marks, and where the marked ones begin and end."""

    styles: dict[int, str | None]
    sizes: dict[int, int]
    first: int
    last: int
    marked: int  # how many blocks have a marker

    @classmethod
    def of(cls, every: Sequence[Seen]) -> Outline:
        """Return the outline of *every* sentence."""
        styles = {each.block: each.style for each in every}
        sizes = dict.fromkeys(styles, 0)
        for each in every:
            sizes[each.block] += 1
        marked = [block for block, style in styles.items() if style]
        first, last = min(marked, default=-1), max(marked, default=-1)
        return cls(styles, sizes, first, last, sum(style is not None for style in styles.values()))


def facets(every: Sequence[Seen]) -> list[list[str]]:
    """Return what each of the sentences of one message shows, in their order; some comes twice."""
    outline = Outline.of(every)
    brief = [[*short(each), *placed(every, n)] for n, each in enumerate(every)]
    aside = [[*brief[n], *(f"w={word}" for word in each.words[:3])] for n, each in enumerate(every)]
    asking = [n for n, each in enumerate(every) if each.tags & ASKING]
    questions = sum(each.read in (BEGINS, HEADS) for each in every)
    found = []
    for n, each in enumerate(every):
        shown = [*brief[n], *of_words(each), *of_outline(each, outline)]
        shown += of_place(n, len(every), asking)
        for step, side in ((-1, "p"), (1, "n")):
            at = n + step
            if 0 <= at < len(every):
                shown += [f"{side}:{facet}" for facet in aside[at]]
            else:
                shown.append(f"{side}:edge")
        shown += of_reading(every, n, brief[n])
        shown.append(f"rtotal={min(MOST, questions)}")
        found.append(shown)
    return found


def short(each: Seen) -> Iterator[str]:
    """Yield what a sentence shows at a glance, which counts for its neighbours too."""
    yield f"mk={kind(each.style)}"
    last = each.text.rstrip()[-1:]
    yield f"end={last if last in ENDS else 'x'}"
    yield from [f"t={tag}" for tag in sorted(each.tags)]
    if any(tag.startswith("not_") for tag in each.tags):
        yield "t=not"
    if each.gap:
        yield "gap"
    if each.text[:1].islower():
        yield "lower"
    yield f"len={min(LONGEST, int(math.log2(len(each.words) + 1) * 1.5))}"
    if is_name(each.text):
        yield "name"
    if is_field(each.text):
        yield "field"
    if is_topic(each.text):
        yield "topic"
    if is_capped(each.text):
        yield "capped"


def kind(style: str | None) -> str:
    """Return what stands before a block: nothing, a glyph, or a kind of number."""
    if style is None:
        return "none"
    return "glyph" if style.startswith("glyph") else style[:2]


def placed(every: Sequence[Seen], n: int) -> Iterator[str]:
    """Yield whether a sentence is the first of its block."""
    yield "later" if n and every[n - 1].block == every[n].block else "first"


def of_words(each: Seen) -> Iterator[str]:
    """Yield the words of a sentence, and those it begins with."""
    words = [word for word in each.words if word[0].isalnum()]
    yield from [f"w:{word}" for word in words[:MOST_WORDS] if not word.isdigit()]
    yield from [f"f:{' '.join(words[:size])}" for size in (1, 2, 3)]


def of_outline(each: Seen, outline: Outline) -> Iterator[str]:
    """Yield how the block of a sentence lies to the others."""
    yield f"size={min(MOST, outline.sizes[each.block])}"
    yield f"marked={min(MOST, outline.marked)}"
    if outline.first >= 0:
        side = "within"
        if each.block < outline.first:
            side = "above"
        elif each.block > outline.last:
            side = "below"
        yield f"list={side}"
        yield f"list={side}/{kind(each.style)}"
    for step, name in ((-1, "up"), (1, "down")):
        if each.block + step in outline.styles:
            style = outline.styles[each.block + step]
            yield f"{name}={'same' if style == each.style else kind(style)}"


def of_place(n: int, size: int, asking: Sequence[int]) -> Iterator[str]:
    """Yield where a sentence stands among the others, and among those that ask."""
    yield f"quarter={MOST * n // size}"
    yield f"of={min(LONGEST, int(math.log2(size + 1) * 1.5))}"
    if asking and asking[0] < n:
        yield "asked before"
    if asking and asking[-1] > n:
        yield "asked after"


def of_reading(every: Sequence[Seen], n: int, brief: Sequence[str]) -> Iterator[str]:
    """Yield what the rules made of a sentence and of those around it."""
    read = every[n].read
    before = every[n - 1].read if n else "^"
    after = every[n + 1].read if n + 1 < len(every) else "$"
    yield from (f"r={read}", f"rp={before}", f"rn={after}", f"r3={before}{read}{after}")
    yield f"r2={before}{read}"
    yield from [f"r={read}/{facet}" for facet in brief]
    yield from [f"r={read}/f:{' '.join(every[n].words[:size])}" for size in (1, 2)]
