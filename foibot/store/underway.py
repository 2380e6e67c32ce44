"""Whether anything waits for us, of which others than this process may know nothing yet."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table, select

from foibot.store.columns import constant
from foibot.store.tables import message, outbox

# What the relay was not handed for certain, or of which it is not known what became of it.
MAIL = ("queued", "sending", "unknown")


class UnderWay:
    """What waits at one authority."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority

    @property
    def any_message(self) -> bool:
        """Return whether any message is new, whoever may be at it."""
        return self._any(message, message.c.state == constant("new"))

    @property
    def any_mail(self) -> bool:
        """Return whether any mail is to be sent, or to be looked for."""
        return any(self._any(outbox, outbox.c.state == constant(state)) for state in MAIL)

    def _any(self, table: Table, where: ColumnElement[bool]) -> bool:
        query = select(table.c.id).where(table.c.authority == self._authority, where).limit(1)
        return self._connection.execute(query).first() is not None
