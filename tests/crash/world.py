"""The servers of a trial, its configuration, and the zygote that forks its victims."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.crash.preload import build, set_ahead
from tests.crash.trial import (
    EXPECTED,
    LEAD,
    MAILS,
    RECEIVED,
    WHO,
    Expected,
    Verdict,
    judge,
)
from tests.crash.zygote import PASSWORDS, Victim, as_line
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.smtp_peer import Accepted, SmtpPeer, smtp_peer
from tests.servers.toy_imap import ToyImap
from tests.shared import ROOT

SQLITE = "sqlite:///foibot.db"
RECONCILE = 0.1
MOST_STARTS = 12
# When trials begin: the Monday after the requests came, in the morning.
BEGIN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
# What no log may hold (T24): a password, the words of the mails, their senders.
CANARIES = (b"secret", b"potholes", b"Bloggs", b"@example.org", b"away until")


class Zygote:
    """The process that forks victims."""

    def __init__(self, library: Path | None) -> None:
        env = os.environ | ({"LD_PRELOAD": str(library)} if library else {})
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
            bufsize=1,
            env=env,
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def start(self, victim: Victim) -> int:
        """Return the id of a new process."""
        assert self._process.stdin is not None
        self._process.stdin.write(as_line(victim))
        return int(self._answer())

    def wait(self, pid: int) -> int:
        """Return how it ended: its exit code, or minus the signal that killed it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": "wait", "pid": pid}) + "\n")
        return int(self._answer())

    def run(self, victim: Victim) -> int:
        """Run a victim to its end and return how it ended."""
        return self.wait(self.start(victim))

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            # On a busy machine the end of an interpreter that has loaded everything takes long.
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@dataclass
class World:
    """The servers of a programme; each trial has a mailbox and a folder of its own."""

    dovecot: Dovecot
    peer: SmtpPeer
    zygote: Zygote
    stack: ExitStack = field(default_factory=ExitStack)

    def trial(self, home: Path, database: str = SQLITE, mails: Sequence[bytes] = MAILS) -> Trial:
        """Return a new trial in *home*: *mails* lie in its mailbox, and nothing was sent."""
        user = self.dovecot.new_user()
        trial = Trial(self, home, user, database, self.peer)
        home.mkdir(parents=True)
        trial.put(*mails)
        self.begin(trial)
        return trial

    def begin(self, trial: Trial) -> None:
        """Configure a trial whose mails lie there, and let the peer forget what it had."""
        trial.set_clock(BEGIN)
        trial.configure()
        self.peer.accepted.clear()
        self.peer.begun.clear()
        self.peer.faults.clear()
        self.peer.on_accept = trial.keep

    def steps(self, home: Path, database: str) -> int:
        """Return how many steps an undisturbed run takes."""
        trial = self.trial(home, database)
        assert trial.run() == 0
        verdict = trial.end()
        assert verdict == Verdict(), verdict
        return len(trial.trail.read_text().splitlines())


