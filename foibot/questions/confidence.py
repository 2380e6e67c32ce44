"""How sure a reading is: what the readers doubted, weighed (reliability: tests.items.score)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from foibot.questions.drafts import Draft, Found

# What each doubt costs; "nothing found" alone is enough for a person to look.
COSTS = {
    "question left out": 0.25,
    "ask left out": 0.05,
    "weak ask": 0.3,
    "bare line": 0.2,
    "ask in a complaint": 0.2,
    "ask joined": 0.25,
    "list of facts": 0.2,
    "last resort": 0.6,
    "columns": 0.3,
    "unlabelled": 0.3,
    "list and sentences": 0.4,
    "sentences": 0.12,
    "bare": 0.3,
    "long": 0.2,
    "cut off": 1.0,
    "few words": 0.25,
    "some end in a full stop": 0.4,
    "some have a label": 0.3,
}
ALWAYS = 0.03
NOTHING = 0.2
LONG = 90


def doubts_of(found: Found) -> list[str]:
    """Return the doubts about what one source gave, those of its readers first."""
    doubts = list(dict.fromkeys(found.doubts))
    paths = {draft.path for draft in found.drafts}
    doubts += [path for path in ("columns", "unlabelled", "bare") if path in paths]
    running = "prose" in paths
    if running and paths - {"prose"}:
        doubts.append("list and sentences")
    elif running:
        doubts.append("sentences")
    return doubts + shapes([draft for draft in found.drafts if not draft.stem])


def shapes(drafts: list[Draft]) -> list[str]:
    """Return the doubts that come from items being unlike each other, or unlike questions."""
    texts = [draft.body.text.rstrip() for draft in drafts]
    top = [draft.label for draft in drafts if draft.parent is None]
    doubts = []
    if any(is_long(draft) for draft in drafts):
        doubts.append("long")
    if any(len(text.split()) < 3 for text in texts):
        doubts.append("few words")
    if len({text[-1:] in ".?;" for text in texts}) > 1 and len(texts) > 1:
        doubts.append("some end in a full stop")
    if None in top and any(top):
        doubts.append("some have a label")
    return doubts


def is_long(draft: Draft) -> bool:
    """Return whether an item is so long that it may be two."""
    return len(draft.body.text.split()) > LONG


def confidence(doubts: Iterable[str], items: int) -> float:
    """Return how likely it is that the reading is right as a whole."""
    if not items:
        return NOTHING
    return round(math.exp(-ALWAYS - sum(COSTS[doubt] for doubt in doubts)), 3)
