"""A stand-in leaves questions for whom they were with: "Leave Q1 for Dave, he is back soon"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.replies.model import AskedQuestion, Command, Key, ReplyReading
from foibot.replies.questions import NAMED
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences, words

_NUMBERS = re.compile(rf"{NAMED.pattern}[0-9]{{1,2}}(?:\s?(?:,|&|and|to|-)\s?[0-9]{{1,2}})*")
_DIGITS = re.compile(r"[0-9]{1,2}")
_PRONOUNS = frozenset({"him", "her", "them"})
# Whoever says so answers nothing, but may do more than leave it.
_UNLESS = frozenset({"not", "if", "unless", "or", "but", "should", "shall"})


@dataclass(frozen=True, slots=True)
class Left:
    """Questions that are left, and the name or the pronoun of whom they are left for."""

    keys: tuple[Key, ...]
    name: str


def left_for_another(
    reading: ReplyReading, asked: Sequence[AskedQuestion], rules: ReplyRules
) -> tuple[ReplyReading, tuple[Left, ...]]:
    """Return *reading* without the words that leave questions for others, and what they say."""
    open_ = [one.key for one in asked if reading.to(one.key) is None]
    found: list[Left] = []
    unclear = []
    for one in reading.unclear:
        left = _left(one.text, open_, rules)
        found += [left] if left else []
        unclear += [] if left else [one]
    discarded = []
    for other in reading.discarded:
        left = _left(other.text, open_, rules)
        found += [left] if left else []
        discarded += [] if left else [other]
    rest = replace(reading, unclear=tuple(unclear), discarded=tuple(discarded))
    return rest, tuple(found)


def _left(text: str, open_: Sequence[Key], rules: ReplyRules) -> Left | None:
    first = next(iter(sentences(text.strip())), "")
    found = words(first)
    hit = rules.commands[Command.LEAVE].first([word.text for word in found])
    if hit is None or hit[1] >= len(found) or first.endswith("?"):
        return None
    if not _UNLESS.isdisjoint(plain(first)):
        return None
    name = first[found[hit[1]].start : found[hit[1]].end]
    if not (name[:1].isupper() or name.lower() in _PRONOUNS):
        return None  # "leave it for now", "leave it with me"
    named = _NUMBERS.search(first)
    wanted = {int(n) for n in _DIGITS.findall(named[0])} if named else {key.n for key in open_}
    keys = tuple(key for key in open_ if key.n in wanted)
    return Left(keys, name) if keys else None
