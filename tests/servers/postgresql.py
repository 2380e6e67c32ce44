"""A PostgreSQL of our own on 127.0.0.1, for as long as the tests run."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.servers.needs import as_nobody, free_port, program


@dataclass
class PostgreSQL:
    """A running server; each call of new_database gives the URL of an empty one."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new_database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"foibot{next(self.numbers)}"
        where = f"host=127.0.0.1 port={self.port} user=foibot dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://foibot@127.0.0.1:{self.port}/{name}"


@contextmanager
def postgresql(directory: Path) -> Iterator[PostgreSQL]:
    """Run a server whose data lie in *directory*; it is as fast as it is unsafe."""
    initdb = program("pg", "initdb", "/usr/lib/postgresql/*/bin/initdb").resolve()
    home = directory / "pg"
    home.mkdir()
    prefix = as_nobody(home)
    data, port = home / "data", free_port()
    env = os.environ | {"HOME": str(home)}
    make: list[str | Path] = [
        initdb,
        "-D",
        data,
        "-U",
        "foibot",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(
        [*prefix, *make, "--no-sync"], check=True, capture_output=True, env=env, cwd=home
    )
    settings = (
        f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"
        " -c synchronous_commit=off -c full_page_writes=off"
    )
    control: list[str | Path] = [
        *prefix,
        initdb.with_name("pg_ctl"),
        "-D",
        data,
        "-w",
        "-l",
        home / "log",
    ]
    subprocess.run(
        [*control, "-o", settings, "start"],
        check=True,
        env=env,
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield PostgreSQL(port)
    finally:
        subprocess.run(
            [*control, "-m", "fast", "stop"], check=True, capture_output=True, env=env, cwd=home
        )
