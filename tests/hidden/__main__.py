"""Every hiding place through the desk by mail: `python -m tests.hidden [WORDS IN THE NAME]`.

With --office the places of newer files are looked at as LibreOffice saves them in old forms."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from foibot.enclosures.examine import examine
from foibot.sandbox.worker import Worker
from tests.hidden.corpus import MAKERS, every_place
from tests.hidden.look import Outcome, judged
from tests.hidden.old_office import saved_in_old_forms
from tests.hidden.through import Passed, through_desk

AT_ONCE = 24


def old_forms() -> int:
    """Print what leaked or was not told of the old forms; return 1 where anything leaked."""
    seen: list[Outcome] = []
    with Worker() as worker:
        for one, content in saved_in_old_forms():
            found = examine(one.filename, "application/octet-stream", content, worker)
            # The file without a canary has nothing grave in it: what is said is said of the canary.
            outcome = judged(one, found)
            told = outcome.told or bool(found.grave) or found.blocked
            seen.append(replace(outcome, told=told))
            if seen[-1].leaked or not told:
                print(one.filename, seen[-1], flush=True)
    leaked, held = sum(bool(one.leaked) for one in seen), sum(bool(one.blocked) for one in seen)
    untold = sum(not one.told for one in seen)
    print(
        f"{len(seen)} hiding places in .doc, .ppt and .odp: {leaked} canaries left, "
        f"{untold} not told, {held} were held"
    )
    return int(leaked > 0)


def main() -> int:
    """Print what leaked, what was not told and the counts; return 1 where anything leaked."""
    if "--office" in sys.argv:
        return old_forms()
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
