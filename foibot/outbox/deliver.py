"""The verb deliver: claim, hand over, record; what may have gone is looked for first (P6 to P8)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from foibot.outbox.delivery import Delivered, Delivery, RelayHealth
from foibot.outbox.protocol import (
    Deferred,
    Go,
    Mail,
    NotTried,
    Outcome,
    Outcomes,
    Refused,
    RelayError,
    Sent,
    Unknown,
)
from foibot.outbox.refusal import Verdict
from foibot.outbox.retry import next_approach, next_attempt
from foibot.outbox.standing import Standing
from foibot.outbox.unknown import settle_unknown
from foibot.store.errors import StoreError
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work

log = logging.getLogger(__name__)
BATCH_BYTES = 16 * 1024 * 1024


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
    with reading(delivery.engine, delivery.authority, delivery.files) as uow:
        standing = Standing(uow, delivery.retry_first_seconds)
    if standing.rests(clock()) or _is_left_alone(delivery, health, clock()):
        result.error = standing.trouble() or health.last_error
        return result
    one_pass = _Pass(delivery, fence, clock, health, result, standing)
    try:
        while go() and not standing.barred_now:
            rows = one_pass.claimed()
            if not rows:
                break
            one_pass.hand_over(rows, go)
    except RelayError as error:
        _is_away(delivery, health, clock(), str(error))
        result.error = str(error)
    finally:
        delivery.relay.close()
    result.error = result.error or standing.trouble()
    return result


def _is_left_alone(delivery: Delivery, health: RelayHealth, now: datetime) -> bool:
    """Return whether the relay is left alone still; a clock that was set back prolongs nothing."""
    until = health.not_before
    longest = timedelta(seconds=next_approach(health.failures, delivery.retry_first_seconds))
    return until is not None and until - longest <= now < until


@dataclass(slots=True)
class _Pass:
    """One pass: what it works with, and what came of it so far."""

    delivery: Delivery
    fence: int
    clock: Callable[[], datetime]
    health: RelayHealth
    result: Delivered
    standing: Standing

    def claimed(self) -> list[OutboxRow]:
        """Claim due mails; a relay that was away, or bars us, is asked with one, due or not."""
        with self._writing() as uow:
            if uow.state.paused is not None:
                return []
            probing = self.health.failures > 0 or self.standing.bar is not None
            limit = 1 if probing else self.delivery.claim_size
            turn = None if probing else self.health.turn
            rows = uow.outbox.claim(limit, self.fence, self.clock(), BATCH_BYTES, turn)
            self.health.turn += len(rows)
            uow.commit()
        return rows

    def hand_over(self, rows: list[OutboxRow], go: Go) -> None:
        """Hand over what was claimed, and record what became of it."""
        by_id = {row.id: row for row in rows}
        mails = self._with_content(rows)
        if not mails:
            return
        result, batch = self.result, self.clock().isoformat()
        before = result.sent + result.refused

        def report(outcomes: Outcomes) -> None:
            now = self.clock()
            self.delivery.note([mail for mail, outcome in outcomes if isinstance(outcome, Sent)])
            with self._writing() as uow:
                for mail, outcome in outcomes:
                    self._record(uow, by_id[mail.id], outcome, now, batch)
                self.standing.keep(uow)
                uow.commit()

        def may_go() -> bool:
            return go() and not self.standing.barred_now

        self.delivery.relay.send(mails, report, may_go, self._begin)
        self._decide_doubts()
        if self.standing.barred_now:
            return
        if result.sent + result.refused > before:
            self._is_back()
        elif result.deferred and (len(mails) > 1 or self.health.failures):
            raise RelayError("the relay defers every mail")

    def _writing(self) -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(self.delivery.engine, self.delivery.authority, self.delivery.files)

    def _begin(self, mail: Mail) -> bool:
        with self._writing() as uow:
            begun = uow.outbox.begin(mail.id, self.fence)
            uow.commit()
        return begun

    def _with_content(self, rows: list[OutboxRow]) -> list[Mail]:
        """Return the mails to hand over; one whose file is gone or changed waits and is told."""
        delivery, mails, faults = self.delivery, [], []
        with reading(delivery.engine, delivery.authority, delivery.files) as uow:
            stored = uow.outbox.stored(rows)
            for row in rows:
                try:
                    mails.append(_mail(row, uow.content.read(stored[row.id])))
                except StoreError as error:
                    faults.append((row, str(error)))
        for row, fault in faults:
            with self._writing() as uow:
                self._later(uow, row, fault, self.clock())
                uow.commit()
            self.result.error = f"a mail cannot be sent: {fault}"
            log.error("mail_without_content", extra={"key": row.key, "reason": fault})
        return mails

    def _later(self, uow: UnitOfWork, row: OutboxRow, reply: str, now: datetime) -> None:
        first = self.delivery.retry_first_seconds
        later = next_attempt(row.key, row.attempts + 1, first, now)
        uow.outbox.again(row.id, self.fence, later, reply)

    def _record(
        self, uow: UnitOfWork, row: OutboxRow, outcome: Outcome, now: datetime, batch: str
    ) -> None:
        match outcome:
            case Sent(reply):
                self._sent(uow, row, reply, now, batch)
            case Deferred(reply):
                self.result.deferred += 1
                self._later(uow, row, reply, now)
            case NotTried(reply):
                uow.outbox.put_back(row.id, self.fence, reply)
            case Refused():
                self._refused(uow, row, outcome, now, batch)
            case Unknown(reply):
                self.result.unknown += 1
                uow.outbox.unknown(row.id, self.fence, now, reply)
        name = type(outcome).__name__.lower()
        tried = {"key": row.key, "outcome": name, "attempts": row.attempts + 1}
        log.info("mail_tried", extra=tried)

    def _sent(self, uow: UnitOfWork, row: OutboxRow, reply: str, now: datetime, batch: str) -> None:
        self.standing.doubts.accepted(row.key, batch)
        if self.standing.bar is not None and not self.standing.barred_now:
            self.standing.bar = None
            uow.outbox.wake(now)
            log.info("no_longer_barred")
        if uow.outbox.sent(row.id, self.fence, now, reply):
            self.result.sent += 1
            data: dict[str, object] = {"key": row.key, "sha256": row.sha256}
            uow.audit.append("mail_sent", now, row.case_ref, **data)
            self.delivery.on_sent(uow, row, reply, now)

    def _refused(
        self, uow: UnitOfWork, row: OutboxRow, refused: Refused, now: datetime, batch: str
    ) -> None:
        """Fail a mail that is refused for its own sake; what may be refused for ours waits."""
        verdict = self.standing.refused(row.key, row.recipient, refused, batch)
        if verdict is Verdict.FOR_GOOD:
            self._failed(uow, row, refused.reply, now)
            return
        self.result.deferred += 1
        self._later(uow, row, refused.reply, now)
        if verdict is Verdict.BARRED:
            self._barred(uow, refused.reply, now)

    def _failed(self, uow: UnitOfWork, row: OutboxRow, reply: str, now: datetime) -> bool:
        if not uow.outbox.failed(row.id, self.fence, reply):
            return False
        self.result.refused += 1
        uow.audit.append("mail_refused", now, row.case_ref, key=row.key)
        self.delivery.on_failed(uow, row, reply, now)
        return True

    def _barred(self, uow: UnitOfWork, reply: str, now: datetime) -> None:
        """The server takes no mail of ours: nothing more goes for a while, and people are told."""
        new = self.standing.bar is None
        over = self.standing.is_barred(reply, now)
        bar = self.standing.bar
        if new and bar is not None:
            uow.audit.append("barred_by_mail_server", now, None, reply=reply[:300])
            told = [(one.key, one.reply) for one in over if one.told]
            self.delivery.on_barred(uow, told, bar.words(), now)
            log.error("barred_by_mail_server", extra={"reason": reply[:300]})

    def _decide_doubts(self) -> None:
        """
        Of mails refused twice, fail those beside which others passed, and tell of the rest.

        What tells of them is a mail to somebody else: whether it is taken decides.
        """
        doubts, now = self.standing.doubts, self.clock()
        decided = doubts.decided()
        untold = [one for one in doubts.open() if not one.told]
        if not decided and not untold:
            return
        with self._writing() as uow:
            for one in (*decided, *untold):
                row = uow.outbox.get(one.key)
                if row is None:
                    doubts.drop(one.key)
                elif one.passed:
                    if self._failed(uow, row, one.reply, now):
                        doubts.drop(one.key)
                else:
                    self.delivery.on_failed(uow, row, one.reply, now)
                    doubts.tell(one.key)
            self.standing.keep(uow)
            uow.commit()

    def _is_back(self) -> None:
        """After an outage nothing waits for the end of its own back-off."""
        health = self.health
        if health.failures:
            with self._writing() as uow:
                uow.outbox.wake(self.clock())
                uow.commit()
            log.info("relay_back", extra={"failures": health.failures})
        health.failures, health.not_before, health.last_error = 0, None, ""


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


def _is_away(delivery: Delivery, health: RelayHealth, now: datetime, error: str) -> None:
    wait = next_approach(health.failures, delivery.retry_first_seconds)
    health.failures += 1
    health.not_before = now + timedelta(seconds=wait)
    health.last_error = error
    log.warning("relay_away", extra={"failures": health.failures, "reason": error})
