"""What a test needs of the machine: absent it skips, saying why; required it fails."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def absent(what: str, reason: str) -> None:
    """Skip the test; fail instead when FOIBOT_REQUIRE names *what* (imap, pg, browser)."""
    if what in os.environ.get("FOIBOT_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here, but {reason}")
    pytest.skip(f"{reason} (needed for {what})")


def program(what: str, name: str, *places: str) -> Path:
    """Return the program *name*, from PATH or the newest of *places*; else the test skips."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    if found:
        return Path(found)
    for pattern in places:
        matches = sorted(Path("/").glob(pattern.lstrip("/")))
        if matches:
            return matches[-1]
    absent(what, f"{name} is not installed")
    raise AssertionError


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that an unprivileged server can reach, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="foibot-server-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def as_nobody(directory: Path) -> list[str]:
    """Return the words before a command that must not run as root; *directory* becomes nobody's."""
    if os.geteuid() != 0:
        return []
    for path in [directory, *directory.rglob("*")]:
        os.chown(path, 65534, 65534)
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
