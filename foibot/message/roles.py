"""Give each line of a message its role: new, quoted, attribution, signature, disclaimer, footer."""

from __future__ import annotations

from dataclasses import replace

from foibot.message.attribution import introductions
from foibot.message.draft import Draft
from foibot.message.endings import mark_endings
from foibot.message.forwarded import forwarded_text
from foibot.message.inline import mark_answers
from foibot.message.model import Forwarded, Line, Role
from foibot.message.quoting import settle_doubt, zones


def roles(
    drafts: list[Draft], subject: str = "", sender: str = ""
) -> tuple[list[Line], Forwarded | None]:
    """Return *drafts* as lines with their roles, and the mail that they pass on, if any."""
    drafts = _split_tails(drafts)
    found = zones(drafts, subject)
    mark_answers(drafts, found.roles, found.unmarked, sender)
    settle_doubt(drafts, found)
    original = forwarded_text(drafts, found.roles, found.found, subject)
    mark_endings(drafts, found.roles, sender)
    lines = [
        Line(draft.text, role, draft.depth) for draft, role in zip(drafts, found.roles, strict=True)
    ]
    return lines, original


def answers_inside(drafts: list[Draft], subject: str, sender: str) -> bool:
    """Return whether answers stand inside what *drafts* quote without marks."""
    lines = _split_tails([replace(draft) for draft in drafts])
    found = zones(lines, subject)
    before = found.roles.count(Role.NEW)
    mark_answers(lines, found.roles, found.unmarked, sender)
    return found.roles.count(Role.NEW) > before


def _split_tails(drafts: list[Draft]) -> list[Draft]:
    """Put an answer that goes on in its own colour behind the question on a line of its own."""
    if not any(draft.tail_ink for draft in drafts):
        return drafts
    first = next((here.start for here in introductions(drafts)), len(drafts))
    found: list[Draft] = []
    for index, draft in enumerate(drafts):
        if index < first or not draft.tail_ink or not 0 < draft.tail < len(draft.text):
            found.append(draft)
            continue
        for text, ink in (
            (draft.text[: draft.tail], ""),
            (draft.text[draft.tail :], draft.tail_ink),
        ):
            found.append(Draft(text.rstrip(), draft.depth, draft.hint, ink, text.rstrip()))
    return found
