"""A message that arrived, with all that was found out about it before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from foibot.attachments.model import AttachmentText
from foibot.message.model import Message
from foibot.request.kind import Thread
from foibot.request.model import Reading
from foibot.store.inbox import Waiting
from foibot.store.outbox import OutboxRow
from foibot.trust.authentication import Verdict


@dataclass(frozen=True, slots=True)
class Opened:
    """A message as read in the limited child: its parts and the text of its attachments."""

    message: Message
    texts: tuple[AttachmentText, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The limited child gave no result: time, memory or a crash; the message is held (P5)."""

    reason: str


class Reader(Protocol):
    """What opens raw messages and understands them."""

    def open_ahead(self, raws: Sequence[bytes | Path]) -> Future[list[Opened | Unreadable]]:
        """Open messages while the caller does something else; say of each why it cannot be had."""

    def prepare(self, opened: Opened) -> tuple[str, ...]:
        """Return the questions ahead: what understanding costs most, whatever the thread."""

    def understand(self, opened: Opened, thread: Thread) -> Reading:
        """Return what the message asks for."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a message belongs: whom it is from, and which of our mails it answers."""

    author: str | None  # the strictly read From address, in lower case
    verdict: Verdict  # fact A
    answers: tuple[OutboxRow, ...]  # our mails that it answers, the nearest first
    granted: OutboxRow | None  # the mail whose token it carries and whose addressee wrote it
    case: str | None  # the reference of the case it belongs to, by our signed id and its address
    hints: tuple[str, ...]  # references that it only names: shown, never believed (T18)
    same_as: str = ""  # an earlier message that says the same in other bytes (P4)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stored message with everything known about it."""

    waiting: Waiting
    opened: Opened
    reading: Reading
    context: Context

    @property
    def message(self) -> Message:
        """Return the message itself."""
        return self.opened.message

    @property
    def identity(self) -> str:
        """Return the name by which events refer to this message (reliability P4)."""
        return self.waiting.identity

    @property
    def received_at(self) -> datetime:
        """Return when it reached the authority's server (DAY-3)."""
        return self.waiting.received_at

    @property
    def received_on(self) -> date:
        """Return the day of receipt in London (DAY-2)."""
        return self.waiting.received_on


def newest(rows: Sequence[OutboxRow]) -> OutboxRow | None:
    """Return the mail that was queued last."""
    return max(rows, key=lambda row: row.id, default=None)
