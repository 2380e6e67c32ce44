"""Who may work: one process at a time, and only while its lease is surely its own (P18)."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from foibot.schedule.opening import OpenStore
from foibot.schedule.rest import rested
from foibot.store import lease
from foibot.store.errors import OtherInstanceError
from foibot.store.lease import Held, StateLock
from foibot.store.presence import Presence

log = logging.getLogger(__name__)
NAME = "service"
RENEW_SECONDS = 10.0
# The lease is trusted for less than it lasts: another may take it the moment it runs out.
MARGIN_SECONDS = 8.0


def elapsed() -> float:
    """Return seconds that go on counting while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Leader:
    """The lease, kept by a thread of its own; *go* says whether work may go on."""

    def __init__(
        self, store: OpenStore, held: Held, clock: Callable[[], datetime], stop: threading.Event
    ) -> None:
        self.held = held
        self.stop = stop
        self._store = store
        self._clock = clock
        self.lost = False
        self._trusted = lease.lasts(store.engine).total_seconds() - MARGIN_SECONDS
        self._sure_until = elapsed() + self._trusted
        self.presence = Presence(store.engine, held.holder)
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)
        self._ended = threading.Event()
        self._thread.start()

    @property
    def fence(self) -> int:
        """Return the number that every transition of the outbox carries."""
        return self.held.fence

    def go(self) -> bool:
        """Return whether the lease is surely ours and nobody asked to stop."""
        return not self.stop.is_set() and elapsed() < self._sure_until

    def renewed(self) -> bool:
        """Renew the lease now and return whether it is ours."""
        began = elapsed()
        if not lease.renew(self._store.engine, self.held, self._clock()):
            log.error("lease_lost", extra={"fence": self.fence})
            self.lost = True
            self.stop.set()
            return False
        self._sure_until = began + self._trusted
        return True

    def _keep(self) -> None:
        while not rested(self._ended, RENEW_SECONDS):
            try:
                if not self.renewed():
                    return
            except Exception:
                # Without the database nothing can be done anyway; the lease runs out by itself.
                log.exception("lease_not_renewed")

    def end(self) -> None:
        """Give the lease back."""
        self._ended.set()
        self._thread.join(RENEW_SECONDS)
        self.presence.end()
        lease.give_back(self._store.engine, self.held, self._clock())


def holder_name(store: OpenStore) -> str:
    """Return what names this installation: the same after a crash, so that it goes on at once."""
    return f"{socket.gethostname()}:{store.config.store.state}"


@contextmanager
def leadership(
    store: OpenStore, clock: Callable[[], datetime], stop: threading.Event
) -> Iterator[Leader]:
    """Be the one who works; OtherInstanceError says who does instead."""
    lock = StateLock(store.config.store.state)
    try:
        name = holder_name(store)
        held = lease.acquire(store.engine, NAME, name, clock())
        if held is None:
            raise OtherInstanceError(
                "another foibot works on this database from another machine or folder; "
                f"stop it first, or wait {lease.lasts(store.engine).seconds} seconds after it died"
            )
        leader = Leader(store, held, clock, stop)
        try:
            yield leader
        finally:
            leader.end()
    finally:
        lock.release()
