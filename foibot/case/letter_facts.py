"""What can happen to the letter of a case: drafted, approved, sent, come back (reliability P23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DraftMade:
    """The letter was compiled and put before *asked_of*; the approval binds to *sha256*."""

    sha256: str
    items: tuple[int, ...]
    asked_of: tuple[str, ...]
    author: str
    key: str = ""  # the key under which the letter will be queued
    enclosures: tuple[str, ...] = ()
    blocked: bool = False  # a check stands against it
    doubts: tuple[str, ...] = ()  # to be looked at again
    two_people: str = ""  # why two different people must approve it (SEC-2), "" for one
    # The further mails of a letter that is too large for one: key and hash.
    more: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()  # everything that the checks said of it


@dataclass(frozen=True, slots=True)
class Approved:
    """An approver approved exactly *sha256*."""

    sha256: str
    by: str
    facts: str  # the facts A to D that were found


@dataclass(frozen=True, slots=True)
class ApprovalRefused:
    """An approver said no."""

    sha256: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalVoided:
    """Something changed after the draft was made (reliability T30)."""

    sha256: str
    why: str


@dataclass(frozen=True, slots=True)
class ResponseQueued:
    """The approved letter was put into the outbox under *key*."""

    key: str
    sha256: str
    items: tuple[int, ...]
    more: tuple[str, ...] = ()  # the keys of its further mails


@dataclass(frozen=True, slots=True)
class ResponseSent:
    """The relay accepted the letter at *sent_at* (DAY-10)."""

    key: str
    items: tuple[int, ...]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ResponseFailed:
    """The letter did not reach the requester: it counts as not sent (DAY-10)."""

    key: str
    items: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class LateExplained:
    """A person said why the letter is late; it says so beside the apology (law.md 6.2 row 2)."""

    reason: str
