"""
Read many changed messages: `python -m tests.fuzz --n 100000 --seed 1 --jobs 2`.

With `--what config` (rules, templates, replies, attachments) that instead.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from pathlib import Path
from time import perf_counter

from tests.fuzz.judges import JUDGES
from tests.fuzz.run import run_task


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
    # Spawned, not forked: the threads of a library that is loaded already do not outlive a fork.
    with multiprocessing.get_context("spawn").Pool(args.jobs) as pool:
        for number, found in enumerate(pool.imap_unordered(run_task, tasks), 1):
            wrong += found
            if number % 40 == 0:
                sys.stderr.write(f"{number * step} read, {len(wrong)} wrong\n")
    print("\n".join(wrong[:50]))
    seconds = perf_counter() - before
    print(f"{args.n} {args.what}, seed {args.seed}: {len(wrong)} wrong, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
