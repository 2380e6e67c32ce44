"""The verb deliver: claim, hand over, record; what may have gone is looked for first (P6 to P8)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from foibot.outbox.protocol import (
    Deferred,
    Go,
    Mail,
    NotTried,
    Outcome,
    Outcomes,
    Refused,
    Relay,
    RelayError,
    Sent,
    Unknown,
)
from foibot.outbox.retry import next_approach, next_attempt
from foibot.store.errors import StoreError
from foibot.store.outbox import OutboxRow, State
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work

log = logging.getLogger(__name__)
BATCH = 50
BATCH_BYTES = 16 * 1024 * 1024

# Told inside the transaction that records it, so that what follows from it is kept with it.
Told = Callable[[UnitOfWork, OutboxRow, str, datetime], None]
# Whether our own mail (Sent folder, copies) shows that it went out; None when there is no place
# to look.  MailboxError when it cannot be looked for now is for the caller to turn into Cannot.
Look = Callable[[str], bool | None]


class CannotLookError(Exception):
    """Our own mail cannot be read now, so nothing can be said of what may have gone."""


# Told before the database is, of what the relay accepted.
Note = Callable[[Sequence[Mail]], None]


def no_note(_mails: Sequence[Mail]) -> None:
    """Keep nothing."""


def nothing(_uow: UnitOfWork, _row: OutboxRow, _reply: str, _now: datetime) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one authority's mail goes out."""

    engine: Engine
    authority: str
    files: Path
    relay: Relay
    retry_first_seconds: float
    reconcile_seconds: float
    per_minute: int = 0
    look: Look | None = None
    on_sent: Told = nothing
    note: Note = no_note  # keeps, outside of the database, that mails went out
    on_failed: Told = nothing  # refused for good, or held because its fate stays unknown

    @property
    def claim_size(self) -> int:
        """Return how many mails are claimed at once: few when they go slowly, for urgent ones."""
        return BATCH if not self.per_minute else max(1, min(BATCH, self.per_minute // 6))


@dataclass(slots=True)
class RelayHealth:
    """What this process knows of the relay: it is left alone for a while when it is away."""

    turn: int = 0  # how many mails were claimed: whose turn it is
    failures: int = 0
    not_before: datetime | None = None
    last_error: str = ""


@dataclass(slots=True)
class Delivered:
    """What one pass did."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    unknown: int = 0
    error: str = ""
    waits: bool = False  # nothing was tried: the mailbox was not seen yet
    outcomes: list[str] = field(default_factory=list)


def deliver(
    delivery: Delivery,
    fence: int,
    clock: Callable[[], datetime],
    go: Go,
    health: RelayHealth | None = None,
) -> Delivered:
    """Send everything that is due, as long as *go* says so, and return what happened."""
    health = health or RelayHealth()
    result = Delivered()
    settle_unknown(delivery, fence, clock())
    if _is_left_alone(delivery, health, clock()):
        result.error = health.last_error
        return result
    try:
        while go():
            rows = _claim(delivery, fence, clock(), health)
            if not rows:
                break
            _hand_over(delivery, fence, rows, clock, go, health, result)
    except RelayError as error:
        _is_away(delivery, health, clock(), str(error))
        result.error = str(error)
    finally:
        delivery.relay.close()
    return result


def _is_left_alone(delivery: Delivery, health: RelayHealth, now: datetime) -> bool:
    """Return whether the relay is left alone still; a clock that was set back prolongs nothing."""
    until = health.not_before
    longest = timedelta(seconds=next_approach(health.failures, delivery.retry_first_seconds))
    return until is not None and until - longest <= now < until


def _claim(delivery: Delivery, fence: int, now: datetime, health: RelayHealth) -> list[OutboxRow]:
    """Claim due mails; a relay that was away is asked with one, due or not."""
    with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
        if uow.state.paused is not None:
            return []
        probing = health.failures > 0
        limit = 1 if probing else delivery.claim_size
        turn = None if probing else health.turn
        rows = uow.outbox.claim(limit, fence, now, BATCH_BYTES, turn)
        health.turn += len(rows)
        uow.commit()
    return rows


def _hand_over(
    delivery: Delivery,
    fence: int,
    rows: list[OutboxRow],
    clock: Callable[[], datetime],
    go: Go,
    health: RelayHealth,
    result: Delivered,
) -> None:
    by_id = {row.id: row for row in rows}
    mails = _with_content(delivery, fence, rows, clock(), result)
    if not mails:
        return
    before = result.sent + result.refused

    def report(outcomes: Outcomes) -> None:
        now = clock()
        delivery.note([mail for mail, outcome in outcomes if isinstance(outcome, Sent)])
        with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
            for mail, outcome in outcomes:
                _record(delivery, uow, by_id[mail.id], outcome, fence, now, result)
            uow.commit()

    def begin(mail: Mail) -> bool:
        with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
            begun = uow.outbox.begin(mail.id, fence)
            uow.commit()
        return begun

    delivery.relay.send(mails, report, go, begin)
    if result.sent + result.refused > before:
        _is_back(delivery, health, clock())
    elif result.deferred and (len(mails) > 1 or health.failures):
        raise RelayError("the relay defers every mail")


def _with_content(
    delivery: Delivery, fence: int, rows: list[OutboxRow], now: datetime, result: Delivered
) -> list[Mail]:
    """Return the mails to hand over; one whose file is gone or changed waits and is told."""
    mails, faults = [], []
    with reading(delivery.engine, delivery.authority, delivery.files) as uow:
        stored = uow.outbox.stored(rows)
        for row in rows:
            try:
                mails.append(_mail(row, uow.content.read(stored[row.id])))
            except StoreError as error:
                faults.append((row, str(error)))
    for row, fault in faults:
        with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
            later = next_attempt(row.key, row.attempts + 1, delivery.retry_first_seconds, now)
            uow.outbox.again(row.id, fence, later, fault)
            uow.commit()
        result.error = f"a mail cannot be sent: {fault}"
        log.error("mail_without_content", extra={"key": row.key, "reason": fault})
    return mails


def _mail(row: OutboxRow, content: bytes) -> Mail:
    return Mail(
        row.id,
        row.key,
        row.kind,
        row.case_ref,
        row.recipient,
        row.message_id,
        content,
        once=not row.resend_allowed,
    )


def _record(
    delivery: Delivery,
    uow: UnitOfWork,
    row: OutboxRow,
    outcome: Outcome,
    fence: int,
    now: datetime,
    result: Delivered,
) -> None:
    attempts = row.attempts + 1
    match outcome:
        case Sent(reply):
            if uow.outbox.sent(row.id, fence, now, reply):
                result.sent += 1
                data: dict[str, object] = {"key": row.key, "sha256": row.sha256}
                uow.audit.append("mail_sent", now, row.case_ref, **data)
                delivery.on_sent(uow, row, reply, now)
        case Deferred(reply):
            result.deferred += 1
            later = next_attempt(row.key, attempts, delivery.retry_first_seconds, now)
            uow.outbox.again(row.id, fence, later, reply)
        case NotTried(reply):
            uow.outbox.put_back(row.id, fence, reply)
        case Refused(reply):
            result.refused += 1
            uow.outbox.failed(row.id, fence, reply)
            uow.audit.append("mail_refused", now, row.case_ref, key=row.key)
            delivery.on_failed(uow, row, reply, now)
        case Unknown(reply):
            result.unknown += 1
            uow.outbox.unknown(row.id, fence, now, reply)
    log.info(
        "mail_tried",
        extra={"key": row.key, "outcome": type(outcome).__name__.lower(), "attempts": attempts},
    )


def _is_away(delivery: Delivery, health: RelayHealth, now: datetime, error: str) -> None:
    wait = next_approach(health.failures, delivery.retry_first_seconds)
    health.failures += 1
    health.not_before = now + timedelta(seconds=wait)
    health.last_error = error
    log.warning("relay_away", extra={"failures": health.failures, "reason": error})


def _is_back(delivery: Delivery, health: RelayHealth, now: datetime) -> None:
    """After an outage nothing waits for the end of its own back-off."""
    if health.failures:
        with unit_of_work(delivery.engine, delivery.authority, delivery.files) as uow:
            uow.outbox.wake(now)
            uow.commit()
        log.info("relay_back", extra={"failures": health.failures})
    health.failures, health.not_before, health.last_error = 0, None, ""


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
        if uow.outbox.resolve(row.id, to, now, reply):
            kind = "mail_sent" if to is State.SENT else "mail_perhaps_doubled"
            uow.audit.append(kind, now, row.case_ref, key=row.key, sha256=row.sha256)
            if to is State.SENT:
                delivery.on_sent(uow, row, reply, now)
            elif to is State.HELD:
                delivery.on_failed(uow, row, reply, now)
        uow.commit()
    log.warning("unknown_settled", extra={"key": row.key, "state": to.value})
