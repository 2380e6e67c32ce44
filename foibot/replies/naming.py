"""A name and a post that answer a question, and sign nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.ordered import asks_for_a_name
from foibot.replies.sifting import Kept
from foibot.replies.words import plain

_LONGEST = 14  # words
# "Cllr Ann Lee", "Priya Anand, Head of Digital & Technology".
_NAME_AND_POST = re.compile(
    r"(?:[A-Z][\w'\u2019.-]{0,20}\s){1,3}[A-Z][\w'\u2019-]{1,20}"
    r"(?:\s?(?:,|\(|-|\u2013|is (?:the|our))\s?[A-Z][^.?!\n]{2,80}\)?)?[.]?"
)


def name_asked_for(text: str, kept: Kept, asked: Sequence[str]) -> Kept:
    """
    Return *kept*, of which nothing was left, with the name that each of *asked* asks for.

    "6. Priya Anand, Head of Digital" reads like the end of a mail, and answers "who ...?".
    """
    first = text.split("\n", 1)[0].strip()
    if not first or not asks_for_a_name(asked) or len(plain(first)) > _LONGEST:
        return kept
    return Kept(first, tuple(one for one in kept.removed if one.strip() != first))


def names_someone(text: str, asked: Sequence[str]) -> bool:
    """Return whether *text* is "Priya Anand, Head of Digital", and each of *asked* wants a name."""
    return asks_for_a_name(asked) and _NAME_AND_POST.fullmatch(text.strip()) is not None
