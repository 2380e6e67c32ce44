"""Verbs that make a statement of what stands before them: "the road is closed" (guide R6)."""

from __future__ import annotations

import re

# Verbs that make a statement of what stands before them.
FINITE = re.compile(
    # The first letters of all of them: most words have another.
    r"\b(?=[acdeghimorstw])(?<!\bto )"
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|can|cannot|could|should|(?-i:may)"
    r"|might|must|ought|said|says|tells|admits|insists|reckons|assures"
    r"|mentions?|mentioned|refers?|referred|suggests?|suggested"
    r"|told|wrote|gave|went|came|took|closes?|ends|runs|seeks|aims|seems?|appears?"
    r"|(?<!\bthe )(?<!\ba )means?|includes?)\b",
    re.I,
)
DENIED = re.compile(r"\b(?<!\bto )[a-z]{2,}n['’]t\b", re.I)
PAST = re.compile(
    r"\b(?:[a-z]{3,}ed|saw|wrote|spoke|rang|fell|drove|rode|ran|grew|knew|chose|broke|froze"
    r"|made|sent|paid|kept|held|found|began|left|lost|bought|sold|am|act|live"
    r"|work|own|"
    r"believe|think|feel|understand|know|note|enclose|attach|refer|write|trust|recall|remain"
    r"|gather|helps?|want|hope|wish)\b",
    re.I,
)


def finite(text: str) -> bool:
    """Return whether a verb in *text* makes a statement of what stands before it."""
    if FINITE.search(text) is not None:
        return True
    return ("'" in text or "’" in text) and DENIED.search(text) is not None
