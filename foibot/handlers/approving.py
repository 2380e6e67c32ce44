"""Approval: exactly the draft that stands, by whoever was asked, then queued once (P23, T30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.model import Case, Draft, Status
from foibot.clock.calendar import receipt_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import (
    content_of,
    draft_when_ready,
    second_code_of,
    second_content_of,
    who_approves,
)
from foibot.handlers.people import ENOUGH
from foibot.letter.blocks import Listing, ListItem, words
from foibot.letter.governance import AlertKind, SecondLook
from foibot.store.lanes import Lane
from foibot.store.outgoing import Outgoing
from foibot.trust.codes import Given, proves
from foibot.trust.tokens import body_marker

# Working days after which a draft that nobody approved is made again.
STALE_AFTER = 3


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
    if by.lower() in {one.lower() for one in case.approved_by}:
        return f"{by} approved it already: a second person must approve it too"
    return ""


def waits_for_another(case: Case) -> bool:
    """Return whether one of the two people who must approve the draft has not done so (SEC-2)."""
    draft = case.draft
    return draft is not None and bool(draft.two_people) and len(case.approved_by) < ENOUGH


def still_asked(case: Case) -> tuple[str, ...]:
    """Return who was asked to approve the draft and has not done so."""
    done = {one.lower() for one in case.approved_by}
    asked = case.draft.asked_of if case.draft is not None else ()
    return tuple(one for one in asked if one.lower() not in done)


def code_proven(case: Case, by: str, codes: Sequence[Given], desk: Desk) -> bool:
    """Return whether one of *codes* names exactly the draft that stands (fact D)."""
    if case.draft is None:
        return False
    first = proves(codes, "approve", content_of(case, case.draft, by), desk.office.key)
    return first or looked_again(case, by, codes, desk)


def looked_again(case: Case, by: str, codes: Sequence[Given], desk: Desk) -> bool:
    """Return whether one of *codes* is the one that came with the checks' doubts."""
    if case.draft is None or not case.draft.doubts:
        return False
    return proves(codes, "approve", second_content_of(case, case.draft, by), desk.office.key)


def outdated(file: CaseFile, desk: Desk) -> str:
    """Return why the words of the draft no longer fit the day, or "" while they do."""
    draft = file.case.draft
    if draft is None or file.case.status is Status.APPROVED:
        return ""
    made_on = receipt_date(draft.made_at)
    due = case_clock(desk.office.clocks(file.case, file.history, desk.today)).due
    if due is not None and made_on <= due < desk.today:
        return "the letter would be late now, and does not say so"
    if desk.office.own_days.count(made_on, desk.today) > STALE_AFTER:
        return f"the draft is more than {STALE_AFTER} working days old"
    if draft.two_people and len(draft.asked_of) < ENOUGH:
        now = who_approves(file.case, draft.items, desk, two=True)
        return "a second person can be asked now" if len(now) >= ENOUGH else ""
    return ""


def renew(file: CaseFile, desk: Desk) -> CaseFile:
    """Make the draft again when its words no longer fit the day."""
    why = outdated(file, desk)
    if not why:
        return file
    return draft_when_ready(desk.files.void(file, why), desk)


def approve(
    file: CaseFile,
    by: str,
    facts: str,
    desk: Desk,
    message: str = "",
    *,
    second_look: bool = False,
) -> CaseFile | NotApproved:
    """
    Record the approval and queue the very bytes that were shown.

    A draft that the checks doubt goes only after a *second_look*: until then its second code is
    sent to whoever approved.  Where SEC-2 asks for two people, the first approval is recorded and
    the letter waits for another's.
    """
    why = refusal(file.case, by)
    draft = file.case.draft
    if why or draft is None:
        return NotApproved(why)
    old = outdated(file, desk)
    if old:
        renew(file, desk)
        return NotApproved(f"{old}: it was made again, with a new code")
    if draft.doubts and not second_look:
        _ask_again(file, by, desk)
        return NotApproved("the checks ask for a second look: a mail with a second code follows")
    approved = events.Approved(draft.sha256, by, facts)
    if draft.two_people and not file.case.approved_by:
        # The first of two: the letter waits for somebody else's own code (SEC-2).
        desk.uow.audit.append("approved_first", desk.now, file.reference, by=by, facts=facts)
        return desk.files.record(file, approved, actor=by, message=message)
    queued = events.ResponseQueued(draft.key, draft.sha256, draft.items, draft.keys[1:])
    file = desk.files.record(file, approved, queued, actor=by, message=message)
    _queue(file, draft, desk)
    desk.uow.audit.append(
        "approved", desk.now, file.reference, by=by, sha256=draft.sha256, facts=facts
    )
    return file


def _queue(file: CaseFile, draft: Draft, desk: Desk) -> None:
    """Queue every mail of the letter, in their order."""
    for key, sha256 in ((draft.key, draft.sha256), *draft.more):
        _queue_one(file, draft, key, sha256, desk)


def _queue_one(file: CaseFile, draft: Draft, key: str, sha256: str, desk: Desk) -> None:
    raw = desk.uow.content.file_bytes(sha256)
    head = message_from_bytes(raw[:20_000])
    desk.uow.outbox.add(
        Outgoing(
            key=key,
            kind=str(head["X-Foibot-Kind"]),
            recipient=file.case.requester.address,
            message_id=str(head["Message-ID"]),
            content=raw,
            case_ref=file.reference,
            lane=Lane.URGENT,
            priority=file.case.received_on,
            resend_allowed=not draft.enclosures,
            approved=True,
            outside=True,
        ),
        desk.now,
    )


def _ask_again(file: CaseFile, by: str, desk: Desk) -> None:
    draft = file.case.draft
    assert draft is not None
    own = f"/{by.lower()}" if draft.two_people else ""
    key = f"second-look/{file.reference}/{draft.version}{own}"
    mail = desk.to_staff(by, key, file.reference)
    context = SecondLook(
        reference=file.reference,
        doubts=(Listing(tuple(ListItem(words(one)) for one in draft.doubts)),),
        code=f"APPROVE {second_code_of(file.case, by, desk)}",
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def refuse(file: CaseFile, by: str, reason: str, message: str, desk: Desk) -> CaseFile:
    """Put the draft aside, with the reason, and tell governance."""
    draft = file.case.draft
    if draft is None:
        return file
    fact = events.ApprovalRefused(draft.sha256, by, reason)
    file = desk.files.record(file, fact, actor=by, message=message)
    choices = ("Q2: and the new words of its answer", "assign Q2 to the name of a service")
    what = f"{by} did not approve the letter"
    desk.alert(AlertKind.DRAFT, file, what, (reason,), choices, subject=draft.key)
    return file
