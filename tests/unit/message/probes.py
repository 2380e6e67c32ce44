"""Make a Probe from a message as text, the way the reader of messages does."""

from __future__ import annotations

from email import message_from_string
from email.utils import parsedate_to_datetime
from textwrap import dedent

from foibot.message.probe import Probe, probe_parts


def a_probe(raw: str) -> Probe:
    """Return the probe of *raw*, a message with its headers; indentation is taken off."""
    message = message_from_string(dedent(raw).lstrip("\n"))
    parts = probe_parts(message)
    text = "\n".join(part.text for part in parts if part.content_type == "text/plain")
    new = "\n".join(line for line in text.splitlines() if not line.startswith(">"))
    date = message.get("Date")
    return Probe(
        headers=tuple((name, str(value)) for name, value in message.items()),
        subject=str(message.get("Subject", "")),
        text=text,
        new_text=new,
        content_type=message.get_content_type(),
        parts=parts,
        day=parsedate_to_datetime(date).date() if date else None,
    )
