"""The inside of the limited child: take a task, call the function it names, answer, repeat."""

from __future__ import annotations

import importlib
import os
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from foibot.sandbox.codec import Value, pack, unpack
from foibot.sandbox.confine import allow_seconds, confine

FRAME = struct.Struct("<QI")
# Only our own functions are called, whatever a task names.
_OURS = "foibot."


def main() -> None:
    """Serve tasks from standard input until it ends; answers go to what was standard output."""
    memory_mb = int(sys.argv[1])
    tasks = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not be taken for an answer.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    confine(memory_mb)
    while True:
        head = _exactly(tasks, FRAME.size)
        if head is None:
            return
        size, cpu_seconds = FRAME.unpack(head)
        body = _exactly(tasks, size)
        if body is None:
            return
        allow_seconds(cpu_seconds)
        answer = _answer(body)
        _send(answers, struct.pack("<Q", len(answer)) + answer)


def _answer(body: bytes) -> bytes:
    try:
        task = unpack(body)
        if not isinstance(task, dict):
            return pack({"error": "the task is no object"})
        return pack({"result": _function(str(task["function"]))(task["payload"])})
    except MemoryError:
        return pack({"error": "memory", "detail": "it needed more memory than it may have"})
    except RecursionError:
        return pack({"error": "depth", "detail": "it is nested too deep"})
    except Exception as error:  # noqa: BLE001 - the parent makes a finding of whatever it was
        return pack({"error": "failed", "detail": f"{type(error).__name__}: {error}"[:500]})


def _function(path: str) -> Callable[[Value], Value]:
    module, _, name = path.partition(":")
    if not module.startswith(_OURS) or not name.isidentifier():
        raise ValueError(f"{path} is no function of ours")
    found: Callable[[Value], Value] = getattr(importlib.import_module(module), name)
    return found


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    """Return *size* bytes, or None when the stream ends before."""
    pieces: list[bytes] = []
    while size > 0:
        piece = stream.read(min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _send(stream: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]
