"""Applicant-blind: who asked is taken out of what an officer sees (law.md RET-4, LET-19)."""

from __future__ import annotations

import re

from foibot.case.model import Requester
from foibot.case.whereabouts import without_own_address

NAME = "[the requester]"
# Each pattern is bounded and cannot match in two ways: linear in hostile text.
EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
PHONE = re.compile(r"(?<![\w£])(?:\+44|0)(?:[ ()-]{0,2}\d){9,10}(?!\d)")
SHORTEST_NAME = 3
WORD = re.compile(r"[^\W\d_]+")
LONGEST_SIGNATURE = 60
MOST_WORDS = 6
# What may stand beside a name in a signature.
CLOSINGS = frozenset(
    [
        "thanks",
        "thank",
        "you",
        "many",
        "kind",
        "kindest",
        "best",
        "warm",
        "regards",
        "wishes",
        "yours",
        "sincerely",
        "faithfully",
        "truly",
        "cheers",
        "from",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "rev",
        "diolch",
        "cofion",
        "gorau",
        "yn",
        "gywir",
    ]
)


def blind(text: str, requester: Requester) -> str:
    """Return *text* without the requester's name, addresses and telephone numbers."""
    masked = without_own_address(text)
    masked = "\n".join(_unsigned(line, requester) for line in masked.split("\n"))
    masked = EMAIL.sub("[e-mail address]", masked)
    masked = PHONE.sub("[telephone number]", masked)
    for name in _names(requester):
        masked = re.sub(rf"\b{re.escape(name)}\b", NAME, masked, flags=re.IGNORECASE)
    masked = re.sub(rf"(?:{re.escape(NAME)}[\s,]*){{2,}}", NAME + " ", masked).strip()
    return without_own_address(masked)  # one that stands behind the name


def _unsigned(line: str, requester: Requester) -> str:
    """Return *line*, or who it stands for where it is a signature: "Thanks, Ann", "A. Example"."""
    words = [word.casefold() for word in WORD.findall(line[:LONGEST_SIGNATURE])]
    names = {word.casefold() for word in WORD.findall(requester.name) if len(word) > 1}
    beside = {word[0] for word in names} | CLOSINGS
    signs = len(words) <= MOST_WORDS and len(line.strip()) <= LONGEST_SIGNATURE
    if not signs or names.isdisjoint(words) or not {*names, *beside}.issuperset(words):
        return line
    return NAME


def _names(requester: Requester) -> list[str]:
    """Return the ways in which the requester is named, the longest first."""
    whole = [requester.name, requester.organisation]
    # A surname alone still tells who it is; a first name alone may be anybody's.
    surname = requester.name.split()[-1] if len(requester.name.split()) > 1 else ""
    found = {one.strip() for one in (*whole, surname) if len(one.strip()) >= SHORTEST_NAME}
    return sorted(found, key=len, reverse=True)
