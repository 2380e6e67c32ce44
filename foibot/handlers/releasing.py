"""A person decides how one enclosed file leaves: safe, as it is, or not at all (T23)."""

from __future__ import annotations

from dataclasses import dataclass

from foibot.case import events
from foibot.case.model import Enclosure
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, record
from foibot.handlers.desk import Desk
from foibot.handlers.enclosing import look, originals

_SAYS = {
    "drop": "{} does not go with the letter",
    "safe": "{} goes in its safe form",
    "original": "{} goes as the officer sent it",
}


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was decided of a file, and the case as it stands then."""

    file: CaseFile
    original: Enclosure
    decision: str


def said(made: Leaving) -> str:
    """Return what was decided, in words for the person who did."""
    return f"{_SAYS[made.decision].format(made.original.name)}; a new draft follows"


def decide(file: CaseFile, name: str, decision: str, why: str, who: Decider, desk: Desk) -> Leaving:
    """
    Record how a file leaves: "safe", "original" or "drop" (T23); DecisionError if it cannot.

    *name* is its number in the draft or its name.  An original goes only where nothing hidden
    was found in it.
    """
    every = originals(file.case)
    found = _found(name, every)
    if found is None:
        known = ", ".join(f"{at} {one.name}" for at, one in enumerate(every, 1)) or "none"
        raise DecisionError(f"{file.reference} has no file {name}; there are: {known}")
    if decision == "original" and not look(found, desk).clean:
        raise DecisionError(
            f"{found.name} cannot go as it is: it holds what a reader does not see (T23); "
            "it goes in its safe form, or the officer saves it anew without that"
        )
    fact = events.EnclosureDecided(found.sha256, decision, who.by, why, found.name)
    return Leaving(record(file, who, desk, fact), found, decision)


def _found(name: str, every: tuple[Enclosure, ...]) -> Enclosure | None:
    wanted = name.strip().lower().removeprefix("file ").strip()
    if wanted.isdigit():
        return every[int(wanted) - 1] if 1 <= int(wanted) <= len(every) else None
    return next((one for one in every if wanted in {one.name.lower(), one.title.lower()}), None)
