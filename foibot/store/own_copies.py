"""Mails that went out and that the outbox does not know: found after a restore (P10, P17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.tables import own_copy


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What one of our own mails says of itself."""

    message_id: str
    kind: str
    case_ref: str | None
    in_reply_to: str | None


# Made once: to build a statement costs more than to run it.
ANY = select(own_copy.c.message_id).where(own_copy.c.authority == bindparam("owner")).limit(1)


class OwnCopies:
    """The mails of one authority that were found in its mailbox and nowhere in its outbox."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._any: bool | None = None

    def _exist(self) -> bool:
        """Return whether there are any: hardly ever, and then nothing more need be asked."""
        if self._any is None:
            values = {"owner": self._authority}
            self._any = self._connection.execute(ANY, values).scalar_one_or_none() is not None
        return self._any

    def went_out(self, message_id: str) -> bool:
        """Return whether *message_id* is among them."""
        if not self._exist():
            return False
        query = select(own_copy.c.message_id).where(
            own_copy.c.authority == self._authority, own_copy.c.message_id == message_id
        )
        return self._connection.execute(query).scalar_one_or_none() is not None

    def note(self, copy: OwnCopy, at: datetime) -> bool:
        """Keep *copy*; return False when it was noted before."""
        self._any = True
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(own_copy).values(
            authority=self._authority,
            message_id=copy.message_id,
            kind=copy.kind,
            case_ref=copy.case_ref,
            in_reply_to=copy.in_reply_to,
            found_at=at,
        )
        result = self._connection.execute(
            statement.on_conflict_do_nothing().returning(own_copy.c.message_id)
        )
        return result.scalar_one_or_none() is not None

    def reference_told(self, message_id: str) -> str | None:
        """
        Return the reference that was given to the sender of *message_id* before the restore.

        A case that is opened again takes it: its requester was told this one and no other.
        """
        if not self._exist():
            return None
        query = select(own_copy.c.case_ref).where(
            own_copy.c.authority == self._authority,
            own_copy.c.in_reply_to == message_id,
            own_copy.c.case_ref.is_not(None),
        )
        return self._connection.execute(query.order_by(own_copy.c.found_at)).scalars().first()
