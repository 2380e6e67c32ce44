"""What one fact changes in a case; each function returns the changed case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from foibot.case import events
from foibot.case.events import Event
from foibot.case.model import (
    Case,
    CaseItem,
    Clarification,
    Draft,
    ItemState,
    MoreTime,
    Status,
)


def _each(case: Case, ns: Collection[int], change: Callable[[CaseItem], CaseItem]) -> Case:
    """Return *case* with *change* made to the items numbered *ns*; none named means all."""
    wanted = set(ns) or {item.n for item in case.items}
    items = tuple(change(item) if item.n in wanted else item for item in case.items)
    return replace(case, items=items)


def _owed(item: CaseItem) -> bool:
    """Return whether an answer is still owed: neither sent nor withdrawn, lapsed or transferred."""
    return item.state not in {ItemState.SENT, ItemState.DROPPED}


def _resting(item: CaseItem) -> ItemState:
    """Return the state an item falls back to when nothing holds it up."""
    if item.answer is not None:
        return ItemState.ANSWERED
    if item.proposed is not None:
        return ItemState.PROPOSED
    return ItemState.WITH_OFFICER if item.officer else ItemState.UNROUTED


def nothing(case: Case, _event: Event, _fact: object) -> Case:
    """Return *case* as it is: the fact matters to the clock or to people only."""
    return case


def itemised(case: Case, _event: Event, fact: events.Itemised) -> Case:
    """Put the corrected questions in place; those *kept* keep routing and answers."""
    old = {item.n: item for item in case.items}
    origin = dict(fact.kept)
    items = []
    for question, law in zip(fact.items, fact.laws, strict=True):
        before = old.get(origin.get(question.n, -1))
        if before is None:
            items.append(CaseItem(question.n, question, law))
        else:
            items.append(replace(before, n=question.n, question=question, law=law))
    numbers = {before: new for new, before in fact.kept}
    reminded = (_renumbered(key, numbers, old) for key in case.reminded)
    return replace(case, items=tuple(items), reminded=tuple(key for key in reminded if key))


def _renumbered(key: str, numbers: Mapping[int, int], old: Collection[int]) -> str:
    """Return the key of a notice under the item's new number; "" when the item is gone."""
    name, _, rest = key.partition("/")
    if not name.isdigit() or int(name) not in old:
        return key
    return f"{numbers[int(name)]}/{rest}" if int(name) in numbers else ""


def law_changed(case: Case, _event: Event, fact: events.LawChanged) -> Case:
    """Answer one item, or all, under another regime."""
    if fact.n is None:
        case = replace(case, law=fact.law)
    return _each(
        case, () if fact.n is None else (fact.n,), lambda item: replace(item, law=fact.law)
    )


def assigned(case: Case, event: Event, fact: events.Assigned) -> Case:
    """Give an item to a service and an officer."""

    def change(item: CaseItem) -> CaseItem:
        moved = replace(item, service=fact.service, officer=fact.officer, assigned_at=event.at)
        # A deputy keeps the day that was given; another service was given none.
        if item.service not in (None, fact.service):
            moved = replace(moved, more_time=None)
        waiting = item.state in {ItemState.UNROUTED, ItemState.WITH_OFFICER}
        return replace(moved, state=ItemState.WITH_OFFICER) if waiting else moved

    return _each(case, (fact.n,), change)


def unassigned(case: Case, _event: Event, fact: events.Unassigned) -> Case:
    """Take an item from whoever had it."""

    def change(item: CaseItem) -> CaseItem:
        bare = replace(item, service=None, officer=None, assigned_at=None)
        return replace(bare, state=_resting(bare))

    return _each(case, (fact.n,), change)


def answer_proposed(case: Case, _event: Event, fact: events.AnswerProposed) -> Case:
    """Keep an answer that waits for confirmation."""
    return _each(
        case,
        (fact.n,),
        lambda item: replace(item, proposed=fact.answer, state=ItemState.PROPOSED),
    )


def answered(case: Case, event: Event, fact: events.Answered) -> Case:
    """Record an answer; the one before is kept, and everybody who supplied one is remembered."""
    supplier = fact.answer.by or event.actor

    def change(item: CaseItem) -> CaseItem:
        earlier = item.earlier_answers + ((item.answer,) if item.answer else ())
        return replace(
            item,
            answer=fact.answer,
            proposed=None,
            earlier_answers=earlier,
            suppliers=tuple(dict.fromkeys((*item.suppliers, supplier))),
            state=ItemState.ANSWERED,
        )

    return _each(case, (fact.n,), change)


