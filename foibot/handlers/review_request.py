"""An internal review: a case of its own, dated, acknowledged, to somebody who took no part."""

from __future__ import annotations

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.events import Opened
from foibot.case.model import CaseKind, Requester
from foibot.case.review import free_reviewers
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import BOT, CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.result import Result, kept
from foibot.handlers.reviewing import appoint, nobody_free
from foibot.letter.governance import AlertKind
from foibot.letter.requester import ReviewAcknowledgement
from foibot.request.preamble import title
from foibot.triage.chain import Verdict

LONGEST = 20_000


def review_request(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Open a review of the case it belongs to; where that is not certain a person links it."""
    original = desk.files.load(arrival.context.case) if arrival.context.case else None
    review = open_review(arrival, desk, original)
    return Result(review.reference, reading=kept(arrival.reading))


def open_review(
    arrival: Arrival, desk: Desk, original: CaseFile | None, *, answer_owed: bool = False
) -> CaseFile:
    """Open, link, acknowledge and route an internal review (law.md IR-2 to IR-7)."""
    sender = arrival.context.author or ""
    fact = _opening(arrival, desk, original, sender)
    review = desk.files.open(fact, sender, arrival.identity)
    if original is not None:
        link = events.ReviewOpened(review.reference)
        desk.files.record(original, link, message=arrival.identity)
    review = give_to_reviewer(review, original, desk)
    if sender:
        _acknowledge(review, original, desk, arrival, answer_owed=answer_owed)
    what = f"A review was asked for; reviewer: {review.case.reviewer or 'nobody yet'}"
    if original is None:
        what = "A review was asked for, and which case it is about is not certain"
    desk.alert(AlertKind.REVIEW, review, what, arrival.context.hints)
    return review


def _opening(arrival: Arrival, desk: Desk, original: CaseFile | None, sender: str) -> Opened:
    case = original.case if original else None
    shown = arrival.message.sender
    return Opened(
        kind=CaseKind.REVIEW,
        law=case.law if case else desk.office.law("foi"),
        requester=case.requester if case else Requester(sender, shown.name if shown else ""),
        received_at=arrival.received_at,
        received_on=arrival.received_on,
        title=case.title if case else title(arrival.message.subject),
        intro="",
        items=(),
        laws=(),
        message_id=arrival.message.message_id or "",
        review_of=case.reference if case else None,
        complaint=arrival.message.reply_text[:LONGEST],
        flagged=case is None,
    )


def give_to_reviewer(review: CaseFile, original: CaseFile | None, desk: Desk) -> CaseFile:
    """Give the review to the first reviewer who took no part and is here (IR-6)."""
    if original is None:
        return review
    free = free_reviewers(original.case, desk.people.governance.reviewers)
    here = [one for one in free if not desk.people.is_away(one)]
    if not here:
        nobody_free(review, desk)
        return review
    return appoint(review, here[0], "", Decider(BOT), desk)


def _acknowledge(
    review: CaseFile,
    original: CaseFile | None,
    desk: Desk,
    arrival: Arrival,
    *,
    answer_owed: bool,
) -> None:
    clocks = desk.office.clocks(review.case, review.history, desk.today)
    due = case_clock(clocks).due
    assert due is not None
    context = ReviewAcknowledgement(
        reference=review.reference,
        original_reference=original.reference if original else "",
        received_on=arrival.received_on,
        due_on=due,
        most_on=clocks[0].date_of("max40"),
        answer_owed=answer_owed,
    )
    key = f"review-acknowledgement/{arrival.identity}"
    desk.post.send(context, desk.to_requester(review, key))
