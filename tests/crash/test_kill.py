"""kill -9 at every step over a small mailbox: nothing lost, nothing twice, dates right (P6)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.trial import Expected, Verdict, World, judge, out_of_office, request, zygote
from tests.servers.dovecot import dovecot
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp_peer import Accepted, smtp_peer

MAILS = (request(1), out_of_office(1), request(2))
EXPECTED = Expected(("jo1@example.org", "jo2@example.org"), ("auto1@example.org",))
# Every step takes minutes: the long run does that, the tests every so many.
STRIDE = int(os.environ.get("FOIBOT_TEST_STRIDE", "9"))
KILLED = -9


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with dovecot() as server, smtp_peer() as peer, zygote() as running:
        yield World(server, peer, running)


def one_trial(world: World, home: Path, kill_at: int | None, database: str) -> tuple[int, Verdict]:
    """Return how the victim ended, and what was wrong in the end."""
    user = world.mailbox(MAILS)
    config = world.config(home, user, database)
    world.peer.accepted.clear()

    def keep(mail: Accepted) -> None:
        # What the server accepted lies in the Sent folder before it says so, as at Exchange.
        world.dovecot.deliver(user, mail.content, folder="Sent")

    world.peer.on_accept = keep
    code = world.zygote.run(config, kill_at, home / "trail")
    world.until_done(config, home / "trail-after", EXPECTED)
    return code, judge(world.peer, EXPECTED)


def steps_of(world: World, home: Path, database: str) -> int:
    """Return how many steps an undisturbed run takes."""
    code, verdict = one_trial(world, home, None, database)
    assert (code, verdict) == (0, Verdict())
    return len((home / "trail").read_text().splitlines())


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

    total = steps_of(world, tmp_path / "whole", database())
    assert total > 40
    first = 1 if kind == "sqlite" else 1 + STRIDE // 2
    for kill_at in range(first, total + 1, STRIDE):
        home = tmp_path / f"at-{kill_at}"
        code, verdict = one_trial(world, home, kill_at, database())
        where = (home / "trail").read_text().splitlines()[-1]

        assert verdict == Verdict(), f"killed at step {kill_at}, {where}"
        # The order of steps differs a little between runs: the last ones may not be reached.
        assert code == KILLED or kill_at > total - 10
