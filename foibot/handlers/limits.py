"""Whether one more acknowledgement may go: against loops, floods and backscatter (T4, T5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from foibot.config.model import Limits
from foibot.store.unit_of_work import UnitOfWork

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KIND = "acknowledgement"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many acknowledgements went in the last hour and day."""

    sender_hour: int
    sender_day: int
    domain_day: int
    day: int


def counts(uow: UnitOfWork, address: str, now: datetime) -> Counts:
    """Return how many acknowledgements went to *address*, to its domain, and in all."""
    domain = address.rpartition("@")[2]
    count = uow.outbox.count
    return Counts(
        sender_hour=count(KIND, now - HOUR, recipient=address),
        sender_day=count(KIND, now - DAY, recipient=address),
        domain_day=count(KIND, now - DAY, domain=domain),
        day=count(KIND, now - DAY),
    )


def over(found: Counts, limits: Limits) -> str | None:
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
