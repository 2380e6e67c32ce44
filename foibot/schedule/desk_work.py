"""The four verbs of one desk, each ready to be called at any moment and by one thread at a time."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from foibot.config.model import Desk
from foibot.config.tokens import token_source
from foibot.mailbox import idle
from foibot.mailbox.collect import LONDON, Collected, Place, Tally, collect, reconcile
from foibot.mailbox.directory import DirectoryMailbox
from foibot.mailbox.doubts import Doubts
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import LoginRefusedError, Mailbox, MailboxError
from foibot.outbox.deliver import deliver
from foibot.outbox.delivery import (
    CannotLookError,
    Delivered,
    Delivery,
    RelayHealth,
    Told,
    ToldAll,
    nothing,
    nothing_of_all,
)
from foibot.outbox.directory import DirectoryRelay
from foibot.outbox.protocol import Go, Mail, Relay, RelayError, RelayRefusedError
from foibot.outbox.smtp import SmtpRelay
from foibot.schedule.leadership import Leader
from foibot.schedule.opening import OpenStore
from foibot.schedule.relearn import copies_in, own_copy, relearn
from foibot.store.journal import Journal
from foibot.store.state import BLIND_SINCE, IN_DOUBT, RECONCILIATION
from foibot.store.unit_of_work import reading, unit_of_work

log = logging.getLogger(__name__)
BEAT_EVERY = timedelta(seconds=10)
# How long mail waits for the first whole look into a mailbox that cannot be looked into.
LONGEST_BLIND = timedelta(minutes=15)
# After the hour that a change of the clocks repeats or leaves out.
RECONCILE_HOUR = 3
HEAD = 16 * 1024  # of a mail of ours, more than its header


@dataclass(frozen=True, slots=True)
class Handlers:
    """What happens with mail and time: given by the composition root."""

    process: Callable[[datetime, str], int]  # (now, worker) -> how many messages were claimed
    remind: Callable[[datetime, Go], int]  # (now, go on?) -> how many cases were looked at
    on_sent: Told = nothing
    on_failed: Told = nothing
    on_barred: ToldAll = nothing_of_all
    trouble: Callable[[datetime, str], None] = lambda _at, _words: None  # mail it to governance
    before_delivery: Callable[[], None] = lambda: None  # what follows from mail is at hand then
    close: Callable[[], None] = lambda: None  # ends the children that read mail


def open_mailbox(desk: Desk) -> Mailbox:
    """Return the mailbox of *desk*."""
    if desk.imap is not None:
        return ImapMailbox(desk.imap, token_source(desk.oauth, desk.imap.username))
    assert desk.mailbox is not None
    return DirectoryMailbox(desk.mailbox.directory)


def open_relay(desk: Desk) -> Relay:
    """Return the way out of *desk*."""
    if desk.smtp is not None:
        return SmtpRelay(desk.smtp, token_source(desk.oauth, desk.smtp.username))
    assert desk.outbox is not None
    return DirectoryRelay(desk.outbox.directory)


def unusable(desk: Desk) -> list[str]:
    """
    Return what makes the servers of *desk* unusable as they are configured.

    A server that is merely away is none of it: it will be back.
    """
    faults = []
    mailbox, relay = open_mailbox(desk), open_relay(desk)
    try:
        mailbox.folders()
    except LoginRefusedError as error:
        faults.append(str(error))
    except MailboxError as error:
        log.warning("mailbox_away", extra={"reason": str(error)})
    finally:
        mailbox.close()
    if isinstance(relay, SmtpRelay):
        try:
            relay.check()
        except RelayRefusedError as error:
            faults.append(str(error))
        except RelayError as error:
            log.warning("relay_away", extra={"reason": str(error)})
    return faults


@dataclass(slots=True)
class DeskWork:
    """One desk at work."""

    desk: Desk
    store: OpenStore
    handlers: Handlers
    leader: Leader
    clock: Callable[[], datetime]
    mail_waits: threading.Event = field(default_factory=threading.Event)  # deliver has work
    mail_came: threading.Event = field(default_factory=threading.Event)  # collect has work
    polled: threading.Event = field(default_factory=threading.Event)  # a whole pass since start
    relearnt: bool = False
    reconciled: str = ""
    doubts: Doubts = field(default_factory=Doubts)
    health: RelayHealth = field(default_factory=RelayHealth)
    beaten: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    mailbox: Mailbox = field(init=False)
    looking: Mailbox = field(init=False)
    delivery: Delivery = field(init=False)
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(self.store.config.store.state, self.desk.key)
        self.mailbox = open_mailbox(self.desk)
        # Deliver looks into the Sent folder from its own thread, so over its own connection.
        self.looking = open_mailbox(self.desk)
        smtp = self.desk.smtp
        self.delivery = Delivery(
            engine=self.store.engine,
            authority=self.desk.key,
            files=self.store.config.store.files,
            relay=open_relay(self.desk),
            retry_first_seconds=smtp.retry_first_seconds if smtp else 1.0,
            reconcile_seconds=smtp.reconcile_seconds if smtp else 0.0,
            per_minute=smtp.per_minute if smtp else 0,
            look=self.look,
            note=self._note,
            on_sent=self.handlers.on_sent,
            on_failed=self.handlers.on_failed,
            on_barred=self.handlers.on_barred,
        )

    @property
    def poll_seconds(self) -> float:
        """Return how often the mailbox is looked into."""
        way_in = self.desk.imap or self.desk.mailbox
        return way_in.poll_seconds if way_in else 60.0

    @property
    def place(self) -> Place:
        """Return where collected mail goes."""
        store = self.store.config.store
        return Place(
            self.store.engine,
            self.desk.key,
            store.files,
            self.desk.answer_from,
            store.reserve_mb * 2**20,
        )

    def poll(self) -> Collected:
        """
        Collect everything and process it; mail stored before is processed in any case.

        A backlog is collected whole before any of it is processed: only then is it known which
        clock is the oldest.
        """
        self._free_claims()
        try:
            self._relearn()
        except MailboxError:
            self._blind()
            self._collected()
            self.process()
            raise
        try:
            found = self._collected()
        except MailboxError:
            self.process()
            raise
        self.process()
        if found.more:
            return found
        self._seen()
        self._no_more_doubt()
        self._reconcile_nightly()
        return found

    def _no_more_doubt(self) -> None:
        """All that came before a restore is dealt with: what is queued from now on is new."""
        with reading(self.store.engine, self.desk.key, self.place.files) as uow:
            over = uow.state.own(IN_DOUBT) is not None and uow.state.paused is None
        if over and self.leader.go():
            with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
                uow.state.set_own(IN_DOUBT, None)
                uow.commit()

    def _collected(self) -> Collected:
        return collect(
            self.mailbox, self.place, self.clock(), go=self.leader.go, doubts=self.doubts
        )

    def may_send(self) -> bool:
        """
        Return whether mail may go out: the mailbox was seen whole since the start.

        Copies of what went out before a restore are seen so (P17).  A mailbox that cannot be
        looked into is waited for, but not for ever, and not anew after each start.
        """
        if not self.polled.is_set():
            with reading(self.store.engine, self.desk.key, self.place.files) as uow:
                since = uow.state.own(BLIND_SINCE)
            waited = self.clock() - datetime.fromisoformat(since) if since else timedelta()
            return waited >= LONGEST_BLIND
        return True

    def _blind(self) -> None:
        """Note since when nobody could look into the mailbox."""
        with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
            since, now = uow.state.own(BLIND_SINCE), self.clock()
            if since is None or datetime.fromisoformat(since) > now:
                uow.state.set_own(BLIND_SINCE, now.isoformat())
                uow.commit()

    def _seen(self) -> None:
        """Note that the mailbox was seen whole."""
        if not self.polled.is_set():
            with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
                uow.state.set_own(BLIND_SINCE, None)
                uow.commit()
            self.polled.set()

    def _reconcile_nightly(self) -> None:
        """Once a night compare every folder with the register; governance is told of the result."""
        now = self.clock()
        london = now.astimezone(LONDON)
        night = london.date().isoformat() if london.hour >= RECONCILE_HOUR else None
        if night is None or self.reconciled == night:
            return
        with reading(self.store.engine, self.desk.key, self.place.files) as uow:
            stored = json.loads(uow.state.own(RECONCILIATION) or "{}")
        if stored.get("night") != night:
            # The server is asked outside of any transaction: it may take its time.
            self._keep_comparison(night, now, self._compared())
        self.reconciled = night

    def _keep_comparison(self, night: str, now: datetime, tallies: list[Tally]) -> None:
        missing = sum(one.unregistered for one in tallies)
        result = {
            "night": night,
            "at": now.isoformat(),
            "folders": [asdict(one) for one in tallies],
        }
        with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
            uow.state.set_own(RECONCILIATION, json.dumps(result))
            uow.audit.append("reconciled", now, None, unregistered=missing)
            uow.commit()
        log.log(
            logging.ERROR if missing else logging.INFO,
            "reconciled",
            extra={"unregistered": missing},
        )

    def _compared(self) -> list[Tally]:
        """Compare folders and register; what came in just meanwhile is collected first."""
        tallies = reconcile(self.mailbox, self.place)
        if any(one.unregistered for one in tallies):
            collect(self.mailbox, self.place, self.clock())
            tallies = reconcile(self.mailbox, self.place)
        return tallies

    def _relearn(self) -> None:
        """Before the first message is processed: see what went out already (P17)."""
        if not self.relearnt:
            besides = [self.journal.pages()]
            relay = self.delivery.relay
            if isinstance(relay, DirectoryRelay):
                besides.append(copies_in(relay.headers(), self.store.key))
            relearn(self.mailbox, self.store, self.desk, self.clock(), besides)
            self.relearnt = True

    def _free_claims(self) -> None:
        """Take back what workers had claimed that have died since: nobody waits for the dead."""
        with reading(self.store.engine, self.desk.key, self.place.files) as uow:
            others = uow.inbox.claimants() - {self.leader.held.holder}
        gone = self.leader.presence.gone(others)
        if gone:
            with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
                for name in gone:
                    uow.inbox.release_claims(name)
                uow.commit()
            log.warning("claims_of_the_dead_freed", extra={"workers": len(gone)})

    def process(self) -> int:
        """Process until no message is new; return how many were."""
        total = 0
        # What was told before a restore must be known before it is told again (P10, P17).
        while self.leader.go() and (self.relearnt or self.may_send()):
            claimed = self.handlers.process(self.clock(), self.leader.held.holder)
            if not claimed:
                break
            total += claimed
            self.mail_waits.set()
        return total

    def remind(self) -> int:
        """Look at every case whose day has come."""
        looked = self.handlers.remind(self.clock(), self.leader.go) if self.leader.go() else 0
        if looked:
            self.mail_waits.set()
        return looked

    def deliver(self) -> Delivered:
        """Send everything that is due, once the mailbox was seen."""
        if not self.may_send():
            return Delivered(waits=True)
        self.handlers.before_delivery()
        return deliver(self.delivery, self.leader.fence, self.clock, self.leader.go, self.health)

    def _note(self, mails: Sequence[Mail]) -> None:
        """Keep what went out where a restored database does not take it back (P17)."""
        heads = (own_copy(mail.content[:HEAD], self.store.key) for mail in mails)
        self.journal.note([copy for copy in heads if copy is not None], self.clock().date())

    def look(self, message_id: str) -> bool | None:
        """Return whether our own mail shows that *message_id* went out."""
        if self.journal.holds(message_id):
            return True
        try:
            return self.looking.was_sent(message_id)
        except MailboxError as error:
            log.warning("sent_folder_unreadable", extra={"reason": str(error)})
            raise CannotLookError from error

    def watch(self) -> None:
        """Let the server say when mail comes; returns when stopping, or when it cannot."""
        imap = self.desk.imap
        if imap is not None and imap.idle:
            token = token_source(self.desk.oauth, imap.username)
            idle.watch(imap, token, self.mail_came, self.leader.stop)

    def beat(self, verb: str, error: str = "") -> None:
        """Note that a verb did its work, or why not; not more often than anybody needs."""
        now = self.clock()
        last = self.beaten.get(verb)
        if last is not None and last[1] == error and now - last[0] < BEAT_EVERY and now >= last[0]:
            return
        with unit_of_work(self.store.engine, self.desk.key, self.place.files) as uow:
            uow.state.beat(verb, now, error or None)
            uow.commit()
        self.beaten[verb] = (now, error)

    def close(self) -> None:
        """Let go of every connection."""
        for resource in (self.mailbox, self.looking, self.delivery.relay):
            resource.close()
        self.handlers.close()
