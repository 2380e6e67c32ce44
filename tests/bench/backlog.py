"""A backlog of thousands: the oldest clock goes first, and memory does not grow with it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.bench.mails import requests
from tests.bench.measure import Cost, cost

CONFIG = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[mailbox]
directory = "in"
[outbox]
directory = "out"
[limits]
per_sender_hour = 0
per_sender_day = 0
per_domain_day = 0
per_day = 0
"""
FIRST = datetime(2026, 10, 1, 9, tzinfo=UTC).timestamp()
APART = 60.0


SAMPLES = 10


@dataclass(frozen=True)
class Backlog:
    """What one pass over a backlog cost, and how many of its requests were taken out of turn."""

    messages: int
    cost: Cost
    acknowledged: int
    out_of_turn: int
    memory: tuple[tuple[int, float], ...]  # with so many cases open it needed so many MB


class Watch(threading.Thread):
    """Looks now and then at how far the pass has come, and at the memory that it has then."""

    def __init__(self, database: Path, messages: int) -> None:
        super().__init__(daemon=True)
        self.database, self.step = database, max(1, messages // SAMPLES)
        self.seen: list[tuple[int, float]] = []
        self.ended = threading.Event()

    def run(self) -> None:
        """Look until told to end."""
        while not self.ended.wait(0.5):
            opened = self._opened()
            if opened >= (len(self.seen) + 1) * self.step:
                self.seen.append((opened, self._megabytes()))

    def _opened(self) -> int:
        if not self.database.exists():
            return 0
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            try:
                return int(connection.execute('SELECT max(id) FROM "case"').fetchone()[0] or 0)
            except sqlite3.OperationalError:
                return 0

    def _megabytes(self) -> float:
        config = str(self.database.with_name("config.toml")).encode()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if config in (process / "cmdline").read_bytes().split(b"\0"):
                    pages = int((process / "statm").read_text().split()[1])
                    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        return 0.0


def backlog(messages: int) -> Backlog:
    """Return what a pass over so many requests costs, which lie in no order."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "in").mkdir()
        times = [FIRST + number * APART for number in range(messages)]
        Random(1).shuffle(times)
        for number, (raw, at) in enumerate(zip(requests(messages), times, strict=True)):
            path = home / "in" / f"{number}.eml"
            path.write_bytes(raw)
            os.utime(path, (at, at))
        (home / "config.toml").write_text(CONFIG)
        watch = Watch(home / "foibot.db", messages)
        watch.start()
        spent = cost(["-m", "foibot", "-c", str(home / "config.toml"), "once"], home / "log")
        watch.ended.set()
        watch.join()
        assert spent.code == 0, (home / "log").read_text()
        received, sent = _order(home / "foibot.db")
        wrong = sum(now < before for before, now in pairwise(received))
        return Backlog(messages, spent, sent, wrong, tuple(watch.seen))


def _order(database: Path) -> tuple[list[str], int]:
    """Return the receipts in the order in which cases were opened, and how many were answered."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute('SELECT received_at FROM "case" ORDER BY id')
        kinds = "kind = 'acknowledgement' AND state = 'sent'"
        sent = connection.execute(f"SELECT count(*) FROM outbox WHERE {kinds}").fetchone()
        return [str(row[0]) for row in rows], int(sent[0])
