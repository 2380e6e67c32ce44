"""Make a Probe from a message as text, the way the reader of messages does."""

from __future__ import annotations

from textwrap import dedent

from foibot.message.mime import split
from foibot.message.parse import parse
from foibot.message.probe import Probe
from foibot.message.telling import probe


def a_probe(raw: str) -> Probe:
    """Return the probe of *raw*, a message with its headers; indentation is taken off."""
    data = dedent(raw).lstrip("\n").encode()
    message = parse(data)
    root, _ = split(data)
    return probe(root, message.subject, message.text, message.reply_text, message.date)
