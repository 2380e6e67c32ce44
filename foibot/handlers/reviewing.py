"""An internal review from its reviewer to its outcome letter (law.md IR-6 to IR-9)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.model import Case, Law, ReviewFinding
from foibot.case.review import asking, took_part
from foibot.case.timeline import timeline
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.compiling import Compiled, compile_context
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import put_before
from foibot.letter.blocks import Block, Blocks, Heading, Listing, ListItem, Quote, paragraph, words
from foibot.letter.governance import AlertKind
from foibot.letter.model import File
from foibot.letter.plain import blocks_of_text
from foibot.letter.reviews import ReviewAssignment, ReviewOutcome
from foibot.message.parse import parse
from foibot.replies.findings import PointFound, overall, read_findings
from foibot.reports.bundle import bundle
from foibot.trust.tokens import body_marker

SAID = {
    ReviewFinding.UPHELD: "Upheld",
    ReviewFinding.PARTLY: "Partly upheld",
    ReviewFinding.NOT_UPHELD: "Not upheld",
}
# Where each law gives the right to go to the regulator (IR-8, IR-9).
HOW = {
    Law.FOIA: "section 50 of the Freedom of Information Act 2000",
    Law.EIR: "regulation 18 of the Environmental Information Regulations 2004, which applies "
    "section 50 of the Freedom of Information Act 2000",
    Law.FOISA: "section 47 of the Freedom of Information (Scotland) Act 2002",
    Law.EISRS: "regulation 17 of the Environmental Information (Scotland) Regulations 2004",
}
APPOINTED = re.compile(
    r"^\s{0,8}reviewer[ :]{1,4}(\S{3,200}@\S{3,200}?)[,.;]?"
    r"(?:\s{1,4}(?:because|as|since)[ :]{0,2}(.{1,2000}))?$",
    re.IGNORECASE,
)
UNINVOLVED = "took no part in the first decision"


def appoint(review: CaseFile, reviewer: str, why: str, who: Decider, desk: Desk) -> CaseFile:
    """Give a review to somebody; whoever took part needs a reason that is kept (IR-6)."""
    original = _original(review.case, desk)
    involved = original is not None and reviewer.lower() in took_part(
        original.case, original.history
    )
    if involved and not why.strip():
        raise DecisionError(f"{reviewer} took part in the first answer: say why nobody else can")
    fact = events.ReviewerAppointed(reviewer, why if involved else UNINVOLVED)
    review = desk.files.record(review, fact, actor=who.by, message=who.message)
    _assign(review, original, why if involved else "", desk)
    return review


def _original(review: Case, desk: Desk) -> CaseFile | None:
    return desk.files.load(review.review_of) if review.review_of else None


def assign_again(review: CaseFile, desk: Desk) -> None:
    """Put a review before its reviewer once more, as it is now."""
    _assign(review, _original(review.case, desk), _independence(review), desk)


def asked_when(review: CaseFile, original: CaseFile, desk: Desk) -> str:
    """Return, in words, whether a review was asked for in time (IR-3)."""
    clocks = desk.office.clocks(original.case, original.history, desk.today)
    return asking(review.case.received_on, clocks).said


def _assign(review: CaseFile, original: CaseFile | None, why: str, desk: Desk) -> None:
    """Send the reviewer the case in full, with how to answer."""
    case = review.case
    assert case.reviewer is not None
    clock = case_clock(desk.office.clocks(case, review.history, desk.today))
    key = f"review-assignment/{review.reference}/{case.version}"
    mail = desk.to_staff(case.reviewer, key, review.reference)
    if original is not None:
        clocks = desk.office.explained(original.case, original.history, desk.today)
        content = bundle(desk.uow, original.case, original.history, clocks)
        mail = replace(mail, files=(File(f"{original.reference}.zip", "application/zip", content),))
    context = ReviewAssignment(
        reviewer="colleague",
        reference=review.reference,
        original_reference=original.reference if original else "",
        received_on=case.received_on,
        due_on=clock.due or desk.today,
        most_on=most_on(review, desk),
        in_time=asked_when(review, original, desk) if original else "",
        complaint=(Quote(blocks_of_text(case.complaint)),),
        letter=_letter(original, desk),
        history=_history(original),
        independence=why,
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def most_on(review: CaseFile, desk: Desk) -> date | None:
    """Return the last day to which a review may be extended; None where it may not (IR-4)."""
    clocks = desk.office.clocks(review.case, review.history, desk.today)
    return clocks[0].date_of("max40")


def _letter(original: CaseFile | None, desk: Desk) -> Blocks:
    """Return the response as it went, for the reviewer to read."""
    if original is None:
        return (paragraph("Which request this is about is not certain yet."),)
    rows = [r for r in desk.uow.outbox.of_case(original.reference) if r.kind == "response"]
    if not rows:
        return (paragraph("No answer has gone yet."),)
    text = parse(desk.uow.outbox.content_of(rows[-1])).text
    return (Quote(blocks_of_text(text)),)


def _history(original: CaseFile | None) -> Blocks:
    lines = timeline(original.history) if original else ()
    items = tuple(ListItem(words(f"{e.at:%d.%m.%Y}: {e.text}")) for e in lines if not e.undone)
    return (Listing(items),) if items else ()


def review_reply(review: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Record what the reviewer found, and put the outcome letter before them; None: no finding."""
    office = desk.office
    found = read_findings(arrival.message, office.findings, office.replies)
    if not found:
        return None
    decide(review, found, who, desk)
    return f"{review.reference}: {SAID[overall(found)].lower()}; the outcome letter follows"


