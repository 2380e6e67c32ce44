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

from tests.crash.trial import RECEIVED, Expected, Verdict, judge, out_of_office, request
from tests.crash.world import Trial, World
from tests.shared import ROOT

EVERY_TENTH = 10  # is an automatic reply
HARDLY_BEGUN = 0.2  # of the kills come before, or while, the service starts
LONGEST_SECONDS = 60.0


def storm(
    world: World,
    home: Path,
    database: str,
    messages: int,
    kills: int,
    seed: int = 1,
    told: Callable[[str], None] = lambda _words: None,
) -> Verdict:
    """Return what was wrong after *messages* came in while the service was killed *kills* times."""
    dice = random.Random(seed)
    automatic = set(range(0, messages, EVERY_TENTH))
    expected = Expected(
        tuple(f"jo{n}@example.org" for n in range(messages) if n not in automatic),
        tuple(f"auto{n}@example.org" for n in automatic),
    )
    trial = world.trial(home, database, mails=())
    trial.expected = expected
    person = world.dovecot.client(trial.user)
    loaded = 0
    for killed in range(kills + 1):
        process = start(trial)
        portion = messages if killed == kills else (killed + 1) * messages // (kills + 1)
        while loaded < portion:
            make = out_of_office if loaded in automatic else request
            person.append("INBOX", make(loaded), msg_time=RECEIVED)
            loaded += 1
        if killed < kills:
            await_a_moment(trial, process, dice, messages / kills)
            process.send_signal(signal.SIGKILL)
            process.wait()
            continue
        finish(trial, process, told)
    person.logout()
    return judge(trial.peer.accepted, expected)


def await_a_moment(
    trial: Trial, process: subprocess.Popen[bytes], dice: random.Random, share: float
) -> None:
    """Wait: now and then until it has hardly begun, else until about *share* mails went out."""
    if dice.random() < HARDLY_BEGUN:
        time.sleep(dice.uniform(0.1, 3.0))
        return
    wanted = len(trial.peer.accepted) + dice.uniform(0, 2 * share)
    end = time.monotonic() + LONGEST_SECONDS
    while len(trial.peer.accepted) < wanted and time.monotonic() < end:
        if process.poll() is not None:
            return
        time.sleep(0.02)
    time.sleep(dice.uniform(0, 0.3))


def start(trial: Trial) -> subprocess.Popen[bytes]:
    """Start the service."""
    with (trial.home / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "foibot", "--config", str(trial.config), "run"],
            cwd=ROOT,
            stderr=log,
            stdout=log,
            env=os.environ | {"FOIBOT_IMAP_PASSWORD": "secret"},
        )


def finish(trial: Trial, process: subprocess.Popen[bytes], told: Callable[[str], None]) -> None:
    """Wait until everybody is answered, or nothing has happened for a minute; then stop it."""
    last, since = -1, time.monotonic()
    accepted = trial.peer.accepted
    while judge(accepted, trial.expected).lost and time.monotonic() - since < 60:
        if len(accepted) != last:
            last, since = len(accepted), time.monotonic()
        time.sleep(2)
    # Time for what would be sent twice to be sent twice.
    time.sleep(5)
    process.terminate()
    began = time.monotonic()
    code = process.wait(60)
    told(f"stopped with {code} after {time.monotonic() - began:.1f} s")
