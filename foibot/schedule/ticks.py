"""APScheduler's one use: calling each verb now and then; what is due is always a query."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from foibot.schedule.rest import rested

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.05
LOOKS_A_WAKE = 20
# A wall clock that moved by more than this against the steady one was set by somebody.
JUMP_SECONDS = 5.0


@dataclass(slots=True)
class Job:
    """Something that is called every *seconds*, and at once when *wake* is set."""

    name: str
    seconds: float
    call: Callable[[], None]
    wake: threading.Event = field(default_factory=threading.Event)
    running: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Call it; while it runs, a wake-up waits for its end."""
        self.running.set()
        try:
            self.wake.clear()
            self.call()
        finally:
            self.running.clear()


def tick(
    jobs: Sequence[Job],
    stop: threading.Event,
    clock: Callable[[], datetime],
    every_moment: Callable[[], None],
) -> None:
    """Run *jobs* until *stop*; whatever is under way then is waited for."""
    # A verb that is still at work is left alone: that is wanted, and nothing to warn of.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        timezone="UTC",
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(max(1, len(jobs)))},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for job in jobs:
        scheduler.add_job(
            job.run, "interval", seconds=job.seconds, id=job.name, next_run_time=clock()
        )
    scheduler.start()
    looks, offset = 0, clock().timestamp() - time.monotonic()
    try:
        while not rested(stop, LOOK_SECONDS):
            looks += 1
            if looks % LOOKS_A_WAKE == 0:
                # Its own wait trusts a clock that a test, or a machine that slept, may have bent.
                scheduler.wakeup()
            now = clock()
            drift = now.timestamp() - time.monotonic() - offset
            jumped = abs(drift) > JUMP_SECONDS
            offset += drift if jumped else 0
            for job in jobs:
                # After a jump back the next call would be far in the future.
                if (jumped or job.wake.is_set()) and not job.running.is_set():
                    scheduler.modify_job(job.name, next_run_time=now)
            every_moment()
    finally:
        scheduler.shutdown(wait=True)
