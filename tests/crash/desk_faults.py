"""Several authorities in one service, and several workers on one PostgreSQL (P6, P9, P18, T18)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.crash.faults import Fault, dice_of, finished
from tests.crash.trial import (
    COLUMNS,
    EXPECTED,
    MAILS,
    RECEIVED,
    WHO,
    Expected,
    Verdict,
    judge,
    out_of_office,
    request,
)
from tests.crash.world import RECONCILE, SQLITE, Trial, World
from tests.servers.needs import free_port
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp_peer import Accepted

OTHER = "ashbury.example"
FLOOD = 8


@dataclass
class TwoDesks(Trial):
    """Two authorities: the same people write to both, under the same Message-IDs."""

    other_user: str = ""
    other_port: int = 0  # of another server than the mailbox: nobody answers there

    def put_both(self, *mails: bytes) -> None:
        """Put mails into the mailbox of each authority."""
        self.put(*mails)
        client = self.world.dovecot.client(self.other_user)
        for mail in mails:
            to_other = mail.replace(WHO.encode(), OTHER.encode())
            client.append("INBOX", to_other, msg_time=RECEIVED)
        client.logout()

    def keep(self, mail: Accepted) -> None:
        """Lay what was accepted into the Sent folder of whoever sent it."""
        user = self.other_user if mail.sender.endswith(OTHER) else self.user
        self.world.dovecot.deliver(user, mail.content, folder="Sent")

    def judged(self) -> Verdict:
        """Return what is wrong at either authority, each judged by what it sent."""
        verdict = super().judged()
        for name in (*COLUMNS, "again"):
            if name != "in_logs":
                getattr(verdict, name).clear()
        for domain in (WHO, OTHER):
            sent = [one for one in self.peer.accepted if one.sender.endswith(f"@{domain}")]
            found = judge(sent, self.expected)
            for name in COLUMNS:
                getattr(verdict, name).extend(f"{domain}: {one}" for one in getattr(found, name))
            strange = OTHER if domain == WHO else WHO
            verdict.misaddressed += [
                f"{one.recipients} was told of {strange}"
                for one in sent
                if strange.encode() in one.content
            ]
        return verdict

    def configure(self, home: Path | None = None, **more: str) -> Path:
        """Write the configuration of both."""
        path = super().configure(home, **more)
        text = path.read_text()
        shared = text[text.index("[store]") :]
        one = text[: text.index("[store]")].replace("\n[", "\n[desk.")
        first = f"[[desk]]\n[desk.{one[1:]}"
        second = first.replace(WHO, OTHER).replace("Mixbury", "Ashbury")
        second = second.replace(f'username = "{self.user}"', f'username = "{self.other_user}"')
        if self.other_port:
            second = second.replace(
                f"port = {self.world.dovecot.port}", f"port = {self.other_port}"
            )
        path.write_text(first + second + shared)
        return path


def two_desks(world: World, home: Path, database: str) -> TwoDesks:
    """Return a new trial of two authorities."""
    dovecot = world.dovecot
    trial = TwoDesks(world, home, dovecot.new_user(), database, world.peer)
    trial.other_user = dovecot.new_user()
    trial.tweaks["passwords"] = {
        f"FOIBOT_{name}_IMAP_PASSWORD": "secret" for name in ("MIXBURY", "ASHBURY")
    }
    home.mkdir(parents=True)
    trial.put_both(*MAILS)
    world.begin(trial)
    return trial


def several(kind: str, database: Callable[[], str]) -> Fault:
    """Return the fault: killed anywhere, and in every second trial one mailbox is away."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        dice = dice_of("several", number)
        one = two_desks(world, home, database())
        if number % 2:
            one.other_port = free_port()
            one.configure()
        one.run(kill_at=dice.randint(1, 400))
        verdict = Verdict()
        if number % 2:
            for _ in range(2):
                # What was on its way when it died is looked for first.
                one.run()
                time.sleep(RECONCILE)
            one.expected = EXPECTED
            here = judge([m for m in one.peer.accepted if m.sender.endswith(WHO)], EXPECTED)
            verdict.lost += [f"{who} waited for the other authority" for who in here.lost]
            one.other_port = 0
            one.configure()
        one.put_both(request(10))
        wanted = (*EXPECTED.requesters, "jo10@example.org")
        after = finished(one, replace(EXPECTED, requesters=wanted))
        after.lost += verdict.lost
        return after

    return Fault(f"two authorities in one service, killed, one mailbox away, {kind}", trial)


def workers(server: PostgreSQL) -> Fault:
    """Return the fault: two workers beside the service, killed or stalled again and again."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        dice = dice_of("workers", number)
        one = world.trial(home, server.new_database(), mails=())
        assert one.run() == 0
        wanted = range(20, 20 + FLOOD)
        one.put(*(request(n) for n in wanted), out_of_office(1))
        one.expected = Expected(tuple(f"jo{n}@example.org" for n in wanted), EXPECTED.silent)
        running = [world.zygote.start(one.victim("serve"))]
        running += [world.zygote.start(one.victim("run --worker")) for _ in range(2)]
        for _ in range(3):
            time.sleep(dice.uniform(0.1, 1.2))
            victim = running.pop(dice.randrange(1, len(running)))
            if dice.random() < 0.3:
                os.kill(victim, signal.SIGSTOP)
                time.sleep(dice.uniform(0.1, 0.5))
            os.kill(victim, signal.SIGKILL)
            world.zygote.wait(victim)
            running.append(world.zygote.start(one.victim("run --worker")))
        for process in running:
            os.kill(process, dice.choice((signal.SIGKILL, signal.SIGTERM)))
        for process in running:
            world.zygote.wait(process)
        return finished(one, one.expected)

    return Fault("two workers beside the service killed and stalled, PostgreSQL", trial)


def faults(server: PostgreSQL | None) -> list[Fault]:
    """Return them all; those of PostgreSQL where there is one."""
    found = [several("SQLite", lambda: SQLITE)]
    if server is None:
        return found
    return [*found, several("PostgreSQL", server.new_database), workers(server)]
