"""What went out, in a file of its own that a restored database does not take back with it (P17)."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path

from foibot.store.own_copies import OwnCopy

log = logging.getLogger(__name__)
UNSAFE = re.compile(r"[^a-z0-9.-]+")
MONTHS = 3  # so many files are kept: no backup is older
BLOCK = 256 * 1024
PAGE = 200


class Journal:
    """One line a mail of one authority, in the order in which they went, in a file a month."""

    def __init__(self, state: Path, authority: str) -> None:
        self._state = state
        self._name = f"sent-{UNSAFE.sub('-', authority.lower())}"

    def note(self, copies: Sequence[OwnCopy], today: date) -> None:
        """
        Keep that *copies* went out; called before the database says so.

        A file that cannot be written stops nothing: the database is what counts.
        """
        if not copies:
            return
        path = self._state / f"{self._name}-{today:%Y-%m}.jsonl"
        try:
            is_new = not path.exists()
            with path.open("a", encoding="utf-8") as out:
                out.write("".join(json.dumps(asdict(copy)) + "\n" for copy in copies))
                out.flush()
                os.fsync(out.fileno())
            for old in self._files()[MONTHS:] if is_new else ():
                old.unlink(missing_ok=True)
        except OSError as error:
            log.warning("journal_not_written", extra={"reason": str(error)})

    def _files(self) -> list[Path]:
        """Return the files, the newest first."""
        return sorted(self._state.glob(f"{self._name}-????-??.jsonl"), reverse=True)

    def pages(self) -> Iterator[list[OwnCopy]]:
        """Yield what went out, newest first, some at a time."""
        copies = self._copies()
        while page := list(islice(copies, PAGE)):
            yield page

    def holds(self, message_id: str) -> bool:
        """Return whether *message_id* went out, as far as this file goes back."""
        return any(copy.message_id == message_id for copy in self._copies())

    def _copies(self) -> Iterator[OwnCopy]:
        for path in self._files():
            for line in _backwards(path):
                copy = _copy(line)
                if copy is not None:
                    yield copy


def _copy(line: bytes) -> OwnCopy | None:
    """Return what *line* says; None when a crash left half of it."""
    try:
        return OwnCopy(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _backwards(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, the last one first."""
    try:
        source = path.open("rb")
    except OSError:
        return
    with source:
        at, rest = source.seek(0, os.SEEK_END), b""
        while at > 0:
            start = max(0, at - BLOCK)
            source.seek(start)
            first, *lines = (source.read(at - start) + rest).split(b"\n")
            yield from (line for line in reversed(lines) if line)
            at, rest = start, first
        if rest:
            yield rest
