"""A proxy on 127.0.0.1 that cuts the connection after so many bytes from the server, or is slow."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """*cut_after* bytes of answers both sides are closed; None lets everything through."""

    target: int
    port: int = 0
    cut_after: int | None = None
    delay: float = 0.0
    passed: int = 0
    threads: list[threading.Thread] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        """Accept connections until told to stop."""
        listener.settimeout(0.1)
        while not self.stop.is_set():
            with suppress(TimeoutError):
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
                for source, sink, counted in ((client, server, False), (server, client, True)):
                    thread = threading.Thread(target=self._pump, args=(source, sink, counted))
                    thread.start()
                    self.threads.append(thread)

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if counted:
                    self.stop.wait(self.delay)
                    data = self._allowed(data)
                sink.sendall(data)
                if counted and self.cut_after is not None and self.passed >= self.cut_after:
                    break
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        source.close()

    def _allowed(self, data: bytes) -> bytes:
        if self.cut_after is not None:
            data = data[: max(0, self.cut_after - self.passed)]
        self.passed += len(data)
        return data


@contextmanager
def cutting_proxy(target: int) -> Iterator[Proxy]:
    """Run a proxy in front of port *target*."""
    listener = socket.create_server(("127.0.0.1", 0))
    proxy = Proxy(target, listener.getsockname()[1])
    thread = threading.Thread(target=proxy.serve, args=(listener,))
    thread.start()
    try:
        yield proxy
    finally:
        proxy.stop.set()
        thread.join(5)
        listener.close()
        for one in proxy.threads:
            one.join(5)
