"""The fault programme: `python -m tests.crash [--quick]` prints a table made by its own runs."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crash import (
    desk_faults,
    imap_faults,
    kill_faults,
    letter_faults,
    smtp_faults,
    store_faults,
    time_faults,
)
from tests.crash.faults import Fault
from tests.crash.storm import storm
from tests.crash.trial import COLUMNS, Verdict
from tests.crash.world import SQLITE, World, a_world
from tests.servers.postgresql import PostgreSQL, postgresql
from tests.shared import ROOT

QUICK_TRIALS, QUICK_STORM = 4, (60, 3)
STORMS = ("storm of kills, SQLite", "storm of kills, PostgreSQL")


@dataclass
class Row:
    """One line of the table."""

    fault: str
    trials: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*COLUMNS, "again"), 0))
    seconds: float = 0.0

    def add(self, verdict: Verdict) -> None:
        """Count what a trial showed."""
        self.trials += 1
        for name in self.counts:
            self.counts[name] += len(getattr(verdict, name))

    @property
    def bad(self) -> int:
        """Return how much is wrong."""
        return sum(self.counts[name] for name in COLUMNS)


def known_faults(server: PostgreSQL | None) -> list[Fault]:
    """Return every fault but the storms."""
    return [
        *kill_faults.faults(server),
        *letter_faults.faults(server),
        *imap_faults.faults(),
        *smtp_faults.faults(),
        *store_faults.faults(server),
        *desk_faults.faults(server),
        *time_faults.faults(),
    ]


def made(world: World, fault: Fault, home: Path, most: int | None) -> Row:
    """Make the trials of *fault*, telling at once of one that went wrong."""
    row, began = Row(fault.name), time.monotonic()
    for number in fault.numbers(world, home / "steps", most):
        place = home / f"trial-{number}"
        try:
            verdict = fault.trial(world, place, number)
        except (AssertionError, OSError) as error:
            verdict = Verdict(lost=[f"the trial itself: {error}"])
            traceback.print_exc()
        row.add(verdict)
        if not verdict.good:
            print(f"{fault.name}, trial {number}: {verdict}", file=sys.stderr, flush=True)
        for path in home.glob(f"{place.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    row.seconds = time.monotonic() - began
    return row


def rows(chosen: argparse.Namespace, home: Path) -> Iterator[Row]:
    """Yield the rows that were chosen, made in this process one after another."""
    with ExitStack() as stack:
        world = stack.enter_context(a_world())
        server = stack.enter_context(postgresql())
        for number, fault in enumerate(known_faults(server)):
            if fault.name in chosen.only:
                yield made(world, fault, home / str(number), chosen.trials)
        for name in STORMS:
            if name in chosen.only:
                database = SQLITE if "SQLite" in name else server.new_database()
                began = time.monotonic()
                verdict = storm(world, home / name[-6:], database, chosen.messages, chosen.kills)
                row = Row(f"{name}: {chosen.messages} messages, {chosen.kills} kills")
                row.add(verdict)
                row.trials, row.seconds = chosen.kills, time.monotonic() - began
                yield row


def child(chosen: argparse.Namespace, name: str) -> Row:
    """Make one row in a process of its own, with servers of its own."""
    command = [sys.executable, "-m", "tests.crash", "--json", "--only", name]
    for option in ("trials", "messages", "kills"):
        value = getattr(chosen, option)
        command += [f"--{option}", str(value)] if value is not None else []
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in {0, 1} or not done.stdout.strip():
        row = Row(name, trials=1)
        row.counts["lost"] += 1
        return row
    return Row(**json.loads(done.stdout.splitlines()[-1]))


def table_of(found: list[Row]) -> Table:
    """Return the table."""
    heads = [name.replace("_", " ") for name in (*COLUMNS, "again")]
    table = Table("fault", "trials", *heads, "minutes")
    for row in found:
        table.add_row(
            row.fault,
            str(row.trials),
            *(str(row.counts[name]) for name in (*COLUMNS, "again")),
            f"{row.seconds / 60:.1f}",
        )
    return table


def names() -> list[str]:
    """Return the names of all rows, without starting a server."""
    return [*(fault.name for fault in known_faults(PostgreSQL(0))), *STORMS]


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few trials of each fault")
    parser.add_argument("--list", action="store_true", help="name the faults and stop")
    parser.add_argument("--only", action="append", help="a fault, by a part of its name")
    parser.add_argument("--trials", type=int, help="at most so many trials a fault")
    parser.add_argument("--messages", type=int, default=10_000, help="in a storm")
    parser.add_argument("--kills", type=int, default=500, help="in a storm")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="faults at a time")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.trials = chosen.trials or QUICK_TRIALS
        chosen.messages, chosen.kills = QUICK_STORM
    wanted = chosen.only or [""]
    if not chosen.json:
        chosen.only = [name for name in names() if any(one in name for one in wanted)]
    return chosen


def main() -> int:
    """Print the table; return 1 when anything was lost, doubled or wrong."""
    chosen = arguments()
    if chosen.list:
        print("\n".join(chosen.only))
        return 0
    if chosen.json:
        with tempfile.TemporaryDirectory(prefix="foibot-crash-") as home:
            bad = 0
            for row in rows(chosen, Path(home)):
                print(json.dumps(asdict(row)), flush=True)
                bad += row.bad
        return 1 if bad else 0
    with ThreadPoolExecutor(chosen.jobs) as pool:
        found = []
        for row in pool.map(lambda name: child(chosen, name), chosen.only):
            found.append(row)
            print(f"{row.fault}: {row.trials} trials, {row.bad} wrong", flush=True)
    Console(width=200).print(table_of(found))
    return 1 if any(row.bad for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
