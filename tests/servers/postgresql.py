"""A PostgreSQL of our own on 127.0.0.1, for as long as the tests run."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.servers.needs import as_nobody, free_port, own_folder, program

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "50",
    # As fast as it is unsafe: these data need not survive anything.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


@dataclass
class PostgreSQL:
    """A running server; each call of new_database gives the URL of an empty one."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def where(self, name: str) -> str:
        """Return how psycopg reaches database *name*."""
        return f"host=127.0.0.1 port={self.port} user=foibot dbname={name}"

    def new_database(self, like: str = "template1") -> str:
        """Return the URL of a new database: empty, or a copy of the one whose URL is *like*."""
        name, model = f"foibot{next(self.numbers)}", like.rpartition("/")[2]
        with psycopg.connect(self.where("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {model}".encode())
        return f"postgresql+psycopg://foibot@127.0.0.1:{self.port}/{name}"


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Run a server in a folder of its own."""
    initdb = program("pg", "initdb", "/usr/lib/postgresql/*/bin/initdb").resolve()
    with own_folder() as home:
        prefix = as_nobody(home)
        data, server = home / "data", PostgreSQL(free_port())
        env = os.environ | {"HOME": str(home)}
        make: list[str | Path] = [*prefix, initdb, "-D", data, "-U", "foibot", "-A", "trust"]
        make += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, env=env, cwd=home)
        command: list[str | Path] = [*prefix, initdb.with_name("postgres"), "-D", data]
        command += ["-p", str(server.port), "-k", home]
        command += [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(command, env=env, cwd=home, stdout=log, stderr=log)
        try:
            _wait(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(server: PostgreSQL, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "PostgreSQL stopped at once"
        try:
            psycopg.connect(server.where("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("PostgreSQL does not answer")
