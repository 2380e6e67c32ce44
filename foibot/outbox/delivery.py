"""How one authority's mail goes out: the relay, the patience, and who is told of what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from foibot.outbox.protocol import Mail, Relay
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import UnitOfWork

BATCH = 50

# Told inside the transaction that records it, so that what follows from it is kept with it.
Told = Callable[[UnitOfWork, OutboxRow, str, datetime], None]
# Told of a server that takes no mail of ours: of which mails which refusal was told, and why.
ToldAll = Callable[[UnitOfWork, Sequence[tuple[str, str]], str, datetime], None]
# Whether our own mail (Sent folder, copies) shows that it went out; None when there is no place
# to look.  MailboxError when it cannot be looked for now is for the caller to turn into Cannot.
Look = Callable[[str], bool | None]


class CannotLookError(Exception):
    """Our own mail cannot be read now, so nothing can be said of what may have gone."""


# Told before the database is, of what the relay accepted.
Note = Callable[[Sequence[Mail]], None]


def no_note(_mails: Sequence[Mail]) -> None:
    """Keep nothing."""


def nothing(_uow: UnitOfWork, _row: OutboxRow, _reply: str, _now: datetime) -> None:
    """Do nothing."""


def nothing_of_all(
    _uow: UnitOfWork, _told: Sequence[tuple[str, str]], _why: str, _now: datetime
) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one authority's mail goes out."""

    engine: Engine
    authority: str
    files: Path
    relay: Relay
    retry_first_seconds: float
    reconcile_seconds: float
    per_minute: int = 0
    look: Look | None = None
    on_sent: Told = nothing
    note: Note = no_note  # keeps, outside of the database, that mails went out
    on_failed: Told = nothing  # refused for good, or held because its fate stays unknown
    on_barred: ToldAll = nothing_of_all

    @property
    def claim_size(self) -> int:
        """Return how many mails are claimed at once: few when they go slowly, for urgent ones."""
        return BATCH if not self.per_minute else max(1, min(BATCH, self.per_minute // 6))


@dataclass(slots=True)
class RelayHealth:
    """What this process knows of the relay: it is left alone for a while when it is away."""

    turn: int = 0  # how many mails were claimed: whose turn it is
    failures: int = 0
    not_before: datetime | None = None
    last_error: str = ""


@dataclass(slots=True)
class Delivered:
    """What one pass did."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    unknown: int = 0
    error: str = ""
    waits: bool = False  # nothing was tried: the mailbox was not seen yet
    outcomes: list[str] = field(default_factory=list)
