"""Approval: exactly the draft that stands, by whoever was asked, then queued once (P23, T30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes

from foibot.case import events
from foibot.case.model import Case, Status
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import content_of
from foibot.store.outbox import Lane, Outgoing
from foibot.trust.codes import Given, proves


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Why a letter was not approved, in words for the person who tried."""

    why: str


def refusal(case: Case, by: str) -> str:
    """Return why *by* cannot approve the draft that stands now, or "" when they can."""
    draft = case.draft
    if draft is None:
        return "no draft is waiting: something changed since, and a new one will be sent"
    if case.status is Status.APPROVED:
        return "the letter is approved already"
    if draft.blocked:
        return "a check stands against the letter: mend what it names first"
    if by.lower() not in {one.lower() for one in draft.asked_of}:
        return f"{by} was not asked to approve it"
    return ""


def code_proven(case: Case, codes: Sequence[Given], desk: Desk) -> bool:
    """Return whether one of *codes* names exactly the draft that stands (fact D)."""
    if case.draft is None:
        return False
    return proves(codes, "approve", content_of(case, case.draft), desk.office.key)


def approve(
    file: CaseFile, by: str, facts: str, desk: Desk, message: str = ""
) -> CaseFile | NotApproved:
    """Record the approval and queue the very bytes that were shown."""
    why = refusal(file.case, by)
    draft = file.case.draft
    if why or draft is None:
        return NotApproved(why)
    raw = desk.uow.content.file_bytes(draft.sha256)
    approved = events.Approved(draft.sha256, by, facts)
    queued = events.ResponseQueued(draft.key, draft.sha256, draft.items)
    file = desk.files.record(file, approved, queued, actor=by, message=message)
    head = message_from_bytes(raw[:20_000])
    desk.uow.outbox.add(
        Outgoing(
            key=draft.key,
            kind=str(head["X-Foibot-Kind"]),
            recipient=file.case.requester.address,
            message_id=str(head["Message-ID"]),
            content=raw,
            case_ref=file.reference,
            lane=Lane.URGENT,
            priority=file.case.received_on,
            resend_allowed=not draft.enclosures,
            approved=True,
        ),
        desk.now,
    )
    desk.uow.audit.append(
        "approved", desk.now, file.reference, by=by, sha256=draft.sha256, facts=facts
    )
    return file


def refuse(file: CaseFile, by: str, reason: str, message: str, desk: Desk) -> CaseFile:
    """Put the draft aside, with the reason."""
    if file.case.draft is None:
        return file
    fact = events.ApprovalRefused(file.case.draft.sha256, by, reason)
    return desk.files.record(file, fact, actor=by, message=message)
