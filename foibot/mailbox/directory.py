"""A directory of .eml files, or a Maildir, as a mailbox: to try foibot without a server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from foibot.mailbox.protocol import Folder, Listing, MailboxError, Outline

CHUNK = 1024 * 1024
JUNK = {"junk", "spam"}


class DirectoryMailbox:
    """Files are messages; the time of a file is its receipt.  Nothing in it is changed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: dict[int, str] = {}  # names, not paths: a backlog of them is large

    def folders(self) -> Sequence[Folder]:
        """Return INBOX, and Junk where a folder of that name exists."""
        self._there()
        junk = [
            Folder(path.name, junk=True)
            for path in sorted(self._directory.iterdir())
            if path.is_dir() and path.name.lower().lstrip(".") in JUNK
        ]
        return (Folder("INBOX"), *junk)

    def _there(self) -> None:
        if not self._directory.is_dir():
            raise MailboxError(
                f"{self._directory}: is not a directory; create it or correct [mailbox] directory"
            )

    def missing(self) -> Sequence[str]:
        """Return nothing: no folder is configured by name."""
        return ()

    def listing(self, folder: str) -> Listing:
        """Return a number for every message; it stays the same while the file does."""
        self._there()
        base = self._directory if folder == "INBOX" else self._directory / folder
        self._files = {_number(path): str(path) for path in messages(base)}
        return Listing(1, tuple(sorted(self._files)))

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        """Return size and receipt of the files that are still there, oldest first."""
        found = []
        for uid in uids:
            try:
                status = Path(self._files[uid]).stat()
            except (KeyError, FileNotFoundError):
                continue
            received = datetime.fromtimestamp(status.st_mtime, UTC)
            found.append(Outline(uid, status.st_size, received))
        return sorted(found, key=lambda one: (one.internaldate, one.uid))

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Return the bytes of the files that are still there."""
        return {uid: b"".join(self.chunks(uid)) for uid in uids if self._path(uid) is not None}

    def _path(self, uid: int) -> Path | None:
        name = self._files.get(uid)
        path = Path(name) if name is not None else None
        return path if path is not None and path.is_file() else None

    def chunks(self, uid: int) -> Iterator[bytes]:
        """Yield a file in pieces."""
        path = self._path(uid)
        if path is None:
            return
        try:
            with path.open("rb") as content:
                while piece := content.read(CHUNK):
                    yield piece
        except OSError as error:
            raise MailboxError(f"{path}: cannot be read: {error.strerror}") from error

    def was_sent(self, message_id: str) -> bool | None:
        """Return None: a directory has no Sent folder."""
        return None

    def own_mail(self) -> Sequence[Iterator[list[bytes]]]:
        """Return nothing: a directory of incoming mail holds no copies of ours."""
        return ()

    def close(self) -> None:
        """There is nothing to let go of."""


def messages(base: Path) -> Iterator[Path]:
    """Yield the messages in *base*: a Maildir's cur and new, else every .eml file."""
    if (base / "cur").is_dir() or (base / "new").is_dir():
        folders, pattern = [base / "new", base / "cur"], "*"
    else:
        folders, pattern = [base], "*.eml"
    for folder in folders:
        if folder.is_dir():
            found = (path for path in folder.glob(pattern) if not path.name.startswith("."))
            yield from (path for path in found if path.is_file())


def _number(path: Path) -> int:
    """Return a number that names the file: a Maildir changes what stands after the colon."""
    name = path.name.partition(":")[0]
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:7])
