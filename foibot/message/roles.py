"""Give each line of a message its role: new, quoted, attribution, signature, disclaimer, footer."""

from __future__ import annotations

from dataclasses import replace

from foibot.message.armour import mark_armour
from foibot.message.draft import Draft
from foibot.message.endings import mark_endings
from foibot.message.forwarded import forwarded_text
from foibot.message.inline import with_answers
from foibot.message.model import Forwarded, Line
from foibot.message.quoting import settle_doubt, zones


def roles(
    drafts: list[Draft], subject: str = "", sender: str = ""
) -> tuple[list[Line], Forwarded | None]:
    """Return *drafts* as lines with their roles, and the mail that they pass on, if any."""
    found = zones(drafts, subject)
    drafts, found = with_answers(drafts, found, subject, sender)
    settle_doubt(drafts, found)
    original = forwarded_text(drafts, found.roles, found.found, subject, sender)
    mark_armour(drafts, found.roles)
    mark_endings(drafts, found.roles, sender)
    lines = [
        Line(draft.text, role, draft.depth) for draft, role in zip(drafts, found.roles, strict=True)
    ]
    return lines, original


def answers_inside(drafts: list[Draft], subject: str, sender: str) -> bool:
    """Return whether answers stand inside what *drafts* quote."""
    lines = [replace(draft) for draft in drafts]
    found = zones(lines, subject)
    return with_answers(lines, found, subject, sender)[1] is not found
