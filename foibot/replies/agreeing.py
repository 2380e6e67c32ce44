"""A code among words that only agree: "Yes, approve please - code 7F3K-92QD" (fact D)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain
from foibot.trust.codes import ALPHABET, HYPHENS, Given, given

NEEDS_CODE = (
    "that needs the code which stands in our mail: write it alone on a line, as in "
    "APPROVE 7F3K-92QD"
)
_LONGEST = 24  # words
_CODE = re.compile(rf"(?<![A-Z0-9])([{ALPHABET}]{{4}})[ {HYPHENS}]?([{ALPHABET}]{{4}})(?![A-Z0-9])")
_ACTION = rf"\b([A-Z]{{3,12}})[ :]{{1,3}}%s[ {HYPHENS}]?%s\b"


def agrees(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* has words that agree and no other: a "but" is enough to ask."""
    tokens = plain(text)
    place = 0
    while place < len(tokens):
        end = rules.decisions["agree"].at(tokens, place)
        if end is None:
            return False
        place = end
    return 0 < len(tokens) <= _LONGEST


def says_yes(tokens: Sequence[str], rules: ReplyRules) -> bool:
    """Return whether *tokens* say yes in so many words: a code alone agrees to nothing (T1)."""
    return any(rules.decisions["yes"].at(tokens, at) is not None for at in range(len(tokens)))


def code_said(line: str, sent: str, rules: ReplyRules) -> Given | None:
    """
    Return the code on a line that otherwise only agrees, for the action that *sent* gave it for.

    *sent* is our own mail: a code that does not stand in it is none.
    """
    alone = given(line)
    text = line.replace("\u00a0", " ").upper()
    found = list(_CODE.finditer(text))
    if len(found) != 1 or any(not c.isascii() and c not in HYPHENS for c in found[0][0]):
        return alone
    named = re.search(_ACTION % found[0].groups(), sent.upper())
    if named is None:
        return alone
    rest = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    said = plain(rest)
    words = [one for one in said if one != named[1].lower()]
    if "?" in line or not says_yes(said, rules) or (words and not agrees(" ".join(words), rules)):
        return alone
    return Given(named[1], "".join(found[0].groups()))
