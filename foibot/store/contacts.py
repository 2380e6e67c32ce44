"""People: who is away until when, and which single-use tokens are spent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.tables import absence, spent_token

# Made once: to build a statement costs more than to run it.
ABSENT = select(absence.c.address, absence.c.until).where(
    absence.c.authority == bindparam("owner"),
    or_(absence.c.until.is_(None), absence.c.until >= bindparam("today")),
)


class Contacts:
    """What is known of the people of one authority."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._absent: dict[date, dict[str, date | None]] = {}
        self._dialect = sqlite if connection.dialect.name == "sqlite" else postgresql

    def set_absent(self, address: str, until: date | None, message: str, at: datetime) -> None:
        """Note that *address* is away; *until* is the last day away, or None when it is unknown."""
        self._absent.clear()
        key = {"authority": self._authority, "address": address.lower()}
        values = {"until": until, "message": message, "noted_at": at}
        statement = self._dialect.insert(absence).values(**key, **values)
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=values)
        self._connection.execute(statement)

    def clear_absence(self, address: str) -> None:
        """Forget an absence: the person wrote, or a colleague said so."""
        self._absent.clear()
        self._connection.execute(
            delete(absence).where(
                absence.c.authority == self._authority, absence.c.address == address.lower()
            )
        )

    def absent(self, today: date) -> dict[str, date | None]:
        """Return the addresses that are away today, with their last day away."""
        if today not in self._absent:
            self._absent[today] = self._asked(today)
        return self._absent[today]

    def _asked(self, today: date) -> dict[str, date | None]:
        values = {"owner": self._authority, "today": today}
        return dict(self._connection.execute(ABSENT, values).tuples().all())

    def spend(self, token_hash: str, at: datetime) -> bool:
        """Spend a single-use token; return False when it was spent before."""
        statement = self._dialect.insert(spent_token).values(hash=token_hash, used_at=at)
        result = self._connection.execute(
            statement.on_conflict_do_nothing().returning(spent_token.c.hash)
        )
        return result.scalar_one_or_none() is not None
