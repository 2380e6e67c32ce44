"""The fault programme: `python -m tests.crash [--quick]` prints a table made by its own runs."""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
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
    storm,
    time_faults,
)
from tests.crash.faults import Fault
from tests.crash.ledger import COUNTED, Ledger, Made, Row, counted, shares, version_of
from tests.crash.trial import Verdict
from tests.crash.world import World, a_world
from tests.servers.postgresql import PostgreSQL, postgresql
from tests.shared import ROOT

QUICK_TRIALS, QUICK_STORM = 4, (60, 3)
# A process that is killed loses nothing that it wrote, be it to memory: only syncs cost less.
MEMORY = Path("/dev/shm")


def known_faults(
    server: PostgreSQL | None, messages: int = storm.MESSAGES, kills: int = storm.KILLS
) -> list[Fault]:
    """Return every fault, storms last."""
    return [
        *kill_faults.faults(server),
        *letter_faults.faults(server),
        *imap_faults.faults(),
        *smtp_faults.faults(),
        *store_faults.faults(server),
        *desk_faults.faults(server),
        *time_faults.faults(),
        *storm.faults(server, messages, kills),
    ]


def tried(world: World, fault: Fault, place: Path, number: int) -> Verdict:
    """Return the verdict of one trial, and tell at once of one that went wrong."""
    try:
        verdict = fault.trial(world, place, number)
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        verdict = Verdict(lost=[f"the trial itself: {error}"])
        traceback.print_exc()
    if not verdict.good:
        print(f"{fault.name}, trial {number}: {verdict}", file=sys.stderr, flush=True)
    for path in place.parent.glob(f"{place.name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return verdict


def make(world: World, fault: Fault, home: Path, most: int | None, ledger: Ledger) -> None:
    """Make those trials of *fault* that the ledger does not hold yet."""
    plan = ledger.plan(fault.name, most)
    if not plan:
        plan = tuple(fault.numbers(world, home / "steps", most))
        ledger.add(Made(fault.name, ledger.version, 0, plan, most))
    for number in ledger.left(fault.name, plan):
        began = time.monotonic()
        verdict = tried(world, fault, home / f"trial-{number}", number)
        wrong = "" if verdict.good else str(verdict)
        seconds = round(time.monotonic() - began, 2)
        counts = counted(verdict)
        ledger.add(
            Made(
                fault.name,
                ledger.version,
                number,
                messages=verdict.judged,
                counts=counts,
                wrong=wrong,
                seconds=seconds,
            )
        )


def make_all(chosen: argparse.Namespace, ledger: Ledger) -> None:
    """Make the rows that were chosen in this process, one after another, on the same servers."""
    tempfile.tempdir = str(MEMORY) if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="foibot-crash-") as home, ExitStack() as stack:
        world = stack.enter_context(a_world())
        server = stack.enter_context(postgresql())
        for number, fault in enumerate(known_faults(server, chosen.messages, chosen.kills)):
            if fault.name in chosen.only:
                make(world, fault, Path(home) / str(number), chosen.trials, ledger)
                row = ledger.row(fault.name, chosen.trials)
                print(f"{row.fault}: {row.trials} trials, {row.bad} wrong", flush=True)


def make_beside(chosen: argparse.Namespace) -> None:
    """Make them in several processes, each with servers of its own."""
    running = []
    for names in shares(chosen.only, chosen.jobs):
        command = [sys.executable, "-m", "tests.crash", "--jobs", "1", "--exactly", "--no-table"]
        for option in ("trials", "messages", "kills", "results"):
            value = getattr(chosen, option)
            command += [f"--{option}", str(value)] if value is not None else []
        command += ["--any-version"] if chosen.any_version else []
        command += [word for name in names for word in ("--only", name)]
        running.append(subprocess.Popen(command, cwd=ROOT))
    for process in running:
        process.wait()


def rows(chosen: argparse.Namespace, ledger: Ledger) -> Iterator[Row]:
    """Yield the lines of the table, as the ledger has them."""
    for name in chosen.only:
        yield ledger.row(name, chosen.trials)


def table_of(found: list[Row], version: str) -> Table:
    """Return the table."""
    heads = [name.replace("_", " ") for name in COUNTED]
    table = Table("fault", "planned", "trials", "messages", *heads, "wrong once, right since")
    table.add_column("minutes")
    table.add_column("versions")
    table.title = f"now version {version}"
    for row in found:
        table.add_row(
            row.fault,
            str(row.planned),
            str(row.trials),
            str(row.messages),
            *(str(row.counts[name]) for name in COUNTED),
            str(row.mended),
            f"{row.seconds / 60:.1f}",
            " ".join(sorted(row.versions)),
        )
    return table


def names(messages: int, kills: int) -> list[str]:
    """Return the names of all rows, without starting a server."""
    return [fault.name for fault in known_faults(PostgreSQL(0), messages, kills)]


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few trials of each fault")
    parser.add_argument("--list", action="store_true", help="name the faults and stop")
    parser.add_argument("--only", action="append", help="a fault, by a part of its name")
    parser.add_argument("--exactly", action="store_true", help="... by its whole name")
    parser.add_argument("--trials", type=int, help="at most so many trials a fault")
    parser.add_argument("--messages", type=int, help="in one storm")
    parser.add_argument("--kills", type=int, help="in one storm")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument(
        "--results",
        type=Path,
        default=Path("fault-trials.jsonl"),
        help="where trials are kept; what this version was put through is not made again",
    )
    parser.add_argument(
        "--any-version", action="store_true", help="count trials of other versions too"
    )
    parser.add_argument("--table", action="store_true", help="print what is kept and stop")
    parser.add_argument("--no-table", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.trials = chosen.trials or QUICK_TRIALS
    messages, kills = QUICK_STORM if chosen.quick else (storm.MESSAGES, storm.KILLS)
    chosen.messages, chosen.kills = chosen.messages or messages, chosen.kills or kills
    chosen.results = chosen.results.resolve()
    known, wanted = names(chosen.messages, chosen.kills), chosen.only or [""]
    chosen.only = [
        name
        for name in known
        if any(one == name if chosen.exactly else one in name for one in wanted)
    ]
    return chosen


def main() -> int:
    """Print the table; return 1 when anything was lost, doubled or wrong, or not tried."""
    # Who stops it stops its servers too, and goes on where it was.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    chosen = arguments()
    if chosen.list:
        print("\n".join(chosen.only))
        return 0
    ledger = Ledger(chosen.results, version_of(), chosen.any_version)
    if chosen.jobs > 1 and not chosen.table:
        make_beside(chosen)
    elif not chosen.table:
        make_all(chosen, ledger)
    found = list(rows(chosen, ledger))
    if not chosen.no_table:
        Console(width=220).print(table_of(found, ledger.version))
    return 1 if any(row.bad for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
