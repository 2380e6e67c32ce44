"""Single facts about the installation and its authorities: paused, generation, heartbeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.tables import heartbeat, meta

PAUSED = "paused"
RESTORED = "restored"  # in the reason of every quarantine, and of no other pause
IN_DOUBT = "in_doubt"  # of an authority: since when nothing shows what went out before a restore
GENERATION = "generation"
LAST_CLOCK = "last_clock"
BLIND_SINCE = "blind_since"  # of an authority: since when no start could look into the mailbox
BARRED = "barred"  # of an authority: that the mail server takes no mail from its account
DOUBTED_REFUSALS = "doubted_refusals"  # of an authority: refused, by the mail's fault or by ours
RECONCILIATION = "reconciliation"  # of an authority: what the last comparison of folders found

# Made once: to build a statement costs more than to run it.
GET = select(meta.c.value).where(meta.c.key == bindparam("named"))
GET_ALL = select(meta.c.key, meta.c.value).where(meta.c.key.in_(bindparam("named", expanding=True)))


@dataclass(frozen=True, slots=True)
class Beat:
    """When a verb last did its work, and when and how it last failed."""

    verb: str
    good_at: datetime | None
    failed_at: datetime | None
    error: str | None
    took: float | None


class State:
    """Facts by name; those of one authority carry it in their name."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        self._ahead: dict[str, str | None] = {}  # what this transaction asked for already

    def look_ahead(self, keys: Sequence[str]) -> None:
        """Ask for the facts *keys* of this authority together, before each is asked for."""
        named = [f"{self._authority}:{key}" for key in keys]
        found = dict(self._connection.execute(GET_ALL, {"named": named}).tuples().all())
        self._ahead |= {name: found.get(name) for name in named}

    def get(self, key: str) -> str | None:
        """Return the fact *key*, or None."""
        if key in self._ahead:
            return self._ahead[key]
        return self._connection.execute(GET, {"named": key}).scalar_one_or_none()

    def set(self, key: str, value: str | None) -> None:
        """Store the fact *key*; None forgets it."""
        self._ahead.pop(key, None)
        if value is None:
            self._connection.execute(delete(meta).where(meta.c.key == key))
            return
        statement = self._dialect.insert(meta).values(key=key, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )

    def own(self, key: str) -> str | None:
        """Return the fact *key* of this authority, or None."""
        return self.get(f"{self._authority}:{key}")

    def own_for_change(self, key: str) -> str | None:
        """Return the fact *key* of this authority; who else wants to change it waits till then."""
        name = f"{self._authority}:{key}"
        if self._dialect is postgresql:
            there = postgresql.insert(meta).values(key=name, value="").on_conflict_do_nothing()
            self._connection.execute(there)
            self._connection.execute(GET.with_for_update(), {"named": name})
        return self.get(name) or None

    def own_under(self, prefix: str) -> dict[str, str]:
        """Return the facts of this authority whose name begins with *prefix*, which ends in "/"."""
        first = f"{self._authority}:{prefix}"
        # "0" follows "/": all that begins with the prefix lies between the two.
        query = select(meta.c.key, meta.c.value).where(
            meta.c.key >= first, meta.c.key < f"{first[:-1]}0"
        )
        start = len(self._authority) + 1
        return {key[start:]: value for key, value in self._connection.execute(query).tuples()}

    def set_own(self, key: str, value: str | None) -> None:
        """Store the fact *key* of this authority; None forgets it."""
        self.set(f"{self._authority}:{key}", value)

    @property
    def paused(self) -> str | None:
        """Return why nothing may be sent, or None when sending goes on."""
        return self.get(PAUSED)

    def beat(self, verb: str, at: datetime, error: str | None = None, took: float = 0.0) -> None:
        """Note that *verb* did its work at *at*, or failed with *error*."""
        key = {"authority": self._authority, "verb": verb}
        values: dict[str, object] = {"error": error, "took": took}
        values["failed_at" if error else "good_at"] = at
        statement = self._dialect.insert(heartbeat).values(**key, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=list(key), set_=values)
        )

    def beats(self) -> list[Beat]:
        """Return the heartbeats of this authority."""
        query = select(heartbeat).where(heartbeat.c.authority == self._authority)
        return [
            Beat(row.verb, row.good_at, row.failed_at, row.error, row.took)
            for row in self._connection.execute(query)
        ]
