"""A relay that speaks SMTP (RFC 5321), step by step, so that each mail's fate is known (P7)."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

import aiosmtplib
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupported,
    SMTPResponseException,
)
from aiosmtplib.protocol import PERIOD_REGEX, normalize_message_line_endings

from foibot.config.model import Smtp
from foibot.outbox.protocol import (
    Begin,
    Deferred,
    Go,
    Mail,
    NotTried,
    Outcome,
    Refused,
    RelayError,
    RelayRefusedError,
    Report,
    Sent,
    Unknown,
)
from foibot.outbox.refusal import STATUS, is_of_us

CONNECTIONS = 4
COMMAND_SECONDS = 60.0
# RFC 5321 4.5.3.2.6: a server may take ten minutes to answer the final dot.
DOT_SECONDS = 600.0
# How long a mail that is on its way may still take when the service is stopped (P22).
STOP_SECONDS = 20.0
AGAIN = "it is tried again"
# RFC 5321 4.2.3, in answer to RCPT: no such mailbox, not ours, a name that is not allowed.
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
Token = Callable[[], str]
# Asked before the final dot: whether the mail may be ended, and so handed over for good.
MayEnd = Callable[[], Awaitable[bool]]
ADDRESS = re.compile(r"[!-;=?-~]{1,320}")


class Connection(aiosmtplib.SMTP):
    """A connection whose DATA is done in two steps."""

    async def greet(self) -> None:
        """Say EHLO, or HELO to a server that knows no extensions (RFC 5321 3.2)."""
        if not self.is_ehlo_or_helo_needed:
            return
        try:
            await self.ehlo()
        except SMTPHeloError:
            if not self.is_connected:
                raise
            await self.helo()

    async def hand_over(
        self, sender: str, recipients: Sequence[str], content: bytes, may_end: MayEnd
    ) -> Outcome:
        """Return what became of one mail; *recipients* are its addressee and our own copy."""
        try:
            refusal = await self._envelope(sender, recipients)
        except SMTPResponseException as error:
            return judged(error.code, error.message)
        except (SMTPException, OSError) as error:
            return Deferred(said(error))
        return refusal or await self._content(content, may_end)

    async def _envelope(self, sender: str, recipients: Sequence[str]) -> Outcome | None:
        """Return the refusal, or None when the server waits for the content."""
        try:
            await self.mail(sender)
        except SMTPResponseException as error:
            # It is us whom the server refuses, be it for our quota or our login: no mail's fault.
            outcome = judged(error.code, error.message)
            return replace(outcome, us=True) if isinstance(outcome, Refused) else outcome
        try:
            await self.rcpt(recipients[0])
        except SMTPResponseException as error:
            outcome = judged(error.code, error.message)
            plain = error.code in NO_SUCH_ADDRESS and not STATUS.match(
                f"{error.code} {error.message}"
            )
            return replace(outcome, us=False) if plain and isinstance(outcome, Refused) else outcome
        for copy in recipients[1:]:
            try:
                await self.rcpt(copy)
            except SMTPResponseException:
                # The addressee gets it all the same; proof must then come from the Sent folder.
                continue
        reply = await self.execute_command(b"DATA")
        return None if reply.code == 354 else judged(reply.code, reply.message)

    async def _content(self, content: bytes, may_end: MayEnd) -> Outcome:
        protocol = self.protocol
        try:
            assert protocol is not None
            # Bare CR and LF are made whole and dots doubled, so that no content can end the mail.
            protocol.write(transparent(content))
            await asyncio.wait_for(protocol._drain_helper(), DOT_SECONDS)
            await asyncio.sleep(0)
            if not protocol.is_connected:
                return Deferred("the connection was lost before the end of the mail")
        except (SMTPException, OSError, AssertionError, TimeoutError) as error:
            self.close()
            return Deferred(said(error))
        if not await may_end():
            # Whoever has the lease now may be sending it: without its dot the mail is none (P18).
            self.close()
            return NotTried("stopped before the end of the mail")
        try:
            reply = await self.execute_command(b".", timeout=DOT_SECONDS)
        except (SMTPException, OSError, asyncio.CancelledError) as error:
            # An answer that comes too late must not be taken for the next one.
            self.close()
            return Unknown(f"after the final dot: {said(error)}")
        return judged(reply.code, reply.message)


def transparent(content: bytes) -> bytes:
    """Return *content* as it may go: CRLF after each line, the last too, and dots doubled."""
    # Looked at first: nearly every mail is as it must be, and to mend one costs far more.
    rest = content.replace(b"\r\n", b"")
    if b"\r" in rest or b"\n" in rest or not content.endswith(b"\r\n"):
        content = normalize_message_line_endings(content)
    dotted = content.startswith(b".") or b"\n." in content
    return PERIOD_REGEX.sub(b"..", content) if dotted else content


def judged(code: int, message: str) -> Outcome:
    """Return what a reply of the server means."""
    reply = f"{code} {message}"
    if 200 <= code < 300:
        return Sent(reply)
    # -1 is a reply that is none; like 4xx it is no acceptance.
    return Refused(reply, is_of_us(reply)) if 500 <= code < 600 else Deferred(reply)


def said(error: BaseException) -> str:
    """Return what *error* says, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


