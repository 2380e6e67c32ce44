"""What must hold of any bytes whatever: they are read and understood in good time, and soundly.

Everything that `foibot read` does is done here: the parsing, the attachments in their child, the
kind, the regime, the questions, the JSON, and every so often what a person is shown.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType

from rich.console import Console

from foibot.cli.read_json import described
from foibot.cli.read_messages import Found, Reader
from foibot.cli.read_shown import show
from foibot.message.address import strict_address
from foibot.message.bounds import reduce_stream, restored
from foibot.message.model import Message
from foibot.message.parse import parse

HANG = 20
_LONGEST_TEXT = 1_000_000
# Drawing a table costs more than all the reading: one message in sixteen is drawn.
_SHOWN_OF_256 = 16


class HangError(AssertionError):
    """Reading took longer than any message may take."""


def check(raw: bytes) -> None:
    """Raise when *raw* is not read, or what is read does not hold together."""
    with _in_time(HANG):
        message = parse(raw)
        _sound(message)
        _understood(message, shown=hashlib.sha256(raw).digest()[0] < _SHOWN_OF_256)
        reduced = reduce_stream(io.BytesIO(raw), limit=20_000, block=4_096)
        _sound(restored(parse(reduced.raw), reduced))


@cache
def _reader() -> Reader:
    reader = Reader()
    atexit.register(reader.__exit__, None, None, None)
    return reader


def _understood(message: Message, *, shown: bool) -> None:
    found = _reader().understand(message)
    json.dumps(described("fuzzed", found))
    _items_sound(found)
    for text in found.attachments:
        assert not text.text or len(text.text) <= _LONGEST_TEXT
        assert all(text.findings)
    if shown:
        show("fuzzed", found, Console(file=io.StringIO(), highlight=False, width=100))


def _items_sound(found: Found) -> None:
    numbers = [item.n for item in found.reading.items]
    assert numbers == list(range(1, len(numbers) + 1))
    for item in found.reading.items:
        assert item.text.strip()
        assert item.parent is None or item.parent in numbers
        assert 0 <= item.start <= item.end
        assert 0 <= item.confidence <= 1
        if item.source == "body" and found.message.forwarded is None:
            assert item.end <= len(found.message.text)


def _sound(message: Message) -> None:
    assert message.text == "\n".join(line.text for line in message.lines)
    for line in message.lines:
        assert message.text[line.start : line.start + len(line.text)] == line.text
    for address in (message.sender, *message.to, *message.cc, *message.reply_to):
        assert address is None or strict_address(address.addr) is not None
    for attachment in message.attachments:
        assert attachment.filename
        assert not set(attachment.filename) & set("/\\\x00\r\n")
        assert attachment.content_type
    if message.automatic is not None:
        assert message.automatic.evidence
        assert len(message.automatic.evidence) <= 300
    json.dumps([message.subject, message.text, message.reply_text, message.sender_raw])


@contextmanager
def _in_time(seconds: int) -> Iterator[None]:
    # Time of this process: a busy machine is no hang.
    def late(_: int, __: FrameType | None) -> None:
        raise HangError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
