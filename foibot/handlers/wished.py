"""What became of a wish for more time, as whoever is asked reads it beside the question."""

from __future__ import annotations

from foibot.case.blind import blind
from foibot.case.model import CaseItem, MoreTime, Requester
from foibot.letter.dates import long_date

STAYS = "The legal deadline stays as it is."


def time_said(item: CaseItem, who: Requester) -> str:
    """Return what was decided about more time for *item*, "" where nobody asked or decided."""
    wish = item.more_time
    if wish is None or item.answer is not None:
        return ""
    why = f" {_sentence(blind(wish.why, who))}" if wish.why else ""
    if not wish.decided:
        return "More time was asked for. Governance has not decided yet: until then the day stands."
    if wish.refused:
        return f"More time was asked for. Governance has decided that the day stands.{why}"
    return f"{_given(wish)}{why} {STAYS}"


def _given(wish: MoreTime) -> str:
    day = long_date(wish.until) if wish.until else ""
    if wish.by:
        return f"More time was asked for: governance wants this answer by {day}."
    return f"Governance wants this answer by {day}."


def _sentence(text: str) -> str:
    bare = text.strip().rstrip(".")
    return f"{bare[:1].upper()}{bare[1:]}."
