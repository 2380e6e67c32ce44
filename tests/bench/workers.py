"""
Two workers on PostgreSQL against one: how much sooner the same messages are done.

Beside the clock on the wall, which says little on a machine that is busy with other work, stands
the processor time of the worker that had most to do: what does not grow when it is shared, and
would be the gain were nobody ever kept waiting.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import psycopg

from foibot.mailbox.collect import Place, collect
from foibot.mailbox.directory import DirectoryMailbox
from foibot.store.engine import open_engine
from tests.bench.backlog import CONFIG
from tests.bench.mails import requests
from tests.servers.postgresql import PostgreSQL, postgresql
from tests.shared import ROOT

WHO = "mixbury.example"
LONGEST = 600.0
ON_ALONE = '[store]\ndatabase = "{url}"\n'


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast workers did the same messages: by the clock, and by the busiest of them."""

    rate: float  # messages a second, from the first that is done to the last
    busiest: float  # seconds of processor time, its children's too, of who had most to do


@dataclass(frozen=True, slots=True)
class Gain:
    """What two workers bring over one: by the clock, and in processor time."""

    rate: float
    busiest: float


def gains(messages: int, turns: int = 3) -> list[Gain]:
    """
    Return what two workers bring over one, on the same server, in each of some turns.

    Each turn is one worker, two, and one again: two are held against the mean of the passes on
    either side, so that a machine that slows down or speeds up meanwhile favours neither.
    """
    with postgresql() as server:
        found = []
        one = _told(server, messages, 1)
        for _ in range(turns):
            two, after = _told(server, messages, 2), _told(server, messages, 1)
            alone = mean((one.busiest, after.busiest))
            found.append(Gain(two.rate / mean((one.rate, after.rate)), alone / two.busiest))
            one = after
        return found


def _told(server: PostgreSQL, messages: int, count: int) -> Pace:
    """Return the pace of *count* workers, and say it: all passes together take minutes."""
    pace = _pace(server, messages, count)
    each = f"{pace.rate:.1f} messages a second, {pace.busiest:.1f} s of the busiest's processor"
    print(f"     {count} worker(s), {messages} messages: {each}", file=sys.stderr, flush=True)
    return pace


def _pace(server: PostgreSQL, messages: int, count: int) -> Pace:
    """Return the pace of *count* workers that start with nothing to do."""
    url = server.new_database()
    where = server.where(url.rpartition("/")[2])
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "in").mkdir()
        (home / "config.toml").write_text(CONFIG + ON_ALONE.format(url=url))
        with psycopg.connect(where, autocommit=True) as watching, _workers(home, count) as pids:
            _until_ready(watching, count)
            before = [_spent(pid) for pid in pids]
            for number, raw in enumerate(requests(messages)):
                (home / "in" / f"{number}.eml").write_bytes(raw)
            _collect(home, url)
            rate = _watched(watching, messages)
            spent = [_spent(pid) - start for pid, start in zip(pids, before, strict=True)]
            return Pace(rate, max(spent))


def _spent(pid: int) -> float:
    """Return the seconds of processor time of a process and of all that it started."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ended = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    children = [
        child
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return ended + sum(_spent(int(child)) for child in children)


@contextmanager
def _workers(home: Path, count: int) -> Iterator[list[int]]:
    """Run *count* workers and yield the numbers of their processes."""
    words = [sys.executable, "-m", "foibot", "-c", str(home / "config.toml")]
    # A first pass over an empty mailbox makes the tables.
    subprocess.run([*words, "once"], check=True, cwd=ROOT)
    with (home / "log").open("wb") as log:
        running = [
            subprocess.Popen([*words, "run", "--worker"], cwd=ROOT, stdout=log, stderr=log)
            for _ in range(count)
        ]
        try:
            yield [one.pid for one in running]
        finally:
            for one in running:
                one.send_signal(signal.SIGTERM)
            for one in running:
                one.wait(60)


def _until_ready(watching: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    """Wait until every worker holds the lock that says that it lives."""
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    _wait(lambda: _number(watching, query) >= count)


def _collect(home: Path, url: str) -> None:
    engine = open_engine(url)
    place = Place(engine, WHO, home / "files", None, 0)
    collect(DirectoryMailbox(home / "in"), place, datetime.now(UTC))
    engine.dispose()


def _watched(watching: psycopg.Connection[tuple[object, ...]], messages: int) -> float:
    query = "SELECT count(*) FROM message WHERE state = 'done'"
    done = _wait(lambda: _number(watching, query))
    began = time.monotonic()
    _wait(lambda: _number(watching, query) >= messages)
    cases = _number(watching, 'SELECT count(DISTINCT opened_from) FROM "case"')
    assert cases == messages, f"{cases} cases of {messages} messages"
    return (messages - done) / (time.monotonic() - began)


def _wait(found: Callable[[], int]) -> int:
    until = time.monotonic() + LONGEST
    while not (now := found()):
        assert time.monotonic() < until, "the workers do nothing"
        time.sleep(0.02)
    return now


def _number(watching: psycopg.Connection[tuple[object, ...]], query: str) -> int:
    row = watching.execute(query.encode()).fetchone()
    return int(str(row[0])) if row else 0
