"""Play a council's year and judge it: python -m tests.year --requests 1000 [--days 365]."""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.flows.town import Town
from tests.year.council import Council
from tests.year.judge import faults


def played(folder: Path, requests: int, days: int, seed: int = 1) -> Council:
    """Return a council after *days* in which *requests* were asked, and time to answer them."""
    town = Town.make(folder, "Mon 4 Jan 2027 08:00")
    council = Council(town, random.Random(seed))
    start = town.now
    for number in range(requests):
        minutes = council.luck.randrange(days * 24 * 60)
        council.ask(number, start + timedelta(minutes=minutes))
    council.run(start + timedelta(days=days + 40))
    return council


def main() -> int:
    """Print the table; return 1 when anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    chosen = parser.parse_args()
    logging.getLogger("foibot").setLevel(logging.CRITICAL)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        council = played(Path(folder), chosen.requests, chosen.days)
        found = faults(council, chosen.requests)
        stands = Counter(row.status for row in council.town.cases())
        sent = Counter(one.kind for one in council.town.sent)
        council.town.world.close()
    print(f"cases: {dict(stands)}\nmails: {dict(sent)}")
    print(f"forged approvals tried: {council.forgeries}")
    for what, which in found.items():
        print(f"{len(which):6}  {what}  {which[:3] or ''}")
    print(f"{time.process_time() - began:.0f} s of CPU in this process")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
