"""Look for plain phrases in text: white space, case and apostrophes do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Prefixes that gateways and tickets put before a subject; not "Re:", which a person's client adds.
_TAG = re.compile(
    r"\s*(?:\[[^\]\n]{0,40}\]|\{[^}\n]{0,40}\}|\*{2,3}[a-z ]{1,20}\*{2,3}|external:|ext:)\s*"
)
_REPLY = re.compile(
    r"\s*(?:re|aw|sv|vs|antw|odp|rif|ynt|ref|fw|fwd|wg|tr|rv|enc|doorst|i|vb|vl|pd|yml)"
    r"\s?(?:\[\d{1,3}\])?\s*:",
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00b4": "'"})


def fold(text: str, *, keep_ends: bool = False) -> str:
    """Return *text* in lower case with runs of white space as one space."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = lowered.translate(_APOSTROPHES)
    folded = " ".join(lowered.split())
    if keep_ends:
        folded = (" " if lowered[:1].isspace() else "") + folded
        folded += " " if lowered[-1:].isspace() else ""
    return folded


def said(folded: str, phrases: Iterable[str]) -> str | None:
    """Return the first of *phrases* that stands in *folded* text, or None."""
    for phrase in phrases:  # a generator costs more than what it looks for
        if phrase in folded:
            return phrase
    return None


def all_said(folded: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return those of *phrases* that stand in *folded* text."""
    return tuple([phrase for phrase in phrases if phrase in folded])


def begins(folded: str, phrases: Iterable[str]) -> str | None:
    """Return the first of *phrases* with which *folded* begins, tags of gateways apart, or None."""
    stripped = without_tags(folded)
    phrases = tuple(phrases)
    if not stripped.startswith(phrases) and not folded.startswith(phrases):
        return None
    for phrase in phrases:
        if stripped.startswith(phrase) or folded.startswith(phrase):
            return phrase
    return None


def titled(folded: str, phrases: Iterable[str]) -> str | None:
    """Return the phrase that *folded* begins with and that ends there or at a sign, or None.

    "Out of office: lunch" is titled so; "Out of office arrangements" is about something else.
    """
    phrases = tuple(phrases)
    for subject in (without_tags(folded), folded, folded.lstrip("[{(*")):
        if not subject.startswith(phrases):
            continue
        for phrase in phrases:
            if subject.startswith(phrase) and _ends(subject[len(phrase) :], phrase):
                return phrase
    return None


def is_reply(folded: str) -> bool:
    """Return whether a subject begins with what clients add when a person replies or forwards."""
    return _REPLY.match(without_tags(folded)) is not None


def without_reply(folded: str) -> str:
    """Return a subject without one "Re:" that a client put before it."""
    bare = without_tags(folded)
    found = _REPLY.match(bare)
    return bare[found.end() :].lstrip() if found else bare


def without_tags(folded: str) -> str:
    """Return a subject without the leading "[External]" and the like."""
    at = 0
    for _ in range(4):
        found = _TAG.match(folded, at)
        if found is None:
            break
        at = found.end()
    return folded[at:]


def _ends(rest: str, phrase: str) -> bool:
    if not rest.strip() or not phrase[-1].isalnum():
        return True
    after = rest.lstrip()
    if after[0].isalnum():
        # "Automatic reply Re: x" and "Out of office until 5 May" go on without a sign.
        return after.startswith(("re:", "aw:", "from ", "until ", "till ", "reply", "autoreply"))
    return after[0] not in "'’?"