@dataclass(slots=True)
class _Batch:
    """The mails of one call, and what became of them so far."""

    waiting: deque[Mail]
    go: Go
    begin: Begin
    done: asyncio.Queue[tuple[Mail, Outcome] | None] = field(default_factory=asyncio.Queue)
    error: RelayError | None = None
    refused: bool = False  # all of it, whatever the mail: there is no use in handing over more
    next_slot: float = 0.0


class SmtpRelay:
    """Up to four connections, opened when needed and kept until close()."""

    def __init__(self, settings: Smtp, token: Token | None = None) -> None:
        self._settings = settings
        self._token = token
        self._runner: asyncio.Runner | None = None
        self._idle: list[Connection] = []
        self._next_slot = 0.0

    def send(self, mails: Sequence[Mail], report: Report, go: Go, begin: Begin) -> None:
        """Hand over *mails*, reporting each once; RelayError when the server is not to be had."""
        if self._runner is None:
            self._runner = asyncio.Runner()
        self._runner.run(self._send(_Batch(deque(mails), go, begin), report))

    def close(self) -> None:
        """Say goodbye on every connection."""
        if self._runner is not None:
            self._runner.run(self._goodbye())
            self._runner.close()
            self._runner = None

    async def _goodbye(self) -> None:
        for connection in self._idle:
            try:
                await connection.quit(timeout=5)
            except (SMTPException, OSError):
                connection.close()
        self._idle.clear()

    def check(self) -> None:
        """Log in and out, or raise RelayError: what `foibot check` does."""
        asyncio.run(self._check())

    async def _check(self) -> None:
        connection = await self._connected()
        await connection.quit(timeout=5)

    async def _send(self, batch: _Batch, report: Report) -> None:
        recorder = asyncio.create_task(self._record(batch, report))
        number = min(CONNECTIONS, len(batch.waiting))
        workers = [asyncio.create_task(self._work(batch)) for _ in range(number)]
        stopper = asyncio.create_task(_cut_short(batch, workers))
        try:
            await asyncio.gather(*workers, return_exceptions=True)
        finally:
            stopper.cancel()
            reason = str(batch.error) if batch.error else "stopping"
            for mail in batch.waiting:
                batch.done.put_nowait((mail, NotTried(reason)))
            batch.done.put_nowait(None)
            await recorder
        if batch.error is not None:
            raise batch.error

    async def _record(self, batch: _Batch, report: Report) -> None:
        """Report in groups: while one group is committed the next one gathers."""
        more = True
        while more:
            group = [await batch.done.get()]
            while not batch.done.empty():
                group.append(batch.done.get_nowait())
            more = None not in group
            known = [one for one in group if one is not None]
            if known:
                await asyncio.to_thread(report, known)

    async def _work(self, batch: _Batch) -> None:
        connection: Connection | None = None
        while batch.waiting and batch.go() and batch.error is None and not batch.refused:
            try:
                connection = connection or self._take_idle() or await self._connected()
            except RelayError as error:
                batch.error = error
                break
            if await self._paced(batch) and batch.waiting:
                outcome = await self._one(connection, batch)
                if not isinstance(outcome, Sent) and not await _reset(connection):
                    connection = None
        if connection is not None:
            self._idle.append(connection)

    async def _one(self, connection: Connection, batch: _Batch) -> Outcome:
        """Hand over the next mail; whatever happens, its outcome is noted."""
        mail = batch.waiting.popleft()
        outcome: Outcome = NotTried("stopping")
        try:
            outcome = await self._handed_over(connection, mail, batch)
        finally:
            if isinstance(outcome, NotTried):
                connection.close()
            batch.refused |= isinstance(outcome, Refused) and outcome.us is True
            batch.done.put_nowait((mail, outcome))
        return outcome

    def _take_idle(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_connected:
                return connection
        return None

    async def _paced(self, batch: _Batch) -> bool:
        """Wait for this mail's turn; False when waiting was cut short."""
        if not self._settings.per_minute:
            return True
        loop = asyncio.get_running_loop()
        turn = max(loop.time(), self._next_slot)
        self._next_slot = turn + 60 / self._settings.per_minute
        while (left := turn - loop.time()) > 0:
            if not batch.go():
                return False
            await asyncio.sleep(min(left, 0.2))
        return batch.go()

    async def _handed_over(self, connection: Connection, mail: Mail, batch: _Batch) -> Outcome:
        recipients = [mail.recipient]
        if self._settings.copy_to and self._settings.copy_to != mail.recipient:
            recipients.append(self._settings.copy_to)
        if not all(ADDRESS.fullmatch(one) for one in recipients):
            return Refused("the address cannot be used in SMTP", us=False)

        async def may_end() -> bool:
            # Noted beside the event loop: the other connections go on meanwhile.
            begun = not mail.once or await asyncio.to_thread(batch.begin, mail)
            return begun and batch.go()

        sender = self._settings.from_address
        return await connection.hand_over(sender, recipients, mail.content, may_end)

    async def _connected(self) -> Connection:
        settings = self._settings
        where = f"SMTP server {settings.host} port {settings.port}"
        connection = Connection(
            hostname=settings.host,
            port=settings.port,
            timeout=COMMAND_SECONDS,
            use_tls=settings.security == "tls",
            # Never "if the server happens to offer it": that would send in clear text.
            start_tls=settings.security == "starttls",
            tls_context=self._tls(),
            local_hostname=settings.from_address.rpartition("@")[2],
            username=settings.username or None,
            password=settings.password if settings.auth == "password" else None,
            oauth_token_generator=self._oauth() if settings.auth == "oauth2" else None,
        )
        try:
            await connection.connect()
            # Here, not with the first mail: who refuses our name refuses no mail for good.
            await connection.greet()
        except SMTPAuthenticationError as error:
            if 400 <= error.code < 500:
                raise RelayError(f"{where}: no login at the moment", AGAIN) from error
            raise RelayRefusedError(
                f"{where}: login as {settings.username} was refused ({error.code}); "
                "check [smtp] username and password"
            ) from error
        except (SMTPException, OSError, ValueError) as error:
            connection.close()
            told = plainly(error)
            if "; check [smtp]" in told:
                raise RelayRefusedError(f"{where}: {told}") from error
            raise RelayError(f"{where}: {told}", AGAIN) from error
        return connection

    def _tls(self) -> ssl.SSLContext | None:
        if self._settings.security == "none":
            return None
        ca_file = self._settings.ca_file
        return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)

    def _oauth(self) -> Callable[[], Awaitable[str]]:
        token = self._token
        assert token is not None

        async def generate() -> str:
            return await asyncio.to_thread(token)

        return generate


def plainly(error: BaseException) -> str:
    """Return what is wrong with the connection, and what to do."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = f"its certificate is not valid ({cause.verify_message})"
            return f"{reason}; check [smtp] host, or name your own authority in ca_file"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, SMTPNotSupported) or "STARTTLS" in str(error):
        return f"{said(error)}; check [smtp] security and auth"
    if isinstance(error, SMTPConnectError):
        return f"{said(error)}; if it never worked, look at [smtp] host and port"
    return said(error)


async def _reset(connection: Connection) -> bool:
    """Make the connection ready for the next mail; False when it is of no more use."""
    try:
        await connection.rset()
    except (SMTPException, OSError):
        connection.close()
        return False
    return True


async def _cut_short(batch: _Batch, workers: Sequence[asyncio.Task[None]]) -> None:
    """When stopping, give what is on its way a little time, then leave it unknown."""
    while batch.go():
        await asyncio.sleep(0.2)
    await asyncio.sleep(STOP_SECONDS)
    for worker in workers:
        worker.cancel()
