"""The audit: append-only lines, each with a hash over the one before (reliability P25)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, cast

from sqlalchemy import bindparam, insert, select

from foibot.store.columns import clean_data
from foibot.store.counters import advance, current
from foibot.store.grouping import Grouping
from foibot.store.tables import audit

FIRST = "0" * 64
SERIES = "audit"
# Made once: to build a statement costs more than to run it.
ADD = insert(audit)
HASH = select(audit.c.hash).where(
    audit.c.authority == bindparam("owner"), audit.c.seq == bindparam("number")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit; *data* holds ids, hashes and names of rules, never personal words."""

    at: datetime
    kind: str
    case_ref: str | None
    data: Mapping[str, object]


class Head(NamedTuple):
    """The newest line of a chain, as it was seen at one moment."""

    seq: int
    digest: str  # its hash, or, as the weekly summary gives it, the beginning of it


def line_hash(previous: str, seq: int, line: Line) -> str:
    """Return the hash of *line*, the *seq*-th, after one whose hash is *previous*."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(
        [previous, seq, at, line.kind, line.case_ref, line.data],
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


class Audit:
    """Lines wait until the transaction commits, so that the chain's head is locked briefly."""

    def __init__(self, connection: Grouping, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._waiting: list[Line] = []

    def append(self, kind: str, at: datetime, case_ref: str | None = None, **data: object) -> None:
        """Put one line at the end of the chain, when this transaction commits."""
        self._waiting.append(Line(at, kind, case_ref, cast(dict[str, object], clean_data(data))))

    def write(self) -> None:
        """Insert the waiting lines; called by commit."""
        if not self._waiting:
            return
        last = advance(self._connection, self._authority, SERIES, len(self._waiting))
        seq = last - len(self._waiting)
        previous = self._hash_of(seq)
        rows = []
        for line in self._waiting:
            seq += 1
            previous = line_hash(previous, seq, line)
            rows.append(
                {
                    "authority": self._authority,
                    "seq": seq,
                    "at": line.at,
                    "kind": line.kind,
                    "case_ref": line.case_ref,
                    "data": dict(line.data),
                    "hash": previous,
                }
            )
        self._connection.execute(ADD, rows)
        self._waiting.clear()

    def _hash_of(self, seq: int) -> str:
        if seq == 0:
            return FIRST
        values = {"owner": self._authority, "number": seq}
        # A missing line breaks the chain here and for ever: verify() names the place.
        return self._connection.execute(HASH, values).scalar_one_or_none() or "missing"

    def head(self) -> Head:
        """Return the newest line; governance is mailed it every week."""
        seq = current(self._connection, self._authority, SERIES)
        return Head(seq, self._hash_of(seq))

    def holds(self, head: Head) -> bool:
        """Return whether a line that was seen is in the chain as it was."""
        return self._hash_of(head.seq).startswith(head.digest)

    def lines(self, after: int = 0, case_ref: str | None = None) -> Iterator[tuple[int, Line, str]]:
        """Yield (number, line, hash) in order."""
        query = select(audit).where(audit.c.authority == self._authority, audit.c.seq > after)
        if case_ref is not None:
            query = query.where(audit.c.case_ref == case_ref)
        for row in self._connection.execute(query.order_by(audit.c.seq)).yield_per(500):
            yield row.seq, Line(row.at, row.kind, row.case_ref, row.data), row.hash

    def verify(self) -> tuple[int, str | None]:
        """Return how many lines are whole, and what is wrong with the next, if anything."""
        expected, previous = 0, FIRST
        for seq, line, stored in self.lines():
            expected += 1
            if seq != expected:
                return expected - 1, f"line {expected} is missing"
            previous = line_hash(previous, seq, line)
            if previous != stored:
                return expected - 1, f"line {seq} was changed"
        last = current(self._connection, self._authority, SERIES)
        if expected != last:
            return expected, f"{last - expected} lines are missing at the end"
        return expected, None
