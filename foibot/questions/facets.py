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
UNREAD = "-"  # of mails to learn from: by the rules as they were nobody knows
MOST_WORDS = 40
LONGEST, MOST = 8, 4
# What stands before the name of a facet of the sentence itself, before each of its words, before a
# facet of the sentence before it and of that after it, and before what it shows together with what
# the rules made of it.
OWN, WORD, PREVIOUS, NEXT = "", "w:", "p:", "n:"
READ = {state: f"r={state}/" for state in (NONE, BEGINS, GOES_ON, HEADS, UNREAD)}
SIDES = (OWN, WORD, PREVIOUS, NEXT, *READ.values())
EDGE = ("edge",)
ASKING = frozenset({"ask", "question", "mark", "order"})
ENDS = "?:.;,!"


# What a sentence shows: for each side the names that stand behind it.
Shown = Sequence[tuple[str, Sequence[str]]]


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


def facets(every: Sequence[Seen]) -> list[Shown]:
    """Return what each of the sentences of one message shows, in their order."""
    outline = Outline.of(every)
    brief = [[*short(each), *placed(every, n)] for n, each in enumerate(every)]
    aside = [
        [*brief[n], *dict.fromkeys([f"w={word}" for word in each.words[:3]])]
        for n, each in enumerate(every)
    ]
    around = [EDGE, *aside, EDGE]
    asking = [n for n, each in enumerate(every) if each.tags & ASKING]
    questions = sum(each.read in (BEGINS, HEADS) for each in every)
    total = [f"rtotal={min(MOST, questions)}"]
    found: list[Shown] = []
    for n, each in enumerate(every):
        words = [word for word in each.words if word[0].isalnum()]
        spoken = [word for word in dict.fromkeys(words[:MOST_WORDS]) if not word.isdigit()]
        lies = [*begun(words, 3), *of_outline(each, outline), *of_place(n, len(every), asking)]
        beside = (PREVIOUS, around[n]), (NEXT, around[n + 2])
        read = [*brief[n], *begun(each.words, 2)]
        made = (OWN, [*of_reading(every, n)]), (READ[each.read], read), (OWN, total)
        found.append(((OWN, brief[n]), (WORD, spoken), (OWN, lies), *beside, *made))
    return found


def names(shown: Shown) -> list[str]:
    """Return what a sentence shows, each facet by its whole name."""
    return [f"{side}{name}" for side, each in shown for name in each]


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


def begun(words: Sequence[str], most: int) -> Iterator[str]:
    """Yield the first word, the first two words and so on, as many as *most*."""
    for size in range(1, min(most, max(1, len(words))) + 1):
        yield f"f:{' '.join(words[:size])}"


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


def of_reading(every: Sequence[Seen], n: int) -> Iterator[str]:
    """Yield what the rules made of a sentence and of those around it."""
    read = every[n].read
    before = every[n - 1].read if n else "^"
    after = every[n + 1].read if n + 1 < len(every) else "$"
    yield from (f"r={read}", f"rp={before}", f"rn={after}", f"r3={before}{read}{after}")
    yield f"r2={before}{read}"
