"""A server that says a byte now and then holds up neither the poll nor a stop (P14, P22)."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foibot.cli import running
from foibot.config.model import Imap
from foibot.mailbox import patience
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import MailboxError
from foibot.outbox import smtp
from foibot.outbox.protocol import RelayError
from foibot.outbox.smtp import SmtpRelay
from tests.servers.test_deliver import settings as way_out
from tests.servers.toy_imap import toy_imap
from tests.shared import ROOT

# The head of a TLS record (RFC 8446 5.1) that says that 16384 bytes of a handshake follow.
RECORD = b"\x16\x03\x03\x40\x00"


@dataclass
class Dripping:
    """A server that begins to speak and comes to no end."""

    line: bytes = b"* OK " + b"still here " * 1000
    pause: float = 0.05
    before: Sequence[bytes] = ()  # said at once, each but the first when the client has spoken
    port: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        while not self.ended.is_set():
            with suppress(OSError):
                connection, _ = listener.accept()
                threading.Thread(target=self.drip, args=(connection,), daemon=True).start()

    def drip(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            for number, words in enumerate(self.before):
                said = connection.recv(4096) if number else b""
                connection.sendall(words.replace(b"TAG", said.split(b" ")[0]))
            for byte in self.line:
                connection.send(bytes([byte]))
                if self.ended.wait(self.pause):
                    return
            self.ended.wait()


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    server = Dripping()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(listener,))
        thread.start()
        yield server
        server.ended.set()
        thread.join()


def settings(port: int, security: str = "none") -> Imap:
    return Imap(
        host="127.0.0.1",
        port=port,
        security=security,
        ca_file=None,
        username="user1",
        password="secret",
        auth="password",
        folders=("INBOX",),
        sent_folder=None,
        poll_seconds=1.0,
        idle=False,
        answer_from=None,
    )


def test_a_line_that_comes_to_no_end_is_no_mailbox(
    dripping: Dripping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LINE_SECONDS", 0.2)
    monkeypatch.setattr(patience, "CHECK_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(MailboxError):
        ImapMailbox(settings(dripping.port)).folders()

    assert time.monotonic() - began < 10


def test_an_answer_of_endless_lines_is_no_mailbox(
    dripping: Dripping, monkeypatch: pytest.MonkeyPatch
) -> None:
    dripping.line, dripping.pause = b"* OK hello\r\n" * 10_000, 0.001
    monkeypatch.setattr(patience, "COMMAND_SECONDS", 0.2)
    monkeypatch.setattr(patience, "CHECK_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(MailboxError):
        ImapMailbox(settings(dripping.port)).folders()

    assert time.monotonic() - began < 10


def test_a_server_that_takes_its_time_within_reason_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "LINE_SECONDS", 5.0)
    monkeypatch.setattr(patience, "CHECK_SECONDS", 0.01)
    with toy_imap() as toy:
        uid = toy.put(b"Subject: x\r\n\r\n" + b"y" * 200_000, datetime(2026, 11, 20, tzinfo=UTC))
        mailbox = ImapMailbox(settings(toy.port))
        assert list(mailbox.listing("INBOX").uids) == [uid]
        assert len(mailbox.contents([uid])[uid]) > 200_000
        time.sleep(0.1)
        assert list(mailbox.listing("INBOX").uids) == [uid]
        mailbox.close()


# What comes before TLS begins; TAG stands for the client's own word.
IMAP_BEGINS = (
    b"* OK hello\r\n",
    b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n",
    b"TAG OK begin\r\n",
)
SMTP_BEGINS = (b"220 hello\r\n", b"250-peer\r\n250 STARTTLS\r\n", b"220 begin\r\n")
NO_END = pytest.mark.parametrize(
    ("security", "line"),
    [
        pytest.param("tls", b"", id="tls, silent"),
        pytest.param("tls", RECORD + b"x" * 16384, id="tls, byte by byte"),
        pytest.param("starttls", b"", id="starttls, silent"),
        pytest.param("starttls", RECORD + b"x" * 16384, id="starttls, byte by byte"),
    ],
)


def watchers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "patience"]


@NO_END
def test_a_tls_handshake_that_comes_to_no_end_is_no_mailbox(
    dripping: Dripping, monkeypatch: pytest.MonkeyPatch, security: str, line: bytes
) -> None:
    dripping.before, dripping.line = IMAP_BEGINS if security == "starttls" else (), line
    monkeypatch.setattr(patience, "HANDSHAKE_SECONDS", 0.3)
    monkeypatch.setattr(patience, "CHECK_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(MailboxError):
        ImapMailbox(settings(dripping.port, security)).folders()

    assert time.monotonic() - began < 5
    time.sleep(0.2)
    assert not watchers(), "the thread that watched it goes on for ever"


@NO_END
def test_nor_is_it_a_relay(
    dripping: Dripping, monkeypatch: pytest.MonkeyPatch, security: str, line: bytes
) -> None:
    dripping.before, dripping.line = SMTP_BEGINS if security == "starttls" else (), line
    monkeypatch.setattr(smtp, "COMMAND_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(RelayError):
        SmtpRelay(way_out(dripping.port, security=security)).check()

    assert time.monotonic() - began < 5


def test_a_stop_does_not_wait_for_a_server_that_keeps_the_start(
    dripping: Dripping, tmp_path: Path
) -> None:
    dripping.pause = 1.0
    (tmp_path / "config.toml").write_text(
        '[authority]\nname = "A"\ndomain = "mixbury.example"\n'
        f'[imap]\nhost = "127.0.0.1"\nport = {dripping.port}\nsecurity = "none"\n'
        'username = "user1"\n[outbox]\ndirectory = "out"\n'
    )
    program = (
        "import sys, os; os.environ['FOIBOT_IMAP_PASSWORD'] = 'secret'\n"
        "from foibot.cli import main, running; running.STOP_SECONDS = 0.5; main()"
    )
    with (tmp_path / "log").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", program, "--config", tmp_path / "config.toml", "run"],
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    while not (tmp_path / "state" / "lock").exists() and process.poll() is None:
        time.sleep(0.1)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)

    assert process.wait(60) == 0, (tmp_path / "log").read_text()
    assert "left_behind" in (tmp_path / "log").read_text()
    assert running.STOP_SECONDS < 30
