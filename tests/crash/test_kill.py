"""kill -9 at every step over a small mailbox: none lost, none twice, dates right (P6, P15)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.trial import Verdict, World, a_world
from tests.servers.postgresql import PostgreSQL

# Every step takes minutes: the long run does that, the tests every so many.
STRIDE = int(os.environ.get("FOIBOT_TEST_STRIDE", "17"))
KILLED = -9


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as running:
        yield running


@pytest.mark.imap
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def test_killed_at_any_step_nothing_is_lost_or_doubled(
    world: World, tmp_path: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    def database() -> str:
        if kind == "sqlite":
            return "sqlite:///foibot.db"
        server: PostgreSQL = request.getfixturevalue("pg_server")
        return server.new_database()

    total = world.steps(tmp_path / "whole", database())
    assert total > 40
    first = 1 if kind == "sqlite" else 1 + STRIDE // 2
    for kill_at in range(first, total + 1, STRIDE):
        home = tmp_path / f"at-{kill_at}"
        code, verdict = world.trial(home, kill_at, database())
        where = (home / "trail").read_text().splitlines()[-1]

        assert verdict == Verdict(), f"killed at step {kill_at}, {where}"
        # The order of steps differs a little between runs: the last ones may not be reached.
        assert code == KILLED or kill_at > total - 10


@pytest.mark.imap
@pytest.mark.timeout(3600)
def test_when_the_disk_is_full_at_any_step_nothing_is_lost_or_doubled(
    world: World, tmp_path: Path
) -> None:
    database = "sqlite:///foibot.db"
    total = world.steps(tmp_path / "whole", database)
    for full_at in range(3, total + 1, STRIDE * 2):
        home = tmp_path / f"at-{full_at}"
        code, verdict = world.trial(home, full_at, database, "full")

        assert verdict == Verdict(), f"full at step {full_at}"
        assert code != KILLED