def answer_taken_back(case: Case, _event: Event, fact: events.AnswerTakenBack) -> Case:
    """Open an item again."""

    def change(item: CaseItem) -> CaseItem:
        earlier = item.earlier_answers + ((item.answer,) if item.answer else ())
        bare = replace(item, answer=None, proposed=None, earlier_answers=earlier)
        return replace(bare, state=_resting(bare))

    return _each(case, (fact.n,), change)


def more_time_asked(case: Case, _event: Event, fact: events.MoreTimeAsked) -> Case:
    """Keep the wish; the day that a lead set before stands until it is decided."""

    def change(item: CaseItem) -> CaseItem:
        until = item.more_time.until if item.more_time else None
        return replace(item, more_time=MoreTime(fact.by, fact.until, fact.reason, until=until))

    return _each(case, (fact.n,), change)


def more_time_decided(case: Case, _event: Event, fact: events.MoreTimeDecided) -> Case:
    """Keep the day that a lead set, or that no more time was given: then the day before stands."""

    def change(item: CaseItem) -> CaseItem:
        before = item.more_time or MoreTime()
        decided = replace(
            before,
            decided=True,
            refused=fact.until is None,
            until=fact.until or before.until,
            why=fact.why,
        )
        return replace(item, more_time=decided)

    return _each(case, (fact.n,), change)


def clarification_asked(case: Case, event: Event, fact: events.ClarificationAsked) -> Case:
    """Note what was asked; only a genuine clarification holds the item up (CLK-3)."""
    asked = Clarification(fact.question, fact.genuine, fact.why, event.at)

    def change(item: CaseItem) -> CaseItem:
        if not _owed(item):
            return item
        state = ItemState.AWAITING_CLARIFICATION if fact.genuine else item.state
        return replace(item, clarification=asked, state=state)

    return _each(case, fact.items, change)


def clarification_answered(case: Case, _event: Event, fact: events.ClarificationAnswered) -> Case:
    """Put the requester's answer beside the question; what is said later stands below it."""

    def change(item: CaseItem) -> CaseItem:
        if item.clarification is None or not _owed(item):
            return item
        before = item.clarification.answer
        text = f"{before}\n\n{fact.text}" if before else fact.text
        full = replace(item.clarification, answered_at=fact.received_at, answer=text)
        waited = item.state is ItemState.AWAITING_CLARIFICATION
        return replace(item, clarification=full, state=_resting(item) if waited else item.state)

    return _each(case, fact.items, change)


def fee_notice(case: Case, _event: Event, fact: events.FeeNoticeGiven) -> Case:
    """Wait for the fee; what was sent already is not held up."""
    return _each(
        case,
        fact.items,
        lambda item: replace(item, state=ItemState.AWAITING_FEE) if _owed(item) else item,
    )


def fee_paid(case: Case, _event: Event, fact: events.FeePaid) -> Case:
    """Work on with what waited for the fee."""

    def change(item: CaseItem) -> CaseItem:
        if item.state is not ItemState.AWAITING_FEE:
            return item
        asked = item.clarification
        waits = asked is not None and asked.genuine and asked.answered_at is None
        return replace(item, state=ItemState.AWAITING_CLARIFICATION if waits else _resting(item))

    return _each(case, fact.items, change)


def dropped(case: Case, _event: Event, fact: events.TransferredOut) -> Case:
    """Take items out of what is owed: another authority answers them."""
    return _each(case, fact.items, lambda item: replace(item, state=ItemState.DROPPED))


def receipt_corrected(case: Case, _event: Event, fact: events.ReceiptCorrected) -> Case:
    """Move day 0."""
    return replace(case, received_at=fact.received_at, received_on=fact.received_on)


def _ended(case: Case, ns: tuple[int, ...], status: Status) -> Case:
    case = _each(
        case,
        ns,
        lambda item: (
            item if item.state is ItemState.SENT else replace(item, state=ItemState.DROPPED)
        ),
    )
    left = [item for item in case.counted if item.state is not ItemState.SENT]
    return case if left else replace(case, status=status)


def withdrawn(case: Case, _event: Event, fact: events.Withdrawn) -> Case:
    """Drop what was withdrawn; the case ends when nothing is left (CLK-27)."""
    return _ended(case, fact.items, Status.WITHDRAWN)


def lapsed(case: Case, _event: Event, fact: events.Lapsed) -> Case:
    """Drop what lapsed; the case ends when nothing is left (CLK-5, CLK-11)."""
    return _ended(case, fact.items, Status.LAPSED)


def draft_made(case: Case, event: Event, fact: events.DraftMade) -> Case:
    """Put the draft before the approvers."""
    draft = Draft(
        fact.sha256,
        fact.items,
        fact.asked_of,
        fact.author,
        event.at,
        event.seq,
        fact.key,
        fact.enclosures,
        fact.blocked,
        fact.doubts,
        fact.two_people,
        fact.more,
    )
    drafted_by = tuple(dict.fromkeys((*case.drafted_by, fact.author)))
    return replace(case, draft=draft, drafted_by=drafted_by, approved_by=())


