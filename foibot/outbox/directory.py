"""A directory that takes our mail as .eml files: whole or not at all, each key once."""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from heapq import nlargest
from pathlib import Path

from foibot.outbox.protocol import Begin, Go, Mail, NotTried, Outcome, RelayError, Report, Sent

PAGE, HEAD = 200, 16 * 1024
UNSAFE = re.compile(r"[^A-Za-z0-9.@_-]+")


class DirectoryRelay:
    """Each mail becomes one file, named by case, kind, addressee and key."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def send(self, mails: Sequence[Mail], report: Report, go: Go, _begin: Begin) -> None:
        """Write *mails*; a file that is there already is the same mail."""
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            done = [(mail, self._write(mail) if go() else NotTried("stopping")) for mail in mails]
            sync(self._directory)
        except OSError as error:
            report([(mail, NotTried(str(error.strerror))) for mail in mails])
            raise RelayError(
                f"{self._directory}: cannot be written ({error.strerror}); correct [outbox]"
            ) from error
        report(done)

    def _write(self, mail: Mail) -> Outcome:
        path = self._directory / name_of(mail)
        if not path.exists():
            temporary = path.with_suffix(".part")
            with temporary.open("wb") as out:
                out.write(mail.content)
                out.flush()
                os.fsync(out.fileno())
            temporary.rename(path)
        return Sent(f"written to {path.name}")

    def headers(self) -> Iterator[list[bytes]]:
        """
        Yield the beginnings of the mails that lie there, newest first, some at a time.

        Whoever knows the newest asks no further: so of many thousands only some are remembered.
        """
        wanted, before = PAGE, (math.inf, "")
        while True:
            found = nlargest(wanted, (one for one in self._written() if one < before))
            for start in range(0, len(found), PAGE):
                page = found[start : start + PAGE]
                yield [_beginning(self._directory / name) for _, name in page]
            if len(found) < wanted:
                return
            wanted, before = 2 * wanted, found[-1]

    def _written(self) -> Iterator[tuple[float, str]]:
        """Yield when each mail was written, and its name."""
        if self._directory.is_dir():
            with os.scandir(self._directory) as files:
                for one in files:
                    if one.name.endswith(".eml"):
                        with suppress(OSError):
                            yield one.stat().st_mtime, one.name

    def close(self) -> None:
        """There is nothing to let go of."""


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as mail:
            return mail.read(HEAD)
    except OSError:
        return b""


def name_of(mail: Mail) -> str:
    """Return the file name of *mail*, always the same."""
    parts = [mail.case_ref or "desk", mail.kind, mail.recipient]
    safe = "_".join(UNSAFE.sub("-", part)[:60] for part in parts)
    return f"{safe}_{hashlib.sha256(mail.key.encode()).hexdigest()[:12]}.eml"


def sync(directory: Path) -> None:
    """Make the names in *directory* survive a power cut."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
