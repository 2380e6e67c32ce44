"""Give up rights inside the child: network, writing, processes, memory, processor time."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38

# What no reader of attachments does; audit hooks cannot be taken off again (PEP 578).
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.truncate",
    "shutil.rmtree",
    "pty.spawn",
)


class ConfinedError(PermissionError):
    """Something in the child tried what it may not do."""


def confine(memory_mb: int) -> str:
    """Give up all rights that reading needs not; return how the network was taken away."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    alone = leave_the_network()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    memory = memory_mb * 1024 * 1024
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _lower(limit, value)
    sys.addaudithook(_refuse)
    return "no network" if alone else "sockets refused"


def leave_the_network() -> bool:
    """Go where there is no network; return whether the system let us."""
    libc = ctypes.CDLL(None, use_errno=True)
    # A user namespace of one's own makes the network namespace free to unprivileged processes.
    ways = (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    return any(int(libc.unshare(way)) == 0 for way in ways)


def allow_seconds(seconds: int) -> None:
    """Let this process use *seconds* more of the processor; beyond them the system ends it."""
    used = sum(os.times()[:2])
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    wanted = int(used) + seconds + 1
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _lower(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (bounded, bounded))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise ConfinedError(f"{event} is not allowed here")
    if event == "open" and len(args) > 1 and _writes(args[1], args[2] if len(args) > 2 else 0):
        raise ConfinedError("writing files is not allowed here")


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
