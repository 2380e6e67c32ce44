"""The fault programme: `python -m tests.crash [--quick]` prints a table made by its own runs."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.crash.storm import storm
from tests.crash.trial import MAILS, Verdict, World, a_world
from tests.servers.postgresql import PostgreSQL, postgresql

SQLITE = "sqlite:///foibot.db"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    fault: str
    trials: int
    messages: int
    verdicts: tuple[Verdict, ...]

    def count(self, name: str) -> int:
        """Return how often *name* was found."""
        return sum(len(getattr(one, name)) for one in self.verdicts)


COLUMNS = (
    "lost",
    "doubled",
    "wrong_date",
    "answered_automatic",
    "shared_reference",
    "misaddressed",
)


def every_step(
    world: World, home: Path, fault: str, database: Callable[[], str], harm: str, stride: int
) -> Row:
    """Return what came of doing *harm* at every step."""
    total = world.steps(home / "whole", database())
    with Progress(transient=True) as progress:
        steps = progress.track(range(1, total + 1, stride), description=fault)
        verdicts = tuple(world.trial(home / f"at-{at}", at, database(), harm)[1] for at in steps)
    return Row(fault, len(verdicts), len(verdicts) * len(MAILS), verdicts)


def programme(home: Path, chosen: argparse.Namespace) -> Iterator[Row]:
    """Yield each row when it is done."""
    stride = 40 if chosen.quick else 1
    messages, kills = (60, 3) if chosen.quick else (chosen.messages, chosen.kills)
    with ExitStack() as stack:
        world = stack.enter_context(a_world())
        server: PostgreSQL = stack.enter_context(postgresql())
        yield every_step(world, home / "a", "kill -9, SQLite", lambda: SQLITE, "kill", stride)
        yield every_step(
            world, home / "b", "kill -9, PostgreSQL", server.new_database, "kill", stride
        )
        yield every_step(world, home / "c", "disk full", lambda: SQLITE, "full", stride * 3)
        for name, database in (("SQLite", SQLITE), ("PostgreSQL", server.new_database())):
            verdict = storm(world, home / f"storm-{name}", database, messages, kills)
            yield Row(f"{kills} kills of the service, {name}", kills, messages, (verdict,))


def main() -> int:
    """Print the table; return 1 when anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--messages", type=int, default=4000)
    parser.add_argument("--kills", type=int, default=200)
    chosen = parser.parse_args()
    table = Table("fault", "trials", "messages", *(name.replace("_", " ") for name in COLUMNS))
    bad = 0
    with tempfile.TemporaryDirectory(prefix="foibot-crash-") as home:
        for row in programme(Path(home), chosen):
            counts = [row.count(name) for name in COLUMNS]
            bad += sum(counts)
            table.add_row(row.fault, str(row.trials), str(row.messages), *map(str, counts))
            print(row.fault, dict(zip(COLUMNS, counts, strict=True)), flush=True)
    Console().print(table)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
