"""Gather the facts that the chain of rules asks for."""

from __future__ import annotations

import re

from foibot.case.model import Status
from foibot.case.reference import references
from foibot.handlers.anothers import names_anothers
from foibot.handlers.arrival import Arrival, Context, Opened
from foibot.handlers.belonging import MOST_WORDS
from foibot.handlers.by_hand import written_by_hand
from foibot.handlers.consultees import is_of_consultation
from foibot.handlers.desk import Desk
from foibot.message.model import Message
from foibot.request.kind import Thread, ThreadState
from foibot.store.inbox import Waiting
from foibot.triage.conditions import CONSULTING_MAILS
from foibot.triage.facts import Facts
from foibot.trust.tokens import ours, tokens_in

STATES = {
    Status.AWAITING_CLARIFICATION: ThreadState.AWAITING_CLARIFICATION,
    Status.AWAITING_FEE: ThreadState.AWAITING_FEE,
    Status.ANSWERED: ThreadState.ANSWERED,
    Status.WITHDRAWN: ThreadState.CLOSED,
    Status.LAPSED: ThreadState.CLOSED,
    Status.CLOSED: ThreadState.CLOSED,
}
REQUESTER_KINDS = frozenset(
    {
        "acknowledgement", "clarification", "clarification-reminder", "clarified", "status",
        "extension", "fee-notice", "fee-received", "transfer", "withdrawal-confirmed",
        "correction-confirmed", "validity-help", "response", "response-files",
        "review-acknowledgement", "review-extension", "review-outcome", "date-changed",
    }
)  # fmt: skip
# How staff say that they enter somebody's request or review; the first line decides (DAY-8).
ENTERED = re.compile(
    r"(?:(?:foi|eir|information)? ?request|(?:internal )?review(?: request)?)"
    r" (?:received |taken |made |asked for )?"
    r"(?:by|in|from|via) (?:phone|telephone|post|letter|web ?form|form|person|visitor|counter)",
    re.IGNORECASE,
)


def thread_of(context: Context, waiting: Waiting, desk: Desk) -> Thread:
    """Return where the case stands that a message belongs to."""
    row = desk.uow.cases.get(context.case) if context.case else None
    if row is None:
        return Thread()
    state = STATES.get(Status(row.status), ThreadState.OPEN)
    file = desk.files.load(row.reference)
    waits = file is not None and any(
        item.clarification is not None and item.clarification.answered_at is None
        for item in file.case.items
    )
    # A reply that comes after the case lapsed is a request again (CLK-5).
    if waits and (state is ThreadState.OPEN or row.status == Status.LAPSED.value):
        state = ThreadState.AWAITING_CLARIFICATION
    overdue = bool(row.is_open and row.due and waiting.received_on > row.due)
    return Thread(known=True, state=state, overdue=overdue)


def facts_of(arrival: Arrival, thread: Thread, desk: Desk) -> Facts:
    """Return what the chain may ask about an arrival."""
    message, context = arrival.message, arrival.context
    author = context.author
    granted = context.granted
    to_staff = granted is not None and granted.kind not in REQUESTER_KINDS
    consulted = granted is not None and granted.kind in CONSULTING_MAILS
    return Facts(
        kind=arrival.reading.kind,
        received_on=arrival.received_on,
        verdict=context.verdict.outcome,
        own_signature=signed_by_us(message, desk),
        from_desk=author == desk.office.sender.addr.lower(),
        staff=desk.people.is_staff(author),
        on_roster=author in desk.people.roster(),
        lead=desk.people.is_lead(author),
        answers=granted.key.partition("/")[0] if granted and to_staff else None,
        to_staff=to_staff,
        case=context.case is not None,
        case_state=thread.state,
        by_hand=to_staff and not consulted and written_by_hand(message),
        consultation=is_of_consultation(arrival.reading, context, desk),
        asked_name=any(row.kind == "validity-help" for row in context.answers[:1]),
        names_case=bool(context.hints),
        names_anothers=names_anothers(arrival, desk),
        names_another=_names_another(message, context, desk),
        carries_token=carries_foreign(arrival.opened, context),
        enters_request=bool(ENTERED.search(_first_words(message))),
        invitation=any(one.content_type == "text/calendar" for one in message.attachments),
        forwarded=message.forwarded is not None,
        asks=bool(arrival.reading.items),
        repeats=bool(arrival.reading.repeats),
        asks_besides=bool(arrival.reading.besides),
        in_doubt=arrival.reading.flagged,
        answer_from=desk.office.config.answer_from,
        copy=bool(context.same_as),
        released=bool(desk.uow.state.own(released_mark(arrival.identity))),
    )


def released_mark(identity: str) -> str:
    """Return the fact that a person released the message *identity*."""
    return f"released:{identity}"


def _names_another(message: Message, context: Context, desk: Desk) -> bool:
    """Return whether the words speak of another request alone (T18); a review is of its own."""
    named = references(message.reply_text[:MOST_WORDS]) if context.case else ()
    row = desk.uow.cases.get(context.case) if context.case and named else None
    if row is None:
        return False
    reviews = (review.reference for review in desk.uow.cases.reviews_of(row.reference))
    return {row.reference, row.review_of, *reviews}.isdisjoint(named)


def _first_words(message: Message) -> str:
    first = next((line for line in message.reply_text.splitlines() if line.strip()), "")
    return f"{message.subject[:200]}\n{first[:200]}"


def signed_by_us(message: Message, desk: Desk) -> bool:
    """Return whether the message is one of ours come back: by its own Message-ID or X-Foibot-Id."""
    own = [message.message_id or "", f"<{message.header('X-Foibot-Id') or ''}>"]
    return any(ours(one, desk.office.key) for one in own)


def carries_foreign(opened: Opened, context: Context) -> bool:
    """Return whether it answers a mail of ours to somebody else, or carries a strange token."""
    if context.granted is not None or context.case is not None:
        return False
    return bool(context.answers or tokens_in(opened.message))
