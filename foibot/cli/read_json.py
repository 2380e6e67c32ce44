"""The JSON that `foibot read --json` writes for one message."""

from __future__ import annotations

from foibot.message.address import shown_address
from foibot.message.model import Message

Answer = dict[str, object]


def described(path: str, message: Message) -> Answer:
    """Return all that is known about *message*, under the names of the contract."""
    shown = message.sender or shown_address(message.sender_raw)
    return {
        "path": path,
        "error": None,
        "message_id": message.message_id,
        "from": shown.addr if shown else None,
        "subject": message.subject,
        "date": message.date.isoformat() if message.date else None,
        "text": message.text,
        "reply_text": message.reply_text,
        "attachments": [
            {
                "filename": each.filename,
                "content_type": each.content_type,
                "size": each.size,
                "text": None,
            }
            for each in message.attachments
        ],
        "automatic": message.automatic.kind.value if message.automatic else None,
        "kind": None,
        "regime": None,
        "items": [],
        "confidence": None,
        "urgent": False,
        "format_preference": None,
        "period": None,
        "requester_name": None,
        "requester_org": None,
        "language": None,
        "reasons": [],
    }


def failed(path: str, error: Exception) -> Answer:
    """Return the answer for a message that could not be read."""
    return {"path": path, "error": f"{type(error).__name__}: {error}"[:500]}
