"""Patience with an end: a server that says a byte now and then holds nobody up for ever (P14)."""

from __future__ import annotations

import imaplib
import math
import select
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import imapclient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

LINE_SECONDS = 60.0
HANDSHAKE_SECONDS = 30.0
COMMAND_SECONDS = 300.0
SLOWEST_BYTES = 2000  # a second, of what a message holds
CHECK_SECONDS = 1.0


class Patience:
    """Closes a connection that takes longer than it may: whoever reads from it sees its end."""

    def __init__(self) -> None:
        self.until = self.command_until = math.inf
        self._socket: socket.socket | None = None
        self._ended = threading.Event()

    def hold(self, connection: socket.socket) -> None:
        """Watch *connection*, instead of what was watched before (STARTTLS)."""
        begun, self._socket = self._socket is not None, connection
        if not begun:
            threading.Thread(target=self._watch, name="patience", daemon=True).start()

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.is_set():
            # Not a sleep: that is one until a moment, which a bent clock refuses.
            select.select((), (), (), CHECK_SECONDS)
            if time.monotonic() > min(self.until, self.command_until) and self._socket is not None:
                try:
                    # Of the socket itself: what TLS knows belongs to the thread that reads.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
                except OSError:
                    return


@dataclass(frozen=True)
class WatchedHandshake:
    """What imaplib and imapclient take for a TLS context: its handshakes have an end too."""

    context: ssl.SSLContext
    patience: Patience

    def wrap_socket(self, plain: socket.socket, server_hostname: str) -> ssl.SSLSocket:
        """Return *plain* under TLS; OSError when the server takes too long, or has no right."""
        wrapped = self.context.wrap_socket(
            plain, server_hostname=server_hostname, do_handshake_on_connect=False
        )
        self.patience.hold(wrapped)
        self.patience.until = time.monotonic() + HANDSHAKE_SECONDS
        try:
            wrapped.do_handshake()
        except BaseException:
            self.patience.end()
            wrapped.close()
            raise
        finally:
            self.patience.until = math.inf
        return wrapped


class _Patient(imaplib.IMAP4):
    """A connection each of whose lines, literals and commands has its time."""

    def __init__(self, *where: Any) -> None:
        self._patience = Patience()
        super().__init__(*where)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        connection: socket.socket = super()._create_socket(timeout)  # type: ignore[misc]
        self._patience.hold(connection)
        return connection

    def starttls(self, ssl_context: Any = None) -> Any:
        """Begin TLS, and watch what the connection becomes."""
        return super().starttls(WatchedHandshake(ssl_context, self._patience))

    def readline(self) -> bytes:
        """Read a line, within its time."""
        self._patience.until = time.monotonic() + LINE_SECONDS
        try:
            return super().readline()
        finally:
            self._patience.until = math.inf

    def read(self, size: int) -> bytes:
        """Read a literal, within a time for its size."""
        allowed = LINE_SECONDS + size / SLOWEST_BYTES
        self._patience.command_until += allowed
        self._patience.until = time.monotonic() + allowed
        try:
            return super().read(size)
        finally:
            self._patience.until = math.inf

    def _get_tagged_response(self, *what: Any, **more: Any) -> Any:
        self._patience.command_until = time.monotonic() + COMMAND_SECONDS
        try:
            return super()._get_tagged_response(*what, **more)  # type: ignore[misc]
        finally:
            self._patience.command_until = math.inf

    def shutdown(self) -> None:
        """Close the connection; one whose TLS failed is closed already."""
        self._patience.end()
        with suppress(OSError):
            super().shutdown()


class _PatientPlain(_Patient, IMAP4WithTimeout):  # type: ignore[misc]
    """The same without TLS, or until STARTTLS."""


class _PatientTls(_Patient, IMAP4_TLS):  # type: ignore[misc]
    """The same under TLS."""

    ssl_context: Any

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        self.ssl_context = WatchedHandshake(self.ssl_context, self._patience)
        return super()._create_socket(timeout)


class PatientClient(imapclient.IMAPClient):  # type: ignore[misc]
    """A client whose every wait has an end, however slowly the server goes on."""

    def _create_IMAP4(self) -> Any:  # noqa: N802 - imapclient's name
        limit = getattr(self._timeout, "connect", None)
        if self.ssl:
            return _PatientTls(self.host, self.port, self.ssl_context, limit)
        return _PatientPlain(self.host, self.port, limit)
