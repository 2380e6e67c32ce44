"""The JSON that `foibot read --json` writes for one message."""

from __future__ import annotations

from dataclasses import asdict

from foibot.attachments.model import AttachmentText
from foibot.cli.read_messages import Found
from foibot.message.address import shown_address
from foibot.message.model import Message

Answer = dict[str, object]


def described(path: str, found: Found) -> Answer:
    """Return all that is known about a message, under the names of the contract."""
    message, reading = found.message, found.reading
    return {
        "path": path,
        "error": None,
        "message_id": message.message_id,
        "from": sender(message),
        "subject": message.subject,
        "date": message.date.isoformat() if message.date else None,
        "text": message.text,
        "reply_text": message.reply_text,
        "attachments": [_attachment(each) for each in found.attachments],
        "automatic": message.automatic.kind.value if message.automatic else None,
        "kind": reading.kind.value,
        "regime": reading.regime.value,
        "items": [asdict(item) for item in reading.items],
        "confidence": reading.confidence,
        "urgent": reading.urgent,
        "format_preference": reading.format_preference,
        "period": reading.period,
        "requester_name": reading.requester_name,
        "requester_org": reading.requester_org,
        "language": reading.language,
        "reasons": [asdict(reason) for reason in reading.reasons],
    }


def sender(message: Message) -> str | None:
    """Return the address that a person would read in From; only a strict one is trusted."""
    shown = message.sender or shown_address(message.sender_raw)
    return shown.addr if shown else None


def failed(path: str, error: Exception) -> Answer:
    """Return the answer for a message that could not be read."""
    return {"path": path, "error": f"{type(error).__name__}: {error}"[:500]}


def _attachment(found: AttachmentText) -> Answer:
    return {
        "filename": found.filename,
        "content_type": found.content_type,
        "size": found.size,
        "text": found.text,
    }
