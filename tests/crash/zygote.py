"""A process that has loaded everything and forks one victim a trial: a trial then costs little."""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from foibot.app import handlers_of, now
from foibot.config.load import load
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once
from tests.crash.steps import Steps


def victim(config_file: Path, kill_at: int | None, trail: Path, harm: str) -> int:
    """Run every verb once and return 0, 1 when something went wrong; or die on the way."""
    steps = Steps(kill_at, trail, harm)
    steps.install()
    store = open_store(load(config_file, {"FOIBOT_IMAP_PASSWORD": "secret"}))
    faults = once(store, handlers_of, now)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def fork(config_file: Path, kill_at: int | None, trail: Path, harm: str) -> int:
    """Return how the victim ended: its exit code, or minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = victim(config_file, kill_at, trail, harm)
        except Exception:  # noqa: BLE001 - only the exit code may leave this process
            if harm == "kill":
                traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Answer each line of standard input, a trial as JSON, with how it ended."""
    # spaCy and the rest are loaded once, here.
    import foibot.handlers.reader
    import foibot.questions.language  # noqa: F401

    print("ready", flush=True)
    for line in sys.stdin:
        trial = json.loads(line)
        paths = Path(trial["config"]), Path(trial["trail"])
        code = fork(paths[0], trial["kill_at"], paths[1], trial["harm"])
        print(code, flush=True)


if __name__ == "__main__":
    main()
