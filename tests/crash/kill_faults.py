"""Killed, or let down by the disk, at every step: of the wire, of the database, of the system."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.crash.faults import Fault, finished
from tests.crash.trial import EXPECTED, MAILS, Verdict
from tests.crash.world import SQLITE, Trial, World
from tests.servers.postgresql import PostgreSQL

Database = Callable[[], str]
WITHOUT_SENT = replace(EXPECTED, window=True)


def killed_on(kind: str, database: Database, *, sent_folder: bool = True) -> Fault:
    """Return the fault: kill -9 before each event of the wire and of the database."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        one = world.trial(home, database())
        one.sent_folder = sent_folder
        one.run(kill_at=number)
        return finished(one, EXPECTED if sent_folder else WITHOUT_SENT)

    without = "" if sent_folder else ", no copies in Sent (the window: same Message-ID)"
    return Fault(
        f"kill -9 at every wire and database event, {kind}{without}",
        trial,
        trials=0,
        steps=lambda world, home: world.steps(home, database()),
    )


def prepared(world: World, home: Path) -> Trial:
    """Return a trial whose database is made, so that every call is one of the work."""
    one = world.trial(home, mails=())
    assert one.run() == 0
    one.put(*MAILS)
    return one


def calls(world: World, home: Path, *, new: bool) -> int:
    """Return how many durable system calls an undisturbed run makes."""
    one = world.trial(home) if new else prepared(world, home)
    trail = one.victim(harm={"at": 0, "kind": "nothing"})
    assert world.zygote.run(trail) == 0
    return len(Path(f"{trail.trail}.calls").read_text().splitlines())


def at_call(name: str, kind: str, error: int, stride: int, *, new: bool = False) -> Fault:
    """Return the fault: *kind* of harm at every durable system call."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        one = world.trial(home) if new else prepared(world, home)
        one.run(harm={"at": number, "kind": kind, "error": error})
        return finished(one)

    return Fault(name, trial, steps=lambda world, home: calls(world, home, new=new), stride=stride)


def faults(server: PostgreSQL | None) -> list[Fault]:
    """Return them all; those of PostgreSQL where there is one."""
    found = [killed_on("SQLite", lambda: SQLITE)]
    if server is not None:
        found.append(killed_on("PostgreSQL", server.new_database))
    return [
        *found,
        killed_on("SQLite", lambda: SQLITE, sent_folder=False),
        at_call("kill -9 at every write, sync, rename, unlink", "kill", 0, 1),
        at_call("kill -9 at every such call of the first start", "kill", 0, 3, new=True),
        at_call("write torn in half, then kill -9", "torn", 0, 3),
        at_call("disk full from this call on (ENOSPC)", "error from then", errno.ENOSPC, 2),
        at_call("this call fails (EIO), once", "error once", errno.EIO, 2),
        at_call("disk broken from this call on (EIO)", "error from then", errno.EIO, 3),
    ]
