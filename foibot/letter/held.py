"""Whether the words of an answer say that something is not held, beside what they give (s.1(1))."""

from __future__ import annotations

import re

_WHAT = (
    r"(?:information|records?|data|details|figures|cop(?:y|ies)|documents?|correspondence|papers"
    r"|e-?mails?|minutes|reports?|it|them|this|that|these|those|anything)"
)
NOT_HELD = re.compile(
    rf"\b(?:do|does|did)(?: not|n't|n\u2019t) hold (?:[a-z]+ ){{0,3}}{_WHAT}\b"
    rf"|\bholds? no (?:[a-z]+ ){{0,2}}{_WHAT}\b"
    rf"|\b{_WHAT}(?: [\w,]+){{0,6}} (?:is|are|was|were) not held\b(?! by any)"
    r"|\bno (?:recorded )?(?:information|records?|data) (?:[a-z]+ ){0,3}(?:is|are|was|were) held\b"
    # In Welsh: "Nid ydym yn dal ...", "nid yw'r cyngor yn ei dal", "nas delir".
    r"|\bnid (?:ydym|oeddem|yw['\u2019]r \w+|oedd y \w+) yn (?:ei |eu )?dal\b"
    r"(?![^.]{0,60} yn \u00f4l)"
    r"|\bnas delir\b|\bnid oes (?:gennym )?(?:unrhyw )?(?:wybodaeth|gofnod\w*|ddata) "
    r"(?:gennym|o gwbl)\b",
    re.IGNORECASE,
)


SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


def says_not_held(text: str) -> bool:
    """Return whether *text* says of something that it is not held."""
    return NOT_HELD.search(" ".join(text.split())) is not None


def says_only_not_held(text: str) -> bool:
    """Return whether every sentence of *text* says so: its outcome is hardly "disclosed"."""
    parts = [one for one in SENTENCE.split(text) if one.strip()]
    return bool(parts) and all(NOT_HELD.search(one) for one in parts)
