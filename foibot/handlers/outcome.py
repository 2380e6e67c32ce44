"""The outcome letter of an internal review as the bytes that will go, with its checks (IR-8, 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.model import Case
from foibot.case.review import took_part
from foibot.handlers.casefile import CaseFile
from foibot.handlers.compiling import with_files
from foibot.handlers.composing import Compiled, compile_context
from foibot.handlers.desk import Desk
from foibot.handlers.enclosing import NOTHING, hashes, prepared
from foibot.letter.as_text import as_text
from foibot.letter.checks import checked
from foibot.letter.checks_review import Outcomes, review_outcome
from foibot.letter.file_findings import file_blocks
from foibot.letter.findings import Finding
from foibot.letter.outcome import OutcomeFacts, answered_anew, outcome_letter
from foibot.letter.response import ResponseFacts

UNINVOLVED = "took no part in the first decision"


def outcome_key(review: CaseFile) -> str:
    """Return the key of the outcome letter of a round of findings."""
    return f"review-outcome/{review.reference}/{review.case.version}"


def compile_outcome(review: CaseFile, desk: Desk) -> Compiled:
    """Return the outcome letter as it would go, checked (IR-8, IR-9)."""
    of = review.case.review_of
    original = desk.files.load(of) if of else None
    first = original.case if original else review.case
    anew = answered_anew(review.case, original.case if original else None)
    files = prepared(CaseFile(anew, review.history), (), desk) if anew.items else NOTHING
    anew = with_files(anew, (), files.enclosures)
    facts = OutcomeFacts(desk.today, _due(review, desk), independence(review))
    office = desk.office
    context = outcome_letter(review.case, first, anew, facts, office.templates, office.exemptions)
    made = compile_context(review, context, outcome_key(review), desk, files.enclosures)
    found = _checked(review, original, made, anew, desk)
    return replace(
        made,
        findings=(*made.findings, *files.findings, *found),
        file_findings=file_blocks(files.files),
    )


def independence(review: CaseFile) -> str:
    """Return the reason for which somebody reviews who took part, or ""."""
    for event in reversed(review.history):
        if isinstance(event.fact, events.ReviewerAppointed):
            return "" if event.fact.why == UNINVOLVED else event.fact.why
    return ""


def _checked(
    review: CaseFile, original: CaseFile | None, made: Compiled, anew: Case, desk: Desk
) -> tuple[Finding, ...]:
    office, first = desk.office, original.case if original else review.case
    letter = checked(
        anew,
        ResponseFacts(desk.today, _due(review, desk), review.case.late_reason),
        as_text(made.blocks),
        office.templates,
        office.exemptions,
        office.check_words,
        attached=tuple((one.name, one.sha256) for one in made.enclosed),
        safe=hashes(made.enclosed),
        officers=tuple(sorted(desk.people.roster())),
    )
    barred = took_part(original.case, original.history) if original else frozenset()
    return review_outcome(
        Outcomes(
            checked=letter,
            review=review.case,
            first=first,
            involved=(review.case.reviewer or "").lower() in barred,
            independence=independence(review),
        )
    )


def _due(review: CaseFile, desk: Desk) -> date:
    clocks = desk.office.clocks(review.case, review.history, desk.today)
    return case_clock(clocks).due or desk.today
