"""What governance, approvers and reviewers do with their mail: decide, release, chase, approve."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta

from foibot.demo.world import Sent
from tests.flows.post import Writing, made
from tests.flows.town import subject
from tests.year.people import CLIENTS, by_code, forgeries
from tests.year.roster import ASKED

QUESTION = re.compile(r"Q(\d+)")
REFERENCE = re.compile(r"[A-Z]{2,4}-\d{4}-\d{5}")
# Words of an alert's subject -> what the lead replies; {n} is a question of it.
DECIDED = (
    ("no service found", "assign Q{n} to {service}"),
    ("not acknowledged", "release"),
    ("found in Junk", "release"),
    ("the requester has not answered", "close: nothing was heard from them"),
    ("could not be delivered", "reopen: the address works again"),
)
WANTED = "clarify all genuine: Which part of the year do you mean?"
EXTENSIONS = {
    "EIR": "extend all until {day}, complex and voluminous: forty files are to be read",
    "FOI": "extend all until {day}, public interest, s.43(2): the balance is being weighed",
}
LONGER = timedelta(days=40)  # by so much a lead extends, counted from the day of deciding
ORDERS = (
    "fee \u00a318: copying 900 sheets; pay: by card on 01234 567890",
    "consult Q{n} Acme Ltd <bids@acme.example>: the hourly rate in your contract",
    "redate {day}: it lay in a shared mailbox",
)
# On which alerts a lead orders something else, and how often.
ORDERED = {"at risk": 0.5, "left out": 0.15, "how a request was read": 0.2}
OPINIONS = (
    "We object: our rivals would learn the rate before the next tender.",
    "We have no objection.",
)


def lead_reply(sent: Sent, at: datetime, luck: random.Random) -> bytes | None:
    """Return what the lead replies to an alert, or None where it only informs."""
    about = subject(sent)
    for words, decision in DECIDED:
        if (words in about and "reopen" not in decision) or (words in about and _is_letter(sent)):
            found = QUESTION.search(sent.text)
            n = found[1] if found else "1"
            text = decision.format(n=n, service=luck.choice(list(ASKED)))
            return _said(sent, text, at, luck)
    if "needs a decision" in about and "ask the requester" in sent.text:
        return _said(sent, WANTED, at, luck)
    return None


def orders(sent: Sent, at: datetime, luck: random.Random) -> list[tuple[bytes, datetime]]:
    """Return what else a lead decides on an alert about one request, now and later."""
    about, names = subject(sent), set(REFERENCE.findall(subject(sent) + sent.text))
    if len(names) != 1:
        return []
    if "needs a decision" in about and "more time" in sent.text and luck.random() < 0.6:
        day = at + LONGER
        law = "EIR" if any(one.startswith("EIR") for one in names) else "FOI"
        said = EXTENSIONS[law].format(day=f"{day.day} {day:%B %Y}")
        return [(_said(sent, said, at, luck), at)]
    likely = next((share for words, share in ORDERED.items() if words in about), 0.0)
    if luck.random() >= likely:
        return []
    order = luck.choice(ORDERS)
    found = QUESTION.search(sent.text)
    earlier, paid = at - timedelta(days=1), at + timedelta(days=luck.randrange(3, 12))
    said = order.format(n=found[1] if found else "1", day=f"{earlier.day} {earlier:%B %Y}")
    out = [(_said(sent, said, at, luck), at)]
    if order.startswith("fee") and luck.random() < 0.8:
        out.append((_said(sent, f"fee paid {paid.day} {paid:%B %Y}", paid, luck), paid))
    return out


def consulted(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Return what a firm writes that was asked for its opinion."""
    return _said(sent, luck.choice(OPINIONS), at, luck)


def _is_letter(sent: Sent) -> bool:
    return "response" in sent.text


def _said(sent: Sent, text: str, at: datetime, luck: random.Random) -> bytes:
    client = luck.choice(CLIENTS)
    return made(Writing(sent.to, text, at, answers=sent, client=client))


def approver_reply(sent: Sent, at: datetime, luck: random.Random) -> bytes | None:
    """Return the approval of a draft, sometimes a refusal of it, or None where it is blocked."""
    if luck.random() < 0.03:
        return _said(sent, "no: please say where the figure comes from", at, luck)
    return by_code(sent, at, luck)


def forged_approvals(sent: Sent, at: datetime) -> list[bytes]:
    """Return what somebody else tries with the same draft."""
    return forgeries(sent, at)


def reviewer_reply(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Return the outcome of a review."""
    words = luck.choice(
        (
            "Upheld. We did not answer in time, because the archive was being moved.\n"
            "We will: answer within the week\nBy: {day}",
            "Not upheld. Every document was searched for and every answer was complete.",
        )
    )
    day = f"{at.day} {at:%B %Y}"
    words = f"{words.format(day=day)}\nReviewed by: Head of Legal Services"
    return _said(sent, words, at, luck)
