"""What a simulated time must show: nothing lost, nothing twice, no word in the wrong place."""

from __future__ import annotations

from collections import Counter

from foibot.demo.world import Sent
from tests.flows.town import subject
from tests.year.council import INTERNAL, PHONE, Council

OFFICERS = frozenset({"digest", "assignment", "escalation", "confirmation", "unclear"})
UNASKED = frozenset({"digest", "escalation", "weekly", "reminder"})


def faults(council: Council, requests: int) -> dict[str, list[str]]:
    """Return what is wrong, by what was to be shown; empty lists are what is wanted."""
    town = council.town
    mails = town.sent
    rows = [row for row in town.cases() if row.reference.startswith("FOI-")]
    return {
        "requests without a case": ["missing"] * max(0, requests - len(rows)),
        "open and with nobody": [
            r.reference for r in rows if r.is_open and _alone(council, r.reference)
        ],
        "two acknowledgements": _twice([s for s in mails if s.kind == "acknowledgement"]),
        "two responses": _twice([s for s in mails if s.kind == "response"]),
        "more than one unasked mail a day": _crowded(mails),
        "the requester before an officer": [subject(s) for s in mails if _shows(s)],
        "internal words or tokens outside": [subject(s) for s in mails if _tells(s)],
        "letters that nobody approved": _unapproved(council),
        "messages that failed": [subject(s) for s in mails if "failed 3 times" in s.text],
    }


def _alone(council: Council, reference: str) -> bool:
    """Return whether a question is with no officer and governance was never told of it."""
    case = council.town.case(reference)
    told = any(reference in subject(one) for one in council.town.all("alert"))
    return not told and any(item.officer is None for item in case.counted)


def _twice(mails: list[Sent]) -> list[str]:
    counts = Counter((str(one.mail["To"]), subject(one)) for one in mails)
    return [f"{to}: {about}" for (to, about), times in counts.items() if times > 1]


def _crowded(mails: list[Sent]) -> list[str]:
    counts = Counter((one.to, one.at.date()) for one in mails if one.kind in UNASKED)
    return [f"{to} on {day}: {times}" for (to, day), times in counts.items() if times > 1]


def _shows(sent: Sent) -> bool:
    words = (sent.text + sent.html + subject(sent)).lower()
    return sent.kind in OFFICERS and any(one in words for one in ("canary", PHONE))


def _tells(sent: Sent) -> bool:
    outside = not sent.to.endswith("@council.example")
    return outside and any(one in sent.text + sent.html for one in (INTERNAL, "foi-token"))


def _unapproved(council: Council) -> list[str]:
    sent = len(council.town.all("response"))
    return [f"{sent} letters, {council.approvals} approvals"] if sent > council.approvals else []
