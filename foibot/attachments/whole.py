"""Inside the limited child: the bytes of a whole message -> the Message, as plain values (P5)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from foibot.message.automatic_rules import AutomaticRules, load_automatic
from foibot.message.bounds import read_message
from foibot.message.parse import parse
from foibot.sandbox.codec import Value
from foibot.sandbox.values import encode


def parsed(payload: Value) -> Value:
    """
    Return the message in payload["raw"], or in the file payload["path"].

    payload["rules"] is the folder of config.toml, whose own lists tell automatic mail, or None.
    """
    assert isinstance(payload, dict)
    raw, folder = payload.get("raw"), payload.get("rules")
    rules = _automatic(str(folder)) if folder else None
    if isinstance(raw, bytes):
        message = parse(raw, rules)
    else:
        message = read_message(Path(str(payload["path"])), rules)
    return cast(Value, encode(message))


@cache
def _automatic(folder: str) -> AutomaticRules:
    """Return the lists of one desk; a child reads them once and is replaced when they change."""
    return load_automatic(Path(folder))
