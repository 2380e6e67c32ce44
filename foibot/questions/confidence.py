"""How sure a reading is: what the readers doubted, weighed (reliability: tests.items.score)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from foibot.questions.drafts import Draft, Found

# What each doubt costs; "nothing found" alone is enough for a person to look.
COSTS = {
    "question left out": 0.35,
    "ask left out": 0.25,
    "weak ask": 0.3,
    "bare line": 0.2,
    "ask in a complaint": 0.3,
    "ask joined": 0.15,
    "list of facts": 0.2,
    "last resort": 0.6,
    "columns": 0.15,
    "unlabelled": 0.2,
    "list and sentences": 0.25,
    "long": 0.2,
    "bare": 0.1,
    "sentences": 0.1,
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
    if any(is_long(draft) for draft in found.drafts):
        doubts.append("long")
    return doubts


def is_long(draft: Draft) -> bool:
    """Return whether an item is so long that it may be two."""
    return len(draft.body.text.split()) > LONG


def confidence(doubts: Iterable[str], items: int) -> float:
    """Return how likely it is that the reading is right as a whole."""
    if not items:
        return NOTHING
    return round(math.exp(-ALWAYS - sum(COSTS[doubt] for doubt in doubts)), 3)
