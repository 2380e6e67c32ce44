"""Find the original of a message that somebody passed on: who wrote it, when, and what."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message import headers
from foibot.message.address import shown_address
from foibot.message.attribution import Introduction, Opening, header_key
from foibot.message.draft import Draft
from foibot.message.languages import FORWARD_SUBJECT, FROM, SENT, SUBJECT
from foibot.message.mime import Part
from foibot.message.model import Address, Forwarded, Role
from foibot.message.written_date import written_date


def forwarded_text(
    drafts: Sequence[Draft],
    roles: Sequence[Role],
    found: Sequence[Introduction],
    subject: str,
    sender: str = "",
) -> Forwarded | None:
    """Return the original that stands in the text below its head, or None.

    A colleague of *sender*'s, by the domain, who passed it on to him is not the one who asked.
    """
    places = [at for at, each in enumerate(found) if _passes_on(each, drafts, roles, subject)]
    if not places:
        return None
    at = places[0]
    while at + 1 < len(found) and _only_passed_on(_head(drafts, found[at]), sender):
        at += 1
    here = found[at]
    after = next((each.start for each in found if each.start >= here.end), len(drafts))
    said = _head(drafts, here)
    lines = [draft.bare if draft.depth else draft.text for draft in drafts[here.end : after]]
    shown = shown_address(said[FROM]) if FROM in said else None
    return Forwarded(
        sender=shown or _named(said.get(FROM, "")),
        date=written_date(said.get(SENT, "")),
        subject=said.get(SUBJECT, ""),
        text="\n".join(lines).strip("\n"),
    )


def _only_passed_on(said: dict[str, str], sender: str) -> bool:
    """Return whether the head *said* is of a mail that a colleague of *sender*'s passed on."""
    colleague, own = shown_address(said.get(FROM, "")), shown_address(sender)
    if colleague is None or own is None or not FORWARD_SUBJECT.match(said.get(SUBJECT, "")):
        return False
    return colleague.addr.partition("@")[2].lower() == own.addr.partition("@")[2].lower()


def forwarded_part(part: Part, text: str) -> Forwarded:
    """Return the original that is attached as a message of its own; *text* is what it says."""
    top = part.headers
    return Forwarded(
        sender=shown_address(headers.first(top, "from")),
        date=headers.date(headers.first(top, "date")),
        subject=headers.words(headers.first(top, "subject")),
        text=text,
    )


def _passes_on(
    here: Introduction, drafts: Sequence[Draft], roles: Sequence[Role], subject: str
) -> bool:
    if roles[here.start] is not Role.ATTRIBUTION:
        return False
    if here.forward:
        return True
    if here.opening not in (Opening.HEADER, Opening.DIVIDER):
        return False
    above = zip(drafts[: here.start], roles[: here.start], strict=True)
    alone = not any(role is Role.NEW and not draft.blank for draft, role in above)
    below = any(role is Role.NEW and not draft.blank for draft, role in _below(here, drafts, roles))
    return bool(FORWARD_SUBJECT.match(subject)) or (alone and not below)


def _below(
    here: Introduction, drafts: Sequence[Draft], roles: Sequence[Role]
) -> list[tuple[Draft, Role]]:
    return list(zip(drafts[here.end :], roles[here.end :], strict=True))


def _head(drafts: Sequence[Draft], here: Introduction) -> dict[str, str]:
    said: dict[str, str] = {}
    for draft in drafts[here.start : here.end]:
        key = header_key(draft.bare.strip())
        if key and key[2]:
            said.setdefault(key[0], key[2].strip(" *"))
    return said


def _named(text: str) -> Address | None:
    """Return an author of whom Outlook gives only the name."""
    name = text.strip(" '\"<>*")
    return Address("", name[:200]) if name else None
