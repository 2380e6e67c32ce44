"""A review that reached the authority elsewhere: by post, phone or a colleague; and its linking."""

from __future__ import annotations

import re
from datetime import date

from foibot.case import events
from foibot.case.model import CaseKind
from foibot.case.review import law_of_review
from foibot.clock.calendar import noon, receipt_date
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.originals import FIELD, Original
from foibot.handlers.postal import postal_lines
from foibot.handlers.review_request import Asked, give_to_reviewer, open_review
from foibot.handlers.reviewing import asked_when

ABOUT = re.compile(r"^\s{0,8}(?:it is |this is )?about[ :]{1,4}([A-Z]{2,5}-20\d\d-\d{5,7})\b", re.I)


def enter_review(
    original: CaseFile,
    received: date,
    channel: str,
    complaint: str,
    who: Decider,
    desk: Desk,
) -> CaseFile:
    """Open a review of *original* that came by post, phone, form or in person (DAY-8, IR-2)."""
    if original.case.kind is CaseKind.REVIEW:
        raise DecisionError(f"{original.reference} is a review itself: name the request")
    if received > desk.today or received < original.case.received_on:
        raise DecisionError(
            f"{received} is not between the request and today: give the day it was received"
        )
    if not complaint.strip():
        raise DecisionError("say what the requester is not satisfied with, in their words")
    asked = Asked(
        requester=original.case.requester,
        received_at=noon(received),
        received_on=received,
        complaint=complaint,
        identity=f"entered-{original.reference}-{original.case.version}",
        by=who.by,
        title=original.case.title,
        channel=channel,
    )
    return open_review(asked, desk, original)


def passed_on(arrival: Arrival, original: Original, desk: Desk) -> CaseFile:
    """Open the review that a colleague passes on or enters by mail; a named case is believed."""
    loaded = [desk.files.load(one) for one in arrival.context.hints]
    named = [one for one in loaded if one is not None and one.case.kind is not CaseKind.REVIEW]
    case = named[0] if len(named) == 1 else None
    told = original.requester
    remark = ""
    if case is not None and told.address.lower() != case.case.requester.address.lower():
        remark = f"It came from {told.address}; our letters go to the address of the request."
    asked = Asked(
        # Letters go to the address of the request: who else may have them, a person decides.
        requester=case.case.requester if case is not None else told,
        received_at=original.received_at,
        received_on=receipt_date(original.received_at),
        complaint=_complaint(arrival),
        identity=arrival.identity,
        by=arrival.context.author or "",
        title=case.case.title if case else "",
        channel=original.channel,
        hints=tuple(arrival.context.hints),
        remark=remark,
    )
    return open_review(asked, desk, case)


def _complaint(arrival: Arrival) -> str:
    """Return what the requester complains of: the passed-on words, or what a colleague noted."""
    forwarded = arrival.message.forwarded
    if forwarded is not None and forwarded.text.strip():
        return forwarded.text
    text = arrival.message.reply_text
    where = postal_lines(text)
    kept = (line for line in text.splitlines() if line.strip() not in where)
    return "\n".join(line for line in kept if FIELD.match(line) is None).strip()


def about(review: CaseFile, reference: str, who: Decider, desk: Desk) -> CaseFile:
    """Say which request a review is about; law, time and reviewer follow (IR-3 to 6)."""
    original = desk.files.load(reference)
    if review.case.kind is not CaseKind.REVIEW or review.case.review_of is not None:
        raise DecisionError(f"{review.reference} is no review whose request is not known")
    if original is None or original.case.kind is CaseKind.REVIEW:
        raise DecisionError(f"there is no request {reference}")
    facts: list[events.Fact] = [events.Linked(events.REVIEW_OF, original.reference)]
    law = law_of_review(original.case)
    if law is not review.case.law:
        facts.append(events.LawChanged(None, law, f"the law of {original.reference}"))
    review = desk.files.record(review, *facts, actor=who.by, message=who.message)
    link = events.ReviewOpened(review.reference)
    desk.files.record(original, link, actor=who.by, message=who.message)
    if review.case.reviewer is None:
        review = give_to_reviewer(review, desk.files.load(reference), desk)
    return review


def about_said(review: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Link the review with the request that a lead's first line names; None when it names none."""
    lines = (one for one in arrival.message.reply_text.splitlines() if one.strip())
    named = ABOUT.match(next(lines, "")[:200])
    if named is None:
        return None
    linked = about(review, named[1].upper(), who, desk)
    original = desk.files.load(named[1].upper())
    assert original is not None
    when = asked_when(linked, original, desk)
    return f"{linked.reference} is about {original.reference}; {when}"
