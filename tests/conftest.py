"""Fixtures that several folders of tests use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.store.engine import open_engine
from foibot.store.migrate import upgrade
from tests.servers.postgresql import PostgreSQL, postgresql


@pytest.fixture(scope="session")
def pg_server() -> Iterator[PostgreSQL]:
    """One PostgreSQL for the whole run of this process."""
    with postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'foibot.db'}"
    server: PostgreSQL = request.getfixturevalue("pg_server")
    return server.new_database()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with the newest schema."""
    engine = open_engine(database_url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """A SQLite database with the newest schema."""
    engine = open_engine(f"sqlite:///{tmp_path / 'foibot.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()
