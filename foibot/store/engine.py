"""The one place that opens the database, with the settings that keep it whole (reliability P16)."""

from __future__ import annotations

import select
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool

from foibot.store.errors import StoreError
from foibot.store.grouping import Grouping

READ_ONLY = "foibot_read_only"
BUSY_SECONDS = 30
STATEMENT_SECONDS = 60
# Who waits for SQLite asks every tenth of a second: between long transactions that follow each
# other at once it would never get in, and give up (P16).
LONG_SECONDS, TURN_SECONDS = 1.0, 0.12
# Before this version a write and a checkpoint at the same moment could corrupt a WAL database.
WAL_IS_SAFE = (3, 51, 3)
NETWORK_DRIVES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs"}


def open_engine(url: str, *, check: bool = True) -> Engine:
    """Return an engine for *url*; with *check*, refuse a database that is unsafe or broken."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(url, Path(parsed.database or ""))
    else:
        engine = create_engine(
            parsed,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": f"-c statement_timeout={STATEMENT_SECONDS * 1000}"},
        )
    if check:
        _check(engine)
    return engine


def is_sqlite(engine: Engine) -> bool:
    """Return whether *engine* is SQLite."""
    return engine.dialect.name == "sqlite"


def _sqlite(url: str, path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kind = file_system(path.parent)
    if kind in NETWORK_DRIVES:
        raise StoreError(
            f"{path}: SQLite is not safe on a network drive ({kind}); "
            "move it to a local disk, or use PostgreSQL: [store] database"
        )
    engine = create_engine(
        url,
        poolclass=QueuePool,
        # What a statement was given may be somebody's words, and errors go into logs (T24).
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    # Not by the event of the same name: an engine with one of those is slower at each statement.
    engine.dialect.do_begin = _begin  # type: ignore[assignment, method-assign]
    return engine


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    # _begin decides how a transaction starts; Python must not.
    connection.isolation_level = None
    wal = sqlite3.sqlite_version_info >= WAL_IS_SAFE
    for setting in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        f"journal_mode = {'WAL' if wal else 'DELETE'}",
        f"synchronous = {'FULL' if wal else 'EXTRA'}",
        "foreign_keys = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "cache_size = -4000",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: PoolProxiedConnection) -> None:
    # A plain BEGIN would read first and then fail, or lose an update, when it wants to write.
    read_only = connection.info.pop(READ_ONLY, False)
    connection.cursor().execute("BEGIN" if read_only else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine, *, read_only: bool = False) -> Iterator[Grouping]:
    """
    Open a transaction; leaving the block without commit() undoes it all.

    After a long one others are let in before the next.
    """
    connection = Grouping(engine)
    began = time.monotonic()
    with connection:
        connection.info[READ_ONLY] = read_only
        try:
            yield connection
        except DBAPIError:
            # A COMMIT that failed leaves the transaction open: given back to the pool, the
            # connection would lock everybody out for as long as this process lives.
            connection.invalidate()
            raise
    if is_sqlite(engine) and not read_only and time.monotonic() - began > LONG_SECONDS:
        select.select((), (), (), TURN_SECONDS)


def _check(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            if not is_sqlite(engine):
                connection.exec_driver_sql("SELECT 1")
                return
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    except DBAPIError as error:
        raise StoreError(
            f"{shown(engine)}: cannot be opened: {error.orig}; {_remedy(engine, str(error.orig))}"
        ) from error
    if found != "ok":
        raise StoreError(
            f"{shown(engine)}: the database is damaged ({found}); "
            "stop here, keep the file, and restore the newest backup: foibot restore FILE"
        )


def _remedy(engine: Engine, fault: str) -> str:
    """Return what a person can do about a database that does not open."""
    if not is_sqlite(engine):
        return "see that PostgreSQL runs, and that [store] database names it rightly"
    if "malformed" in fault or "not a database" in fault:
        return "keep the file, and restore the newest backup: foibot restore FILE"
    return "see that the folder is there, and that file and folder are this user's to write"


def copy_sqlite(engine: Engine, target: Path) -> None:
    """Write a consistent copy of a SQLite database to *target*, while others work on it."""
    raw = engine.raw_connection()
    try:
        # Outside of any transaction, so not through SQLAlchemy's own.
        raw.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        raw.close()


def shown(engine: Engine) -> str:
    """Return the address of the database without its password."""
    return engine.url.render_as_string(hide_password=True)


def file_system(path: Path) -> str:
    """Return the kind of file system that holds *path*, or "" where it cannot be told."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    best, kind = Path(), ""
    real = path.resolve()
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        point = Path(fields[1].replace("\\040", " "))
        if (real == point or point in real.parents) and len(point.parts) >= len(best.parts):
            best, kind = point, fields[2]
    return kind
