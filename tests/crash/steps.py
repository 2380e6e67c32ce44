"""The steps at which a process can be killed: each thing it says to a server or to the disk."""

from __future__ import annotations

import imaplib
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from aiosmtplib.protocol import SMTPProtocol
from sqlalchemy import Engine, event


class Steps:
    """Counts steps, and before the one that was chosen kills this process."""

    def __init__(self, kill_at: int | None, trail: Path) -> None:
        self.kill_at = kill_at
        self.count = 0
        self._lock = threading.Lock()
        self._trail = os.open(trail, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def step(self, name: str) -> None:
        """Count one step; the trail on disk says which ones were taken."""
        with self._lock:
            self.count += 1
            os.write(self._trail, f"{name}\n".encode())
            if self.kill_at is not None and self.count >= self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def before(self, owner: object, name: str, label: str) -> None:
        """Make every call of *owner*.*name* a step."""
        original: Callable[..., object] = getattr(owner, name)

        def counted(*args: object, **kwargs: object) -> object:
            self.step(label)
            return original(*args, **kwargs)

        setattr(owner, name, counted)

    def install(self) -> None:
        """Watch the disk, the database and both servers."""
        self.before(os, "fsync", "fsync")
        self.before(Path, "rename", "rename")
        self.before(imaplib.IMAP4, "send", "imap said")
        self.before(imaplib.IMAP4, "_get_tagged_response", "imap heard")
        self.before(SMTPProtocol, "write", "smtp said")
        self.before(SMTPProtocol, "data_received", "smtp heard")
        event.listen(Engine, "commit", lambda _connection: self.step("commit"))
        event.listen(Engine, "begin", lambda _connection: self.step("begin"))
