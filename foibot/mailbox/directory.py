"""A directory of .eml files, or a Maildir, as a mailbox: to try foibot without a server."""

from __future__ import annotations

import hashlib
import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from foibot.mailbox.protocol import Folder, Listing, MailboxError, Outline

CHUNK = 1024 * 1024
JUNK = {"junk", "spam"}


class Names:
    """
    The names of files by their numbers, in a fortieth of a kilobyte each beside their own bytes.

    A backlog has tens of thousands: a dictionary of paths would take a quarter of one each (P21).
    """

    def __init__(self, found: Iterable[str] = ()) -> None:
        numbers, starts, self._bytes = array("q"), array("q"), bytearray()
        for name in found:
            numbers.append(_number(name))
            starts.append(len(self._bytes))
            self._bytes += os.fsencode(name) + b"\0"
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        self.numbers = array("q", (numbers[at] for at in order))
        self._starts = array("q", (starts[at] for at in order))

    def get(self, number: int) -> str | None:
        """Return the name of *number*, or None."""
        at = bisect_left(self.numbers, number)
        if at == len(self.numbers) or self.numbers[at] != number:
            return None
        start = self._starts[at]
        return os.fsdecode(bytes(self._bytes[start : self._bytes.index(0, start)]))


class DirectoryMailbox:
    """Files are messages; the time of a file is its receipt.  Nothing in it is changed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._base = directory
        self._names = Names()

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
        self._base = self._directory if folder == "INBOX" else self._directory / folder
        self._names = Names(names(self._base))
        return Listing(1, self._names.numbers)

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        """Return size and receipt of the files that are still there, oldest first."""
        found = []
        for uid in uids:
            path = self._path(uid)
            if path is None:
                continue
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            received = datetime.fromtimestamp(status.st_mtime, UTC)
            found.append(Outline(uid, status.st_size, received))
        return sorted(found, key=lambda one: (one.internaldate, one.uid))

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Return the bytes of the files that are still there."""
        there = [uid for uid in uids if (path := self._path(uid)) is not None and path.is_file()]
        return {uid: b"".join(self.chunks(uid)) for uid in there}

    def _path(self, uid: int) -> Path | None:
        name = self._names.get(uid)
        return None if name is None else self._base / name

    def chunks(self, uid: int) -> Iterator[bytes]:
        """Yield a file in pieces."""
        path = self._path(uid)
        if path is None:
            return
        try:
            with path.open("rb") as content:
                while piece := content.read(CHUNK):
                    yield piece
        except FileNotFoundError:
            return
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
    return (base / name for name in names(base))


def names(base: Path) -> Iterator[str]:
    """Yield the names of the messages in *base*, as they are found."""
    maildir = (base / "cur").is_dir() or (base / "new").is_dir()
    for folder in ("new/", "cur/") if maildir else ("",):
        if (base / folder).is_dir():
            with os.scandir(base / folder) as found:
                for one in found:
                    if _is_message(one, maildir=maildir):
                        yield folder + one.name


def _is_message(one: os.DirEntry[str], *, maildir: bool) -> bool:
    named = not one.name.startswith(".") and (maildir or one.name.endswith(".eml"))
    return named and one.is_file()


def _number(name: str) -> int:
    """Return a number that names the file: a Maildir changes what stands after the colon."""
    file = name.rpartition("/")[2].partition(":")[0]
    return int.from_bytes(hashlib.sha256(file.encode("utf-8", "surrogateescape")).digest()[:7])