def approved(case: Case, _event: Event, fact: events.Approved) -> Case:
    """Count an approval of exactly the draft that stands."""
    if case.draft is None or case.draft.sha256 != fact.sha256:
        return case
    return replace(case, approved_by=tuple(dict.fromkeys((*case.approved_by, fact.by))))


def draft_ended(
    case: Case, _event: Event, _fact: events.ApprovalRefused | events.ApprovalVoided
) -> Case:
    """Put the draft aside."""
    return replace(case, draft=None, approved_by=(), status=_not_approved(case))


def _not_approved(case: Case) -> Status:
    return Status.OPEN if case.status is Status.APPROVED else case.status


def response_queued(case: Case, _event: Event, _fact: events.ResponseQueued) -> Case:
    """The letter is on its way to the relay."""
    return replace(case, status=Status.APPROVED)


def response_sent(case: Case, _event: Event, fact: events.ResponseSent) -> Case:
    """The items of the letter are answered (DAY-10)."""
    sent = _each(
        case,
        fact.items,
        lambda item: (
            item
            if item.state is ItemState.DROPPED
            else replace(item, state=ItemState.SENT, sent_at=fact.sent_at)
        ),
    )
    return replace(sent, draft=None, sent_at=fact.sent_at, status=_not_approved(case))


def response_failed(case: Case, _event: Event, fact: events.ResponseFailed) -> Case:
    """The items count as not sent; the case is open again (DAY-10)."""

    def change(item: CaseItem) -> CaseItem:
        bare = replace(item, sent_at=None)
        return replace(bare, state=_resting(bare)) if item.state is ItemState.SENT else item

    reopened = _each(case, fact.items, change)
    still = any(item.state is ItemState.SENT for item in reopened.items)
    return replace(
        reopened, draft=None, sent_at=case.sent_at if still else None, status=Status.OPEN
    )


def review_opened(case: Case, _event: Event, fact: events.ReviewOpened) -> Case:
    """Remember the review of this case."""
    return replace(case, reviews=(*case.reviews, fact.reference))


def complaint_added(case: Case, _event: Event, fact: events.ComplaintAdded) -> Case:
    """Put what the requester added below the first complaint."""
    return replace(case, complaint=f"{case.complaint}\n\n{fact.text}")


def reviewer_appointed(case: Case, _event: Event, fact: events.ReviewerAppointed) -> Case:
    """Give the review to somebody."""
    return replace(case, reviewer=fact.reviewer)


def review_decided(case: Case, _event: Event, fact: events.ReviewDecided) -> Case:
    """Keep what the reviewer found."""
    return replace(
        case,
        finding=fact.finding,
        points=fact.points,
        reviewer_role=fact.role,
        late_reason=fact.late_reason or case.late_reason,
    )


def linked(case: Case, _event: Event, fact: events.Linked) -> Case:
    """Point to another case; a review learns which request it is about."""
    links = tuple(dict.fromkeys((*case.links, (fact.relation, fact.reference))))
    of = fact.reference if fact.relation == events.REVIEW_OF else case.review_of
    return replace(case, links=links, review_of=of)


def closed(case: Case, _event: Event, _fact: events.Closed) -> Case:
    """A person ended the case."""
    return replace(case, status=Status.CLOSED, draft=None)


def reopened(case: Case, _event: Event, fact: events.Reopened) -> Case:
    """The case, or some of its questions, is open again: what was sent is owed again."""
    back = _each(
        replace(case, status=Status.OPEN, sent_at=case.sent_at if fact.items else None),
        fact.items,
        lambda item: (
            replace(item, state=_resting(item), sent_at=None)
            if item.state in {ItemState.SENT, ItemState.DROPPED}
            else item
        ),
    )
    return replace(back, draft=None)


def noted(case: Case, _event: Event, fact: events.Noted) -> Case:
    """Keep a remark."""
    return replace(case, notes=(*case.notes, fact.text))


def reminded(case: Case, _event: Event, fact: events.Reminded) -> Case:
    """Remember which notices are done."""
    keys = (*case.reminded, fact.key, *fact.supersedes)
    return replace(case, reminded=tuple(dict.fromkeys(keys)))


def left_out(case: Case, _event: Event, fact: events.LeftOut) -> Case:
    """Keep words that go nowhere, for the approver to see."""
    return replace(case, left_out=(*case.left_out, fact.text))


def late_explained(case: Case, _event: Event, fact: events.LateExplained) -> Case:
    """Keep why the letter is late."""
    return replace(case, late_reason=fact.reason)
