"""Every hiding place through the desk by mail: `python -m tests.hidden [WORDS IN THE NAME]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.hidden.corpus import MAKERS, every_place
from tests.hidden.through import Passed, through_desk

AT_ONCE = 24


def main() -> int:
    """Print what leaked, what was not told and the counts; return 1 where anything leaked."""
    wanted = " ".join(sys.argv[1:])
    places = [one for one in every_place() if wanted in one.id]
    passed: list[Passed] = []
    with tempfile.TemporaryDirectory() as folder:
        for at in range(0, len(places), AT_ONCE):
            some = places[at : at + AT_ONCE]
            new = through_desk(some, Path(folder) / str(at))
            for one in new:
                if one.leaked or not one.told:
                    print(one, flush=True)
            passed += new
            print(f"{len(passed)} of {len(places)}", file=sys.stderr, flush=True)
    leaked, untold = sum(bool(one.leaked) for one in passed), sum(not one.told for one in passed)
    went = sum(one.went for one in passed)
    print(
        f"{len(passed)} hiding places in {len(MAKERS)} modules by mail: {leaked} canaries left, "
        f"{untold} not told to the approver, {went} files went, {len(passed) - went} were held"
    )
    return int(leaked + untold > 0)


if __name__ == "__main__":
    raise SystemExit(main())
