"""Where the processor time of a message goes: collect, process and deliver, stage by stage."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from foibot.config.load import load
from foibot.config.model import Desk
from foibot.handlers.arrival import Opened, Unreadable
from foibot.handlers.process import process
from foibot.handlers.reader import LimitedReader
from foibot.loading import load_office
from foibot.mailbox.collect import Place, collect
from foibot.mailbox.imap import ImapMailbox
from foibot.outbox.deliver import deliver
from foibot.outbox.delivery import Delivery
from foibot.outbox.smtp import SmtpRelay
from foibot.request.kind import Thread
from foibot.request.model import Reading
from foibot.schedule.opening import OpenStore, open_store
from foibot.store.unit_of_work import unit_of_work
from tests.bench.end_to_end import CONFIG, configured, fill, peer_process
from tests.servers.dovecot import PASSWORD, dovecot

FETCHED = "collect: fetched, named by their content, stored"
OPENED = "read: opened in the limited child (with its start)"
HANDED = "read: handed to the child and back"
ASKED = "read: the questions"
UNDERSTOOD = "read: kind, regime, requester"
HANDLED = "process: case, clock, routing, letters, audit, commits"
SENT = "deliver: sent and recorded"


@dataclass
class TimedReader:
    """A reader that counts what each of its stages costs the main thread."""

    reader: LimitedReader
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def open_ahead(self, raws: Sequence[bytes | Path]) -> Future[list[Opened | Unreadable]]:
        """Open *raws* in the child."""
        return self.reader.open_ahead(raws)

    def prepare(self, opened: Opened) -> tuple[str, ...]:
        """Find the questions."""
        began = time.thread_time()
        questions = self.reader.prepare(opened)
        self.spent[ASKED] += time.thread_time() - began
        return questions

    def understand(self, opened: Opened, thread: Thread) -> Reading:
        """Read the rest."""
        began = time.thread_time()
        reading = self.reader.understand(opened, thread)
        self.spent[UNDERSTOOD] += time.thread_time() - began
        return reading


def stages(messages: int) -> dict[str, float]:
    """Return the milliseconds of processor time that each stage costs a message."""
    with dovecot() as server, peer_process() as (smtp, _), tempfile.TemporaryDirectory() as name:
        user = fill(server, messages)
        path = configured(Path(name), CONFIG.format(imap=server.port, smtp=smtp, user=user))
        config = load(path, os.environ | {"FOIBOT_IMAP_PASSWORD": PASSWORD})
        store = open_store(config)
        spent = _passed(store, config.desks[0], Path(name))
        store.engine.dispose()
    return {stage: seconds / messages * 1000 for stage, seconds in spent.items()}


def _passed(store: OpenStore, desk: Desk, folder: Path) -> dict[str, float]:
    now = datetime.now(UTC)
    files = store.config.store.files
    assert desk.imap is not None
    mailbox = ImapMailbox(desk.imap)
    fetched = _cpu(lambda: collect(mailbox, Place(store.engine, desk.key, files), now))
    mailbox.close()
    handled = _process(store, desk, folder, now)
    assert desk.smtp is not None
    delivery = Delivery(store.engine, desk.key, files, SmtpRelay(desk.smtp), 60.0, 900.0)
    sent = _cpu(lambda: deliver(delivery, 1, lambda: now, lambda: True))
    return {FETCHED: fetched, **handled, SENT: sent}


def _process(store: OpenStore, desk: Desk, folder: Path, now: datetime) -> dict[str, float]:
    office = load_office(desk, folder, store.key)
    reader = TimedReader(LimitedReader(folder))

    def work() -> None:
        while process(
            lambda: unit_of_work(store.engine, desk.key, store.config.store.files),
            office, reader, now, "bench",
        ):  # fmt: skip
            pass

    children = _children()
    main = time.thread_time()
    whole = _cpu(work)
    main = time.thread_time() - main
    reader.reader.close()
    office.examiner.close()
    return {
        OPENED: _children() - children,
        HANDED: whole - main,
        **reader.spent,
        HANDLED: main - sum(reader.spent.values()),
    }


def _cpu(work: Callable[[], object]) -> float:
    """Return the processor time of this process, with all its threads, that *work* takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
