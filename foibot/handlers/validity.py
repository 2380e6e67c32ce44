"""A request without a usable name: its clock runs, and the requester is helped (REC-1, REC-4)."""

from __future__ import annotations

import re

from foibot.case import events
from foibot.case.model import CaseKind, Law, Requester
from foibot.handlers.acknowledge import Form, choose
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.requester import ValidityHelp

# A word of a name: letters, with the marks that stand in names.
WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
# What needs a name: FOIA 2000 s.8(1)(b), FOISA 2002 s.8(1)(b); the Regulations ask for none.
NAMED = frozenset({Law.FOIA, Law.FOISA})


def is_usable(who: Requester) -> bool:
    """Return whether the requester is named: two words of a name, or an organisation (REC-4)."""
    if who.organisation.strip():
        return True
    if "@" in who.name or any(letter.isdigit() for letter in who.name):
        return False
    return len(WORD.findall(who.name)) >= 2


def help_to_be_valid(file: CaseFile, arrival: Arrival, desk: Desk) -> CaseFile:
    """Ask for a name, once, where one is needed and the sender may be written to."""
    case = file.case
    wanted = case.kind is CaseKind.REQUEST and any(item.law in NAMED for item in case.counted)
    if not wanted or is_usable(case.requester) or choose(arrival, None).form is not Form.ITEMISED:
        return file
    context = ValidityHelp(
        case.reference, case.received_on, needs_name=True, needs_description=False
    )
    desk.post.send(context, desk.to_requester(file, f"validity-help/{arrival.identity}"))
    return desk.files.record(file, events.Noted("The request has no usable name: help was sent"))
