"""A message made anew by a mail server: the same words under the same name, in other bytes (P4)."""

from __future__ import annotations

import hashlib

from foibot.message.model import Message
from foibot.store.inbox import Filed, Waiting
from foibot.store.unit_of_work import UnitOfWork


def soft_identity(message: Message) -> str | None:
    """
    Return the name of what a message says: Message-ID, sender, Date and words; None without them.

    A server that stores mail in its own form may give the same mail in other bytes each time.
    """
    if not message.message_id or message.sender is None or message.date is None:
        return None
    words = " ".join(message.text.split())
    parts = (message.message_id, message.sender.addr.lower(), message.date.isoformat(), words)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def same_as(soft: str | None, waiting: Waiting, uow: UnitOfWork) -> str:
    """Return which earlier message says the same, for a person to read, or ""."""
    found = uow.inbox.by_soft_identity(soft) if soft else []
    earlier = next((one for one in found if one.id != waiting.id), None)
    return _named(earlier) if earlier else ""


def _named(filed: Filed) -> str:
    about = f" ({filed.case_ref})" if filed.case_ref else ""
    return f"message {filed.id} of {filed.received_on:%d.%m.%Y}{about}"
