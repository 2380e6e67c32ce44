"""IDLE (RFC 2177) wakes the service when mail comes; nothing else depends on it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from foibot.config.model import Config
from foibot.mailbox.idle import watch
from foibot.schedule.opening import open_store
from tests.servers.cutting_proxy import cutting_proxy
from tests.servers.dovecot import dovecot
from tests.servers.smtp_peer import smtp_peer
from tests.servers.test_service import Running, clock, configured, letter
from tests.servers.test_toy_imap import settings_of
from tests.servers.toy_imap import toy_imap

NEVER = 3600.0


def came(deliver: Callable[[int], None], true: Callable[[], bool]) -> bool:
    """Put mail in until *true*: nobody says when IDLE has begun."""
    for number in range(20):
        deliver(number)
        end = time.monotonic() + 2
        while time.monotonic() < end:
            if true():
                return True
            time.sleep(0.02)
    return False


def waiting_for_idle(config: Config) -> Config:
    """Return *config* with a poll so rare that only IDLE can bring mail in."""
    desk = config.desks[0]
    assert desk.imap is not None
    imap = replace(desk.imap, idle=True, poll_seconds=NEVER)
    return replace(config, desks=(replace(desk, imap=imap),))


def polled(config: Config) -> bool:
    heartbeat = config.health.heartbeat_file
    return heartbeat.exists() and any(
        name.startswith("poll") for name in json.loads(heartbeat.read_text())["good"]
    )


@pytest.mark.imap
def test_mail_is_answered_when_it_comes_and_not_at_the_next_poll(tmp_path: Path) -> None:
    with dovecot(like_exchange=True) as server, smtp_peer() as peer:
        config = waiting_for_idle(configured(tmp_path, server, peer))
        user = config.desks[0].imap.username if config.desks[0].imap else ""
        store = open_store(config)
        running = Running(store)
        running.until(lambda: polled(config))

        def deliver(number: int) -> None:
            server.deliver(user, letter(number), clock())

        try:
            assert came(deliver, lambda: bool(peer.accepted))
        finally:
            assert running.end() == 0
            # What is watching hears of this, and that it is to stop.
            server.deliver(user, letter(99), clock())
        store.engine.dispose()


@pytest.mark.imap
def test_a_lost_connection_is_made_again_and_what_came_meanwhile_is_fetched() -> None:
    """The connection dies with the very notice of new mail: nothing was heard of that mail."""
    wake, stop = threading.Event(), threading.Event()
    with dovecot() as server, cutting_proxy(server.port) as proxy:
        user = server.new_user()
        settings = replace(server.settings(user), port=proxy.port)
        watching = threading.Thread(target=watch, args=(settings, None, wake, stop, 0.5))
        watching.start()

        def deliver(number: int) -> None:
            server.deliver(user, letter(number), clock())

        try:
            assert came(deliver, wake.is_set)
            wake.clear()
            proxy.cut_after = proxy.passed
            deliver(50)
            unheard = not wake.wait(0.3)
            proxy.cut_after = None
            reconnected = wake.wait(20)
            wake.clear()
            heard_again = came(deliver, wake.is_set)
        finally:
            stop.set()
            # What is watching hears of this, and that it is to stop.
            deliver(99)
            watching.join(20)

    assert (unheard, reconnected, heard_again) == (True, True, True)
    assert not watching.is_alive()


def test_a_server_that_cannot_idle_is_polled_and_not_watched() -> None:
    with toy_imap() as toy:
        watch(settings_of(toy), None, threading.Event(), threading.Event())

        assert not any("IDLE" in one for one in toy.commands)
