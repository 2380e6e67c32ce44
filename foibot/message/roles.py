"""Give each line of a message its role: new, quoted, attribution, signature, disclaimer, footer."""

from __future__ import annotations

from foibot.message.draft import Draft
from foibot.message.endings import mark_endings
from foibot.message.model import Line
from foibot.message.quoting import zones


def roles(drafts: list[Draft], subject: str = "", sender: str = "") -> list[Line]:
    """Return *drafts* as lines with their roles; nothing is deleted."""
    found = zones(drafts, subject)
    mark_endings(drafts, found.roles, sender)
    return [
        Line(draft.text, role, draft.depth) for draft, role in zip(drafts, found.roles, strict=True)
    ]
