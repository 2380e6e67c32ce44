"""Inside the limited child: the bytes of a whole message -> the Message, as plain values (P5)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from foibot.message.bounds import read_message
from foibot.message.parse import parse
from foibot.sandbox.codec import Value
from foibot.sandbox.values import encode


def parsed(payload: Value) -> Value:
    """Return the message in payload["raw"], or in the file payload["path"]."""
    assert isinstance(payload, dict)
    raw = payload.get("raw")
    message = parse(raw) if isinstance(raw, bytes) else read_message(Path(str(payload["path"])))
    return cast(Value, encode(message))
