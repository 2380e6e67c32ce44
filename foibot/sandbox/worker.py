"""Run functions of ours on hostile input in a limited child that is replaced when it fails."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from foibot.errors import FoibotError
from foibot.sandbox.child import FRAME
from foibot.sandbox.codec import CodecError, Value, pack, unpack
from foibot.sandbox.limits import Limits

_ROOT = Path(__file__).resolve().parent.parent.parent
# Isolated (-I): no variables of ours, no folder of the user, nothing from the current folder.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));from foibot.sandbox.child import main; main()"
)
_CHUNK = 1 << 18
_LENGTH = struct.Struct("<Q")


class ChildError(FoibotError):
    """The limited child gave no result; *reason* is time, memory, depth, crash, size or failed."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Worker:
    """One child at a time, started when needed; use as a context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.started = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def run(self, function: str, payload: Value) -> Value:
        """Return what *function* ("foibot.package.module:name") makes of *payload* in the child.

        Raise ChildError when it gives no result; the next task then gets a new child.
        """
        task = pack({"function": function, "payload": payload})
        process = self._child()
        try:
            answer = self._exchange(process, FRAME.pack(len(task), self.limits.cpu_seconds), task)
        except ChildError:
            self.close()
            raise
        self._done += 1
        if self._done >= self.limits.tasks:
            self.close()
        return self._result(answer)

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process, self._done = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _child(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", _BOOT, str(_ROOT), str(self.limits.memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # No password of ours is in the environment of a process that opens strangers' files.
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            cwd="/",
            close_fds=True,
            start_new_session=True,
        )
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        self.started += 1
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], head: bytes, task: bytes) -> bytes:
        """Send the task and take the answer, as far as the child goes along, until time is up."""
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = monotonic() + self.limits.wall_seconds
        out, into = process.stdout.fileno(), process.stdin.fileno()
        waiting = [memoryview(head + task)]
        answer = bytearray()
        ready = select.poll()
        ready.register(out, select.POLLIN)
        # A small task goes into the pipe at once; what does not waits for its turn.
        if _write(into, waiting):
            ready.register(into, select.POLLOUT)
        while not self._whole(answer):
            events = ready.poll(max(0.0, deadline - monotonic()) * 1000)
            if not events or monotonic() > deadline:
                raise ChildError("time", f"more than {self.limits.wall_seconds:g} seconds")
            for descriptor, _ in events:
                if descriptor == into and not _write(into, waiting):
                    ready.unregister(into)
                elif descriptor == out:
                    self._read(process, out, answer)
        return bytes(memoryview(answer)[_LENGTH.size :])

    def _whole(self, answer: bytearray) -> bool:
        if len(answer) < _LENGTH.size:
            return False
        size = int(_LENGTH.unpack_from(answer)[0])
        if size > self.limits.output_mb << 20:
            raise ChildError("size", f"more than {self.limits.output_mb} MB came out of it")
        return len(answer) >= size + _LENGTH.size

    def _read(self, process: subprocess.Popen[bytes], out: int, answer: bytearray) -> None:
        piece = os.read(out, _CHUNK)
        if not piece:
            code = process.wait()
            reason = "time" if code == -24 else "crash"
            raise ChildError(reason, f"the child ended ({_ending(code)})")
        answer += piece

    def _result(self, answer: bytes) -> Value:
        try:
            found = unpack(answer)
        except CodecError as error:
            self.close()
            raise ChildError("crash", f"no answer that can be read: {error}") from error
        if not isinstance(found, dict) or "error" in found or "result" not in found:
            # After a failure nobody knows what state the child is in.
            self.close()
            details = found if isinstance(found, dict) else {}
            raise ChildError(str(details.get("error")), str(details.get("detail", "no result")))
        return found["result"]


def run(function: str, payload: Value, limits: Limits | None = None) -> Value:
    """Return what *function* makes of *payload* in a child of its own; raise ChildError."""
    with Worker(limits) as worker:
        return worker.run(function, payload)


def _write(into: int, waiting: list[memoryview]) -> bool:
    """Write what the pipe takes; return whether anything is left."""
    if waiting:
        try:
            written = os.write(into, waiting[0][:_CHUNK])
        except BlockingIOError:
            return True
        except BrokenPipeError:
            # Its end is told by the other pipe.
            waiting.clear()
            return False
        waiting[0] = waiting[0][written:]
        if not waiting[0]:
            waiting.pop(0)
    return bool(waiting)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"status {code}"
