"""The file in which the programme keeps each trial it made, so that it can stop and go on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.crash.trial import COLUMNS, Verdict
from tests.shared import ROOT

COUNTED = (*COLUMNS, "again")
PRODUCT = ("foibot", "rules", "templates")


def version_of(root: Path = ROOT) -> str:
    """Return a short hash of all that is tried: the code, its rules and its templates."""
    found = hashlib.sha256()
    for folder in PRODUCT:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root)}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:10]


@dataclass(frozen=True)
class Made:
    """One trial that was made, or, with number 0, which trials a fault is to have."""

    fault: str
    version: str
    number: int
    planned: tuple[int, ...] = ()
    most: int | None = None  # the limit under which it was planned
    messages: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    wrong: str = ""  # the words of a verdict that was not good
    seconds: float = 0.0


@dataclass
class Row:
    """One line of the table."""

    fault: str
    planned: int = 0
    trials: int = 0
    messages: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    seconds: float = 0.0
    mended: int = 0  # trials that went wrong in an earlier version, and right since
    versions: set[str] = field(default_factory=set)

    def add(self, made: Made) -> None:
        """Count what a trial showed."""
        self.trials += 1
        self.versions.add(made.version)
        self.messages += made.messages
        self.seconds += made.seconds
        for name in COUNTED:
            self.counts[name] += made.counts.get(name, 0)

    @property
    def bad(self) -> int:
        """Return how much is wrong; a trial that was planned and not made is."""
        wrong = sum(self.counts[name] for name in COLUMNS)
        return wrong or (1 if self.trials < max(self.planned, 1) else 0)


def counted(verdict: Verdict) -> dict[str, int]:
    """Return how many there are of each kind in a verdict."""
    return {name: len(getattr(verdict, name)) for name in COUNTED}


@dataclass(frozen=True)
class Ledger:
    """The file, a JSON object a line; several processes may add to it."""

    path: Path
    version: str
    any_version: bool = False  # whether trials of other versions count

    def add(self, made: Made) -> None:
        """Add a line; it is whole or it is not there."""
        with self.path.open("a") as out:
            out.write(json.dumps(asdict(made)) + "\n")

    def lines(self) -> Iterator[Made]:
        """Yield what the versions that count were put through."""
        for line in self.path.read_text().splitlines() if self.path.exists() else ():
            values = json.loads(line)
            made = Made(**values | {"planned": tuple(values["planned"])})
            if self.any_version or made.version == self.version:
                yield made

    def plan(self, fault: str, most: int | None) -> tuple[int, ...]:
        """
        Return which trials were planned for *fault*, or nothing.

        Where all versions count it is the plan, with at most *most* numbers, of which most was
        made, and of several the longest.
        """
        plans = [one for one in self.lines() if one.fault == fault and not one.number]
        if not self.any_version:
            same = [one.planned for one in plans if one.most == most]
            return same[-1] if same else ()
        made = {*self.made(fault)}
        small = [one.planned for one in plans if most is None or len(one.planned) <= most]
        return max(small, key=lambda plan: (len(made.intersection(plan)), len(plan)), default=())

    def made(self, fault: str) -> dict[int, Made]:
        """Return the trials of *fault* by their numbers; of one made twice, the last."""
        return {made.number: made for made in self.lines() if made.fault == fault and made.number}

    def left(self, fault: str, plan: Iterable[int]) -> list[int]:
        """Return what is still to be made: of *plan*, and again what went wrong in other code."""
        made = self.made(fault)
        again = [
            number
            for number, one in made.items()
            if one.wrong and (number not in plan or one.version != self.version)
        ]
        return sorted({*plan} - {*made} | {*again})

    def row(self, fault: str, most: int | None) -> Row:
        """
        Return the line of *fault* in the table: each trial as it went when it was made last.

        One that went wrong counts, whatever plan it was of, until it goes right in later code.
        """
        plan, made = self.plan(fault, most), self.made(fault)
        row = Row(fault, len(plan))
        for number, one in sorted(made.items()):
            if number in plan or one.wrong:
                row.add(one)
        once_wrong = {m.number for m in self.lines() if m.fault == fault and m.number and m.wrong}
        row.mended = sum(not made[number].wrong for number in once_wrong)
        return row


def shares(names: Iterable[str], jobs: int) -> list[list[str]]:
    """Return *names* dealt out to as many processes as there are jobs."""
    dealt = list(names)
    return [share for share in (dealt[at::jobs] for at in range(jobs)) if share]
