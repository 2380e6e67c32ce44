"""A mail of ours did not arrive: marked, its case opened again, a person told (DAY-10, P8)."""

from __future__ import annotations

from foibot.case import events, opinions
from foibot.case.events import ResponseSent
from foibot.case.lifecycle import standing
from foibot.handlers.absence import hand_on, pass_drafts_on
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.consultees import of_mail
from foibot.handlers.consulting import asked_again
from foibot.handlers.desk import Desk
from foibot.handlers.nothing_due import LETTERS
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict
from foibot.trust.tokens import bracketed, ours


def bounce(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Undo what counted as sent; only a report that names our signed Message-ID is believed."""
    row = _failed_mail(arrival, desk)
    if row is None:
        return Result(reading=kept(arrival.reading))
    finding = arrival.message.automatic
    why = finding.evidence[:300] if finding else "reported as undeliverable"
    if finding is not None and finding.permanent is False:
        return Result(row.case_ref, reading=kept(arrival.reading))
    file = desk.files.load(row.case_ref) if row.case_ref else None
    if file is not None and row.kind in LETTERS:
        file = _not_sent(file, row, why, arrival, desk)
    if desk.people.is_staff(row.recipient.lower()):
        gone = "cannot be reached: mail to them does not arrive"
        desk.people.away[row.recipient.lower()] = None
        hand_on(row.recipient, gone, arrival.identity, desk)
        pass_drafts_on(row.recipient, gone, desk)
    what = f"The {row.kind} to {row.recipient} came back"
    again = row.kind in LETTERS and file is not None
    choices = ("reopen: the address works again (you get a new draft to approve)",) if again else ()
    consulted = of_mail(row, desk)
    if consulted is not None:
        asked = consulted.consultation
        fact = opinions.ConsultedUnreached(asked.key, asked.address, why)
        file = desk.files.record(consulted.file, fact, message=arrival.identity)
        what = f"{what}; nobody there is reminded"
        choices = (asked_again(asked, None),)
    said = why if " " in why else "Their mail server gives no reason that can be read"
    desk.alert(AlertKind.BOUNCED, file, what, (said,), choices, subject=row.key)
    return Result(row.case_ref, reading=kept(arrival.reading))


def _failed_mail(arrival: Arrival, desk: Desk) -> OutboxRow | None:
    finding = arrival.message.automatic
    named = [finding.original_message_id] if finding and finding.original_message_id else []
    signed = [bracketed(one) for one in named if ours(one, desk.office.key)]
    rows = desk.uow.outbox.find_by_message_id(signed)
    return rows[0] if rows else next(iter(arrival.context.answers), None)


def _not_sent(file: CaseFile, row: OutboxRow, why: str, arrival: Arrival, desk: Desk) -> CaseFile:
    for event in reversed(standing(file.history)):
        sent = event.fact
        # A further mail of a letter has the letter's own key, and its number behind it.
        if isinstance(sent, ResponseSent) and f"{row.key}/".startswith(f"{sent.key}/"):
            fact = events.ResponseFailed(sent.key, sent.items, why)
            return desk.files.record(file, fact, message=arrival.identity)
    return file
