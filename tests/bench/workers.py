"""Two workers on PostgreSQL against one: how much sooner the same messages are done."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


def gains(messages: int, turns: int = 3) -> list[float]:
    """
    Return the messages a second of two workers over those of one, on the same server.

    Each turn is one worker, two, and one again: two are held against the mean of the passes on
    either side, so that a machine that slows down or speeds up meanwhile favours neither.
    """
    with postgresql() as server:
        found = []
        one = _rate(server, messages, 1)
        for _ in range(turns):
            two, after = _rate(server, messages, 2), _rate(server, messages, 1)
            found.append(two / mean((one, after)))
            one = after
        return found


def _rate(server: PostgreSQL, messages: int, count: int) -> float:
    """Return the messages a second of *count* workers, from the first that is done to the last."""
    url = server.new_database()
    where = server.where(url.rpartition("/")[2])
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "in").mkdir()
        (home / "config.toml").write_text(CONFIG + ON_ALONE.format(url=url))
        with psycopg.connect(where, autocommit=True) as watching, _workers(home, count):
            _until_ready(watching, count)
            for number, raw in enumerate(requests(messages)):
                (home / "in" / f"{number}.eml").write_bytes(raw)
            _collect(home, url)
            return _watched(watching, messages)


@contextmanager
def _workers(home: Path, count: int) -> Iterator[None]:
    words = [sys.executable, "-m", "foibot", "-c", str(home / "config.toml")]
    # A first pass over an empty mailbox makes the tables.
    subprocess.run([*words, "once"], check=True, cwd=ROOT)
    with (home / "log").open("wb") as log:
        running = [
            subprocess.Popen([*words, "run", "--worker"], cwd=ROOT, stdout=log, stderr=log)
            for _ in range(count)
        ]
        try:
            yield
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
