"""A process that has loaded everything and forks one victim a trial: a trial then costs little."""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from foibot.app import handlers_of, now
from foibot.cli import main as main_command
from foibot.cli.logs import start_logging
from foibot.cli.running import ended, heed_signals
from foibot.config.load import load
from foibot.config.rule_files import newest_change
from foibot.mailbox import imap
from foibot.outbox import smtp
from foibot.schedule import leadership
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once, serve
from foibot.store import engine, lease, migrate
from tests.crash import preload
from tests.crash.forked_child import lend_one
from tests.crash.steps import Steps
from tests.crash.warm import warm

PASSWORDS = {"FOIBOT_IMAP_PASSWORD": "secret"}


@dataclass(frozen=True)
class Victim:
    """A process to be: what it runs, and what befalls it."""

    config: str
    trail: str
    # Or serve, or a command's words ("resume"); several, parted by "; ", go one after another.
    verb: str = "once"
    kill_at: int | None = None  # a step of the wire or of the database
    harm: dict[str, int | str] | None = None  # at a durable system call
    clocks: str | None = None
    busy_seconds: float | None = None
    lease_seconds: float | None = None
    answer_seconds: float | None = None  # how long a server may take
    migrations: str | None = None  # a folder of the next version's
    passwords: dict[str, str] = field(default_factory=lambda: dict(PASSWORDS))


def run(victim: Victim) -> int:
    """Return the exit code of the service, as the command would."""
    trail = Path(victim.trail)
    lend_one()
    steps = Steps(victim.kill_at, trail)
    steps.install()
    _hasten(victim)
    if victim.clocks is not None:
        preload.follow(Path(victim.clocks))
    if victim.harm is not None:
        harm = preload.Harm(**victim.harm)  # type: ignore[arg-type]
        preload.arm(Path(victim.config).parent, trail.with_name(f"{trail.name}.calls"), harm)
    start_logging("json", "INFO")
    return max(did(victim, verb) for verb in victim.verb.split("; "))


def did(victim: Victim, verb: str) -> int:
    """Return the exit code of one verb."""
    if verb not in {"once", "serve"}:
        return _commanded(victim, verb.split())

    def service() -> int:
        store = open_store(load(Path(victim.config), victim.passwords))
        # As the command does once it has found the rules sound: what a trial needs comes when it
        # is needed.
        needed = partial(handlers_of, checked=newest_change(store.config.directory))
        if verb == "serve":
            stop = threading.Event()
            heed_signals(stop)
            return serve(store, needed, now, stop)
        faults = once(store, needed, now)
        for fault in faults:
            print(fault, file=sys.stderr)
        return 1 if faults else 0

    return ended(service)


def _commanded(victim: Victim, words: list[str]) -> int:
    """Return how a person's command ended; one that is refused says why itself."""
    os.environ.update(victim.passwords)
    try:
        return int(main_command(["--config", victim.config, *words], standalone_mode=False) or 0)
    except SystemExit as refused:
        return 0 if refused.code is None else int(refused.code)


def _hasten(victim: Victim) -> None:
    """Make long waits short, so that many trials fit into an hour."""
    if victim.busy_seconds is not None:
        engine.BUSY_SECONDS = victim.busy_seconds  # type: ignore[assignment]
    if victim.lease_seconds is not None:
        for name in lease.LASTS:
            lease.LASTS[name] = timedelta(seconds=victim.lease_seconds)
        leadership.RENEW_SECONDS = victim.lease_seconds / 4
        leadership.MARGIN_SECONDS = victim.lease_seconds / 4
    if victim.answer_seconds is not None:
        smtp.DOT_SECONDS = smtp.COMMAND_SECONDS = victim.answer_seconds
        imap.READ_SECONDS = imap.CONNECT_SECONDS = victim.answer_seconds  # type: ignore[assignment]
    if victim.migrations is not None:
        migrate.FOLDER = Path(victim.migrations)
        migrate.NEWEST = sorted(migrate.FOLDER.glob("versions/v*.py"))[-1].name[1:5]


def fork(victim: Victim) -> int:
    """Return the id of the process that *victim* became."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            # What the victim and its own children say must not come between our answers.
            log = os.open(f"{victim.trail}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for handle in (1, 2):
                os.dup2(log, handle)
            code = run(victim)
        except Exception:  # noqa: BLE001 - only the exit code may leave this process
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return child


def as_line(victim: Victim) -> str:
    """Return *victim* as a line for the zygote."""
    return json.dumps({"do": "start", "victim": asdict(victim)}) + "\n"


def main() -> None:
    """Start a victim, or wait for one, as each line of standard input says."""
    warm()
    print("ready", flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        if task["do"] == "start":
            print(fork(Victim(**task["victim"])), flush=True)
        else:
            # How it ended: its exit code, or minus the signal that killed it.
            print(os.waitstatus_to_exitcode(os.waitpid(task["pid"], 0)[1]), flush=True)


if __name__ == "__main__":
    main()
