"""
The mails of lots.txt, which several hands wrote for this: who is a person is never a machine.

A: an automatic answer, B: a failed delivery, L: sent to many, P: a person.  The headers that only
servers add are left out.  A miss among the machines costs a glance; among persons it is a breach.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from foibot.message.model import AutomaticFinding
from foibot.message.parse import parse

LETTERS = {"auto_reply": "A", "bounce": "B", "list": "L", "spam": "L"}
# Out of hundred, of those that the lots hold.
LEAST = {"A": 85, "B": 95}


@cache
def read() -> dict[str, tuple[str, AutomaticFinding | None]]:
    """Return for each mail what it is, and what it was found to be."""
    text = Path(__file__).with_name("lots.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, AutomaticFinding | None]] = {}
    for block in text.split("===== ")[1:]:
        head, _, raw = block.partition("\n")
        kind, _, name = head.partition(" ")
        found[name] = kind, parse(raw.encode()).automatic
    return found


def test_no_person_is_taken_for_a_machine() -> None:
    lost = {name: what for name, (kind, what) in read().items() if kind == "P" and what}

    assert len([kind for kind, _ in read().values() if kind == "P"]) > 90
    assert lost == {}


def test_most_machines_are_known() -> None:
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for kind, what in read().values():
        wanted[kind] += 1
        right[kind] += what is not None and LETTERS[what.kind.value] == kind

    assert {kind: 100 * right[kind] // wanted[kind] >= least for kind, least in LEAST.items()} == {
        "A": True,
        "B": True,
    }


def test_what_they_tell_is_found() -> None:
    """Days of return, stand-ins and failed addresses, as the one who wrote the lots noted them."""
    text = Path(__file__).with_name("lots_facts.txt").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    missed = []
    for name, day, stand_in, failed, lasting, _ in rows:
        what = read()[name][1]
        if what is None:
            continue
        told = {True: "permanent", False: "temporary", None: "-"}[what.permanent]
        said = (str(what.return_date or "-"), what.stand_in or "-", " ".join(what.failed_addresses))
        wanted = (day, stand_in.split(",")[-1].strip().lower(), failed.replace(",", " "))
        right = said[0] == wanted[0] and wanted[1] in ("-", said[1]) and told == lasting
        if not right or wanted[2].split() not in (said[2].split(), ["-"]):
            missed.append((name, said, told))

    assert 100 * len(missed) <= 10 * len(rows), missed
