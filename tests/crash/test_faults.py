"""A few trials of every fault: none lost, none twice, dates right (P1 to P20)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.__main__ import known_faults
from tests.crash.faults import Fault
from tests.crash.storm import storm
from tests.crash.trial import Verdict
from tests.crash.world import SQLITE, World, a_world
from tests.servers.postgresql import PostgreSQL

# All trials take hours: `python -m tests.crash` makes them, the tests one of each fault, in the
# midst of its work: of steps and calls there are some hundreds.
STEP = int(os.environ.get("FOIBOT_TEST_STEP", "150"))
ON_SQLITE = [fault.name for fault in known_faults(None)]
ON_POSTGRESQL = [one.name for one in known_faults(PostgreSQL(0)) if one.name not in ON_SQLITE]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as running:
        yield running


def tried(world: World, fault: Fault, home: Path) -> None:
    verdict = fault.trial(world, home / "trial", STEP)
    verdict.again.clear()
    assert verdict == Verdict()


@pytest.mark.imap
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ON_SQLITE)
def test_nothing_is_lost_doubled_or_wrong(world: World, tmp_path: Path, name: str) -> None:
    (fault,) = (one for one in known_faults(None) if one.name == name)
    tried(world, fault, tmp_path)


@pytest.mark.imap
@pytest.mark.pg
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ON_POSTGRESQL)
def test_nor_on_postgresql(world: World, tmp_path: Path, pg_server: PostgreSQL, name: str) -> None:
    (fault,) = (one for one in known_faults(pg_server) if one.name == name)
    tried(world, fault, tmp_path)


@pytest.mark.imap
@pytest.mark.timeout(3600)
def test_a_storm_of_kills_of_the_real_command(world: World, tmp_path: Path) -> None:
    assert storm(world, tmp_path / "storm", SQLITE, 20, 2) == Verdict()
