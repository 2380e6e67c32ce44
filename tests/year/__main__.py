"""Play a council's year and judge it: python -m tests.year [--requests 1000] [--days 365]."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from foibot.case import events, opinions
from tests.year.council import Council
from tests.year.judge import faults, histories

AFTER = 45
DECIDED = (
    events.Extended, events.FeeNoticeGiven, events.FeePaid, events.ReceiptCorrected,
    opinions.Consulted, opinions.OpinionReceived, events.ClarificationAsked, events.Withdrawn,
)  # fmt: skip


def played(
    folder: Path, requests: int, days: int, seed: int = 1, *, printed: bool = False
) -> Council:
    """Return a council after *days* in which *requests* were asked, and time to answer them."""
    council = Council.founded(folder, seed, printed=printed)
    start = council.town.now
    council.plan(requests, days)
    council.run(start + timedelta(days=days + AFTER))
    return council


def main() -> int:
    """Print the table; return 1 when anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    logging.getLogger("foibot").setLevel(logging.CRITICAL)
    began, used = time.monotonic(), time.process_time()
    # In memory where that can be: a year of virtual time is not to wait for a disk.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        council = played(Path(folder), chosen.requests, chosen.days, chosen.seed)
        over = time.monotonic()
        found = faults(council)
        stands = Counter(row.status for row in council.town.cases())
        sent = Counter(one.kind for one in council.town.sent)
        decided = Counter(
            type(event.fact).__name__
            for _, _, history in histories(council).values()
            for event in history
            if isinstance(event.fact, DECIDED)
        )
        council.town.world.close()
    print(f"{chosen.requests} requests to {len(council.roster.teams)} services with")
    print(f"{len(council.roster.officers)} officers in {chosen.days} days; {council.made} messages")
    print(f"cases: {dict(stands)}\nmails: {dict(sent)}")
    print(f"decided: {dict(decided)}")
    print(f"forged approvals tried: {council.forged}")
    for what, which in found.items():
        print(f"{len(which):6}  {what}")
        for one in which[:5]:
            print(f"          {one}")
    print(f"{over - began:.0f} s played, {time.monotonic() - over:.0f} s judged;")
    print(f"{time.process_time() - used:.0f} s of CPU in this process")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
