"""Where a message belongs: by our signed ids and its own address, never by its words (T1, T18)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.case.model import CaseKind
from foibot.case.reference import references
from foibot.handlers.arrival import Context
from foibot.handlers.desk import is_relay
from foibot.handlers.office import Office
from foibot.handlers.post import capability
from foibot.message.model import Message
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import UnitOfWork
from foibot.trust.authentication import domain_verdict
from foibot.trust.sender import author as strict_author
from foibot.trust.tokens import bracketed, granted, may_prove, ours

MOST_IDS = 100
MOST_WORDS = 20_000


def belonging(message: Message, uow: UnitOfWork, office: Office) -> Context:
    """Return whom *message* is from and which case and mail of ours it belongs to."""
    author = strict_author(message.headers)
    answers = _answered(message, uow, office)
    verdict = domain_verdict(message.headers, office.trust)
    case = _case(author, answers, uow)
    if case is None and author is not None and verdict.passed:
        case = _of_relay(author, uow)
    return Context(
        author=author,
        verdict=verdict,
        answers=answers,
        granted=_granted(message, author, answers, uow, office),
        case=case,
        hints=references(f"{message.subject}\n{message.reply_text[:MOST_WORDS]}"),
    )


def _answered(message: Message, uow: UnitOfWork, office: Office) -> tuple[OutboxRow, ...]:
    """Return our mails that the message names in its threading headers, the nearest first."""
    named = [*message.in_reply_to, *reversed(message.references)][:MOST_IDS]
    signed = [bracketed(one) for one in dict.fromkeys(named) if ours(one, office.key)]
    rows = {row.message_id: row for row in uow.outbox.find_by_message_id(signed)}
    return tuple(rows[one] for one in signed if one in rows)


def _granted(
    message: Message,
    author: str | None,
    answers: Sequence[OutboxRow],
    uow: UnitOfWork,
    office: Office,
) -> OutboxRow | None:
    """Return the mail to this very author whose token the message carries: facts B and C."""
    if author is None:
        return None
    mine = [row for row in answers if row.recipient.lower() == author]
    if mine:
        return mine[0]
    # Message-IDs may be rewritten on the way: the token in the address or the text is enough.
    if not may_prove(message, office.key):
        return None
    candidates = {row.key: row for row in uow.outbox.sent_to(author)}
    outstanding = [capability(office.authority, author, key) for key in candidates]
    proven = granted(message, outstanding, office.key)
    return candidates[proven[0].nonce] if proven else None


def _of_relay(author: str, uow: UnitOfWork) -> str | None:
    """
    Return the request that came from the address of a relay, which gives each request its own.

    Such an address holds a number drawn by lot, so that a mail from it, where the relay's own
    domain vouches for it, is about that request even when it names no mail of ours (REC-6, IR-2).
    """
    if not is_relay(author):
        return None
    named = dict.fromkeys(row.case_ref for row in uow.outbox.sent_to(author) if row.case_ref)
    cases = [row for name in named if (row := uow.cases.get(name)) is not None]
    own = [row for row in cases if row.requester == author and row.kind == CaseKind.REQUEST.value]
    return own[0].reference if len(own) == 1 else None


def _case(author: str | None, answers: Sequence[OutboxRow], uow: UnitOfWork) -> str | None:
    """Return the case of this requester that the message answers; both facts are needed."""
    if author is None:
        return None
    for row in answers:
        case = uow.cases.get(row.case_ref) if row.case_ref else None
        if case is not None and case.requester == author:
            return case.reference
    return None
