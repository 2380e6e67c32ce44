"""Whether the plain and the HTML form of a mail, meant to be one text, say the same (RFC 2046)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from foibot.message import flowed, html
from foibot.message.body import Segment
from foibot.message.draft import Draft
from foibot.message.model import Role
from foibot.message.roles import roles

# What a mail of this service is called: only what answers one decides anything.
OURS = re.compile(r"<?[a-z][a-z0-9-]{0,39}\.[0-9a-f]{24}\.[a-z2-7]{26}@", re.I)
# What programs write into the plain form alone: addresses of links, what pictures show, bullets.
_ALONE = re.compile(
    r"<[^<>\s]{1,2000}>|\[[^\[\]]{0,300}\]|\b(?:https?://|mailto:|www\.)\S{1,2000}|"
    r"^[ \t>]*(?:\d{1,3}[.)]|[a-z][.)]|[*\u2022\u00b7\u00a7-])(?=\s)",
    re.I | re.M,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_MOST = 200_000


def answers_ours(message_ids: Sequence[str]) -> bool:
    """Return whether a mail of this service is among those that a message answers."""
    return any(OURS.match(one) for one in message_ids[:50])


def unlike(segments: Sequence[Segment], subject: str, writer: str) -> str:
    """Return a word that only one of the two forms newly says, or "" when both say the same."""
    for one in segments:
        if one.plain and one.html and len(one.plain) + len(one.html) < _MOST:
            marked, _ = html.drafts(one.html)
            found = _only_in_one(flowed.drafts(one.plain), marked, subject, writer)
            if found:
                return found
    return ""


def _only_in_one(plain: list[Draft], marked: list[Draft], subject: str, writer: str) -> str:
    whole = [_words([draft.text for draft in form]) for form in (plain, marked)]
    new = [_new(form, subject, writer) for form in (plain, marked)]
    return _lacking(new[0], whole[1]) or _lacking(new[1], whole[0])


def _new(form: list[Draft], subject: str, writer: str) -> list[str]:
    lines, _ = roles(form, subject, writer)
    return _words([line.text for line in lines if line.role is Role.NEW])


def _words(lines: Sequence[str]) -> list[str]:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", "\n".join(lines)))
    return _WORD.findall(_ALONE.sub(" ", text).casefold())


def _lacking(said: Sequence[str], there: Sequence[str]) -> str:
    """Return the first word of *said* that does not stand *there* in the same order, or ""."""
    rest = iter(there)
    return next((word for word in said if word not in rest), "")
