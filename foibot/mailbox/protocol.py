"""What we ask of a mailbox, whatever it is: its folders, their UIDs, and the bytes behind a UID."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from foibot.errors import PassingError


class MailboxError(PassingError):
    """The mailbox cannot be read now; it is tried again at the next poll."""


class LoginRefusedError(MailboxError):
    """As it is configured the server cannot be used: login or certificate; a person must act."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is watched; *junk* when the server files suspected spam there."""

    name: str
    junk: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The UIDs that a folder holds now, lowest first; they mean something with *uidvalidity*."""

    uidvalidity: int
    uids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the server says of a message before its bytes are fetched."""

    uid: int
    size: int
    internaldate: datetime  # aware: when our own server received it (law.md DAY-2)


class Mailbox(Protocol):
    """A mailbox; one thread uses it at a time.  Nothing in it is ever changed."""

    def folders(self) -> Sequence[Folder]:
        """Return the watched folders that exist."""
        ...

    def missing(self) -> Sequence[str]:
        """Return the configured folders that do not exist: a warning, not an error."""
        ...

    def listing(self, folder: str) -> Listing:
        """Return what *folder* holds; later calls are about this folder."""
        ...

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        """Return the outlines of those of *uids* that are still there."""
        ...

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Return the bytes of those of *uids* that are still there."""
        ...

    def chunks(self, uid: int) -> Iterator[bytes]:
        """Yield the bytes of a large message piece by piece; nothing when it is gone."""
        ...

    def was_sent(self, message_id: str) -> bool | None:
        """Return whether the Sent folder holds *message_id*; None when there is no such folder."""
        ...

    def own_mail(self) -> Sequence[Iterator[list[bytes]]]:
        """Return, for each folder, the headers of our own mails, newest first, some at a time."""
        ...

    def close(self) -> None:
        """Let go of the connection; the next call opens it again."""
        ...
