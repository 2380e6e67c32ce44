"""The database as one transaction sees it; nothing in it lasts without commit()."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from foibot.store.audit import Audit
from foibot.store.cases import Cases
from foibot.store.contacts import Contacts
from foibot.store.content import Content
from foibot.store.doubted import Doubted
from foibot.store.engine import transaction
from foibot.store.erasure import Erasure
from foibot.store.grouping import Grouping
from foibot.store.inbox import Inbox
from foibot.store.items import Items
from foibot.store.outbox import Outbox
from foibot.store.own_copies import OwnCopies
from foibot.store.similar import Similar
from foibot.store.state import State
from foibot.store.underway import UnderWay


class UnitOfWork:
    """One transaction on the rows of one authority."""

    def __init__(self, connection: Grouping, authority: str, files: Path) -> None:
        self.connection = connection
        self.authority = authority
        self.content = Content(connection, authority, files)
        self.inbox = Inbox(connection, authority)
        self.cases = Cases(connection, authority)
        self.items = Items(connection, authority)
        self.own_copies = OwnCopies(connection, authority)
        self.doubted = Doubted(connection, authority)
        self.outbox = Outbox(connection, authority, self.content, self.own_copies, self.doubted)
        self.contacts = Contacts(connection, authority)
        self.similar = Similar(connection, authority)
        self.audit = Audit(connection, authority)
        self.erasure = Erasure(connection, authority)
        self.state = State(connection, authority)
        self.underway = UnderWay(connection, authority)

    @property
    def is_alone(self) -> bool:
        """Return whether no other process can write beside this transaction: so it is on SQLite."""
        return self.connection.dialect.name == "sqlite"

    def commit(self) -> None:
        """Keep everything done here; the audit's chain is written last, so it is held briefly."""
        self.audit.write()
        self.connection.commit()


@contextmanager
def unit_of_work(engine: Engine, authority: str, files: Path) -> Iterator[UnitOfWork]:
    """Open a transaction; leaving the block without commit() undoes it all."""
    with transaction(engine) as connection:
        yield UnitOfWork(connection, authority, files)


@contextmanager
def reading(engine: Engine, authority: str, files: Path) -> Iterator[UnitOfWork]:
    """Open a transaction that only reads and so never waits for a writer's turn."""
    with transaction(engine, read_only=True) as connection:
        yield UnitOfWork(connection, authority, files)