def decide(review: CaseFile, found: tuple[PointFound, ...], who: Decider, desk: Desk) -> CaseFile:
    """Record the findings of a review and make its outcome letter."""
    if review.case.reviewer is None or who.by.lower() != review.case.reviewer.lower():
        raise DecisionError(f"{review.reference} is reviewed by {review.case.reviewer or 'nobody'}")
    if any(not one.text.strip() for one in found):
        raise DecisionError("give the reason of each finding: the letter must state it (IR-8)")
    text = "\n\n".join(_said(at, one) for at, one in enumerate(found, 1))
    fact = events.ReviewDecided(overall(found), text, who.by)
    review = desk.files.record(review, fact, actor=who.by, message=who.message)
    made = outcome(review, found, desk)
    key = outcome_key(review)
    return put_before(review, made, (), (who.by,), key, desk)


def _said(at: int, one: PointFound) -> str:
    about = f"Question {one.point}" if one.point else f"Point {at}"
    return f"{about}: {SAID[one.finding].lower()}\n\n{one.text}"


def outcome_key(review: CaseFile) -> str:
    """Return the key of the outcome letter of a round of findings."""
    return f"review-outcome/{review.reference}/{review.case.version}"


def outcome(review: CaseFile, found: tuple[PointFound, ...], desk: Desk) -> Compiled:
    """Return the outcome letter as it would go (IR-8, IR-9)."""
    case = review.case
    clocks = desk.office.clocks(case, review.history, desk.today)
    due = case_clock(clocks).due or desk.today
    templates = desk.office.templates
    failed = any(one.finding is not ReviewFinding.NOT_UPHELD for one in found)
    country = "scotland" if templates.desk.scotland else "uk"
    environmental = case.law.value in {"eir", "eisrs"}
    context = ReviewOutcome(
        reference=review.reference,
        original_reference=case.review_of or "",
        letter_date=desk.today,
        asked_on=case.received_on,
        requester_name=case.requester.name,
        law_title=templates.desk.laws[case.law].title,
        complaint=(Quote(blocks_of_text(case.complaint)),),
        findings=_findings(found),
        late=desk.today > due,
        due_on=due,
        late_reason="",
        failed=failed,
        action="",
        action_by=None,
        environmental=environmental,
        answers=(),
        enclosures=(),
        reviewer_role="a senior officer of the council",
        regulator=templates.part(f"response-parts/regulator-{country}", how=HOW[case.law]),
        independence=_independence(review),
    )
    return compile_context(review, context, outcome_key(review), desk)


def _independence(review: CaseFile) -> str:
    for event in reversed(review.history):
        if isinstance(event.fact, events.ReviewerAppointed):
            return "" if event.fact.why == UNINVOLVED else event.fact.why
    return ""


def _findings(found: tuple[PointFound, ...]) -> Blocks:
    out: list[Block] = []
    for at, one in enumerate(found, 1):
        about = f"Question {one.point}" if one.point else f"Point {at}"
        out.append(Heading(words(f"{about}: {SAID[one.finding].lower()}"), 3))
        out += blocks_of_text(one.text)
    return tuple(out)


def nobody_free(review: CaseFile, desk: Desk) -> None:
    """Ask governance for a reviewer, with the reason that is then needed."""
    choices = ("reviewer: name@the authority, because (the reason, where they took part)",)
    what = "Nobody of the configured reviewers is free of the first decision"
    desk.alert(AlertKind.REVIEW, review, what, choices=choices)


def appointed_by(review: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Appoint the reviewer whom a lead names in the first line; None when none is named."""
    first = next((one for one in arrival.message.reply_text.splitlines() if one.strip()), "")
    named = APPOINTED.match(first[:2500])
    if named is None:
        return None
    appoint(review, named[1].strip("<>").lower(), named[2] or "", who, desk)
    return f"{review.reference}: {named[1]} reviews it"
