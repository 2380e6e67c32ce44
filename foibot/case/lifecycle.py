"""Events to case: what each fact changes, and the status that follows (law.md part 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, get_args

from foibot.case import changes, events, opinions, told
from foibot.case.events import Event, Fact, Opened, Undone
from foibot.case.model import Case, CaseItem, ItemState, Status
from foibot.errors import FoibotError

ENDED = {Status.WITHDRAWN, Status.LAPSED, Status.CLOSED}
# What is in these states is owed nothing by us at the moment.
SETTLED = {ItemState.SENT, ItemState.DROPPED}


class LifecycleError(FoibotError):
    """The events do not make a case: the first must open it, and only the first."""


# Any: each function takes its own fact; the test of the table states that it is complete.
Change = Callable[[Case, Event, Any], Case]

CHANGES: dict[type, Change] = {
    events.Itemised: changes.itemised,
    events.LawChanged: changes.law_changed,
    events.Assigned: changes.assigned,
    events.Unassigned: changes.unassigned,
    events.AnswerProposed: changes.answer_proposed,
    events.Answered: changes.answered,
    events.AnswerTakenBack: changes.answer_taken_back,
    events.MoreTimeAsked: changes.more_time_asked,
    events.MoreTimeDecided: changes.more_time_decided,
    events.ClarificationWanted: changes.nothing,
    events.ClarificationAsked: changes.clarification_asked,
    events.ClarificationAnswered: changes.clarification_answered,
    events.FeeNoticeGiven: changes.fee_notice,
    events.FeePaid: changes.fee_paid,
    events.Extended: changes.nothing,
    events.TransferredOut: changes.dropped,
    events.TransferredIn: changes.nothing,
    events.ReceiptCorrected: changes.receipt_corrected,
    events.Chased: changes.nothing,
    events.Withdrawn: changes.withdrawn,
    events.Lapsed: changes.lapsed,
    events.DraftMade: changes.draft_made,
    events.Approved: changes.approved,
    events.ApprovalRefused: changes.draft_ended,
    events.ApprovalVoided: changes.draft_ended,
    events.ResponseQueued: changes.response_queued,
    events.ResponseSent: changes.response_sent,
    events.ResponseFailed: changes.response_failed,
    events.ReviewOpened: changes.review_opened,
    events.ComplaintAdded: changes.complaint_added,
    events.ReviewerAppointed: changes.reviewer_appointed,
    events.ReviewDecided: changes.review_decided,
    events.EnclosureDecided: changes.nothing,
    events.Linked: changes.linked,
    events.Closed: changes.closed,
    events.Reopened: changes.reopened,
    events.Reminded: changes.reminded,
    events.LeftOut: changes.left_out,
    events.LateExplained: changes.late_explained,
    events.Noted: changes.noted,
    opinions.Consulted: told.consulted,
    opinions.OpinionReceived: told.opinion_received,
    opinions.OpinionPutOff: told.opinion_put_off,
    opinions.ConsultedUnreached: told.unreached,
    opinions.OpinionGiven: told.opinion_given,
    opinions.RequesterNamed: told.requester_named,
    opinions.RegulatorWrote: told.regulator_wrote,
    opinions.RegulatorDated: told.regulator_dated,
    opinions.RegulatorAnswered: told.regulator_answered,
}

# A draft stands for what it was made from: any of these makes it void (reliability T30).
VOIDING = (
    events.Itemised, events.LawChanged, events.AnswerProposed, events.Answered,
    events.AnswerTakenBack, events.ClarificationAsked, events.Withdrawn, events.Lapsed,
    events.TransferredOut, events.ReceiptCorrected, events.EnclosureDecided, events.ReviewDecided,
    events.ComplaintAdded,
    events.LateExplained, opinions.OpinionGiven, opinions.RequesterNamed,
)  # fmt: skip


def facts() -> tuple[type, ...]:
    """Return every kind of fact there is."""
    return get_args(Fact)


def open_case(reference: str, authority: str, event: Event) -> Case:
    """Return the case that *event*, an Opened, makes."""
    fact = event.fact
    if not isinstance(fact, Opened):
        raise LifecycleError(f"{reference}: the first event is {type(fact).__name__}, not Opened")
    items = tuple(
        CaseItem(item.n, item, law) for item, law in zip(fact.items, fact.laws, strict=True)
    )
    return Case(
        reference=reference,
        authority=authority,
        kind=fact.kind,
        law=fact.law,
        requester=fact.requester,
        received_at=fact.received_at,
        received_on=fact.received_on,
        title=fact.title,
        intro=fact.intro,
        items=items,
        version=event.seq,
        opened_from=event.message,
        thread=fact.message_id,
        review_of=fact.review_of,
        complaint=fact.complaint,
        channel=fact.channel,
        urgent=fact.urgent,
        flagged=fact.flagged,
        format_preference=fact.format_preference,
        period=fact.period,
    )


def apply(case: Case, event: Event) -> Case:
    """Return *case* after *event*."""
    fact = event.fact
    if isinstance(fact, VOIDING) and case.status is not Status.APPROVED:
        case = replace(case, draft=None, approved_by=())
    case = CHANGES[type(fact)](case, event, fact)
    return replace(case, status=status(case), version=event.seq)


def status(case: Case) -> Status:
    """Return where the case stands: ended by a person, else what its items say."""
    if case.status in ENDED:
        return case.status
    owed = [item for item in case.counted if item.state not in SETTLED]
    if not owed:
        return Status.ANSWERED if case.sent_at else _all_dropped(case)
    if case.draft is not None:
        return Status.APPROVED if case.status is Status.APPROVED else Status.AWAITING_APPROVAL
    states = {item.state for item in owed}
    if states == {ItemState.AWAITING_CLARIFICATION}:
        return Status.AWAITING_CLARIFICATION
    return Status.AWAITING_FEE if states == {ItemState.AWAITING_FEE} else Status.OPEN


def _all_dropped(case: Case) -> Status:
    # A review, or a request of which no question could be made out yet, has no items at all.
    if not any(item.state is ItemState.DROPPED for item in case.items):
        return Status.ANSWERED if case.sent_at else Status.OPEN
    return Status.CLOSED


def standing(history: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that stand: without what was undone, and without the undoing."""
    events_ = tuple(history)
    undone: set[int] = set()
    # The latest first: an undoing that was itself undone does not count.
    for event in reversed(events_):
        if isinstance(event.fact, Undone) and event.seq not in undone:
            undone.add(event.fact.seq)
    return tuple(
        event for event in events_ if event.seq not in undone and not isinstance(event.fact, Undone)
    )


def replay(reference: str, authority: str, history: Sequence[Event]) -> Case:
    """Return the case that *history* makes."""
    kept = standing(history)
    if not kept:
        raise LifecycleError(f"{reference}: no events; the case was never opened")
    case = open_case(reference, authority, kept[0])
    for event in kept[1:]:
        case = apply(case, event)
    return replace(case, version=history[-1].seq)
