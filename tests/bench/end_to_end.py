"""Collect, process and deliver against the minimal script, over the same mail, in one run."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.mails import requests
from tests.bench.measure import Cost, cost
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.smtp_peer import smtp_peer

CONFIG = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[imap]
host = "127.0.0.1"
port = {imap}
security = "none"
username = "{user}"
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
per_minute = 0
[limits]
per_sender_hour = 0
per_sender_day = 0
per_domain_day = 0
per_day = 0
[governance]
leads = ["lead@mixbury.example"]
"""


@dataclass(frozen=True)
class Pair:
    """The same work done twice; startup is taken off both by a run over an empty mailbox."""

    messages: int
    ours: Cost
    ours_empty: Cost
    minimal: Cost
    minimal_empty: Cost
    acknowledged: int

    @property
    def speed(self) -> float:
        """Return our messages a second over the minimal script's."""
        theirs = self.minimal.seconds - self.minimal_empty.seconds
        return theirs / (self.ours.seconds - self.ours_empty.seconds)

    @property
    def cpu(self) -> float:
        """Return our processor time a message over the minimal script's."""
        theirs = self.minimal.cpu - self.minimal_empty.cpu
        return (self.ours.cpu - self.ours_empty.cpu) / theirs


def _peer(pipe: Connection) -> None:
    with smtp_peer() as peer:
        pipe.send(peer.port)
        while pipe.recv() == "count":
            kinds = [mail.content.split(b"\r\n\r\n")[0] for mail in peer.accepted]
            pipe.send(sum(b"X-Foibot-Kind: acknowledgement" in head for head in kinds))


@contextmanager
def peer_process() -> Iterator[tuple[int, Connection]]:
    """Run the SMTP peer in a process of its own, so that its cost is not ours."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_peer, args=(theirs,))
    process.start()
    yield ours.recv(), ours
    ours.send("stop")
    process.join(20)


def fill(server: Dovecot, count: int) -> str:
    """Return a user whose mailbox holds *count* requests."""
    user = server.new_user()
    client = server.client(user)
    for mail in requests(count):
        client.append("INBOX", mail)
    client.logout()
    return user


def ours(server: Dovecot, smtp: int, user: str, home: Path) -> Cost:
    """Return what one pass of foibot costs."""
    home.mkdir()
    path = home / "config.toml"
    path.write_text(CONFIG.format(imap=server.port, smtp=smtp, user=user))
    words = ["-m", "foibot", "-c", str(path), "once"]
    return cost(words, home / "log", {"FOIBOT_IMAP_PASSWORD": PASSWORD})


def minimal(server: Dovecot, smtp: int, user: str, home: Path) -> Cost:
    """Return what the minimal script costs."""
    home.mkdir()
    words = ["-m", "tests.bench.minimal", str(server.port), str(smtp), user, str(home / "db")]
    return cost(words, home / "log")


def compare(messages: int) -> Pair:
    """Return the costs of both over *messages* requests."""
    with dovecot() as server, peer_process() as (smtp, pipe), tempfile.TemporaryDirectory() as name:
        home = Path(name)
        full, empty = fill(server, messages), server.new_user()
        # The first start compiles what the later ones find compiled.
        ours(server, smtp, empty, home / "warm")
        pair = Pair(
            messages,
            ours=ours(server, smtp, full, home / "ours"),
            ours_empty=ours(server, smtp, empty, home / "ours-empty"),
            minimal=minimal(server, smtp, full, home / "minimal"),
            minimal_empty=minimal(server, smtp, empty, home / "minimal-empty"),
            acknowledged=_count(pipe),
        )
        assert pair.ours.code == 0, (home / "ours" / "log").read_text()
        assert pair.minimal.code == 0, (home / "minimal" / "log").read_text()
        return pair


def _count(pipe: Connection) -> int:
    pipe.send("count")
    return int(pipe.recv())
