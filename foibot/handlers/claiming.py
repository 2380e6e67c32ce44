"""Exemptions as they will stand in the letter, from the words of an officer or of governance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foibot.case.model import Answer, Case, CaseItem, ExemptionClaim, Outcome
from foibot.handlers.desk import Desk
from foibot.replies.grounds import parts_of, refined

NEEDS_OPINION = "qualified_person"


def refusal(names: Sequence[str], text: str, before: Answer | None, desk: Desk) -> Answer:
    """Return that a question is withheld under *names*, with the parts that *text* labels."""
    # What is given of a question that is withheld in part stays.
    kept = before if before is not None and before.outcome is Outcome.PART else None
    reason, _ = parts_of(text, desk.office.grounds)
    claims = tuple(ExemptionClaim(name, reason=reason) for name in names)
    given = replace(kept or Answer(Outcome.REFUSED), exemptions=claims)
    words = desk.office
    return refined(given, text, None, words.grounds, words.replies.dates, desk.today)


def with_opinions(case: Case, desk: Desk) -> Case:
    """Return *case* with who gave the opinion, and when, in each claim that needs one."""
    given = {n: (on, by) for n, on, by in case.opinions}
    if not given:
        return case
    return replace(case, items=tuple(_dated(item, given.get(item.n), desk) for item in case.items))


def _dated(item: CaseItem, given: tuple[date, str] | None, desk: Desk) -> CaseItem:
    if given is None or item.answer is None:
        return item
    on, by = given
    claims = tuple(
        replace(claim, qualified_person_on=on, qualified_person=by or claim.qualified_person)
        if _needs_it(claim, item, desk)
        else claim
        for claim in item.answer.exemptions
    )
    return replace(item, answer=replace(item.answer, exemptions=claims))


def _needs_it(claim: ExemptionClaim, item: CaseItem, desk: Desk) -> bool:
    found = desk.office.exemptions.find(item.law, claim.id)
    return found is not None and NEEDS_OPINION in found.needs
