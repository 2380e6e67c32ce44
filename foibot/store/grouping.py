"""
Writes of one transaction that wait for others like them: ten rows in one statement cost as two.

Nothing is ever missed: whoever asks the database anything gets everything written first, and
commit() writes what is left.  Only a statement for which it is said not to matter lets what waits
go on waiting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, Executable

FIRST = "case"  # the table whose rows those of others refer to
Row = Mapping[str, object]
Result = CursorResult[*tuple[Any, ...]]


class Grouping(Connection):
    """A connection whose writes may wait until something is asked, or for the commit."""

    # By the table that they go to, in the order in which they came.
    _later: dict[str, dict[Executable, list[Row]]] | None = None
    written = 0  # how many times what waited was written

    def later(self, table: str, statement: Executable, rows: Collection[Row]) -> None:
        """Write *rows* to *table* by *statement*, before anybody can miss them."""
        if rows:
            if self._later is None:
                self._later = {}
            self._later.setdefault(table, {}).setdefault(statement, []).extend(rows)

    def waiting(self, table: str) -> Sequence[Row]:
        """Return the rows that still wait to be written to *table*."""
        return [row for rows in (self._later or {}).get(table, {}).values() for row in rows]

    def beside(self, statement: Executable, values: Row) -> Result:
        """Run a statement for which nothing that waits matters: it goes on waiting."""
        return super().execute(statement, values)

    def commit(self) -> None:
        """Keep everything, what waited too."""
        self.write_out()
        super().commit()

    def write_out(self) -> None:
        """Write all that waits."""
        if self._later:
            every, self._later = self._later, None
            self._write(every.pop(FIRST, {}))
            for statements in every.values():
                self._write(statements)

    def _write(self, statements: Mapping[Executable, Sequence[Row]]) -> None:
        self.written += 1
        for statement, rows in statements.items():
            super().execute(statement, rows)

    def close(self) -> None:
        """Give the connection back; what waited is undone as all that was not committed."""
        self._later = None
        super().close()

    if not TYPE_CHECKING:  # for whoever calls them these stay what they are in Connection

        def execute(self, *given, **named):
            self.write_out()
            return super().execute(*given, **named)

        def exec_driver_sql(self, *given, **named):
            self.write_out()
            return super().exec_driver_sql(*given, **named)
