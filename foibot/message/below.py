"""What somebody typed below the end of a letter for this mail: a postscript, a plain question."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless

_POSTSCRIPT = re.compile(r"\W{0,3}(?:p\.?\s?){1,2}s\b[.:]?(?!\s?\d)", re.IGNORECASE)
_WANTS = re.compile(r"\?|\bplease\b|os gwelwch", re.IGNORECASE)
_AND = r"\W{0,3}(?:(?:also|and|oh|hefyd)[,:]?\s){0,2}"
# An advertisement asks how much its reader could save.
_NO_OFFER = r"(?!.{0,80}\b(?:could|can|would|do|does|did) (?:you|your)\b)"
_ASKS = (
    Caseless(rf"{_AND}how (?:many|much|often)\b{_NO_OFFER}.{{8,200}}\?\s*$"),
    re.compile(
        rf"{_AND}(?:what|which|when|who|where|why) (?:did|was|were|has|have)\b(?! you\b)"
        r".{8,200}\?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_AND}(?:please|(?:can|could|would|will) you)(?: please| also){{0,2}} "
        r"(?:tell|send|give|provide) (?:me|us)\b(?: with)? (?:how|what|which|when|who|the|a|any)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"{_AND}faint (?:o|wariodd|mae|sydd)\b.{{8,200}}\?\s*$", re.IGNORECASE),
)
_LINK = re.compile(r"https?://|www\.|@", re.IGNORECASE)


def is_typed_below(text: str) -> bool:
    """
    Return whether a line below a name or "--" was written for this mail, and is no signature.

    A question there is a request like any other (FOIA s.8(1) asks for no place in the letter).
    """
    if _LINK.search(text):
        return False
    postscript = _POSTSCRIPT.match(text) is not None and _WANTS.search(text) is not None
    return postscript or any(one.match(text) for one in _ASKS)
