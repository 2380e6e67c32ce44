"""What fails by the machine, and not by the message that is at hand: no room, no database (P15)."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

NO_ROOM = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE}
)
# Names of SQLite's result codes, and PostgreSQL's classes: connection, resources, shutdown, system.
SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_BUSY")
POSTGRESQL = ("08", "53", "57P", "58")


def is_of_the_machine(error: BaseException) -> bool:
    """Return whether any message would have failed so: it must not wear out by it."""
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "sqlite_errorname", None) or ""
        state = getattr(error.orig, "sqlstate", None) or ""
        return code.startswith(SQLITE) or state.startswith(POSTGRESQL)
    return isinstance(error, OSError) and error.errno in NO_ROOM
