"""What may have gone is looked for first, and then goes again or waits for a person (P7)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from foibot.outbox.delivery import CannotLookError, Delivery
from foibot.store.outbox import OutboxRow, State
from foibot.store.unit_of_work import reading, unit_of_work

log = logging.getLogger(__name__)


def settle_unknown(delivery: Delivery, fence: int, now: datetime) -> None:
    """
    Decide on mails that may have gone (P7).

    Found in our own mail: sent.  Not found when the time to look is over: the same bytes go again
    under the same Message-ID, once; then, and with enclosures at once, a person is asked.  Of
    mails with enclosures only those are among them that were at the server's door.
    """
    with reading(delivery.engine, delivery.authority, delivery.files) as uow:
        left = any(row.fence != fence for row in uow.outbox.in_state(State.SENDING))
    if left:
        with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
            uow.outbox.orphaned(fence, now)
            uow.commit()
    with reading(delivery.engine, delivery.authority, delivery.files) as uow:
        rows = uow.outbox.in_state(State.UNKNOWN, 100)
        arrived = {row.id for row in rows if uow.inbox.by_message_id(row.message_id)}
    patience = timedelta(seconds=delivery.reconcile_seconds)
    for row in rows:
        if row.id in arrived:
            _settle(delivery, row, State.SENT, now, "found in our own mail")
        elif not _may_turn_up(row.unknown_since, patience, now):
            _look_for(delivery, row, now)


def _may_turn_up(since: datetime | None, patience: timedelta, now: datetime) -> bool:
    """Return whether it is too early to look; a clock that was set back prolongs nothing."""
    return since is not None and since <= now < since + patience


def _look_for(delivery: Delivery, row: OutboxRow, now: datetime) -> None:
    try:
        found = delivery.look(row.message_id) if delivery.look is not None else None
    except CannotLookError:
        return
    if found:
        _settle(delivery, row, State.SENT, now, "found in our own mail")
    elif row.resend_allowed:
        _settle(delivery, row, State.QUEUED, now, "not found in our own mail: sent again")
    else:
        reply = "it may have gone, and goes again only when a person says so"
        _settle(delivery, row, State.HELD, now, reply)


def _settle(delivery: Delivery, row: OutboxRow, to: State, now: datetime, reply: str) -> None:
    with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
        # What is found went when it was handed over, not when it was looked for.
        at = (row.unknown_since or now) if to is State.SENT else now
        if uow.outbox.resolve(row.id, to, at, reply):
            kind = "mail_sent" if to is State.SENT else "mail_perhaps_doubled"
            uow.audit.append(kind, now, row.case_ref, key=row.key, sha256=row.sha256)
            if to is State.SENT:
                delivery.on_sent(uow, row, reply, now)
            elif to is State.HELD:
                delivery.on_failed(uow, row, reply, now)
        uow.commit()
    log.warning("unknown_settled", extra={"key": row.key, "state": to.value})
