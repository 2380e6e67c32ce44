"""Numbers that are given out once and never again: references, lines of the audit."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.grouping import Grouping
from foibot.store.tables import counter

# Made once: to build a statement costs more than to run it.
ADVANCE = {
    name: dialect.insert(counter)
    .values(authority=bindparam("owner"), series=bindparam("named"), last=bindparam("more"))
    .on_conflict_do_update(
        index_elements=["authority", "series"], set_={"last": counter.c.last + bindparam("more")}
    )
    .returning(counter.c.last)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}

MORE = (
    update(counter)
    .where(counter.c.authority == bindparam("owner"), counter.c.series == bindparam("named"))
    .values(last=counter.c.last + bindparam("more"))
)


def advance(connection: Connection, authority: str, series: str, by: int = 1) -> int:
    """Return the last of the next *by* numbers of *series*; the row is locked until commit."""
    values = {"owner": authority, "named": series, "more": by}
    return int(connection.execute(ADVANCE[connection.dialect.name], values).scalar_one())


def advance_again(connection: Grouping, authority: str, series: str) -> None:
    """Note that one more number is given out of a *series* that this transaction advanced."""
    values = {"owner": authority, "named": series, "more": 1}
    connection.later("counter", MORE, [values])


def current(connection: Connection, authority: str, series: str) -> int:
    """Return the last number of *series* that was given out, or 0."""
    query = select(counter.c.last).where(
        counter.c.authority == authority, counter.c.series == series
    )
    return int(connection.execute(query).scalar_one_or_none() or 0)


def raise_to(connection: Connection, authority: str, series: str, floor: int) -> None:
    """Never give out a number of *series* up to *floor* again (reliability P10)."""
    missing = floor - current(connection, authority, series)
    if missing > 0:
        advance(connection, authority, series, missing)
