"""Mails that may have gone before a restore, where nothing shows it: a person decides (P17)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, select, update

from foibot.store.columns import constant
from foibot.store.grouping import Grouping
from foibot.store.outgoing import Outgoing
from foibot.store.state import IN_DOUBT
from foibot.store.tables import meta, outbox

PERHAPS = "it may have gone before the restore: a person decides"
SINCE = select(meta.c.value).where(meta.c.key == bindparam("named"))
# What is for the requester of a new message alone can only have gone if that had come by then.
ACKNOWLEDGEMENT = "acknowledgement"
WAITING = ("queued", "sending", "unknown")


class Doubted:
    """What one authority cannot know of its mails after a restore."""

    def __init__(self, connection: Grouping, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._known = False
        self._since: date | None = None

    def may_have_gone(self, mail: Outgoing) -> bool:
        """Return whether *mail*, which is to be queued now, may have gone before the restore."""
        since = self._in_doubt_since() if mail.outside else None
        if since is None:
            return False
        return mail.kind != ACKNOWLEDGEMENT or mail.priority is None or mail.priority <= since

    def _in_doubt_since(self) -> date | None:
        if not self._known:
            named = {"named": f"{self._authority}:{IN_DOUBT}"}
            stored = self._connection.beside(SINCE, named).scalar_one_or_none()
            self._since = datetime.fromisoformat(stored).date() if stored else None
            self._known = True
        return self._since

    def hold_all(self) -> int:
        """Hold what waited when the backup was made; return how many."""
        statement = update(outbox).where(
            outbox.c.authority == self._authority, outbox.c.state.in_(WAITING)
        )
        return self._connection.execute(statement.values(state="held", last_reply=PERHAPS)).rowcount

    def count(self) -> int:
        """Return how many wait for a person's decision."""
        query = select(func.count()).select_from(outbox).where(self._held())
        return int(self._connection.execute(query).scalar_one())

    def have_gone(self, at: datetime | None = None) -> int:
        """
        A person says that all of them went, *at* that moment; return how many.

        Else each is taken to have gone at its own date, when it was written: today would make a
        letter late that was in time.
        """
        said = "a person says that it went before the restore"
        return self._decide(state="sent", last_reply=said, sent_at=at or outbox.c.created_at)

    def go_now(self, now: datetime) -> int:
        """A person says that all of them are to go; return how many."""
        return self._decide(state="queued", last_reply=None, next_attempt_at=now)

    def _decide(self, **values: object) -> int:
        return self._connection.execute(
            update(outbox).where(self._held()).values(**values)
        ).rowcount

    def _held(self) -> ColumnElement[bool]:
        return and_(
            outbox.c.authority == self._authority,
            outbox.c.state == constant("held"),
            outbox.c.last_reply == PERHAPS,
        )
