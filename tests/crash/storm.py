"""The service under a storm: mail comes in while it is killed again and again at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.crash.trial import RECEIVED, Expected, Verdict, World, judge, out_of_office, request
from tests.servers.smtp_peer import Accepted
from tests.shared import ROOT

EVERY_TENTH = 10  # is an automatic reply


def storm(
    world: World,
    home: Path,
    database: str,
    messages: int,
    kills: int,
    seed: int = 1,
    told: Callable[[str], None] = print,
) -> Verdict:
    """Return what was wrong after *messages* came in while the service was killed *kills* times."""
    dice = random.Random(seed)
    automatic = set(range(0, messages, EVERY_TENTH))
    expected = Expected(
        tuple(f"jo{n}@example.org" for n in range(messages) if n not in automatic),
        tuple(f"auto{n}@example.org" for n in automatic),
    )
    user = world.mailbox([])
    config = world.config(home, user, database)
    world.peer.accepted.clear()

    def keep(mail: Accepted) -> None:
        world.dovecot.deliver(user, mail.content, folder="Sent")

    world.peer.on_accept = keep
    person = world.dovecot.client(user)
    loaded = 0
    for killed in range(kills + 1):
        process = start(config, home)
        portion = messages if killed == kills else (killed + 1) * messages // (kills + 1)
        while loaded < portion:
            make = out_of_office if loaded in automatic else request
            person.append("INBOX", make(loaded), msg_time=RECEIVED)
            loaded += 1
        if killed < kills:
            # From before it has opened the database until well into its work.
            time.sleep(dice.uniform(1.0, 8.0))
            process.send_signal(signal.SIGKILL)
            process.wait()
            continue
        finish(world, expected, process, told)
    person.logout()
    return judge(world.peer, expected)


def start(config: Path, home: Path) -> subprocess.Popen[bytes]:
    """Start the service."""
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "foibot", "--config", str(config), "run"],
            cwd=ROOT,
            stderr=log,
            stdout=log,
            env=os.environ | {"FOIBOT_IMAP_PASSWORD": "secret"},
        )


def finish(
    world: World, expected: Expected, process: subprocess.Popen[bytes], told: Callable[[str], None]
) -> None:
    """Wait until everybody is answered, or nothing has happened for a minute; then stop it."""
    last, since = -1, time.monotonic()
    while judge(world.peer, expected).lost and time.monotonic() - since < 60:
        if len(world.peer.accepted) != last:
            last, since = len(world.peer.accepted), time.monotonic()
        time.sleep(1)
    # Time for what would be sent twice to be sent twice.
    time.sleep(5)
    process.terminate()
    began = time.monotonic()
    code = process.wait(60)
    told(f"stopped with {code} after {time.monotonic() - began:.1f} s")
