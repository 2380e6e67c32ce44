"""Which workers live: each holds a lock that the database gives back when its process dies."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from foibot.store.engine import is_sqlite

# Any number: it tells these locks from those of others in the same database.
SPACE = 0x464F49
TRY = text("SELECT pg_try_advisory_lock(:space, hashtext(:name))")
GIVE = text("SELECT pg_advisory_unlock(:space, hashtext(:name))")


class Presence:
    """On PostgreSQL a connection of its own, which dies with us; on SQLite there is one process."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._connection: Connection | None = None
        if not is_sqlite(engine):
            self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._connection.execute(TRY, {"space": SPACE, "name": name})

    def gone(self, names: set[str]) -> set[str]:
        """Return those of *names* that no living process has."""
        if self._connection is None:
            return set()
        return {name for name in names if self._is_gone(name, self._connection)}

    def _is_gone(self, name: str, connection: Connection) -> bool:
        values = {"space": SPACE, "name": name}
        free = bool(connection.execute(TRY, values).scalar_one())
        if free:
            connection.execute(GIVE, values)
        return free

    def end(self) -> None:
        """Leave."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
