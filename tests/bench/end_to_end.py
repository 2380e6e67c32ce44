"""Collect, process and deliver against the minimal script, over the same mail, in one run."""

from __future__ import annotations

import multiprocessing
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from foibot.config.shipped import rule_text
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
class Pass:
    """One pass of each over the same mail; the start is taken off by a pass over one message."""

    ours: Cost
    ours_start: Cost
    minimal: Cost
    minimal_start: Cost

    @property
    def speed(self) -> float:
        """Return our messages a second over the minimal script's."""
        theirs = self.minimal.seconds - self.minimal_start.seconds
        return theirs / (self.ours.seconds - self.ours_start.seconds)

    @property
    def cpu(self) -> float:
        """Return our processor time a message over the minimal script's."""
        theirs = self.minimal.cpu - self.minimal_start.cpu
        return (self.ours.cpu - self.ours_start.cpu) / theirs


@dataclass(frozen=True)
class Comparison:
    """Passes that took turns, so that whatever else the machine does meets both alike."""

    messages: int
    passes: tuple[Pass, ...]
    acknowledged: int  # by ours, in all passes

    @property
    def speed(self) -> float:
        """Return the median of our messages a second over the minimal script's."""
        return median(one.speed for one in self.passes)

    @property
    def cpu(self) -> float:
        """Return the median of our processor time a message over the minimal script's."""
        return median(one.cpu for one in self.passes)

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Return the medians of the processor time a message: ours, the minimal script's."""
        ours = median(one.ours.cpu - one.ours_start.cpu for one in self.passes)
        theirs = median(one.minimal.cpu - one.minimal_start.cpu for one in self.passes)
        more = self.messages - 1
        return ours / more * 1000, theirs / more * 1000


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
    try:
        yield ours.recv(), ours
    finally:
        # What waits for more would keep a measure that failed from ever ending.
        ours.send("stop")
        process.join(20)


def configured(home: Path, config: str) -> Path:
    """
    Return the path of a configuration by which no digest goes before midnight.

    What is compared is collect, process and deliver; the morning's digests are work of a day.
    """
    (home / "rules").mkdir()
    notices = rule_text("rules/notices.toml", None)
    late, changed = re.subn(r'(?m)^digest = "[\d:]+"$', 'digest = "23:59"', notices)
    assert changed == 1
    (home / "rules" / "notices.toml").write_text(late)
    path = home / "config.toml"
    path.write_text(config)
    return path


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
    path = configured(home, CONFIG.format(imap=server.port, smtp=smtp, user=user))
    words = ["-m", "foibot", "-c", str(path), "once"]
    return _sound(cost(words, home / "log", {"FOIBOT_IMAP_PASSWORD": PASSWORD}), home)


def minimal(server: Dovecot, smtp: int, user: str, home: Path) -> Cost:
    """Return what the minimal script costs."""
    home.mkdir()
    words = ["-m", "tests.bench.minimal", str(server.port), str(smtp), user, str(home / "db")]
    return _sound(cost(words, home / "log"), home)


def _sound(spent: Cost, home: Path) -> Cost:
    assert spent.code == 0, (home / "log").read_text()
    return spent


def compare(messages: int, passes: int = 5) -> Comparison:
    """Return the costs of both over *messages* requests, in passes that take turns."""
    with dovecot() as server, peer_process() as (smtp, pipe), tempfile.TemporaryDirectory() as name:
        home = Path(name)
        full, single = fill(server, messages), fill(server, 1)
        # The first start compiles what the later ones find compiled.
        ours(server, smtp, single, home / "warm")
        found = tuple(
            Pass(
                minimal=minimal(server, smtp, full, home / f"minimal-{turn}"),
                ours=ours(server, smtp, full, home / f"ours-{turn}"),
                minimal_start=minimal(server, smtp, single, home / f"minimal-start-{turn}"),
                ours_start=ours(server, smtp, single, home / f"ours-start-{turn}"),
            )
            for turn in range(passes)
        )
        # One each is of the passes over one message.
        return Comparison(messages, found, _count(pipe) - passes - 1)


def _count(pipe: Connection) -> int:
    pipe.send("count")
    return int(pipe.recv())
