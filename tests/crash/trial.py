"""One trial: a mailbox, a victim killed at a step, starts until all is done, a verdict."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.smtp_peer import Accepted, SmtpPeer, smtp_peer
from tests.shared import ROOT

WHO = "mixbury.example"
RECEIVED = datetime(2026, 11, 20, 10, tzinfo=UTC)
# Working days from Monday 23 November: 30 November, 25 and 28 December, 1 January do not count.
DUE = "21 December 2026"
RECONCILE = 0.1


@dataclass(frozen=True)
class Expected:
    """Who must be answered, exactly once, and who must not."""

    requesters: tuple[str, ...]
    silent: tuple[str, ...] = ()


def request(number: int) -> bytes:
    """Return a plain request."""
    return (
        f"From: Jo Bloggs <jo{number}@example.org>\r\nTo: foi@{WHO}\r\n"
        f"Subject: Freedom of Information request {number}\r\n"
        f"Message-ID: <r{number}@example.org>\r\n"
        "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
        "Under the Freedom of Information Act 2000 please tell me:\r\n\r\n"
        f"1. How many potholes were repaired in ward {number} in 2025?\r\n"
        "2. What did the repairs cost?\r\n\r\nJo Bloggs\r\n"
    ).encode()


def out_of_office(number: int) -> bytes:
    """Return an automatic reply."""
    return (
        f"From: auto{number}@example.org\r\nTo: foi@{WHO}\r\nSubject: Automatic reply: away\r\n"
        f"Message-ID: <a{number}@example.org>\r\nAuto-Submitted: auto-replied\r\n\r\n"
        "I am away until Monday.\r\n"
    ).encode()


@dataclass
class Verdict:
    """What a trial showed; all empty is good."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong_date: list[str] = field(default_factory=list)
    answered_automatic: list[str] = field(default_factory=list)
    shared_reference: list[str] = field(default_factory=list)
    misaddressed: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Return whether nothing is wrong."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def judge(peer: SmtpPeer, expected: Expected) -> Verdict:
    """Return what is wrong with what went over the wire."""
    verdict = Verdict()
    mails = [(mail.recipients, message_from_bytes(mail.content)) for mail in peer.accepted]
    acks: Counter[str] = Counter()
    references: dict[str, str] = {}
    for recipients, mail in mails:
        if str(mail["To"]).find(recipients[0]) < 0 or len(recipients) != 1:
            verdict.misaddressed.append(str(recipients))
        if mail["X-Foibot-Kind"] == "acknowledgement":
            _judge_one(verdict, recipients[0], mail, acks, references)
    verdict.lost += [who for who in expected.requesters if not acks[who]]
    verdict.doubled += [who for who, many in acks.items() if many > 1]
    ids = Counter(peer.message_ids())
    verdict.doubled += [name for name, many in ids.items() if many > 1]
    verdict.answered_automatic += [who for who in expected.silent if acks[who]]
    return verdict


def _judge_one(
    verdict: Verdict,
    recipient: str,
    mail: Message,
    acks: Counter[str],
    references: dict[str, str],
) -> None:
    acks[recipient] += 1
    reference = str(mail["X-Foibot-Ref"])
    if references.setdefault(reference, recipient) != recipient:
        verdict.shared_reference.append(reference)
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    text = re.sub(r"\s+", " ", bytes(content).decode()) if isinstance(content, bytes) else ""
    if DUE not in text:
        verdict.wrong_date.append(recipient)


class Zygote:
    """The process that forks victims."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
            bufsize=1,
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def run(self, config: Path, kill_at: int | None, trail: Path, harm: str = "kill") -> int:
        """Run the verbs once in a new process; return how it ended."""
        assert self._process.stdin is not None
        trial = {"config": str(config), "kill_at": kill_at, "trail": str(trail), "harm": harm}
        self._process.stdin.write(json.dumps(trial) + "\n")
        return int(self._answer())

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def zygote() -> Iterator[Zygote]:
    """Run a zygote."""
    running = Zygote()
    try:
        yield running
    finally:
        running.close()


MAILS = (request(1), out_of_office(1), request(2))
EXPECTED = Expected(("jo1@example.org", "jo2@example.org"), ("auto1@example.org",))


@dataclass
class World:
    """The servers, and how many mailboxes were used."""

    dovecot: Dovecot
    peer: SmtpPeer
    zygote: Zygote

    def mailbox(self, mails: Sequence[bytes]) -> str:
        """Return a user whose mailbox holds *mails*."""
        user = self.dovecot.new_user()
        client = self.dovecot.client(user)
        for mail in mails:
            client.append("INBOX", mail, msg_time=RECEIVED)
        client.logout()
        return user

    def config(self, home: Path, user: str, database: str = "sqlite:///foibot.db") -> Path:
        """Return a configuration for *user* in the new folder *home*."""
        home.mkdir(parents=True)
        path = home / "config.toml"
        path.write_text(
            f"""
[authority]
name = "Mixbury District Council"
short_name = "Mixbury"
domain = "{WHO}"
[imap]
host = "127.0.0.1"
port = {self.dovecot.port}
security = "none"
username = "{user}"
[smtp]
host = "127.0.0.1"
port = {self.peer.port}
security = "none"
retry_first_seconds = 0.1
reconcile_seconds = {RECONCILE}
per_minute = 0
[governance]
leads = ["lead@{WHO}"]
[limits]
per_sender_hour = 0
per_sender_day = 0
per_domain_day = 0
per_day = 0
[store]
database = "{database}"
reserve_mb = 1
"""
        )
        return path

    def until_done(self, config: Path, trail: Path, expected: Expected) -> int:
        """Start again and again until everybody is answered; return how often."""
        for start in range(1, 8):
            code = self.zygote.run(config, None, trail)
            assert code in {0, 1}, f"ended with {code}"
            # What was on its way when it died is looked for, and only then goes again.
            time.sleep(RECONCILE)
            if code == 0 and not judge(self.peer, expected).lost and start > 1:
                return start
        return 8

    def trial(
        self, home: Path, kill_at: int | None, database: str, harm: str = "kill"
    ) -> tuple[int, Verdict]:
        """Return how the victim ended, and what was wrong after the next starts."""
        user = self.mailbox(MAILS)
        config = self.config(home, user, database)
        self.peer.accepted.clear()

        def keep(mail: Accepted) -> None:
            # What the server accepted lies in the Sent folder before it says so, as at Exchange.
            self.dovecot.deliver(user, mail.content, folder="Sent")

        self.peer.on_accept = keep
        code = self.zygote.run(config, kill_at, home / "trail", harm)
        self.until_done(config, home / "trail-after", EXPECTED)
        return code, judge(self.peer, EXPECTED)

    def steps(self, home: Path, database: str) -> int:
        """Return how many steps an undisturbed run takes."""
        code, verdict = self.trial(home, None, database)
        assert (code, verdict) == (0, Verdict())
        return len((home / "trail").read_text().splitlines())


@contextmanager
def a_world() -> Iterator[World]:
    """Run the servers and a zygote."""
    with dovecot() as server, smtp_peer() as peer, zygote() as running:
        yield World(server, peer, running)