@dataclass
class Trial:
    """One mailbox, one configuration, and the processes that work on them one after another."""

    world: World
    home: Path
    user: str
    database: str
    peer: SmtpPeer
    expected: Expected = EXPECTED
    sent_folder: bool = True
    box: ToyImap | None = None  # instead of Dovecot
    imap_port: int = 0
    smtp: dict[str, object] = field(default_factory=dict)
    runs: int = 0
    tweaks: dict[str, object] = field(default_factory=dict)  # what each victim is told besides

    @property
    def config(self) -> Path:
        """Return the configuration file."""
        return self.home / "config.toml"

    @property
    def trail(self) -> Path:
        """Return the file in which the first process noted its steps."""
        return self.home.with_name(f"{self.home.name}.trail-0")

    @property
    def clocks(self) -> Path:
        """Return the file that says how far ahead the clocks are."""
        return self.home.with_name(f"{self.home.name}.clocks")

    def set_clock(self, at: datetime, asleep: float = 0.0) -> None:
        """Let it be *at* now for every victim."""
        set_ahead(self.clocks, at.timestamp() - time.time(), asleep)

    def put(self, *mails: bytes, at: datetime = RECEIVED) -> None:
        """Put mails into the mailbox."""
        if self.box is not None:
            for mail in mails:
                self.box.put(mail, at)
            return
        client = self.world.dovecot.client(self.user)
        for mail in mails:
            client.append("INBOX", mail, msg_time=at)
        client.logout()

    def keep(self, mail: Accepted) -> None:
        """Lay what the server accepted into the Sent folder before it says so, as Exchange does."""
        if self.box is not None:
            self.box.put(mail.content, RECEIVED, "Sent")
        elif self.sent_folder:
            self.world.dovecot.deliver(self.user, mail.content, folder="Sent")

    def configure(self, home: Path | None = None, **more: str) -> Path:
        """Write the configuration; *more* are lines for its tables."""
        home = home or self.home
        home.mkdir(parents=True, exist_ok=True)
        smtp = {
            "host": "127.0.0.1",
            "port": self.peer.port,
            "security": "none",
            "retry_first_seconds": RECONCILE,
            "reconcile_seconds": RECONCILE,
            "per_minute": 0,
        } | self.smtp
        tables = {
            "authority": f'name = "Mixbury District"\nshort_name = "Mixbury"\ndomain = "{WHO}"',
            "imap": f'host = "127.0.0.1"\nport = {self.imap_port or self.world.dovecot.port}\n'
            f'security = "none"\nusername = "{self.user}"\npoll_seconds = 0.2\nidle = false',
            "smtp": "\n".join(f"{key} = {json.dumps(value)}" for key, value in smtp.items()),
            "governance": f'leads = ["{LEAD}"]',
            "limits": "per_sender_hour = 0\nper_sender_day = 0\nper_domain_day = 0\nper_day = 0",
            "store": f'database = "{self.database}"\nreserve_mb = 1',
            "schedule": "tick_seconds = 0.2",
        }
        lines = [f"[{name}]\n{text}\n{more.get(name, '')}\n" for name, text in tables.items()]
        path = home / "config.toml"
        path.write_text("".join(lines))
        return path

    def victim(self, verb: str = "once", **fate: Any) -> Victim:
        """Return the next process; *fate* is what befalls it."""
        trail = self.home.with_name(f"{self.home.name}.trail-{self.runs}")
        self.runs += 1
        values: dict[str, Any] = {
            "config": str(self.config),
            "trail": str(trail),
            "verb": verb,
            "clocks": str(self.clocks),
            "passwords": dict(PASSWORDS),
        } | self.tweaks
        return Victim(**values | fate)

    def run(self, **fate: Any) -> int:
        """Run every verb once in a process of its own; return how it ended."""
        return self.world.zygote.run(self.victim(**fate))

    def end(self, expected: Expected | None = None) -> Verdict:
        """Start again and again until everybody is answered; return what is wrong then."""
        self.expected = expected or self.expected
        for start in range(1, MOST_STARTS + 1):
            code = self.run()
            assert code in {0, 1}, f"ended with {code}"
            # What was on its way when it died is looked for, and only then goes again.
            time.sleep(RECONCILE)
            if code == 0 and not self.judged().lost and start > 1:
                break
        return self.judged()

    def judged(self) -> Verdict:
        """Return what is wrong with what was sent and with what was logged."""
        verdict = judge(self.peer.accepted, self.expected)
        for log in self.home.parent.glob(f"{self.home.name}.trail-*.log"):
            written = log.read_bytes()
            verdict.in_logs += [word.decode() for word in CANARIES if word in written]
        return verdict


@contextmanager
def a_world() -> Iterator[World]:
    """Run the servers and a zygote."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="foibot-zygote-"))
        server = stack.enter_context(dovecot())
        peer = stack.enter_context(smtp_peer())
        zygote = Zygote(build(Path(folder)))
        stack.callback(zygote.close)
        yield World(server, peer, zygote, stack)
