"""A few trials of every fault: none lost, none twice, dates right (P1 to P20)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import kill_faults, letter_faults, store_faults, storm
from tests.crash.__main__ import known_faults
from tests.crash.faults import Fault
from tests.crash.trial import Verdict
from tests.crash.world import SQLITE, World, a_world
from tests.servers.postgresql import PostgreSQL

# All trials take hours: `python -m tests.crash` makes them, the tests one of each fault, in the
# midst of its work: of steps and calls there are some hundreds.
STEP = int(os.environ.get("FOIBOT_TEST_STEP", "150"))
# Of a letter the step at which its mails are at the server's door.
LATE, AT_EVENT = 80, "kill -9 at every wire and database event"
BETWEEN = "kill -9 between mails of a batch with enclosures"
LETTERS = letter_faults.faults(None)
ON_SQLITE = [
    one.name
    for one in known_faults(None)
    if one.name not in {each.name for each in (*LETTERS, *storm.faults(None))}
]
ON_POSTGRESQL = [
    one.name
    for one in (*kill_faults.faults(PostgreSQL(0)), *store_faults.faults(PostgreSQL(0)))
    if one.name not in ON_SQLITE
]


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
def test_a_letter_in_three_mails_goes_once_as_approved(world: World, tmp_path: Path) -> None:
    (fault,) = (
        one for one in LETTERS if one.name == f"a letter in three mails: {AT_EVENT}, SQLite"
    )
    assert fault.trial(world, tmp_path / "trial", LATE) == Verdict()


@pytest.mark.imap
@pytest.mark.pg
@pytest.mark.timeout(3600)
def test_so_does_one_approved_by_command_on_postgresql(
    world: World, tmp_path: Path, pg_server: PostgreSQL
) -> None:
    name = f"a letter approved by command: {AT_EVENT}, PostgreSQL"
    (fault,) = (one for one in letter_faults.faults(pg_server) if one.name == name)
    assert fault.trial(world, tmp_path / "trial", LATE) == Verdict()


@pytest.mark.imap
@pytest.mark.timeout(3600)
def test_of_a_batch_with_enclosures_only_what_was_going_waits(world: World, tmp_path: Path) -> None:
    (fault,) = (one for one in LETTERS if one.name == f"{BETWEEN}, SQLite")
    assert fault.trial(world, tmp_path / "trial", STEP) == Verdict()


@pytest.mark.imap
@pytest.mark.timeout(3600)
def test_a_storm_of_kills(world: World, tmp_path: Path) -> None:
    assert storm.storm(world, tmp_path / "storm", SQLITE, 20, 4, seed=1) == Verdict()
