"""What a service costs before any mail comes: its start, and its memory while it waits."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.shared import ROOT

CONFIG = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[mailbox]
directory = "in"
[outbox]
directory = "out"
"""
LONGEST = 60.0
SETTLED = 3.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """How long a start took until the first look into the mailbox, and what it needs then."""

    seconds: float
    cpu: float  # of the service and of those processes that it has ended by then
    idle_mb: float


def start(config: str = CONFIG, mails: int = 0) -> Start:
    """Return what a start costs after one that made the database and opened *mails* cases."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "in").mkdir()
        (home / "config.toml").write_text(config)
        for number in range(mails):
            (home / "in" / f"{number}.eml").write_bytes(_mail(number))
        # Twice: what the first leaves to be sent, or to be told of, the second sees to.
        _started(home)
        _started(home)
        assert len(list((home / "out").glob("*acknowledgement*"))) == mails
        return _started(home)


def _mail(number: int) -> bytes:
    """Return a request that opens a case."""
    head = f"From: jo{number}@example.org\r\nSubject: FOI\r\nMessage-ID: <{number}@example.org>\r\n"
    return f"{head}\r\nHow many potholes were repaired in ward {number} in 2025?\r\n".encode()


def _started(home: Path) -> Start:
    before, reminded = _last_look(home), _last_look(home, "remind")
    words = [sys.executable, "-m", "foibot", "-c", str(home / "config.toml"), "run"]
    began = time.monotonic()
    with (home / "log").open("wb") as log:
        service = subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log)
        try:
            _until(lambda: _last_look(home) not in {before, None}, service)
            seconds, cpu = time.monotonic() - began, _cpu(service.pid)
            _until(lambda: _last_look(home, "remind") not in {reminded, None}, service)
            time.sleep(SETTLED)
            return Start(seconds, cpu, _memory(service.pid))
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(30)


def _until(done: Callable[[], bool], service: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST
    while not done():
        assert service.poll() is None, "the service ended"
        assert time.monotonic() < until, "the service did not begin"
        time.sleep(0.005)


def _last_look(home: Path, verb: str = "poll") -> str | None:
    """Return when *verb* last did its work, or None: of poll, when the mailbox was looked into."""
    database = home / "foibot.db"
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as connection:
        try:
            query = "SELECT good_at FROM heartbeat WHERE verb = ?"
            row = connection.execute(query, (verb,)).fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None


def _cpu(pid: int) -> float:
    """Return the seconds of processor time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _memory(pid: int) -> float:
    """Return the megabytes that a process and its children hold."""
    total = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += sum(_memory(int(child)) for child in (task / "children").read_text().split())
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return total + int(line.split()[1]) / 1024
    return total
