"""Find answers that somebody typed inside a quotation without marks, as users of Outlook do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.draft import Draft
from foibot.message.model import Role
from foibot.message.signature import is_closing

# What people write above: "see my answers below in red".
_CUE = re.compile(
    r"\b(?:below|inline|in-line|in line|in (?:red|blue|green|bold|purple|colou?r|italics|capitals)|"
    r"embedded|interspersed|isod|mewn (?:coch|glas|gwyrdd)|under each|beneath each|against each|"
    r"highlighted|within (?:your|the) (?:e-?mail|text|message|request))\b",
    re.I,
)
_LABEL = re.compile(
    r"\s*(?:\*{1,2})?(?:a|ans|answer|reply|response|comment|ateb|ymateb|my answer|our answer|"
    r"our response)\s?\d{0,3}\s?(?:\*{1,2})?\s?[:.)=-]\s?\S",
    re.I,
)
_ARROW = re.compile(r"\s*(?:-{1,3}>|={1,3}>|>>>|\*{2,4}\s|#{2,4}\s|\u2192|\u21d2)\s?\S")
_EMPHASES = frozenset({"bold", "italic", "marked"})
_QUIET = frozenset({"", "dark", "white"})


def cue(text: str) -> bool:
    """Return whether *text* says that answers stand further down."""
    return bool(_CUE.search(text))


def mark_answers(
    drafts: Sequence[Draft],
    roles: list[Role],
    unmarked: Sequence[tuple[int, int]],
    sender: str,
) -> None:
    """Give the role NEW to the answers inside the quotations without marks at *unmarked*."""
    if not unmarked:
        return
    start, end = unmarked[0]
    end = _letter_end(drafts, start, end)
    above = " ".join(drafts[i].bare for i in range(start) if roles[i] is Role.NEW)[:4000]
    announced = cue(above)
    base = _base_ink(drafts, start, end)
    chosen = [
        index
        for index in range(start, end)
        if not drafts[index].blank and _answers(drafts[index], base, sender, announced=announced)
    ]
    if not _between(drafts, chosen, start, end, announced=announced):
        return
    for index in chosen:
        roles[index] = Role.NEW
        drafts[index].depth -= 1


def _letter_end(drafts: Sequence[Draft], start: int, end: int) -> int:
    """Return where the quoted letter closes: its signature is coloured by its own writer."""
    for index in range(start, end):
        if is_closing(drafts[index].bare):
            return index
    return end


def _base_ink(drafts: Sequence[Draft], start: int, end: int) -> str:
    """Return the ink in which most of the quoted letter is written."""
    weight: dict[str, int] = {}
    for draft in drafts[start:end]:
        ink = "" if draft.ink in _QUIET else draft.ink
        weight[ink] = weight.get(ink, 0) + len(draft.bare)
    return max(weight, key=lambda ink: weight[ink]) if weight else ""


def _answers(draft: Draft, base: str, sender: str, *, announced: bool) -> bool:
    ink = "" if draft.ink in _QUIET else draft.ink
    if ink and ink != base and (announced or ink not in _EMPHASES or ink == "marked"):
        return True
    if announced and base and base not in _EMPHASES and not ink:
        # The letter itself is coloured; the answers are plain.
        return True
    if _signed(draft.bare, sender):
        return True
    return announced and bool(_LABEL.match(draft.bare) or _ARROW.match(draft.bare))


def _signed(text: str, sender: str) -> bool:
    """Return whether *text* begins with the sender's name in brackets: Outlook's own marking."""
    opening, bracket, rest = text.strip().partition("]")
    if not bracket or not opening.startswith("[") or len(opening) > 60 or not rest.strip():
        return False
    name = {word for word in re.findall(r"\w{2,30}", opening.lower()) if not word.isdigit()}
    return bool(name) and name <= set(re.findall(r"\w{2,30}", sender.lower()[:300]))


def _between(
    drafts: Sequence[Draft], chosen: Sequence[int], start: int, end: int, *, announced: bool
) -> bool:
    """Return whether *chosen* lines stand below quoted ones, as an answer does.

    A whole letter in colour, or a coloured heading above it, is its writer's own.
    """
    if not chosen:
        return False
    taken = set(chosen)
    said = [index for index in range(start, end) if not drafts[index].blank]
    others = [index for index in said if index not in taken]
    if not others:
        return False
    return announced or chosen[0] > others[0]
