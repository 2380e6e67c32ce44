"""Every measure with its bar: `python -m tests.bench [--quick]`; figures are ratios in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from statistics import median

from tests.bench.backlog import Backlog, backlog
from tests.bench.end_to_end import compare
from tests.bench.scale import large_message_mb, search_milliseconds, tick_milliseconds
from tests.bench.service import start
from tests.bench.stages import stages
from tests.bench.workers import gains
from tests.servers.postgresql import postgresql

Row = tuple[str, float, str, bool]  # what, the figure, the bar, whether it is kept

OPEN_CASES = 20


def main() -> int:
    """Print each figure and its bar; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer messages and cases")
    parser.add_argument("--messages", type=int, default=300, help="of the end-to-end comparison")
    parser.add_argument("--passes", type=int, default=5, help="of that comparison, in turns")
    parser.add_argument("--backlog", type=int, default=5_000, help="messages of the backlog")
    names = "tick, search, memory, start, workers, backlog, end-to-end, stages"
    parser.add_argument("only", nargs="*", help=names)
    chosen = parser.parse_args()
    scale = 10 if chosen.quick else 1
    missed = 0
    measures: dict[str, Callable[[], list[Row]]] = {
        "tick": lambda: _tick(1_000_000 // scale),
        "search": lambda: _search(100_000 // scale),
        "memory": lambda: _memory(150),
        "start": _start,
        "workers": lambda: _workers(chosen.messages // scale),
        "backlog": lambda: _backlog(chosen.backlog // scale),
        "end-to-end": lambda: _end_to_end(chosen.messages, chosen.passes),
        "stages": lambda: _stages(chosen.messages),
    }
    for name, measure in measures.items():
        if chosen.only and name not in chosen.only:
            continue
        for what, figure, bar, good in measure():
            print(f"{'ok  ' if good else 'MISS'} {what}: {figure:.2f} (bar: {bar})", flush=True)
            missed += not good
    return 1 if missed else 0


def _tick(closed: int) -> list[Row]:
    spent = tick_milliseconds(closed, 500)
    return [(f"ms a tick with {closed} closed and 500 open cases", spent, "50", spent <= 50)]


def _search(items: int) -> list[Row]:
    what = f"ms for similar questions among {items}"
    spent = search_milliseconds(items)
    with postgresql() as server:
        served = search_milliseconds(items, server.new_database())
    return [
        (what, spent, "60", spent <= 60),
        (f"{what} on PostgreSQL", served, "60", served <= 60),
    ]


def _memory(megabytes: int) -> list[Row]:
    peak = large_message_mb(megabytes)
    return [(f"MB of memory for a message of {megabytes} MB", peak, "250", peak <= 250)]


def _start() -> list[Row]:
    found, with_cases = start(), start(mails=OPEN_CASES)
    return [
        (
            "s from the start to the first look into the mailbox",
            found.seconds,
            "2",
            found.seconds <= 2,
        ),
        ("s of processor time of that", found.cpu, "2", found.cpu <= 2),
        ("MB of an idle service", found.idle_mb, "60", found.idle_mb <= 60),
        (
            f"MB of an idle service that begins with {OPEN_CASES} open cases",
            with_cases.idle_mb,
            "60",
            with_cases.idle_mb <= 60,
        ),
    ]


def _workers(messages: int) -> list[Row]:
    found = gains(messages)
    rate, busiest = (median(one.rate for one in found), median(one.busiest for one in found))
    each = " ".join(f"{one.rate:.2f}" for one in found)
    spent = " ".join(f"{one.busiest:.2f}" for one in found)
    what = f"of two PostgreSQL workers against one, over {messages}"
    return [
        (f"messages a second {what} ({each})", rate, "at least 1.4", rate >= 1.4),
        (f"share of the work {what} ({spent})", busiest, "at least 1.4", busiest >= 1.4),
    ]


def _backlog(messages: int) -> list[Row]:
    few, many = backlog(messages // 10), backlog(messages)
    memory = many.cost.peak_mb / few.cost.peak_mb
    each = (many.cost.cpu / many.messages) / (few.cost.cpu / few.messages)
    what = f"of a backlog of {messages} against one of {messages // 10}"
    return [
        (f"memory {what} ({many.cost.peak_mb:.0f} MB)", memory, "at most 1.2", memory <= 1.2),
        (f"CPU a message {what}", each, "at most 1.2", each <= 1.2),
        ("CPU ms a message", 1000 * many.cost.cpu / messages, "-", True),
        ("requests not acknowledged", float(many.lost), "none", not many.lost),
        ("requests acknowledged twice", float(many.doubled), "none", not many.doubled),
        ("requests out of turn", float(many.out_of_turn), "none", not many.out_of_turn),
        ("requests with a wrong date", float(many.wrong_date), "none", not many.wrong_date),
        ("requests whose day was not told", float(many.not_told), "none", not many.not_told),
        ("digests beyond one a person a day", float(many.digests), "none", not many.digests),
        *_mornings(few, many),
        *((f"MB with {opened} cases open", mb, "-", True) for opened, mb in many.memory),
    ]


def _mornings(few: Backlog, many: Backlog) -> list[Row]:
    less = max(each.peak_mb for each in few.mornings)
    most = max(each.peak_mb for each in many.mornings)
    cpu = [sum(each.cpu for each in one.mornings) / one.messages for one in (few, many)]
    what = f"of the mornings after, with {many.messages} cases against {few.messages}"
    return [
        (f"memory {what} ({most:.0f} MB)", most / less, "at most 1.2", most <= 1.2 * less),
        (f"CPU a case {what}", cpu[1] / cpu[0], "-", True),
        ("CPU ms a case of a morning", 1000 * cpu[1] / len(many.mornings), "-", True),
    ]


def _end_to_end(messages: int, passes: int) -> list[Row]:
    found = compare(messages, passes)
    wanted = messages * len(found.passes)
    assert found.acknowledged == wanted, f"{found.acknowledged} of {wanted} were acknowledged"
    ours, theirs = found.milliseconds
    speeds = " ".join(f"{one.speed:.2f}" for one in found.passes)
    costs = " ".join(f"{one.cpu:.2f}" for one in found.passes)
    what = f"over {messages} messages against the minimal script"
    return [
        (f"messages a second {what} ({speeds})", found.speed, "at least 0.5", found.speed >= 0.5),
        (f"CPU a message {what} ({costs})", found.cpu, "at most 2", found.cpu <= 2),
        (f"CPU ms a message (minimal script: {theirs:.2f})", ours, "-", True),
    ]


def _stages(messages: int) -> list[Row]:
    found = stages(messages)
    whole = sum(found.values())
    rows = [
        (f"CPU ms a message, {stage} ({spent / whole:.0%})", spent, "-", True)
        for stage, spent in found.items()
    ]
    return [*rows, ("CPU ms a message, all of it", whole, "-", True)]


if __name__ == "__main__":
    sys.exit(main())
