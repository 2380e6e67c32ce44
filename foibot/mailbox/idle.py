"""IDLE (RFC 2177) as a wake-up beside polling; nothing depends on it."""

from __future__ import annotations

import logging
import threading
import time

from foibot.config.model import Imap
from foibot.mailbox.imap import Token, connect, told_plainly
from foibot.mailbox.protocol import MailboxError

log = logging.getLogger(__name__)
CHECK_SECONDS = 5.0
# Servers may throw an idle client out after half an hour; some sooner.
RENEW_SECONDS = 9 * 60
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0


def watch(
    settings: Imap,
    token: Token | None,
    wake: threading.Event,
    stop: threading.Event,
    first_wait: float = FIRST_WAIT,
) -> None:
    """
    Set *wake* when the server says that something changed, until *stop*; on its own thread.

    A connection that was lost is made again after *first_wait* seconds, then ever more slowly; what
    came meanwhile nobody told, so that *wake* is set then too.
    """
    wait, lost = first_wait, False
    while not stop.is_set():
        try:
            with told_plainly(settings):
                if not _session(settings, token, wake, stop, lost=lost):
                    return
            wait, lost = first_wait, False
        except MailboxError as error:
            lost = True
            log.info("idle_lost", extra={"reason": type(error.__cause__).__name__})
            stop.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def _session(
    settings: Imap,
    token: Token | None,
    wake: threading.Event,
    stop: threading.Event,
    *,
    lost: bool,
) -> bool:
    """Idle on one connection until it is old or *stop*; False when the server cannot IDLE."""
    client = connect(settings, token)
    try:
        if not client.has_capability("IDLE"):
            return False
        client.select_folder("INBOX", readonly=True)
        end = time.monotonic() + RENEW_SECONDS
        client.idle()
        if lost:
            wake.set()
        while not stop.is_set() and time.monotonic() < end:
            began = time.monotonic()
            if client.idle_check(timeout=CHECK_SECONDS):
                wake.set()
            elif time.monotonic() - began < CHECK_SECONDS / 5:
                # imapclient answers "nothing" at once, for ever, when the connection is dead.
                raise EOFError("the connection was closed")
        client.idle_done()
        client.logout()
    finally:
        client._imap.shutdown()
    return True
