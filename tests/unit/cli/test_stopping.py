"""A stop that is asked for twice, or in the midst of anything, is a stop (P22)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from foibot.cli.running import heed_signals
from tests.shared import ROOT

# Each round is a service that waits as the real one does, under signals that never cease.
PROGRAM = """
import os, sys, threading, time
from foibot.cli.running import heed_signals

heed_signals(threading.Event())
print("ready", flush=True)
end = time.monotonic() + 1.5
while time.monotonic() < end:
    stop = threading.Event()
    asked = heed_signals(stop)
    while not stop.is_set():
        time.sleep(0.0002)
    assert asked.is_set()
os._exit(0)
"""


def test_signals_upon_signals_stop_it_and_lock_nothing() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    deadline, turn = time.monotonic() + 20, 0
    while process.poll() is None and time.monotonic() < deadline:
        turn += 1
        process.send_signal((signal.SIGTERM, signal.SIGINT)[turn % 2])
        if turn % 3 == 0:
            time.sleep(0.0001)
    process.kill()
    _, errors = process.communicate()

    assert process.returncode == 0, errors.decode()[-2000:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_either_signal_stops_it_and_is_told_from_a_stop_of_its_own(number: signal.Signals) -> None:
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    stop = threading.Event()
    try:
        asked = heed_signals(stop)
        assert not asked.is_set()
        os.kill(os.getpid(), number)
        assert stop.wait(5)
        assert asked.is_set()
    finally:
        for one, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
            signal.signal(one, handler)


@pytest.mark.parametrize("steady", ["0", "1"])
def test_a_rest_ends_where_clocks_are_bent(steady: str, tmp_path: Path) -> None:
    """P12: under libfaketime, a steady clock bent or not, sleeps fail or hang; ours end."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("libfaketime is not installed")
    (tmp_path / "ahead").write_text("+871200\n")
    program = (
        "import threading; from foibot.schedule.rest import rested\n"
        "assert not rested(threading.Event(), 0.2)"
    )
    bent = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(tmp_path / "ahead"),
        "FAKETIME_DONT_FAKE_MONOTONIC": steady,
        "DONT_FAKE_MONOTONIC": steady,
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | bent, timeout=60, check=False
    )

    assert done.returncode == 0
