"""Where the words of a labelled answer stand: attribution alone, whatever they were read as."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from foibot.replies.model import Key, QuestionReply, ReplyReading


class Stands(StrEnum):
    """Where an answer stands once the reply was read."""

    RIGHT = "at the right question"
    ASKED = "asked back"
    ELSEWHERE = "at another question"
    NOWHERE = "nowhere"


def standings(
    expect: Mapping[Key, str], reading: ReplyReading, *, free: Collection[Key] = ()
) -> Iterator[tuple[str, Stands]]:
    """
    Yield where each of the answers in *expect* stands, and its question.

    *expect* has them as "answer | words"; without words, or where it is *free* what a reader makes
    of it, any reply at the question will do.  An answer at a question of which nothing was said
    stands at another one, unless that is *free*.
    """
    for key, wanted in expect.items():
        words = wanted.partition("|")[2]
        yield f"{key.reference} Q{key.n}", _stands(key, words, expect, reading, key in free)
    for reply in reading.replies:
        if reply.key not in expect and reply.key not in free:
            yield f"{reply.key.reference} Q{reply.key.n}", Stands.ELSEWHERE


def _stands(
    key: Key, words: str, expect: Mapping[Key, str], reading: ReplyReading, free: bool
) -> Stands:
    reply = reading.to(key)
    if reply is not None and (free or _has(_said(reply), words)):
        return Stands.RIGHT
    # A reply of which nothing was taken is asked back whole.
    back = any(
        _has(one.text, words) if words.strip() else key in one.choices for one in reading.unclear
    )
    if back or not reading.replies:
        return Stands.ASKED
    others = [one for one in reading.replies if one.key != key and _has(_said(one), words)]
    if words.strip() and any(not _has(expect.get(one.key, ""), words) for one in others):
        return Stands.ELSEWHERE
    return Stands.NOWHERE


def _said(reply: QuestionReply) -> str:
    return " ".join([reply.text, reply.detail, reply.service, *reply.enclosures])


def _has(text: str, words: str) -> bool:
    return f" {_folded(words)} ".replace("  ", " ") in f" {_folded(text)} "


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[\w\u00a3<>%]+", text.casefold()))
