"""The database at fault: locked, restored, shared, its leader stalled, upgraded (P16 to P20)."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import threading
import time
from pathlib import Path

import foibot.store.migrate
from tests.crash.faults import Fault, dice_of, finished
from tests.crash.trial import EXPECTED, Expected, Verdict, request
from tests.crash.world import Trial, World
from tests.servers.postgresql import PostgreSQL

NEXT = """
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE outbox ADD COLUMN of_the_next_version INTEGER DEFAULT 0")
    op.execute("CREATE TABLE of_the_next_version (id INTEGER PRIMARY KEY)")
"""


def locked(world: World, home: Path, number: int) -> Verdict:
    """Somebody else holds the database, now and then for longer than is waited for."""
    dice = dice_of("locked", number)
    trial = world.trial(home)
    trial.run(kill_at=dice.randint(30, 150))
    trial.tweaks["busy_seconds"] = 0.4
    stop = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(home / "foibot.db", isolation_level=None, timeout=30)
        while not stop.is_set():
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                continue
            stop.wait(dice.choice((0.05, 0.2, 1.0)))
            other.execute("COMMIT")
            stop.wait(dice.uniform(0.01, 0.3))
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    trial.run()
    trial.run()
    stop.set()
    holder.join()
    trial.tweaks.clear()
    return finished(trial)


def restored(world: World, home: Path, number: int) -> Verdict:
    """A copy of the database made at any moment is put back after more mail went out."""
    dice = dice_of("restored", number)
    trial = world.trial(home)
    trial.run(kill_at=dice.randint(40, 210))
    backup = home.with_name(f"{home.name}-backup")
    shutil.copytree(home, backup)
    trial.end()
    trial.put(request(10))
    wanted = [*EXPECTED.requesters, "jo10@example.org"]
    trial.end(Expected(tuple(wanted), EXPECTED.silent))
    # Everything goes back, the state folder too in every second trial, as a snapshot would.
    (home / "foibot.db").unlink()
    for name in ("foibot.db", *(["state", "files"] if number % 2 else [])):
        source = backup / name
        if source.is_dir():
            shutil.rmtree(home / name)
            shutil.copytree(source, home / name)
        elif source.exists():
            shutil.copy(source, home / name)
    for journal in home.glob("foibot.db-*"):
        journal.unlink()
    for journal in backup.glob("foibot.db-*"):
        shutil.copy(journal, home / journal.name)
    trial.put(request(11))
    before = len(trial.peer.accepted)
    trial.run()
    trial.run()
    verdict = trial.judged()
    quarantined = _paused(home)
    if quarantined and len(trial.peer.accepted) > before:
        verdict.doubled.append("sent in quarantine")
    trial.run(verb="resume")
    after = finished(trial, Expected((*wanted, "jo11@example.org"), EXPECTED.silent))
    after.doubled += verdict.doubled
    return after


def _paused(home: Path) -> bool:
    with sqlite3.connect(home / "foibot.db") as connection:
        found = connection.execute("SELECT 1 FROM meta WHERE key = 'paused'").fetchone()
    return found is not None


def two_on_one_folder(world: World, home: Path, number: int) -> Verdict:
    """Two services, or a service and cron, are started on the same folder."""
    trial = world.trial(home)
    return _together(world, trial, trial.config, number)


def _together(world: World, trial: Trial, other: Path, number: int) -> Verdict:
    dice = dice_of("two", number)
    zygote = world.zygote
    first = zygote.start(trial.victim("serve"))
    time.sleep(dice.uniform(0.0, 0.4))
    verb = dice.choice(("serve", "once"))
    second = zygote.start(trial.victim(verb, config=str(other)))
    time.sleep(dice.uniform(0.3, 1.5))
    for pid in dice.sample((first, second), 2):
        _kill(pid, dice.choice((signal.SIGKILL, signal.SIGTERM)))
    zygote.wait(first)
    zygote.wait(second)
    return finished(trial)


def _kill(pid: int, how: signal.Signals) -> None:
    # The zygote waits for it later, so the number is still its own.
    os.kill(pid, how)


def two_machines(server: PostgreSQL) -> Fault:
    """Return the fault: two services on one PostgreSQL, from two folders."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        one = world.trial(home, server.new_database())
        one.run(kill_at=30)
        other = _second_home(one)
        one.tweaks["lease_seconds"] = 1.5
        return _together(world, one, other, number)

    return Fault("two instances on one PostgreSQL", trial)


def _second_home(trial: Trial) -> Path:
    """Return the configuration of another machine: the same database and key, another folder."""
    home = trial.home.with_name(f"{trial.home.name}-other")
    config = trial.configure(home)
    shutil.copy(trial.home / "foibot.key", home / "foibot.key")
    return config


def stalled(server: PostgreSQL) -> Fault:
    """Return the fault: the leader is stopped for longer than its lease, and goes on."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        dice = dice_of("stalled", number)
        one = world.trial(home, server.new_database())
        one.run(kill_at=30)
        other = _second_home(one)
        one.tweaks["lease_seconds"] = 1.5
        leader = world.zygote.start(one.victim("serve"))
        time.sleep(dice.uniform(0.1, 1.5))
        _kill(leader, signal.SIGSTOP)
        one.put(request(10))
        time.sleep(1.7)
        follower = world.zygote.start(one.victim("serve", config=str(other)))
        time.sleep(dice.uniform(0.1, 1.2))
        _kill(leader, signal.SIGCONT)
        time.sleep(dice.uniform(0.2, 1.0))
        for pid in (leader, follower):
            _kill(pid, signal.SIGTERM)
            world.zygote.wait(pid)
        wanted = (*EXPECTED.requesters, "jo10@example.org")
        return finished(one, Expected(wanted, EXPECTED.silent))

    return Fault("leader stalled beyond its lease, PostgreSQL", trial)


def next_version(folder: Path) -> Path:
    """Return the migrations of a version to come: ours, and one more."""
    shutil.copytree(foibot.store.migrate.FOLDER, folder)
    (folder / "versions" / "v0002_next.py").write_text(NEXT)
    return folder


def upgraded(world: World, home: Path, number: int) -> Verdict:
    """Killed at any step, it goes on under the next schema; killed while upgrading in between."""
    dice = dice_of("upgraded", number)
    trial = world.trial(home)
    trial.run(kill_at=dice.randint(30, 210))
    trial.put(request(10))
    trial.tweaks["migrations"] = str(next_version(home.with_name(f"{home.name}-next")))
    if dice.random() < 0.5:
        trial.run(harm={"at": dice.randint(1, 120), "kind": "kill"})
    verdict = finished(trial, Expected((*EXPECTED.requesters, "jo10@example.org"), EXPECTED.silent))
    with sqlite3.connect(home / "foibot.db") as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found != "0002":
        verdict.lost.append(f"the upgrade: {found}")
    return verdict


def faults(server: PostgreSQL | None) -> list[Fault]:
    """Return them all; those of PostgreSQL where there is one."""
    found = [
        Fault("database locked by another", locked),
        Fault("database restored from an older backup", restored),
        Fault("two instances on one folder", two_on_one_folder),
        Fault("upgrade in mid-flight", upgraded),
    ]
    return found if server is None else [*found, two_machines(server), stalled(server)]
