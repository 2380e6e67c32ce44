"""The questions of open cases, asked for by who has them: what digests and handing on need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from foibot.store import tables


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as a list shows it."""

    reference: str
    n: int
    text: str
    law: str
    state: str
    stem: bool
    service: str | None
    officer: str | None
    due: date | None


class Items:
    """The items of one authority's cases."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority

    def of_case(self, reference: str) -> list[ItemRow]:
        """Return the items of a case."""
        return self._rows(tables.case.c.reference == reference)

    def with_officer(
        self,
        officer: str,
        states: Sequence[str],
        limit: int,
        services: Sequence[str] | None = None,
    ) -> list[ItemRow]:
        """
        Return items of open cases that *officer* has, in any of *states*, nearest first.

        With *services*, only those of these services.
        """
        more = [] if services is None else [tables.item.c.service.in_(services)]
        return self._rows(*_with(officer, states), *more, limit=limit)

    def count_with(self, officer: str, states: Sequence[str]) -> int:
        """Return how many items of open cases *officer* has in any of *states*."""
        query = (
            select(func.count())
            .select_from(tables.item)
            .join(tables.case, tables.case.c.id == tables.item.c.case_id)
            .where(tables.case.c.authority == self._authority, *_with(officer, states))
        )
        return int(self._connection.execute(query).scalar_one())

    def officers_in(self, states: Sequence[str]) -> list[str]:
        """Return who has items of open cases in any of *states*, by address."""
        item = tables.item.c
        query = (
            select(item.officer)
            .join(tables.case, tables.case.c.id == item.case_id)
            .where(tables.case.c.authority == self._authority, tables.case.c.is_open)
            .where(item.state.in_(states), item.officer.is_not(None))
            .distinct()
        )
        return sorted(self._connection.execute(query).scalars())

    def _rows(self, *where: ColumnElement[bool], limit: int | None = None) -> list[ItemRow]:
        columns = [tables.case.c.reference] + [
            tables.item.c[name] for name in ItemRow.__dataclass_fields__ if name != "reference"
        ]
        query = (
            select(*columns)
            .join(tables.case, tables.case.c.id == tables.item.c.case_id)
            .where(tables.case.c.authority == self._authority, *where)
            .order_by(tables.item.c.due, tables.case.c.reference, tables.item.c.n)
            .limit(limit)
        )
        return [ItemRow(**row._mapping) for row in self._connection.execute(query)]

    def open_by_service(self, besides: Sequence[str]) -> dict[str | None, int]:
        """Return how many questions of open cases each service has, in no state of *besides*."""
        item = tables.item.c
        query = (
            select(item.service, func.count())
            .join(tables.case, tables.case.c.id == item.case_id)
            .where(tables.case.c.authority == self._authority, tables.case.c.is_open)
            .where(item.stem.is_(False), item.state.not_in(besides))
            .group_by(item.service)
            .order_by(func.min(tables.case.c.reference), item.service)
        )
        return dict(self._connection.execute(query).tuples().all())


def _with(officer: str, states: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that *officer* has an item of an open case in any of *states*."""
    item = tables.item.c
    return tables.case.c.is_open, item.officer == officer, item.state.in_(states)
