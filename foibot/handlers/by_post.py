"""
Whoever gave no e-mail address is written to on paper: a colleague prints and posts our letters.

A request needs an address for correspondence, and a postal one is enough (FOIA 2000 s.8(1)(b),
FOISA s.8(1)(c)).  An answer that nobody posted has not been given (law.md DAY-10).
"""

from __future__ import annotations

from foibot.case.model import Case
from foibot.handlers.casefile import CaseFile
from foibot.handlers.people import People
from foibot.letter.governance import AlertKind

BY_MAIL = "email"
NO_ADDRESS = "(no postal address is recorded: ask whoever took the request)"


def posted_to(case: Case, people: People) -> str:
    """Return to whom and where our letters go on paper, in one line; "" where e-mail reaches."""
    who = case.requester
    if not people.is_staff(who.address.lower()) or not (who.postal or case.channel != BY_MAIL):
        return ""
    return ", ".join(filter(None, (who.name, who.organisation, who.postal or NO_ADDRESS)))


def told_at_entry(case: Case, people: People) -> tuple[str, ...]:
    """Return what governance is told of a new case: that its letters are to be posted."""
    to = posted_to(case, people)
    if not to:
        return ()
    colleague = case.requester.address
    return (
        f"No e-mail address was given: our letters come to {colleague}, to be printed and posted.",
        f"Post to: {to}",
    )


def answer_to_post(file: CaseFile, people: People) -> tuple[AlertKind, str, tuple[str, ...]] | None:
    """Return what governance is told when the answer went to whoever posts it; None by e-mail."""
    to = posted_to(file.case, people)
    colleague = file.case.requester.address
    if not to or colleague.lower() in {one.lower() for one in people.leads}:
        return None
    what = f"The answer went to {colleague}, who has to print and post it"
    return AlertKind.POST, what, (f"Post to: {to}",)
