"""More time, where the law allows it: extensions of requests and of internal reviews."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from foibot.case import events
from foibot.case.model import CaseKind
from foibot.clock.calendar import long_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, chosen, record, tell_requester
from foibot.handlers.desk import Desk
from foibot.handlers.moving import clocks_of, due_besides, foreseen
from foibot.letter import requester as letters
from foibot.letter.blocks import paragraph
from foibot.letter.exemptions import cited
from foibot.letter.questions import question_list
from foibot.letter.response import language_of, rights_of
from foibot.letter.reviews import ReviewExtended

# In English and in Welsh (ACK-5).
CONSIDERING = {"en": "We are considering {}.", "cy": "Rydym yn ystyried {}."}


def extend(file: CaseFile, wanted: events.Extended, who: Decider, desk: Desk) -> CaseFile:
    """Extend the time, where the law allows it, and tell the requester (CLK-16 to 21)."""
    made = longer(file, wanted, who, desk)
    file = record(file, who, desk, made.fact)
    if file.case.kind is CaseKind.REVIEW:
        tell_requester(_review_notice(file, made), file, "review-extension", who, desk)
    else:
        tell_requester(_notice(file, made, desk), file, "extension", who, desk)
    return file


@dataclass(frozen=True, slots=True)
class Longer:
    """An extension as the law allows it: the first date that it moves, and the new one."""

    fact: events.Extended
    first: date
    new: date


def longer(file: CaseFile, wanted: events.Extended, who: Decider, desk: Desk) -> Longer:
    """Return *wanted* as the law allows it, or say why it does not; nothing is recorded."""
    if file.case.kind is CaseKind.REVIEW:
        return _longer_review(file, wanted, who, desk)
    items = tuple(item.n for item in chosen(file, wanted.items))
    return _longer(file, replace(wanted, items=items), who, desk)


def _notice(file: CaseFile, made: Longer, desk: Desk) -> letters.Extension:
    """Return the notice of more time (FOIA 2000 s.17(2), EIR reg 7(3))."""
    fact, items = made.fact, chosen(file, made.fact.items)
    lang = language_of(file.case, desk.office.templates)
    considered = cited(fact.exemption, items[0].law if items else file.case.law, lang)
    return letters.Extension(
        reference=file.reference,
        received_on=file.case.received_on,
        due_on=made.first,
        new_due_on=made.new,
        public_interest=fact.basis == "pit",
        reason=fact.reason,
        questions=question_list([i.question for i in items], file.case.requester.language),
        claims=(paragraph(CONSIDERING[lang].format(considered)),) if fact.exemption else (),
        rights=rights_of(file.case, desk.office.templates, desk.today),
        rest_due_on=due_besides(file, [item.n for item in items], desk),
    )


def _longer(file: CaseFile, fact: events.Extended, who: Decider, desk: Desk) -> Longer:
    """Return *fact* for the questions that it extends, their first date and their new one."""
    before, after = clocks_of(file, desk), foreseen(file, fact, who.by, desk)
    # A suspended question has no date to extend.
    dates = {n: (before[n].due, after[n].due) for n in fact.items}
    moved = {n: (old, new) for n, (old, new) in dates.items() if old and new and new > old}
    if not moved:
        warnings = [warning for n in fact.items for warning in after[n].warnings]
        why = warnings[-1] if warnings else "no time is running that could be extended"
        raise DecisionError(f"the time is not extended: {why}")
    latest = max(new for _, new in moved.values())
    if fact.until > latest:
        raise DecisionError(
            f"{long_date(fact.until)} is later than the law or the regulator allows, "
            f"{long_date(latest)}: give an earlier day, or say by command why it must be longer"
        )
    first = min(old for old, _ in moved.values())
    return Longer(replace(fact, until=latest, items=tuple(moved)), first, latest)


def extended_to(file: CaseFile) -> date:
    """Return the date of the extension that was recorded last."""
    dates = [e.fact.until for e in file.history if isinstance(e.fact, events.Extended)]
    return dates[-1]


def _longer_review(file: CaseFile, wanted: events.Extended, who: Decider, desk: Desk) -> Longer:
    """
    Return more time for a review, once, before its first date (IR-4).

    FOIA: 40 working days in all, whatever the reason.  The Regulations fix 40 themselves, Scotland
    fixes 20: there a review is never extended.
    """
    if not wanted.reason.strip():
        raise DecisionError("say why the review is exceptional: the requester is told (IR-4)")
    fact = events.Extended("review", wanted.until, (), wanted.reason, noticed_on=wanted.noticed_on)
    first, new = _review_dates(file, fact, who, desk)
    return Longer(replace(fact, until=new), first, new)


def _review_notice(file: CaseFile, made: Longer) -> ReviewExtended:
    return ReviewExtended(
        reference=file.reference,
        original_reference=file.case.review_of or "",
        received_on=file.case.received_on,
        due_on=made.first,
        new_due_on=made.new,
        reason=made.fact.reason,
    )


def _review_dates(
    file: CaseFile, fact: events.Extended, who: Decider, desk: Desk
) -> tuple[date, date]:
    """Return the date of a review as it is and as *fact* makes it."""
    before, after = clocks_of(file, desk)[0], foreseen(file, fact, who.by, desk)[0]
    if before.due is None or after.due is None or after.due <= before.due:
        why = after.warnings[-1] if len(after.warnings) > len(before.warnings) else ""
        raise DecisionError(f"the review is not extended: {why or 'the date is no later'}")
    if fact.until > after.due:
        raise DecisionError(
            f"{long_date(fact.until)} is later than a review may take, {long_date(after.due)}: "
            "no reason allows more"
        )
    return before.due, after.due
