"""A finished mail on its way into the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foibot.store.lanes import Lane


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A finished mail; its bytes never change again."""

    key: str
    kind: str
    recipient: str
    message_id: str  # as in the header, with its angle brackets
    content: bytes
    case_ref: str | None = None
    lane: Lane = Lane.ORDINARY
    priority: date | None = None  # the clock of the case: the oldest goes first
    resend_allowed: bool = True  # False with enclosures: never sent twice by itself
    approved: bool = False
    held: bool = False  # queued for a person to release
    held_because: str = ""
    outside: bool = False  # to somebody who is not of the authority's staff
