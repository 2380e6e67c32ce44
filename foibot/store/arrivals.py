"""Copies of messages as they lie in the mailbox: several may be one message (P4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """One copy of a message, as it lies in a folder of the mailbox."""

    folder: str
    uidvalidity: int
    uid: int
    internaldate: datetime
    received_on: date  # the day in London of *internaldate*
    junk: bool
    identity: str
    message_id: str | None
    sha256: str
    answer: bool = True  # False: older than [imap] answer_from, kept and left alone


def earliest(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Return one arrival an identity: the earliest, in Junk only when every copy is there."""
    best: dict[str, Arrival] = {}
    for one in arrivals:
        other = best.get(one.identity)
        if other is None:
            best[one.identity] = one
            continue
        first = min(one, other, key=lambda copy: copy.internaldate)
        best[one.identity] = replace(first, junk=one.junk and other.junk)
    return list(best.values())
