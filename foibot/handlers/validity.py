"""A request without a usable name: its clock runs, and the requester is helped (REC-1, REC-4)."""

from __future__ import annotations

import re
from datetime import timedelta

from foibot.case import events, opinions
from foibot.case.model import CaseKind, Law, Requester
from foibot.handlers.acknowledge import Form, choose
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.hold import hold_for
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.letter.requester import ValidityHelp
from foibot.triage.chain import Verdict

# A word of a name: letters, with the marks that stand in names.
NAME_IS = re.compile(r"\bname(?:[ ]is|[ ]?:)[ ]{1,4}([^\n.,;]{3,80})", re.IGNORECASE)
LONGEST_NAME = 5
DAY = timedelta(days=1)
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


def named_in(arrival: Arrival) -> str:
    """Return the usable name that a reply gives: after "my name is", on its first line, below."""
    text = arrival.message.reply_text[:2000]
    said = NAME_IS.search(text)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sender = arrival.message.sender
    tries = (
        said[1] if said else "",
        first if len(first.split()) <= LONGEST_NAME else "",
        arrival.reading.requester_name or "",
        sender.name if sender else "",
    )
    found = (" ".join(one.split()).strip(" .,;") for one in tries)
    return next((one for one in found if is_usable(Requester("", one))), "")


def naming(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Keep the name that a requester tells us; a person reads a reply that gives none (REC-4)."""
    file = desk.files.load(arrival.context.case) if arrival.context.case else None
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    name = named_in(arrival)
    if name:
        fact = opinions.RequesterNamed(name)
        actor = arrival.context.author or "requester"
        file = desk.files.record(file, fact, actor=actor, message=arrival.identity)
        draft_when_ready(file, desk)
    if not name or arrival.reading.items:
        what = "The requester was asked for a name; please read the reply"
        lines = arrival.message.reply_text[:2000].splitlines()
        desk.alert(AlertKind.WROTE, file, what, [one for one in lines if one.strip()])
    return Result(file.reference, reading=kept(arrival.reading))


def help_to_be_valid(file: CaseFile, arrival: Arrival, desk: Desk) -> CaseFile:
    """Ask for a name, once, where one is needed and the sender may be written to."""
    case = file.case
    wanted = case.kind is CaseKind.REQUEST and any(item.law in NAMED for item in case.counted)
    if not wanted or is_usable(case.requester) or choose(arrival, None).form is not Form.ITEMISED:
        return file
    if _helped_today(case.requester.address, desk):
        return file
    context = ValidityHelp(
        case.reference, case.received_on, needs_name=True, needs_description=False
    )
    desk.post.send(context, desk.to_requester(file, f"validity-help/{arrival.identity}"))
    return desk.files.record(file, events.Noted("The request has no usable name: help was sent"))


def _helped_today(address: str, desk: Desk) -> bool:
    """Return whether *address* was helped within a day: two machines must not go on (T4)."""
    since = desk.now - DAY
    return any(
        row.kind == "validity-help" and row.created_at > since
        for row in desk.uow.outbox.sent_to(address, 20)
    )
