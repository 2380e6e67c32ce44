"""Whether one more acknowledgement may go: against loops, floods and backscatter (T4, T5)."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

from foibot.config.model import Limits
from foibot.store.acknowledged import Most
from foibot.store.unit_of_work import UnitOfWork

KIND = "acknowledgement"


def counts(uow: UnitOfWork, address: str, now: datetime, limits: Limits) -> Most:
    """Return how many acknowledgements went out lately, counted as far as *limits* reach."""
    most = Most(
        limits.per_sender_hour, limits.per_sender_day, limits.per_domain_day, limits.per_day
    )
    # Where nothing is limited nothing is counted.
    return uow.outbox.acknowledged(KIND, address, now, most) if any(astuple(most)) else most


def over(found: Most, limits: Limits) -> str | None:
    """Return which limit one more would break, in words; None when it may go.  0 is no limit."""
    checks = (
        (found.sender_hour, limits.per_sender_hour, "to this address in an hour"),
        (found.sender_day, limits.per_sender_day, "to this address in a day"),
        (found.domain_day, limits.per_domain_day, "to this domain in a day"),
        (found.day, limits.per_day, "in a day"),
    )
    for sent, limit, words in checks:
        if limit and sent >= limit:
            return f"{sent} acknowledgements {words}: the limit is {limit}"
    return None
