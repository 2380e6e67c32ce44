"""Bytes by their SHA-256: small ones in the row, large ones in a file that is synced first (P1)."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.errors import StoreError
from foibot.store.tables import file, raw

IN_ROW = 256 * 1024
RAWS = select(raw.c.sha256, raw.c.data).where(raw.c.sha256.in_(bindparam("wanted", expanding=True)))


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that are to be kept: *data*, or None when they are already in the file of *sha256*."""

    sha256: str
    size: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An enclosure or attachment that was kept, without its bytes."""

    sha256: str
    name: str
    content_type: str
    size: int
    origin: str  # who gave it: an identity of a message, "made", "command"


class Content:
    """The raw messages and the files of one authority."""

    def __init__(self, connection: Connection, authority: str, files: Path) -> None:
        self._connection = connection
        self._authority = authority
        self.files = files

    def add_raw(self, contents: Sequence[Stored], at: datetime) -> None:
        """Keep raw messages; what is there already stays as it is."""
        if not contents:
            return
        insert = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        rows = [
            {"sha256": one.sha256, "size": one.size, "data": one.data, "stored_at": at}
            for one in contents
        ]
        self._connection.execute(insert(raw).on_conflict_do_nothing(), rows)

    def raw(self, sha256: str) -> bytes:
        """Return the raw bytes of a message."""
        return self._bytes(raw, sha256)

    def raws(self, sha256s: Sequence[str]) -> dict[str, bytes]:
        """Return the raw bytes of those messages that lie in their rows."""
        found = self._connection.execute(RAWS, {"wanted": list(sha256s)}).all() if sha256s else []
        return {row.sha256: row.data for row in found if row.data is not None}

    def raw_size(self, sha256: str) -> int:
        """Return the size of a raw message."""
        query = select(raw.c.size).where(raw.c.sha256 == sha256)
        return int(self._connection.execute(query).scalar_one())

    def raw_path(self, sha256: str) -> Path | None:
        """Return the file of a large raw message, or None when it is in its row."""
        path = path_of(self.files, sha256)
        return path if path.is_file() else None

    def _bytes(self, table: object, sha256: str) -> bytes:
        query = select(raw.c.data).where(raw.c.sha256 == sha256)
        if table is file:
            query = select(file.c.data).where(
                file.c.sha256 == sha256, file.c.authority == self._authority
            )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise StoreError(f"{sha256}: no such content; restore the newest backup")
        return row.data if row.data is not None else read_file(self.files, sha256)

    def keep(self, data: bytes) -> Stored:
        """Return how *data* is kept: with its bytes when small, else written to its file."""
        sha256 = hashlib.sha256(data).hexdigest()
        if len(data) <= IN_ROW:
            return Stored(sha256, len(data), data)
        write_file(self.files, sha256, data)
        return Stored(sha256, len(data), None)

    def read(self, stored: Stored) -> bytes:
        """Return the bytes of *stored*."""
        return stored.data if stored.data is not None else read_file(self.files, stored.sha256)

    def add_file(
        self, data: bytes, name: str, content_type: str, origin: str, at: datetime
    ) -> StoredFile:
        """Keep a file under its hash; its name is a label and never a path (reliability T15)."""
        kept = self.keep(data)
        insert = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        statement = insert(file).values(
            authority=self._authority,
            sha256=kept.sha256,
            name=name[:300],
            content_type=content_type[:200],
            size=kept.size,
            data=kept.data,
            origin=origin[:300],
            stored_at=at,
        )
        self._connection.execute(statement.on_conflict_do_nothing())
        return StoredFile(kept.sha256, name, content_type, kept.size, origin)

    def file(self, sha256: str) -> StoredFile | None:
        """Return what is known of a kept file, or None."""
        query = select(file).where(file.c.authority == self._authority, file.c.sha256 == sha256)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return StoredFile(row.sha256, row.name, row.content_type, row.size, row.origin)

    def file_bytes(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        return self._bytes(file, sha256)


def path_of(files: Path, sha256: str) -> Path:
    """Return where the content of *sha256* is kept when it is large."""
    return files / sha256[:2] / sha256


def read_file(files: Path, sha256: str) -> bytes:
    """Return large content, or say that it is gone or is not what was kept (P23)."""
    path = path_of(files, sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"{path}: the file is gone; restore it from the newest backup") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(f"{path}: the file was changed; restore it from the newest backup")
    return data


def write_file(files: Path, sha256: str, data: bytes) -> None:
    """Write *data* to its file so that after a power cut it is whole or absent."""
    if path_of(files, sha256).is_file():
        return
    handle, temporary = new_temporary(files)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        adopt(files, Path(temporary), sha256)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def new_temporary(files: Path) -> tuple[int, str]:
    """Return (open file, path) of a new temporary file beside the content."""
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    return tempfile.mkstemp(prefix="incoming-", dir=files)


def adopt(files: Path, temporary: Path, sha256: str) -> None:
    """Give a synced temporary file its final name, and sync the folders."""
    final = path_of(files, sha256)
    if not final.parent.is_dir():
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_directory(files)
    temporary.rename(final)
    sync_directory(final.parent)


def sync_directory(directory: Path) -> None:
    """Make the names in *directory* survive a power cut."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_temporary(files: Path) -> int:
    """Remove what a killed process left half-written; called at start, before anything works."""
    left = list(files.glob("incoming-*")) if files.is_dir() else []
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
