"""
Who writes about what a third party or the qualified person was asked, and in which way.

They answer from a colleague's address, or afresh under our reference, or a machine answers for
them: none of it is a request of theirs, and nobody is acknowledged.  What cannot be shown to come
from whoever was asked waits for a person, with its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from foibot.case import opinions
from foibot.case.model import Consultation, ConsultedRole
from foibot.handlers.absence import absence
from foibot.handlers.arrival import Arrival, Context
from foibot.handlers.casefile import CaseFile
from foibot.handlers.consulting import asked_again, take_opinion
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.result import Result, kept
from foibot.letter.dates import long_date
from foibot.letter.governance import AlertKind
from foibot.request.model import Kind, Reading
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict
from foibot.triage.conditions import CONSULTING_MAILS
from foibot.trust.permissions import Action, Allowed, Facts, may

MOST_NAMED = 3
# What a request of one's own is; in any other mail under our reference a consulted body answers.
REQUESTS = frozenset({Kind.NEW_REQUEST, Kind.SUBJECT_ACCESS, Kind.REUSE})
# Addresses there belong to nobody's organisation.
PUBLIC_MAIL = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com",
        "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com",
        "mac.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net",
        "ntlworld.com", "blueyonder.co.uk", "mail.com", "gmx.com", "gmx.co.uk", "proton.me",
        "protonmail.com", "zoho.com",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation that a message is about; *by_id*: it answers our mail itself."""

    file: CaseFile
    consultation: Consultation
    by_id: bool


def consultation_of(context: Context, desk: Desk) -> Asked | None:
    """Return the consultation that a message answers, by our id or by address and reference."""
    by_id = [found for row in context.answers if (found := of_mail(row, desk)) is not None]
    if by_id:
        return by_id[0]
    if context.author is None or context.case is not None:
        return None
    for name in context.hints[:MOST_NAMED]:
        file = desk.files.load(name)
        for one in reversed(file.case.consulted if file is not None else ()):
            if file is not None and _speaks_for(context.author, one, file, desk):
                return Asked(file, one, by_id=False)
    return None


def of_mail(row: OutboxRow, desk: Desk) -> Asked | None:
    """Return the consultation that one of our mails was about, or None for any other mail."""
    if row.key.partition("/")[0] not in CONSULTING_MAILS or not row.case_ref:
        return None
    file = desk.files.load(row.case_ref)
    for one in file.case.consulted if file is not None else ():
        if file is not None and f"/{one.key}/" in row.key:
            return Asked(file, one, by_id=True)
    return None


def _speaks_for(author: str, one: Consultation, file: CaseFile, desk: Desk) -> bool:
    """Return whether *author* is who was asked, or writes from the same organisation."""
    if author == one.address:
        return one.answered_on is None or not desk.people.is_staff(author)
    domain = author.rpartition("@")[2]
    own = desk.people.is_staff(author) or author == file.case.requester.address.lower()
    return not own and domain == one.address.rpartition("@")[2] and domain not in PUBLIC_MAIL


def is_of_consultation(reading: Reading, context: Context, desk: Desk) -> bool:
    """
    Return whether a message is about a consultation, and no plain request of its own.

    What answers our mail itself is; what only names the reference may be a request (FOIA s.8), and
    where that is certain it is treated as one.
    """
    if context.granted is not None and context.granted.key.partition("/")[0] in CONSULTING_MAILS:
        return True
    if context.granted is not None:
        return False
    found = consultation_of(context, desk)
    plainly_asks = reading.kind in REQUESTS and bool(reading.items) and not reading.flagged
    return found is not None and (found.by_id or not plainly_asks)


def consulted_away(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Tell governance what a machine answered for whoever was asked; reminders go on."""
    found = consultation_of(arrival.context, desk)
    if found is not None:
        one = found.consultation
        finding = arrival.message.automatic
        back = finding.return_date if finding else None
        until = f", back on {long_date(back)}" if back else ""
        what = f"{one.name or one.address} ({one.role.value}) answered automatically{until}"
        lines = _lines(arrival.message.reply_text)
        choice = asked_again(one, finding.stand_in if finding else None)
        desk.alert(AlertKind.OPINION, found.file, what, lines, (choice,), subject=one.key)
    if desk.people.is_staff(arrival.context.author):
        return absence(arrival, desk, verdict)
    return Result(found.file.reference if found else None, reading=kept(arrival.reading))


def opinion_otherwise(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Take what whoever was asked writes afresh; hold what comes from another address."""
    found = consultation_of(arrival.context, desk)
    if found is None:
        return hold_for(arrival, desk, verdict.why)
    one, author = found.consultation, arrival.context.author
    facts = Facts(domain=arrival.context.verdict.passed, address=author == one.address)
    third = one.role is ConsultedRole.THIRD_PARTY
    allowed = may(Action.ANSWER if third else Action.OPINION, facts)
    if author is not None and isinstance(allowed, Allowed):
        return take_opinion(found.file, one, author, arrival, desk)
    desk.uow.state.set_own(_mark(arrival.identity), f"{found.file.reference} {one.key}")
    which = ", ".join(f"Q{n}" for n in one.items)
    why = (
        f"It is about what {one.name or one.address} ({one.role.value}) was asked on {which} of "
        f"{found.file.reference}, and cannot be shown to come from {one.address}. Nothing was "
        f'recorded; if it is their answer, reply "file under {found.file.reference}".'
    )
    return hold_for(arrival, desk, why)


def _mark(identity: str) -> str:
    return f"speaks-for:{identity}"


def accepted_as_answer(identity: str, number: int, who: Decider, desk: Desk) -> None:
    """Note that a held message, which a person filed, is the answer of whoever was consulted."""
    reference, _, key = (desk.uow.state.own(_mark(identity)) or "").partition(" ")
    file = desk.files.load(reference) if reference else None
    asked = next((one for one in file.case.consulted if one.key == key), None) if file else None
    if file is None or asked is None or asked.answered_on is not None:
        return
    fact = opinions.OpinionReceived(asked.address, f"(message {number})", desk.today)
    desk.files.record(file, fact, actor=who.by, message=identity)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text[:2000].splitlines() if line.strip())
