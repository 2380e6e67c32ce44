"""What must hold of any bytes whatever: a Message in good time, and sound in itself."""

from __future__ import annotations

import io
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from foibot.message.address import strict_address
from foibot.message.bounds import reduce_stream, restored
from foibot.message.model import Message
from foibot.message.parse import parse

HANG = 20


class HangError(AssertionError):
    """Reading took longer than any message may take."""


def check(raw: bytes) -> None:
    """Raise when *raw* is not read, or what is read does not hold together."""
    with _in_time(HANG):
        message = parse(raw)
        _sound(message)
        reduced = reduce_stream(io.BytesIO(raw), limit=20_000, block=4_096)
        _sound(restored(parse(reduced.raw), reduced))


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
