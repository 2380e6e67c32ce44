"""Which kind of answer a question wants, and whether a few words are plainly of that kind (T21)."""

from __future__ import annotations

import re

from foibot.replies.figures import has_figures, undated
from foibot.replies.wording import NUMBER_WORDS
from foibot.replies.words import plain

_ASKED = {
    "money": r"how much|what (?:is|was|were|are|does|did) .{0,60}\b(?:costs?|spen[dt]|fees?|"
    r"charges?|prices?|value|budget|income|salary|subsidy|grants?|rent|payment)"
    r"|what .{0,30}\bgrants?",
    "number": r"how many|number of|faint|sawl|what (?:percentage|proportion|share)"
    r"|what (?:is|was|are|were) the (?:[a-z]+ )?(?:highest|lowest|longest|average|total|number|"
    r"percentage|proportion|rate|mileage)",
    "day": r"when|on (?:what|which) date|pryd",
    "reason": r"why|for what reasons?|pam",
    "name": r"who|whom|which|what (?:company|firm|contractor|supplier|software|system|product)|"
    r"pwy|pa",
    "yes": r"do|does|did|is|are|was|were|has|have|had|can|will|a oes|ydy|oes",
    "copy": r"(?:please )?(?:provide|supply|send)",
}
_KINDS = {kind: re.compile(rf"^\W*(?:{asks})\b", re.I) for kind, asks in _ASKED.items()}
_POUNDS = re.compile(r"\u00a3\s?[0-9]")
_COUNTED = frozenset(NUMBER_WORDS) | {"none", "nil", "zero"}
_YES = frozenset(plain("yes no yep nope none never oes nac ydyn nid"))
_SHOWN = re.compile(
    r"\b(?:attached|enclosed|website|web|online|published|link|below)\b|https?:", re.I
)


def kind_asked(question: str) -> str:
    """Return the kind of answer that *question* wants, or "" where that is not plain."""
    return next((kind for kind, asks in _KINDS.items() if asks.search(question)), "")


def is_plainly(text: str, kind: str) -> bool:
    """Return whether *text* can be an answer of *kind*, and hardly of another."""
    tokens = plain(text)
    dated = undated(text) != text
    counts = has_figures(undated(text)) or not _COUNTED.isdisjoint(tokens[:2])
    bare = not counts and not dated and bool(tokens) and tokens[0] not in _YES
    return {
        "number": counts and not dated and _POUNDS.search(text) is None,
        "money": counts and not dated,
        "day": dated,
        "reason": bare,
        "name": bare,
        "yes": bool(tokens) and (tokens[0] in _YES or tokens[-1] in _YES),
        "copy": _SHOWN.search(text) is not None,
    }.get(kind, False)
