"""What hangs from an entry: bullets that lost their indents, a line that leads in (R2, R3, R7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foibot.questions.blocks import Block
from foibot.questions.judge import DANGLING, is_title, read_all
from foibot.questions.opening import introduces
from foibot.questions.outline import Element, Entry, Listing
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

FEWEST = 2  # titles that show that a list was pasted without its indents
MOST_IN_TITLE = 8
# "If it can be had, split into", "Where known, show separately": the sub-entries go on from it.
OPEN_ENDED = re.compile(r"\b(?:into|under|between|per|separately|individually)$", re.I)


def between(block: Block, entry: Entry, body: Passage) -> bool:
    """Return whether a paragraph of an entry leads in what is below it, with a colon or without.

    A title such as "Lettings" is only whole with it.
    """
    if not entry.children or is_title(body.text):
        return False
    if introduces(block):
        return True
    last = block is entry.more[-1] and block.text[-1].isalnum()
    return last and bool(OPEN_ENDED.search(block.text) or DANGLING.search(block.text))


def nested(outline: Sequence[Element], rules: QuestionRules) -> list[Element]:
    """Return the outline with the bullets under each title of a flat list as its children."""
    return [
        Listing(_nested(each.entries, rules)) if isinstance(each, Listing) else each
        for each in outline
    ]


def _nested(entries: list[Entry], rules: QuestionRules) -> list[Entry]:
    heads = [_is_head(each, rules) for each in entries]
    if sum(heads) < FEWEST or not heads[0] or heads[-1] or any(e.children for e in entries):
        return entries
    if any(one and other for one, other in pairwise(heads)):
        return entries  # "Supplier:", "End date:": the fields of a form
    kept: list[Entry] = []
    for entry, head in zip(entries, heads, strict=True):
        if head:
            kept.append(entry)
        else:
            kept[-1].children.append(entry)
    return kept


def _is_head(entry: Entry, rules: QuestionRules) -> bool:
    """Return whether a bullet is a mere title over others: "Noise complaints:"."""
    text = entry.block.text.rstrip("*_ ")
    if not entry.marker.style.startswith("glyph") or not text.endswith(":") or entry.more:
        return False
    every = read_all(entry.block.body, rules)
    named = len(every) == 1 and not every[0].asks and len(text.split()) <= MOST_IN_TITLE
    return named and is_title(text)
