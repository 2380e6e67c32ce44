"""The service under a storm: mail comes in while it is killed again and again at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from tests.crash.faults import Fault
from tests.crash.trial import RECEIVED, Expected, Verdict, out_of_office, request
from tests.crash.world import SQLITE, Trial, World
from tests.servers.postgresql import PostgreSQL
from tests.shared import ROOT

STORMS, MESSAGES, KILLS = 10, 1000, 50
WORKERS = 2
EVERY_TENTH = 10  # is an automatic reply
# Of the starts most are forked from a warm process, these are the command as people give it.
EVERY_FIFTH = 5
HARDLY_BEGUN = 0.2  # of the kills come before, or while, the service starts
TOGETHER = 0.4  # of the kills hit the service and its workers at once
LONGEST_SECONDS = 60.0
PATIENCE = 120.0  # without one more mail, and there is nothing to wait for
AFTERWARDS = 5.0  # for what would be sent twice to be sent twice
MARK = b"X-Foibot-Kind: acknowledgement\r\n"


class Process(Protocol):
    """A service or a worker."""

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""

    def ended(self) -> bool:
        """Return whether it is over."""

    def wait(self) -> int:
        """Return how it ended, once it has."""


@dataclass
class Forked:
    """One that the zygote forked."""

    world: World
    pid: int

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal: it cannot be another's number, for the zygote has not waited yet."""
        os.kill(self.pid, number)

    def ended(self) -> bool:
        """Return whether it is over."""
        status = Path(f"/proc/{self.pid}/stat").read_text()
        return status.rpartition(")")[2].split()[0] == "Z"

    def wait(self) -> int:
        """Return how it ended, once it has."""
        return self.world.zygote.wait(self.pid)


@dataclass
class Commanded:
    """The real command."""

    process: subprocess.Popen[bytes]

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def ended(self) -> bool:
        """Return whether it is over."""
        return self.process.poll() is not None

    def wait(self) -> int:
        """Return how it ended, once it has."""
        return self.process.wait(60)


@dataclass
class Storm:
    """What is under way: who runs, how much mail lies there, and whom an answer has reached."""

    trial: Trial
    messages: int
    dice: random.Random
    workers: int = 0
    running: dict[str, Process] = field(default_factory=dict)
    starts: int = 0
    loaded: int = 0
    looked_at: int = 0
    answered: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Start whoever is not running."""
        for name in ("service", *(f"worker {n}" for n in range(self.workers))):
            if name not in self.running:
                self.starts += 1
                verb = "serve" if name == "service" else "run --worker"
                by_command = self.starts % EVERY_FIFTH == 0
                self.running[name] = self._commanded(verb) if by_command else self._forked(verb)

    def _forked(self, verb: str) -> Process:
        world = self.trial.world
        return Forked(world, world.zygote.start(self.trial.victim(verb)))

    def _commanded(self, verb: str) -> Process:
        words = ["run"] if verb == "serve" else verb.split()
        with Path(f"{self.trial.victim().trail}.log").open("ab") as log:
            return Commanded(
                subprocess.Popen(
                    [sys.executable, "-m", "foibot", "--config", str(self.trial.config), *words],
                    cwd=ROOT,
                    stderr=log,
                    stdout=log,
                    env=os.environ | {"FOIBOT_IMAP_PASSWORD": "secret"},
                )
            )

    def load(self, portion: int) -> None:
        """Let mail come in until there are *portion*."""
        person = self.trial.world.dovecot.client(self.trial.user)
        for number in range(self.loaded, portion):
            make = request if number % EVERY_TENTH else out_of_office
            person.append("INBOX", make(number), msg_time=RECEIVED)
        self.loaded = max(self.loaded, portion)
        person.logout()

    def await_a_moment(self, share: float) -> None:
        """Wait: now and then until it has hardly begun, else until about *share* mails went out."""
        if self.dice.random() < HARDLY_BEGUN:
            time.sleep(self.dice.uniform(0.1, 3.0))
            return
        accepted = self.trial.peer.accepted
        wanted = len(accepted) + self.dice.uniform(0, 2 * share)
        end = time.monotonic() + LONGEST_SECONDS
        while len(accepted) < wanted and time.monotonic() < end:
            if self.running["service"].ended():
                return
            time.sleep(0.02)
        time.sleep(self.dice.uniform(0, 0.3))

    def kill(self) -> None:
        """Kill all, or one of them."""
        names = list(self.running)
        if self.dice.random() >= TOGETHER:
            names = [self.dice.choice(names)]
        for name in names:
            self.running[name].signal(signal.SIGKILL)
        for name in names:
            self.running.pop(name).wait()

    def waiting(self) -> bool:
        """Return whether a requester has no answer yet; each mail is looked at once."""
        accepted = self.trial.peer.accepted
        for one in accepted[self.looked_at :]:
            self.looked_at += 1
            if MARK in one.content.partition(b"\r\n\r\n")[0] + b"\r\n":
                self.answered.add(one.recipients[0])
        return not self.answered.issuperset(self.trial.expected.requesters)

    def finish(self) -> list[str]:
        """Wait until all are answered, or nothing happens any more; stop; return what was wrong."""
        last, since = -1, time.monotonic()
        accepted = self.trial.peer.accepted
        while self.waiting() and time.monotonic() - since < PATIENCE:
            if len(accepted) != last:
                last, since = len(accepted), time.monotonic()
            time.sleep(0.5)
        time.sleep(AFTERWARDS)
        for process in self.running.values():
            process.signal(signal.SIGTERM)
        codes = {name: self.running.pop(name).wait() for name in list(self.running)}
        return [f"{name} ended with {code}" for name, code in codes.items() if code]

    def end(self) -> None:
        """Kill whoever still runs."""
        for process in self.running.values():
            process.signal(signal.SIGKILL)
            process.wait()
        self.running.clear()


def storm(
    world: World, home: Path, database: str, messages: int, kills: int, seed: int, workers: int = 0
) -> Verdict:
    """Return what was wrong after *messages* came in while the service was killed *kills* times."""
    trial = world.trial(home, database, mails=())
    trial.set_clock(datetime.now(UTC))  # the real command knows no other
    automatic = set(range(0, messages, EVERY_TENTH))
    trial.expected = Expected(
        tuple(f"jo{n}@example.org" for n in range(messages) if n not in automatic),
        tuple(f"auto{n}@example.org" for n in automatic),
    )
    under = Storm(trial, messages, random.Random(seed), workers)
    try:
        for killed in range(kills):
            under.start()
            under.load((killed + 1) * messages // (kills + 1))
            under.await_a_moment(messages / kills)
            under.kill()
        under.start()
        under.load(messages)
        faults = under.finish()
    finally:
        under.end()
    verdict = trial.judged()
    verdict.lost += faults
    return verdict


def faults(server: PostgreSQL | None, messages: int = MESSAGES, kills: int = KILLS) -> list[Fault]:
    """Return them all: each trial is a storm of its own."""

    def on(kind: str, database: Callable[[], str], workers: int) -> Fault:
        def trial(world: World, home: Path, number: int) -> Verdict:
            return storm(world, home, database(), messages, kills, number, workers)

        name = f"storm of kills, {kind}: {messages} messages and {kills} kills a trial"
        return Fault(name, trial, STORMS)

    found = [on("SQLite", lambda: SQLITE, 0)]
    if server is not None:
        kind = f"PostgreSQL with {WORKERS} workers"
        found.append(on(kind, server.new_database, WORKERS))
    return found
