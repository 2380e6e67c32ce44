"""The first limited child of a victim, forked from it warm: to start Python takes longest."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from io import FileIO

from foibot.sandbox import child
from foibot.sandbox.limits import Limits
from foibot.sandbox.worker import Worker


@dataclass
class ForkedChild:
    """What Worker wants of a process; it lives under the same limits as one that was started."""

    pid: int
    stdin: FileIO
    stdout: FileIO
    code: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, or None while it lives."""
        if self.code is None and os.waitpid(self.pid, os.WNOHANG)[0]:
            self.code = -1
        return self.code

    def wait(self) -> int:
        """Return how it ended, once it has."""
        if self.code is None:
            os.waitpid(self.pid, 0)
            self.code = -1
        return self.code

    def kill(self) -> None:
        """End it."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)


def lend_one() -> None:
    """Fork a child now, while there is but one thread, and give it to the first who wants one."""
    lent = [_forked(Limits().memory_mb)]
    start = Worker._child

    def lending(worker: Worker) -> object:
        if lent and worker._process is None:
            worker._process = lent.pop()  # type: ignore[assignment]
        return start(worker)

    Worker._child = lending  # type: ignore[method-assign,assignment]


def _forked(memory_mb: int) -> ForkedChild:
    tasks, give = os.pipe()
    take, answers = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(tasks, 0)
            os.dup2(answers, 1)
            os.closerange(3, 64)
            sys.argv = ["child", str(memory_mb)]
            child.main()
        finally:
            os._exit(0)
    os.close(tasks)
    os.close(answers)
    return ForkedChild(pid, FileIO(give, "w"), FileIO(take, "r"))
