"""
Print each miss among categories with few labels, with its reason: `python -m tests.reading`.

A percentage of seventeen labels says little; what was missed and why says more.  Reasons stand in
reasons.toml; a miss without one ends the run with 1.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from tests.reading.labelled import MEASURES, Miss, Row, measured, rows
from tests.shared import shared_dir

REASONS = Path(__file__).with_name("reasons.toml")


def main() -> int:
    """Print the misses; return 1 when one has no reason, 0 when the messages are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=60, help="a category with fewer labels is shown")
    parser.add_argument("--category", help="only this one, however many labels it has")
    chosen = parser.parse_args()
    shared = shared_dir()
    if shared is None or not (shared / "mail").is_dir():
        print("no labelled messages beside the checkout (set FOIBOT_SHARED): nothing to measure")
        return 0
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    unexplained = 0
    for measure in MEASURES:
        unexplained += _show(measure, rows(shared / "mail"), reasons, chosen.few, chosen.category)
    print(f"{unexplained} without a reason")
    return int(unexplained > 0)


def _show(
    measure: str, found: list[Row], reasons: dict[str, str], few: int, category: str | None
) -> int:
    by_category: dict[str, list[Miss | None]] = {}
    for row, missed in measured(found, measure):
        by_category.setdefault(row.category, []).append(missed)
    unexplained = 0
    for name, results in sorted(by_category.items()):
        if name != category and (category is not None or len(results) >= few):
            continue
        misses = [missed for missed in results if missed is not None]
        print(f"\n{measure}, {name}: {len(results) - len(misses)} of {len(results)} right")
        for missed in misses:
            reason = reasons.get(missed.row.id)
            unexplained += reason is None
            print(f"  {missed.row.id}\n    reason: {reason or 'NONE WRITTEN YET'}")
            print(f"    expected {missed.expected[:200]!r}\n    read     {missed.read[:200]!r}")
    return unexplained


if __name__ == "__main__":
    sys.exit(main())
