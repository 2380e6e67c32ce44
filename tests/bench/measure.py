"""How long a command takes, what it costs its processors, and how much memory it needs at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.shared import ROOT


@dataclass(frozen=True)
class Cost:
    """What a command cost, with all its children."""

    seconds: float
    cpu: float
    peak_mb: float
    code: int


def cost(words: list[str], log: Path, environ: dict[str, str] | None = None) -> Cost:
    """Run `python *words*` and return what it cost."""
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env=os.environ | (environ or {}),
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    return Cost(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode
    )
