"""What we ask of a relay: take finished mails, and say of each what surely became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from foibot.errors import PassingError


class RelayError(PassingError):
    """The relay cannot take mail now; it is tried again with back-off."""


class RelayRefusedError(RelayError):
    """As it is configured the relay cannot be used: login, certificate, TLS; a person must act."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A finished mail on its way out."""

    id: int
    key: str
    kind: str
    case_ref: str | None
    recipient: str
    message_id: str
    content: bytes
    once: bool = False  # it never goes twice by itself: its last step is made known first


@dataclass(frozen=True, slots=True)
class Sent:
    """The relay accepted it."""

    reply: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Surely not accepted; it may be tried again."""

    reply: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused for good (5xx): this mail or, whatever the mail, *us*; None when it may be either."""

    reply: str
    us: bool | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The whole mail was handed over and no answer came: it may have been accepted (RFC 1047)."""

    reply: str


@dataclass(frozen=True, slots=True)
class NotTried:
    """Nothing was done with it: stopping, or the relay is away."""

    reply: str


Outcome = Sent | Deferred | Refused | Unknown | NotTried
Outcomes = Sequence[tuple[Mail, Outcome]]
# Records what became of some mails; called while others are still on their way.
Report = Callable[[Outcomes], None]
# Whether mail may still be handed over: False when stopping, or when the lease is lost.
Go = Callable[[], bool]
# Notes durably that a mail is about to be handed over for good; False when it must not be, now.
Begin = Callable[[Mail], bool]


class Relay(Protocol):
    """A way out; one thread uses it at a time."""

    def send(self, mails: Sequence[Mail], report: Report, go: Go, begin: Begin) -> None:
        """
        Hand over *mails* and report every one of them exactly once.

        Where a mail cannot be handed over twice without going twice, *begin* is asked right before
        the step after which it may have gone.

        RelayError is raised, after all reports, when the relay could not be reached or logged
        into.
        """
        ...

    def close(self) -> None:
        """Let go of the connections; the next call opens them again."""
        ...
