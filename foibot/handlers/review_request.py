"""An internal review: a case of its own, dated, acknowledged, to somebody who took no part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.events import Opened
from foibot.case.model import CaseKind, Requester
from foibot.case.review import free_reviewers, law_of_review
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import BOT, CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.result import Result, kept
from foibot.handlers.reviewing import appoint, asked_when, assign_again, most_on, nobody_free
from foibot.letter.governance import AlertKind
from foibot.letter.reviews import ReviewAcknowledgement
from foibot.request.preamble import title
from foibot.triage.chain import Verdict

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A review that somebody asked for, by whichever way it came."""

    requester: Requester
    received_at: datetime
    received_on: date
    complaint: str
    identity: str  # of the message, or what stands for it
    by: str  # who wrote it, or who enters it
    title: str = ""
    message_id: str = ""
    channel: str = "email"
    hints: tuple[str, ...] = ()
    remark: str = ""  # what governance must know of how it came


def review_request(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Open a review of the case it belongs to; where that is not certain a person links it."""
    original = desk.files.load(arrival.context.case) if arrival.context.case else None
    current = _review_of(original, desk) if original is not None else None
    if current is not None:
        return Result(
            _written_again(current, arrival, desk).reference, reading=kept(arrival.reading)
        )
    review = open_review(asked_by_mail(arrival, original), desk, original)
    return Result(review.reference, reading=kept(arrival.reading))


def _review_of(original: CaseFile, desk: Desk) -> CaseFile | None:
    """Return the review that already looks at the case, or the case where it is one itself."""
    if original.case.kind is CaseKind.REVIEW:
        return original
    running = [row for row in desk.uow.cases.reviews_of(original.reference) if row.is_open]
    return desk.files.load(running[0].reference) if running else None


def _written_again(review: CaseFile, arrival: Arrival, desk: Desk) -> CaseFile:
    """Put more words beside an open review; after one there is only the regulator (IR-1, IR-11)."""
    if not review.case.status.is_open:
        what = "The requester is not satisfied with the outcome of the review"
        note = events.Noted(what)
        review = desk.files.record(review, note, message=arrival.identity)
        further = "There is one review only: the requester may now go to the regulator."
        desk.alert(AlertKind.REVIEW, review, what, (further,))
        return review
    fact = events.ComplaintAdded(arrival.message.reply_text[:LONGEST])
    by = arrival.context.author or ""
    review = desk.files.record(review, fact, actor=by, message=arrival.identity)
    if review.case.reviewer is not None:
        assign_again(review, desk)
    desk.alert(AlertKind.REVIEW, review, "The requester added to an open review")
    return review


def asked_by_mail(arrival: Arrival, original: CaseFile | None) -> Asked:
    """Return the review that a message asks for."""
    sender, shown = arrival.context.author or "", arrival.message.sender
    return Asked(
        requester=original.case.requester
        if original
        else Requester(sender, shown.name if shown else ""),
        received_at=arrival.received_at,
        received_on=arrival.received_on,
        complaint=arrival.message.reply_text,
        identity=arrival.identity,
        by=sender,
        title=title(arrival.message.subject),
        message_id=arrival.message.message_id or "",
        hints=tuple(arrival.context.hints),
    )


def open_review(
    asked: Asked, desk: Desk, original: CaseFile | None, *, answer_owed: bool = False
) -> CaseFile:
    """Open, link, acknowledge and route an internal review (law.md IR-2 to IR-7)."""
    review = desk.files.open(_opening(asked, desk, original), asked.by, asked.identity)
    if original is not None:
        link = events.ReviewOpened(review.reference)
        desk.files.record(original, link, message=asked.identity)
    review = give_to_reviewer(review, original, desk)
    if asked.requester.address:
        _acknowledge(review, original, desk, asked, answer_owed=answer_owed)
    what = f"A review was asked for; reviewer: {review.case.reviewer or 'nobody yet'}"
    if original is None:
        what = "A review was asked for, and which case it is about is not certain"
    details, choices = _told(review, original, asked, desk)
    desk.alert(AlertKind.REVIEW, review, what, details, choices)
    return review


def _told(
    review: CaseFile, original: CaseFile | None, asked: Asked, desk: Desk
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what governance is told of a review, and what may be replied."""
    if original is None:
        named = tuple(f"It names {one}." for one in asked.hints)
        return named, ("about FOI-2026-00012 (the reference of the request that it is about)",)
    how = "extend until 12 January 2027: the reason (before the first date, once)"
    extendable = most_on(review, desk) is not None
    when = asked_when(review, original, desk)
    return tuple(filter(None, (when, asked.remark))), (how,) if extendable else ()


def _opening(asked: Asked, desk: Desk, original: CaseFile | None) -> Opened:
    case = original.case if original else None
    return Opened(
        kind=CaseKind.REVIEW,
        law=law_of_review(case) if case else desk.office.law("foi"),
        requester=asked.requester,
        received_at=asked.received_at,
        received_on=asked.received_on,
        title=case.title if case else asked.title,
        intro="",
        items=(),
        laws=(),
        message_id=asked.message_id,
        channel=asked.channel,
        review_of=case.reference if case else None,
        complaint=asked.complaint[:LONGEST],
        flagged=case is None,
    )


def give_to_reviewer(review: CaseFile, original: CaseFile | None, desk: Desk) -> CaseFile:
    """Give the review to the first reviewer who took no part and is here (IR-6)."""
    if original is None:
        return review
    free = free_reviewers(original.case, original.history, desk.people.governance.reviewers)
    here = [one for one in free if not desk.people.is_away(one)]
    if not here:
        nobody_free(review, desk)
        return review
    return appoint(review, here[0], "", Decider(BOT), desk)


def _acknowledge(
    review: CaseFile, original: CaseFile | None, desk: Desk, asked: Asked, *, answer_owed: bool
) -> None:
    clocks = desk.office.clocks(review.case, review.history, desk.today)
    due = case_clock(clocks).due
    assert due is not None
    context = ReviewAcknowledgement(
        reference=review.reference,
        original_reference=original.reference if original else "",
        received_on=asked.received_on,
        due_on=due,
        most_on=most_on(review, desk),
        answer_owed=answer_owed,
    )
    key = f"review-acknowledgement/{asked.identity}"
    desk.post.send(context, desk.to_requester(review, key))
