"""`python -m tests.security [ID ...]` lists each promise and threat with the tests that hold it."""

from __future__ import annotations

import sys

from tests.security.promises import PROMISES
from tests.security.threats import THREATS


def main() -> None:
    """Print those that are named, or all."""
    for name, (what, tests) in (PROMISES | THREATS).items():
        if name in (sys.argv[1:] or [name]):
            print(f"{name}: {what}")
            for path, begins in tests:
                print(f"    tests/{path}::{begins}")


if __name__ == "__main__":
    main()
