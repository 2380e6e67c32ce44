"""How many acknowledgements went out lately: one statement, no dearer than its limits (T4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, text

from foibot.store.columns import Instant


@dataclass(frozen=True, slots=True)
class Most:
    """Numbers of mails, by the span of time and the circle of people they went to."""

    sender_hour: int
    sender_day: int
    domain_day: int
    day: int


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _counted(more: str, most: str) -> str:
    """Return the part of a query that counts mails, but no further than the parameter *most*."""
    where = f"authority = :authority AND kind = :kind AND state <> 'held' AND {more}"
    return f"(SELECT count(*) FROM (SELECT 1 FROM outbox WHERE {where} LIMIT :{most}) q)"  # noqa: S608


# Whatever the day brings, the cost is that of the limits.
ACKNOWLEDGED = text(
    "SELECT "
    + ", ".join(
        [
            _counted("recipient = :recipient AND created_at >= :hour", "most_sender_hour"),
            _counted("recipient = :recipient AND created_at >= :day", "most_sender_day"),
            _counted("domain = :domain AND created_at >= :day", "most_domain_day"),
            _counted("created_at >= :day", "most_day"),
        ]
    )
).bindparams(bindparam("hour", type_=Instant), bindparam("day", type_=Instant))


def asked_of(
    authority: str, kind: str, address: str, now: datetime, most: Most
) -> dict[str, object]:
    """Return what the statement asks: of *kind*, to *address* and to its domain, until *now*."""
    return {
        "authority": authority,
        "kind": kind,
        "recipient": address,
        "domain": address.rpartition("@")[2].lower(),
        "hour": now - HOUR,
        "day": now - DAY,
        "most_sender_hour": most.sender_hour,
        "most_sender_day": most.sender_day,
        "most_domain_day": most.domain_day,
        "most_day": most.day,
    }


def with_those(
    counted: Most, rows: Sequence[Mapping[str, object]], asked: Mapping[str, object], most: Most
) -> Most:
    """Return what was *counted* with those of the unwritten *rows* that were *asked* for."""

    def more(since: datetime, column: str | None = None) -> int:
        return sum(
            all(row[name] == asked[name] for name in ("authority", "kind", column) if name)
            and row["state"] != "held"
            and cast(datetime, row["created_at"]) >= since
            for row in rows
        )

    hour, day = cast(datetime, asked["hour"]), cast(datetime, asked["day"])
    return Most(
        min(counted.sender_hour + more(hour, "recipient"), most.sender_hour),
        min(counted.sender_day + more(day, "recipient"), most.sender_day),
        min(counted.domain_day + more(day, "domain"), most.domain_day),
        min(counted.day + more(day), most.day),
    )
