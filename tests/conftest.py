"""Fixtures that several folders of tests use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from foibot.store.engine import open_engine
from foibot.store.migrate import upgrade
from tests.servers.postgresql import PostgreSQL, postgresql

# A busy machine cannot keep deadlines.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


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
