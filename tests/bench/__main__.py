"""Every measure with its bar: `python -m tests.bench [--quick]`; figures are ratios in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.bench.end_to_end import compare
from tests.bench.scale import large_message_mb, search_milliseconds, tick_milliseconds


def main() -> int:
    """Print each figure and its bar; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer messages and cases")
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("only", nargs="*", help="end-to-end, tick, search, memory")
    chosen = parser.parse_args()
    scale = 10 if chosen.quick else 1
    missed = 0
    measures: dict[str, Callable[[], list[tuple[str, float, str, bool]]]] = {
        "tick": lambda: _tick(1_000_000 // scale),
        "search": lambda: _search(100_000 // scale),
        "memory": lambda: _memory(150),
        "end-to-end": lambda: _end_to_end(chosen.messages),
    }
    for name, measure in measures.items():
        if chosen.only and name not in chosen.only:
            continue
        for what, figure, bar, good in measure():
            print(f"{'ok  ' if good else 'MISS'} {what}: {figure:.2f} (bar: {bar})", flush=True)
            missed += not good
    return 1 if missed else 0


def _tick(closed: int) -> list[tuple[str, float, str, bool]]:
    spent = tick_milliseconds(closed, 500)
    return [(f"ms a tick with {closed} closed and 500 open cases", spent, "50", spent <= 50)]


def _search(items: int) -> list[tuple[str, float, str, bool]]:
    spent = search_milliseconds(items)
    return [(f"ms for similar questions among {items}", spent, "60", spent <= 60)]


def _memory(megabytes: int) -> list[tuple[str, float, str, bool]]:
    peak = large_message_mb(megabytes)
    return [(f"MB of memory for a message of {megabytes} MB", peak, "250", peak <= 250)]


def _end_to_end(messages: int) -> list[tuple[str, float, str, bool]]:
    pair = compare(messages)
    assert pair.acknowledged == messages, f"{pair.acknowledged} of {messages} were acknowledged"
    each = (pair.ours.cpu - pair.ours_empty.cpu) / messages * 1000
    return [
        (
            "messages a second against the minimal script",
            pair.speed,
            "at least 0.5",
            pair.speed >= 0.5,
        ),
        ("CPU a message against the minimal script", pair.cpu, "at most 2", pair.cpu <= 2),
        ("CPU ms a message", each, "-", True),
    ]


if __name__ == "__main__":
    sys.exit(main())
