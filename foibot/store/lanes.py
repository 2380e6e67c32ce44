"""In which order mails go when there are more than may go at once (P19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Protocol, TypeVar

Row = TypeVar("Row")


class Sized(Protocol):
    """What has a size in bytes."""

    @property
    def size(self) -> int:
        """Return how many bytes it has."""


Large = TypeVar("Large", bound=Sized)


class Lane(IntEnum):
    """What a mail is to the law: which lane it is in when others wait too."""

    URGENT = 0  # letters that a person approved, what answers a mail, what endangers somebody
    REMINDER = 1  # digests and reminders
    ORDINARY = 2  # acknowledgements
    ALERT = 3  # what governance should hear of


# Whose turn it is, over and over; where its lane is empty, the next in the order of the law goes.
# Each lane has a share, so that a flood in one of them never keeps the others waiting.
TURNS = (
    Lane.URGENT,
    Lane.ORDINARY,
    Lane.URGENT,
    Lane.ORDINARY,
    Lane.REMINDER,
    Lane.ORDINARY,
    Lane.URGENT,
    Lane.ORDINARY,
    Lane.ALERT,
)
BY_LAW = (Lane.URGENT, Lane.ORDINARY, Lane.REMINDER, Lane.ALERT)


def in_turn(waiting: Mapping[Lane, Sequence[Row]], most: int, turn: int) -> list[Row]:
    """
    Return up to *most* of what waits, in the order in which it goes.

    Each lane is given in its own order, the oldest clock first; *turn* is how many went before.
    """
    queues = {lane: iter(waiting.get(lane, ())) for lane in Lane}
    left = {lane: len(waiting.get(lane, ())) for lane in Lane}
    taken: list[Row] = []
    while len(taken) < most and any(left.values()):
        wanted = TURNS[(turn + len(taken)) % len(TURNS)]
        lane = next(lane for lane in (wanted, *BY_LAW) if left[lane])
        taken.append(next(queues[lane]))
        left[lane] -= 1
    return taken


def within(rows: Sequence[Large], largest: int) -> list[Large]:
    """Return the first rows that together hold at most *largest* bytes, and at least one."""
    taken: list[Large] = []
    total = 0
    for row in rows:
        total += row.size
        if taken and total > largest:
            break
        taken.append(row)
    return taken
