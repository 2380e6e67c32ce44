"""What a child must not be able to do, tried in it: for the tests and for `foibot check`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from foibot.sandbox.codec import Value
from foibot.sandbox.limits import Limits
from foibot.sandbox.worker import ChildError, Worker

_QUICK = Limits(cpu_seconds=1, wall_seconds=60, output_mb=1)


def echo(payload: Value) -> Value:
    """Return *payload*."""
    return payload


def spin(_: Value) -> Value:
    """Never return."""
    while True:
        pass


def sleep(_: Value) -> Value:
    """Wait for ever without using the processor."""
    read, _write = os.pipe()
    return os.read(read, 1)


def hoard(_: Value) -> Value:
    """Take four gigabytes."""
    return len(bytearray(4 << 30))


def nest(_: Value) -> Value:
    """Call itself for ever."""
    return nest(_)


def flood(payload: Value) -> Value:
    """Return far too much."""
    return b"x" * (payload if isinstance(payload, int) else 1 << 28)


def die(_: Value) -> Value:
    """End the process at once."""
    os._exit(3)


def chatter(_: Value) -> Value:
    """Print to both streams, as libraries do."""
    os.write(1, b"\x00" * 64)
    print("noise", file=sys.stderr)  # noqa: T201 - that is the trial
    return "quiet"


def connect(_: Value) -> Value:
    """Reach for the network."""
    with socket.create_connection(("127.0.0.1", 9), timeout=1):
        return "reached"


def write(payload: Value) -> Value:
    """Write a file."""
    Path(str(payload)).write_text("written")
    return "written"


def start(_: Value) -> Value:
    """Start a program."""
    return subprocess.run(["/bin/true"], check=False).returncode


def environment(_: Value) -> Value:
    """Return the names of the variables that the child sees."""
    names: list[Value] = [*sorted(os.environ)]
    return names


def holds() -> dict[str, bool]:
    """Return for each thing that a child must not do whether it was kept from it here."""
    tried: dict[str, tuple[Callable[[Value], Value], Value]] = {
        "network": (connect, None),
        "writing": (write, "/tmp/foibot-sandbox-trial"),  # noqa: S108 - it is refused
        "programs": (start, None),
        "memory": (hoard, None),
        "time": (spin, None),
    }
    with Worker(_QUICK) as worker:
        return {
            name: _refused(worker, function, value) for name, (function, value) in tried.items()
        }


def _refused(worker: Worker, function: Callable[[Value], Value], payload: Value) -> bool:
    try:
        worker.run(f"{__name__}:{function.__name__}", payload)
    except ChildError:
        return True
    return False
