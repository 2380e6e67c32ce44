"""The work of `python -m tests.fuzz`: changed inputs read one after the other."""

from __future__ import annotations

import hashlib
import random
import sys
import traceback
from pathlib import Path
from time import perf_counter

from tests.fuzz.check import check
from tests.fuzz.corpus import messages
from tests.fuzz.judges import judged
from tests.fuzz.mutate import mutated

SLOW = 2.0


def run(first: int, count: int, seed: int, keep: Path) -> list[str]:
    """Return what went wrong with the messages *first* to *first + count*; keep their bytes."""
    sources = messages()
    wrong: list[str] = []
    for number in range(first, first + count):
        dice = random.Random(f"{seed}:{number}")
        raw = mutated(dice.choice(sources), dice.choice(sources), dice)
        before = perf_counter()
        try:
            check(raw)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            name = hashlib.sha256(raw).hexdigest()[:12]
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name}.eml").write_bytes(raw)
            place = traceback.extract_tb(error.__traceback__)[-1]
            wrong.append(f"{number} {name} {type(error).__name__}: {error} ({place.name})"[:300])
        if perf_counter() - before > SLOW:
            sys.stderr.write(f"slow: {number} {perf_counter() - before:.1f} s\n")
    return wrong


def run_other(what: str, first: int, count: int, seed: int) -> list[str]:
    """Return what went wrong with inputs of *what*, *first* to *first + count*."""
    wrong: list[str] = []
    for number in range(first, first + count):
        try:
            judged(what, f"{seed}:{number}")
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__}: {error} ({place.name})"
            wrong.append(f"{what} {seed}:{number} {said}"[:300])
    return wrong


def run_task(task: tuple[str, int, int, int, Path]) -> list[str]:
    """Return what went wrong with the inputs of one *task*: what, first, count, seed, keep."""
    what, first, count, seed, keep = task
    if what != "messages":
        return run_other(what, first, count, seed)
    return run(first, count, seed, keep)
