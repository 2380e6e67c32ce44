"""
A backlog of thousands: the oldest clock goes first, and memory does not grow with it.

It is judged by the mails that went out and by an independent calendar: each request acknowledged
once, its date right, and what its day asks for told on that day, also on the mornings that follow.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from tests.bench.mails import requests
from tests.bench.measure import Cost, cost
from tests.unit.clock.witness import non_working, nth, uk, works

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
WORKED_OFF = datetime(2026, 11, 5, 9, tzinfo=UTC)  # when the last of 50,000 has come
# A Friday, a Monday, and the day after it.
MORNINGS = tuple(WORKED_OFF + timedelta(days=days) for days in (1, 4, 5))
SAMPLES = 10
LONDON = ZoneInfo("Europe/London")
DIGEST_AT = time(8, 30)  # rules/notices.toml
WORKING_DAYS = 20  # FOIA s.10(1)
DIGESTS = """
SELECT count(*) - count(DISTINCT recipient || date(created_at)) FROM outbox WHERE kind = 'digest'
"""
ACKNOWLEDGED = re.compile(r"_acknowledgement_(person\d+)@")


@dataclass(frozen=True)
class Backlog:
    """What one pass over a backlog cost, and how many of its requests came to harm."""

    messages: int
    cost: Cost
    memory: tuple[tuple[int, float], ...]  # with so many cases open it needed so many MB
    lost: int  # not acknowledged
    doubled: int
    out_of_turn: int
    wrong_date: int
    not_told: int  # whose day came, and the notice of it did not
    digests: int = 0  # more than one to a person on a day
    mornings: tuple[Cost, ...] = ()

    @property
    def harm(self) -> int:
        """Return how much is wrong."""
        told = self.not_told + self.digests
        return self.lost + self.doubled + self.out_of_turn + self.wrong_date + told


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
                what = f"{opened} cases open, {self.seen[-1][1]:.0f} MB"
                print(what, file=sys.stderr, flush=True)

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
    """Return what a pass over so many requests costs, which lie in no order, and what follows."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        lay(home, messages)
        watch = Watch(home / "foibot.db", messages)
        watch.start()
        spent = _pass(home, WORKED_OFF)
        watch.ended.set()
        watch.join()
        first = judged(home, messages, spent, tuple(watch.seen), WORKED_OFF)
        mornings, not_told, digests = [], first.not_told, 0
        for morning in MORNINGS:
            mornings.append(_pass(home, morning))
            after = judged(home, messages, spent, (), morning)
            not_told, digests = not_told + after.not_told, after.digests
        return replace(first, not_told=not_told, digests=digests, mornings=tuple(mornings))


def _pass(home: Path, at: datetime) -> Cost:
    words = ["-m", "tests.bench.passes", str(home / "config.toml"), at.isoformat()]
    spent = cost(words, home / "log")
    assert spent.code == 0, (home / "log").read_text()
    return spent


def lay(home: Path, messages: int) -> None:
    """Lay so many requests into a mailbox, a minute apart and in no order."""
    (home / "in").mkdir()
    times = [FIRST + number * APART for number in range(messages)]
    Random(1).shuffle(times)
    for number, (raw, at) in enumerate(zip(requests(messages), times, strict=True)):
        path = home / "in" / f"{number}.eml"
        path.write_bytes(raw)
        os.utime(path, (at, at))
    (home / "config.toml").write_text(CONFIG)


def judged(
    home: Path, messages: int, spent: Cost, memory: tuple[tuple[int, float], ...], now: datetime
) -> Backlog:
    """Return what one pass, which ended at *now*, did with each request."""
    names = (ACKNOWLEDGED.search(path.name) for path in (home / "out").iterdir())
    told = Counter(name[1] for name in names if name)
    with closing(sqlite3.connect(home / "foibot.db")) as connection:
        rows = connection.execute('SELECT received_at, due, next_look FROM "case" ORDER BY id')
        cases = [(datetime.fromisoformat(at).replace(tzinfo=UTC), *days) for at, *days in rows]
        digests = connection.execute(DIGESTS).fetchone()[0]
    told_until = _told_until(now.astimezone(LONDON)).isoformat()
    return Backlog(
        messages=messages,
        cost=spent,
        memory=memory,
        lost=messages - len(told),
        doubled=sum(told.values()) - len(told),
        out_of_turn=sum(now < before for (before, *_), (now, *_) in pairwise(cases)),
        wrong_date=abs(messages - len(cases)) + sum(due != _due(at) for at, due, _ in cases),
        not_told=sum(look is None or look <= told_until for _, _, look in cases),
        digests=digests,
    )


def _told_until(now: datetime) -> date:
    """Return the day up to which a pass tells: at night and on days off it tells nothing."""
    comes = works(now.date(), non_working("ENG")) and now.time() >= DIGEST_AT
    return now.date() if comes else date.min


def _due(received: datetime) -> str:
    """Return the statutory date by an independent calendar."""
    return _twentieth(received.astimezone(LONDON).date()).isoformat()


@cache
def _twentieth(received: date) -> date:
    return nth(received, WORKING_DAYS, uk())
