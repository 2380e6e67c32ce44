"""Whether a message that belongs nowhere names requests of somebody else (reliability T18)."""

from __future__ import annotations

from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk

MOST_NAMED = 10


def names_anothers(arrival: Arrival, desk: Desk) -> bool:
    """
    Return whether a message that belongs nowhere names requests, and none of its sender's.

    Who writes under a requester's own name may be that person at another address.
    """
    context, name = arrival.context, _folded(arrival.reading.requester_name or "")
    if context.case is not None or context.granted is not None:
        return False
    named = [row for one in context.hints[:MOST_NAMED] if (row := desk.uow.cases.get(one))]
    if not named or any(row.requester == context.author for row in named):
        return False
    files = [desk.files.load(row.reference) for row in named] if name else []
    return all(file is None or _folded(file.case.requester.name) != name for file in files)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
