"""Decide line by line what is newly written and what is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.message.attribution import Introduction, Opening, introductions
from foibot.message.draft import Draft, Hint
from foibot.message.languages import FORWARD_SUBJECT
from foibot.message.model import Role

_WRAPPED = 60
_REPLIES = ("re:", "ateb:", "re :", "aw:", "sv:", "antw:")
_SENTENCE_END = (".", "!", "?", ":", ";")
_INITIALS = re.compile(r"[A-Za-z]{1,12}>+(?:\s|$)")
# How many lines the headers of a mail that somebody pasted have.
_HEAD = 12
_CARRIED = re.compile(
    r"(?:message-id|mime-version|content-type|user-agent|received|x-mailer):", re.I
)
_BAR = re.compile(r"[ \t]{0,2}\|(?:\s|$)")


@dataclass(slots=True)
class Zones:
    """The role of each line so far, and the introductions that decided them."""

    roles: list[Role]
    found: list[Introduction]
    # Where text without marks begins that an introduction declares quoted, and where it ends.
    unmarked: list[tuple[int, int]]
    # The text below the first of them may be the answer: there is nothing above it.
    doubtful: bool = False

    def new_before(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Return whether anything newly written stands above *index*."""
        return any(
            role is Role.NEW and not draft.blank
            for role, draft in zip(self.roles[:index], drafts[:index], strict=True)
        )


def zones(drafts: list[Draft], subject: str) -> Zones:
    """Return the roles NEW, QUOTED and ATTRIBUTION of *drafts*; raises their depths to fit."""
    _foreign_marks(drafts)
    found = introductions(drafts)
    result = Zones([Role.NEW] * len(drafts), found, [])
    for index, draft in enumerate(drafts):
        if draft.depth or draft.hint is Hint.QUOTE:
            result.roles[index] = Role.QUOTED
            draft.depth = max(draft.depth, 1)
    _wrapped_remainders(drafts, result.roles)
    for position, introduction in enumerate(found):
        _introduce(drafts, result, position, introduction, subject)
    if not _anything(drafts, result):
        _bare_quotation(drafts, result)
    return result


def settle_doubt(drafts: Sequence[Draft], result: Zones) -> None:
    """Take the first text without marks for new when nothing else in the whole message is."""
    if not result.doubtful or result.new_before(len(drafts), drafts):
        return
    start, end = result.unmarked[0]
    for index in range(start, end):
        if result.roles[index] is Role.QUOTED and drafts[index].depth == 1:
            result.roles[index] = Role.NEW
            drafts[index].depth = 0


def _introduce(
    drafts: list[Draft], result: Zones, position: int, here: Introduction, subject: str
) -> None:
    depth = drafts[here.start].depth
    below = next((i for i in range(here.end, len(drafts)) if not drafts[i].blank), None)
    marked = below is not None and drafts[below].depth > depth
    inside = result.roles[here.start] is not Role.NEW
    if not (marked or here.strong or inside):
        return
    if not (marked or inside or FORWARD_SUBJECT.match(subject)) and _pasted(drafts, result, here):
        return
    _mark(drafts, result, here.start, here.end, Role.ATTRIBUTION)
    if marked or inside or below is None:
        return
    if _may_be_the_answer(drafts, result, here, subject):
        if here.opening is Opening.WROTE:
            return
        result.doubtful = True
    _mark(drafts, result, here.end, len(drafts), Role.QUOTED, deeper=True)
    following = result.found[position + 1 :]
    end = next((each.start for each in following), len(drafts))
    result.unmarked.append((here.end, end))


def _pasted(drafts: Sequence[Draft], result: Zones, here: Introduction) -> bool:
    """Return whether somebody who answers between marked quotations pasted a whole mail at *here*.

    No program quotes the headers that carry a mail without a divider above them, and what is
    written below it may go on answering.
    """
    if here.opening is not Opening.HEADER:
        return False
    head = drafts[here.start : here.start + _HEAD]
    if not any(_CARRIED.match(draft.text) for draft in head):
        return False
    quoted = next((at for at in range(here.start) if drafts[at].depth), None)
    if quoted is None:
        return False
    return any(
        result.roles[at] is Role.NEW and not drafts[at].blank for at in range(quoted, here.start)
    )


def _may_be_the_answer(
    drafts: Sequence[Draft], result: Zones, here: Introduction, subject: str
) -> bool:
    """Return whether text without marks below *here* is the answer, if there is no other.

    A mail that is passed on without a word has none; one that replies has, and it is here.
    """
    if FORWARD_SUBJECT.match(subject) or result.new_before(here.start, drafts):
        return False
    if here.opening is Opening.WROTE:
        return True
    return subject.lower().lstrip().startswith(_REPLIES)


def _mark(
    drafts: Sequence[Draft],
    result: Zones,
    start: int,
    end: int,
    role: Role,
    *,
    deeper: bool = False,
) -> None:
    for index in range(start, end):
        if deeper and result.roles[index] is Role.NEW:
            drafts[index].depth += 1
        result.roles[index] = role


def _anything(drafts: Sequence[Draft], result: Zones) -> bool:
    return bool(result.found) or result.new_before(len(drafts), drafts)


def _bare_quotation(drafts: Sequence[Draft], result: Zones) -> None:
    """Take marked text that nothing introduces, alone in its mail, for what its sender says."""
    for index, draft in enumerate(drafts):
        draft.depth = 0
        result.roles[index] = Role.NEW


def _foreign_marks(drafts: Sequence[Draft]) -> None:
    """Give a depth to lines marked by initials ("JS> ") or bars, where they stand together."""
    for pattern in (_INITIALS, _BAR):
        matching = [
            index
            for index, draft in enumerate(drafts)
            if not draft.depth and draft.text and pattern.match(draft.text)
        ]
        # A bar alone is no mark, unless others of the mail stand together.
        if pattern is _BAR and not {index + 1 for index in matching} & set(matching):
            continue
        for index in matching:
            if not (pattern is _BAR and "|" in drafts[index].text[3:]):
                drafts[index].depth = 1


def _wrapped_remainders(drafts: Sequence[Draft], roles: list[Role]) -> None:
    """Quote the rest of a quoted line that a program wrapped without repeating the mark."""
    for index in range(1, len(drafts)):
        above, here = drafts[index - 1], drafts[index]
        if here.depth or not above.depth or here.blank or above.blank:
            continue
        rest = here.text.strip()
        if _rest_of_link(above, rest):
            here.depth = above.depth
            roles[index] = Role.QUOTED
            continue
        long = len(above.text) >= _WRAPPED and len(rest) <= 40
        below = index + 1 < len(drafts) and drafts[index + 1].depth
        if below and long and rest[0].islower() and not above.bare.rstrip().endswith(_SENTENCE_END):
            here.depth = above.depth
            roles[index] = Role.QUOTED


def _rest_of_link(above: Draft, rest: str) -> bool:
    """Return whether *rest* is one word that goes on with the address of a page above it."""
    last = above.bare.rpartition(" ")[2]
    cut = "http" in last and "/" in last
    return cut and " " not in rest and not rest[0].isupper() and len(rest) > 5
