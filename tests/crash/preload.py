"""The preloaded library of durable.c: harm at the n-th system call, and clocks that are moved."""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.needs import program

SOURCE = Path(__file__).with_name("durable.c")
# In the order of the C enumeration.
KINDS = ("nothing", "kill", "torn", "error once", "error from then")


@dataclass(frozen=True)
class Harm:
    """What happens at system call number *at*: one of KINDS, with *error* for the last two."""

    at: int
    kind: str
    error: int = 0


def build(folder: Path) -> Path:
    """Return the library, compiled into *folder*; without a C compiler the test skips."""
    library = folder / "durable.so"
    compiler = program("cc", "cc")
    flags = ["-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run([str(compiler), *flags], check=True, capture_output=True)
    return library


def arm(folder: Path, trail: Path, harm: Harm) -> None:
    """Count in this process from now on what changes files below *folder*, and do *harm*."""
    handle = os.open(trail, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    kind = KINDS.index(harm.kind)
    ctypes.CDLL(None).fault_arm(
        os.fsencode(folder), handle, ctypes.c_long(harm.at), kind, harm.error
    )


def follow(clocks: Path) -> None:
    """Let the clocks of this process be ahead by what *clocks* says."""
    assert ctypes.CDLL(None).fault_clock(os.fsencode(clocks)) == 0


def set_ahead(clocks: Path, wall: float, asleep: float = 0.0) -> None:
    """Put the wall clock *wall* seconds ahead, and the one that counts sleep *asleep*."""
    mode = "r+b" if clocks.exists() else "w+b"
    with clocks.open(mode) as out:
        out.write(struct.pack("dd", wall, asleep))
