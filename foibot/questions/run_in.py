"""List entries that run on in one paragraph: "1) How many ...? 2) Who ...?" -> an entry each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.questions.blocks import Block
from foibot.questions.inline import STYLES, is_reference, ordinal
from foibot.questions.markers import Marker
from foibot.questions.passage import Passage

FAMILIES = {"1": ("(1", "1)", "Q1", "#1", "1."), "a": ("(a", "a)", "a."), "i": ("(i", "i)")}
SAID = re.compile(r"[.?!:;,)\]\"”']\s*$")


def unfolded(every: Sequence[Block]) -> list[Block]:
    """Return the blocks, each cut where its paragraph goes on with the labels of its siblings."""
    return [part for n, block in enumerate(every) for part in cut(block, every[n + 1 :])]


def cut(block: Block, after: Sequence[Block]) -> list[Block]:
    """Return the entry and those that follow it in the same paragraph; any other block alone."""
    for marker in meanings(block.marker):
        if marks := counted(block.body, marker, own_number(after, marker)):
            return parted(block, marker, marks)
    return [block]


def meanings(marker: Marker | None) -> list[Marker]:
    """Return what the label of an entry may count: "i" is a letter or the numeral one."""
    if marker is None or not marker.ordinal or marker.parent:
        return []
    if marker.label in ("i", "I") and marker.style[0] in "aA":
        return [marker, replace(marker, style="i" + marker.style[1:], ordinal=1)]
    return [marker]


def own_number(after: Sequence[Block], marker: Marker) -> int:
    """Return the number at which the list goes on in a paragraph of its own (else a high one)."""
    following = (block.marker for block in after if block.marker)
    return next((m.ordinal for m in following if m.style == marker.style and m.ordinal), 1000)


def counted(body: Passage, marker: Marker, limit: int) -> list[re.Match[str]]:
    """Return the labels below *limit* that count on from *marker*, each where a clause ends."""
    kept: list[re.Match[str]] = []
    for style, mark in labels(body.text, marker):
        begin = kept[-1].end() if kept else 0
        number = marker.ordinal + len(kept) + 1
        told = body.text[begin : mark.start()]
        if number >= limit or ordinal(style, mark[1]) != number or not SAID.search(told):
            continue
        if len(told.split()) > 1 and not is_reference(style, body.text, mark, []):
            kept.append(mark)
    return kept


def labels(text: str, marker: Marker) -> list[tuple[str, re.Match[str]]]:
    """Return everything in *text* that looks like a label of the kind of *marker*, in order."""
    kind = "1" if marker.style[0] in "1Q" else marker.style[0].lower()
    wanted = FAMILIES.get(kind, ())
    found = [(style, mark) for style, p in STYLES if style in wanted for mark in p.finditer(text)]
    return sorted(found, key=lambda pair: pair[1].start())


def parted(block: Block, marker: Marker, marks: list[re.Match[str]]) -> list[Block]:
    """Return the blocks into which the *marks* cut a block; each has its label and its text."""
    body, start = block.body, marks[0].start()
    whole = block.whole.cut(0, len(block.whole.text) - len(body.text) + start)
    out = [replace(block, whole=whole, body=body.cut(0, start), marker=marker)]
    ends = [mark.start() for mark in marks[1:]] + [len(body.text)]
    for n, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        place = Marker(marker.style, mark[1], marker.ordinal + n, mark.end() - mark.start())
        whole, text = body.cut(mark.start(), end), body.cut(mark.end(), end)
        out.append(replace(block, whole=whole, body=text, marker=place, gap=False))
    return out
