"""Who works: a lock on the state folder, and a lease row with a number that grows (P18)."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Engine, and_, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.engine import transaction
from foibot.store.errors import OtherInstanceError
from foibot.store.tables import lease

# A lease that ends later than it can last was written under a clock far ahead: it binds nobody.
# So far may the clocks of two machines be apart before one takes the other's word for that.
CLOCKS_APART = timedelta(minutes=5)
# On SQLite the lock on the folder does most; a long writer must not cost the lease.
LASTS = {"sqlite": timedelta(minutes=2), "postgresql": timedelta(seconds=30)}


def lasts(engine: Engine) -> timedelta:
    """Return how long a lease lasts unless it is renewed."""
    return LASTS[engine.dialect.name]


@dataclass(frozen=True, slots=True)
class Held:
    """A lease that was had: every transition of the outbox carries *fence*."""

    name: str
    holder: str
    fence: int


def acquire(engine: Engine, name: str, holder: str, now: datetime) -> Held | None:
    """Take the lease *name*, with a new fence; None when somebody else has it."""
    dialect = sqlite if engine.dialect.name == "sqlite" else postgresql
    values = {"holder": holder, "expires_at": now + lasts(engine)}
    statement = dialect.insert(lease).values(name=name, fence=1, **values)
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_=values | {"fence": lease.c.fence + 1},
        where=or_(
            lease.c.expires_at < now,
            lease.c.expires_at > now + lasts(engine) + CLOCKS_APART,
            lease.c.holder == holder,
        ),
    )
    with transaction(engine) as connection:
        fence = connection.execute(statement.returning(lease.c.fence)).scalar_one_or_none()
        connection.commit()
    return Held(name, holder, int(fence)) if fence is not None else None


def renew(engine: Engine, held: Held, now: datetime) -> bool:
    """Keep the lease; False when it was lost, and nothing more may be done under its fence."""
    statement = update(lease).where(_mine(held)).values(expires_at=now + lasts(engine))
    with transaction(engine) as connection:
        kept = connection.execute(statement.returning(lease.c.name)).scalar_one_or_none()
        connection.commit()
    return kept is not None


def give_back(engine: Engine, held: Held, now: datetime) -> None:
    """Let the next one take the lease at once."""
    before = now - timedelta(seconds=1)
    with transaction(engine) as connection:
        connection.execute(update(lease).where(_mine(held)).values(expires_at=before))
        connection.commit()


def _mine(held: Held) -> ColumnElement[bool]:
    return and_(
        lease.c.name == held.name,
        lease.c.holder == held.holder,
        lease.c.fence == held.fence,
    )


class StateLock:
    """The lock on the state folder: the kernel gives it back whatever ends the process."""

    def __init__(self, state: Path) -> None:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = state / "lock"
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(self._handle, 200).decode("utf-8", "replace").strip()
            os.close(self._handle)
            raise OtherInstanceError(
                f"{self._path}: another foibot ({other or 'starting'}) works here; "
                "stop it first, or let it work: foibot health shows how it is"
            ) from None
        os.ftruncate(self._handle, 0)
        os.write(self._handle, f"process {os.getpid()}\n".encode())

    def release(self) -> None:
        """Give the lock back."""
        os.close(self._handle)
