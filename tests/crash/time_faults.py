"""Time at fault: the clock steps, summer time begins and ends, the machine sleeps (P11 to P13)."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.crash.faults import Fault, OneTrial, dice_of, finished
from tests.crash.preload import set_ahead
from tests.crash.trial import EXPECTED, Expected, Verdict, request
from tests.crash.world import BEGIN, World
from tests.unit.clock.witness import nth, uk

LONDON = ZoneInfo("Europe/London")
WORKING_DAYS = 20
STEPS = (
    timedelta(days=-2),
    timedelta(hours=-3),
    timedelta(minutes=-4),
    timedelta(0),
    timedelta(hours=3),
    timedelta(days=5),
    timedelta(days=400),
)
# Hours from the change at which the service looks, and in between which mail comes in.
LOOKS = (-20.0, -3.0, -0.5, 0.2, 0.8, 1.5, 3.0, 10.0, 24.0, 34.0)


def due(received: datetime) -> str:
    """Return the statutory date by an independent clock, as a letter writes it."""
    day = nth(received.astimezone(LONDON).date(), WORKING_DAYS, uk())
    return f"{day.day} {day:%B %Y}"


def steps(world: World, home: Path, number: int) -> Verdict:
    """The clock is set forwards and backwards between starts; at last it is right again."""
    dice = dice_of("steps", number)
    trial = world.trial(home)
    wanted = list(EXPECTED.requesters)
    for turn in range(1, 4):
        trial.set_clock(BEGIN + dice.choice(STEPS))
        if dice.random() < 0.3:
            trial.run(kill_at=dice.randint(20, 200))
        trial.run()
        trial.put(request(turn * 10))
        wanted.append(f"jo{turn * 10}@example.org")
    trial.set_clock(BEGIN + timedelta(hours=1))
    trial.run()
    # A person sees that sending has stopped, finds the clock right, and lets it go on.
    trial.run(verb="resume")
    return finished(trial, Expected(tuple(wanted), EXPECTED.silent))


def change_of_clocks(change: datetime) -> OneTrial:
    """Return the trial: mail comes in and the service runs around *change*, to the minute."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        dice = dice_of("change", number)
        one = world.trial(home, mails=())
        dates: dict[str, str] = {}
        at = change + timedelta(hours=LOOKS[0])
        for turn, hours in enumerate(LOOKS):
            now = change + timedelta(hours=hours)
            received = at + (now - at) * dice.random()
            # Midnight in London is where a day may go wrong.
            if turn % 3 == 0:
                midnight = now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
                received = midnight.astimezone(UTC) - timedelta(seconds=dice.choice((1, -1)))
            received = received.replace(microsecond=0)
            one.put(request(turn + 1), at=received)
            dates[f"jo{turn + 1}@example.org"] = due(received)
            one.set_clock(now)
            one.run()
            at = now
        return finished(one, Expected(tuple(dates), due=dates))

    return trial


def slept(world: World, home: Path, number: int) -> Verdict:
    """The machine sleeps for minutes or days while the service runs, and wakes up."""
    dice = dice_of("slept", number)
    trial = world.trial(home)
    pid = world.zygote.start(trial.victim("serve"))
    time.sleep(dice.uniform(0.1, 2.0))
    os.kill(pid, signal.SIGSTOP)
    trial.put(request(10))
    asleep = dice.choice((60.0, 600.0, 9 * 3600.0, 3 * 86400.0))
    set_ahead(trial.clocks, BEGIN.timestamp() - time.time() + asleep, asleep)
    os.kill(pid, signal.SIGCONT)
    expected = Expected((*EXPECTED.requesters, "jo10@example.org"), EXPECTED.silent)
    trial.expected = expected
    end = time.monotonic() + 40
    while trial.judged().lost and time.monotonic() < end:
        time.sleep(0.1)
    awake = not trial.judged().lost
    os.kill(pid, signal.SIGTERM)
    world.zygote.wait(pid)
    verdict = finished(trial, expected)
    if not awake:
        verdict.lost.append("it did not go on by itself")
    return verdict


def faults() -> list[Fault]:
    """Return them all."""
    back = datetime(2026, 10, 25, 1, tzinfo=UTC)
    # Dovecot takes no date of receipt that is still to come.
    forward = datetime(2026, 3, 29, 1, tzinfo=UTC)
    return [
        Fault("clock steps, then right again", steps),
        Fault("summer time ends", change_of_clocks(back)),
        Fault("summer time begins", change_of_clocks(forward)),
        Fault("machine asleep while it runs", slept),
    ]
