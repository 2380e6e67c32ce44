"""A person decides how one enclosed file leaves: safe, as it is, or not at all (T23)."""

from __future__ import annotations

from foibot.case import events
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, record
from foibot.handlers.desk import Desk
from foibot.letter.response import enclosures_of


def decide(
    file: CaseFile, name: str, decision: str, why: str, who: Decider, desk: Desk
) -> CaseFile:
    """
    Record how the file *name* leaves: "safe", "original" or "drop" (T23); DecisionError if none.

    An original goes only where nothing hidden was found in it, whatever was decided.
    """
    anew = [one for point in file.case.points if point.answer for one in point.answer.enclosures]
    every = (*enclosures_of(file.case.counted), *anew)
    found = [one for one in every if name.lower() in {one.name.lower(), one.title.lower()}]
    if not found:
        known = ", ".join(one.name for one in every) or "none"
        raise DecisionError(f"{file.reference} has no file {name}; there are: {known}")
    fact = events.EnclosureDecided(found[0].sha256, decision, who.by, why)
    return record(file, who, desk, fact)
