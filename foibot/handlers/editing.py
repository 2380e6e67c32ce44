"""Answers with labelled parts: as an officer gives them, and as an approver corrects them."""

from __future__ import annotations

from dataclasses import replace

from foibot.case.model import Answer, CaseItem, ExemptionClaim, Outcome
from foibot.handlers.desk import Desk
from foibot.replies.grounds import parts_of, refined
from foibot.replies.model import Proposal, QuestionReply
from foibot.replies.wording import Said, meaning

# Plain new words leave these as they are; any other outcome has none, so that it is given now.
WORDED = frozenset({Outcome.DISCLOSED, Outcome.PART, Outcome.NOT_HELD, Outcome.ELSEWHERE})


def edited(text: str, item: CaseItem, by: str, desk: Desk) -> Answer:
    """
    Return the answer to *item* as *text* makes it.

    Parts alone ("Harm: ...") complete it; "not held" and an exemption change what it says; plain
    words stand in the place of the old ones.  Files and what was withheld stay.
    """
    office = desk.office
    said = said_beside_parts(text, desk)
    given = replace(_given(said, text, item.answer), by=by, at=desk.now)
    if item.answer is not None:
        given = replace(given, enclosures=item.answer.enclosures)
    dates = office.replies.dates
    return refined(given, text, item.answer, office.grounds, dates, desk.today)


def said_beside_parts(text: str, desk: Desk) -> Said:
    """Return what *text* means without its labelled parts: "Help: try the museum" sends nobody."""
    rest, parts = parts_of(text, desk.office.grounds)
    if parts and not rest:
        return Said(Proposal.ANSWER, text)
    said = meaning(rest if parts else text, desk.office.replies, desk.today)
    return replace(said, text=text) if parts and said.text else said


def reread(reply: QuestionReply, desk: Desk) -> QuestionReply:
    """Return a reply as it is meant where it has labelled parts; others as they are."""
    raw = reply.text or reply.detail
    if not parts_of(raw, desk.office.grounds)[1]:
        return reply
    said = said_beside_parts(raw, desk)
    return replace(
        reply,
        proposal=said.proposal,
        text=said.text,
        detail=raw if said.proposal is Proposal.EXEMPTION else said.detail,
        service=said.service,
        other_body=said.other_body,
        exemptions=said.exemptions,
        until=said.until,
    )


def _given(said: Said, text: str, before: Answer | None) -> Answer:
    if said.proposal is Proposal.NOT_HELD:
        return Answer(Outcome.NOT_HELD, said.text, other_body=said.other_body)
    claims = tuple(ExemptionClaim(one, reason=said.detail) for one in said.exemptions)
    if said.proposal is Proposal.EXEMPTION:
        return Answer(Outcome.REFUSED, exemptions=claims)
    if before is not None and before.outcome in WORDED:
        return replace(before, text=text, exemptions=claims or before.exemptions)
    return Answer(Outcome.DISCLOSED, text, claims)
