"""An SMTP server of our own that writes down what it accepts and misbehaves when told to."""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Faults:
    """What goes wrong; each is used up from the left, the last for ever when *forever*."""

    mail: list[str] = field(default_factory=list)  # replies to MAIL instead of 250
    rcpt: dict[str, str] = field(default_factory=dict)  # address -> reply to RCPT
    data: list[str] = field(default_factory=list)  # replies to DATA instead of 354
    # A reply; or drop before, drop after (accepted), lose (not accepted), slow SECONDS.
    dot: list[str] = field(default_factory=list)
    content: dict[str, str] = field(default_factory=dict)  # address -> reply to the dot
    forever: bool = False

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        for queue in (self.mail, self.rcpt, self.data, self.dot):
            queue.clear()
        self.content.clear()
        self.forever = False

    def take(self, queue: list[str]) -> str | None:
        """Return the next fault of *queue*, or None."""
        if not queue:
            return None
        return queue[0] if self.forever and len(queue) == 1 else queue.pop(0)


@dataclass(frozen=True)
class Accepted:
    """A mail as it came over the wire, dots and all undone."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class SmtpPeer:
    """A running server: *accepted* is what it answers for."""

    port: int = 0
    faults: Faults = field(default_factory=Faults)
    accepted: list[Accepted] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)  # Message-IDs of all whose content came, or began
    logins: list[str] = field(default_factory=list)
    connections: int = 0
    commands: list[str] = field(default_factory=list)
    greetings: frozenset[str] = frozenset({"EHLO", "HELO"})  # what it can be greeted with
    # Called with what was accepted, before the server says so: a copy in the Sent folder.
    on_accept: Callable[[Accepted], None] | None = None

    def message_ids(self) -> list[str]:
        """Return the Message-IDs of what was accepted, in order."""
        found = []
        for mail in self.accepted:
            head = mail.content.split(b"\r\n\r\n")[0]
            lines = [
                line for line in head.split(b"\r\n") if line.lower().startswith(b"message-id:")
            ]
            found.append(lines[0][11:].strip().decode())
        return found


@dataclass
class _Session:
    peer: SmtpPeer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    offers: list[str]
    context: ssl.SSLContext | None
    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    greeted: bool = False

    async def say(self, *lines: str) -> None:
        for line in lines:
            self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def run(self) -> None:
        await self.say("220 peer ready")
        while line := await self.reader.readline():
            text = line.decode().rstrip("\r\n")
            self.peer.commands.append(text)
            verb = text.split(" ")[0].upper()
            handler = getattr(self, f"do_{verb.lower()}", None)
            if handler is None:
                await self.say("500 unknown")
            elif not await handler(text):
                return

    async def do_helo(self, _text: str) -> bool:
        self.greeted = "HELO" in self.peer.greetings
        await self.say("250 peer" if self.greeted else "550 5.7.1 we do not know you")
        return True

    async def do_ehlo(self, _text: str) -> bool:
        if "EHLO" not in self.peer.greetings:
            await self.say("502 5.5.1 unknown")
            return True
        self.greeted = True
        lines = ["peer", *self.offers]
        await self.say(*[f"250-{line}" for line in lines[:-1]], f"250 {lines[-1]}")
        return True

    async def do_starttls(self, _text: str) -> bool:
        assert self.context is not None
        await self.say("220 go")
        await self.writer.start_tls(self.context)
        self.offers = [one for one in self.offers if one != "STARTTLS"]
        return True

    async def do_auth(self, text: str) -> bool:
        _, method, *rest = text.split(" ")
        given = base64.b64decode(rest[0]).decode() if rest else ""
        self.peer.logins.append(f"{method} {given!r}")
        good = "\0user\0secret" in given or "auth=Bearer good" in given
        await self.say("235 welcome" if good else "535 5.7.8 no")
        return True

    async def do_mail(self, text: str) -> bool:
        if not self.greeted:
            await self.say("503 who are you?")
            return True
        if not self.offers and " " in text.partition("<")[2]:
            await self.say("555 no parameters here")
            return True
        fault = self.peer.faults.take(self.peer.faults.mail)
        if fault == "drop":
            return False
        self.sender, self.recipients = _address(text), []
        await self.say(fault or "250 ok")
        return True

    async def do_rcpt(self, text: str) -> bool:
        fault = self.peer.faults.rcpt.get(_address(text))
        if fault is None:
            self.recipients.append(_address(text))
        await self.say(fault or "250 ok")
        return True

    async def do_data(self, _text: str) -> bool:
        fault = self.peer.faults.take(self.peer.faults.data)
        if fault == "drop":
            return False
        if fault is not None:
            await self.say(fault)
            return True
        await self.say("354 go on")
        return await self._content()

    async def _content(self) -> bool:
        own = self.peer.faults.content.get(self.recipients[0]) if self.recipients else None
        fault = own or self.peer.faults.take(self.peer.faults.dot) or ""
        content = await self._lines(stop_at_once=fault == "drop before")
        if content is None:
            return False
        if fault.startswith("slow"):
            await asyncio.sleep(float(fault.split(" ")[1]))
        if fault == "lose":
            return False
        if fault[:1].isdigit():
            await self.say(fault)
            return True
        mail = Accepted(self.sender, tuple(self.recipients), content)
        self.peer.accepted.append(mail)
        if self.peer.on_accept is not None:
            await asyncio.to_thread(self.peer.on_accept, mail)
        if fault == "drop after":
            return False
        await self.say("250 2.0.0 queued")
        return True

    async def _lines(self, *, stop_at_once: bool) -> bytes | None:
        """Return the content up to the final dot, or None when the connection is to end."""
        lines: list[bytes] = []
        while line := await self.reader.readline():
            if stop_at_once:
                return None
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line.removeprefix(b"."))
            if line.lower().startswith(b"message-id:"):
                self.peer.begun.add(line[11:].strip().decode())
        return None

    async def do_rset(self, _text: str) -> bool:
        await self.say("250 ok")
        return True

    async def do_quit(self, _text: str) -> bool:
        await self.say("221 bye")
        return False


def _address(text: str) -> str:
    return text[text.index("<") + 1 : text.index(">")]


@contextmanager
def smtp_peer(
    *,
    tls: str = "none",
    certificate: tuple[Path, Path] | None = None,
    auth: bool = False,
    extensions: Sequence[str] = ("8BITMIME",),
) -> Iterator[SmtpPeer]:
    """Run a server on a thread of its own; *tls* is none, starttls or tls."""
    peer = SmtpPeer()
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
    offers = [*extensions] + (["AUTH PLAIN XOAUTH2"] if auth else [])
    offers += ["STARTTLS"] if tls == "starttls" else []
    loop = asyncio.new_event_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer.connections += 1
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await _Session(peer, reader, writer, list(offers), context).run()
        except (ConnectionError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            tasks.discard(task)
            writer.transport.abort()

    async def start() -> asyncio.Server:
        direct = context if tls == "tls" else None
        return await asyncio.start_server(
            connected, "127.0.0.1", peer.port, ssl=direct, limit=2**24
        )

    server = loop.run_until_complete(start())
    peer.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def stop() -> None:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.sleep(0.01)

    try:
        yield peer
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
