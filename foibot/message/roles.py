"""Give each line its role."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.draft import Draft
from foibot.message.model import Line, Role


def roles(drafts: Sequence[Draft]) -> list[Line]:
    """Return the lines with their roles."""
    found: list[Line] = []
    role = Role.NEW
    for draft in drafts:
        if draft.bare.strip() == "--":
            role = Role.SIGNATURE
        found.append(Line(draft.text, Role.QUOTED if draft.depth else role, draft.depth))
    return found
