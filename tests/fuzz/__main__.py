"""
Read many changed messages: `python -m tests.fuzz --n 100000 --seed 1 --jobs 2`.

With `--what config` (rules, templates, replies, attachments) that instead.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sys
import traceback
from pathlib import Path
from time import perf_counter

from tests.fuzz.check import check
from tests.fuzz.corpus import messages
from tests.fuzz.judges import JUDGES, judged
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


def _run(task: tuple[str, int, int, int, Path]) -> list[str]:
    what, first, count, seed, keep = task
    if what != "messages":
        return run_other(what, first, count, seed)
    return run(first, count, seed, keep)


def main() -> int:
    """Run all of them in several processes; return 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000)
    parser.add_argument("--what", choices=("messages", *JUDGES), default="messages")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    args = parser.parse_args()
    before = perf_counter()
    step = 500 if args.what == "messages" else 50
    tasks = [
        (args.what, first, min(step, args.first + args.n - first), args.seed, args.keep)
        for first in range(args.first, args.first + args.n, step)
    ]
    wrong: list[str] = []
    with multiprocessing.Pool(args.jobs) as pool:
        for number, found in enumerate(pool.imap_unordered(_run, tasks), 1):
            wrong += found
            if number % 40 == 0:
                sys.stderr.write(f"{number * step} read, {len(wrong)} wrong\n")
    print("\n".join(wrong[:50]))
    seconds = perf_counter() - before
    print(f"{args.n} {args.what}, seed {args.seed}: {len(wrong)} wrong, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
