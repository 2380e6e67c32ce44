"""Who wrote a message, read so strictly that no other parser can read another address (T2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPEC = rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+"
_BARE = re.compile(_SPEC)
_ANGLED = re.compile(rf"([^<>]*)<({_SPEC})>")
# A phrase may hold anything that is not structure; an "@" in it is a second reading.
_PHRASE = re.compile(r'"(?:[^"\\@<>]|\\[ -~])*"|[^"\\@<>(),;:\[\]]*')
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 998


def strict_address(raw: str) -> str | None:
    """
    Return the one address of a From field in lower case, or None when any doubt is possible.

    The grammar is `addr` or `[phrase] <addr>`; no comment, no group, no second "@".
    """
    text = raw.strip(" \t")
    if not text or len(text) > _LONGEST or _CONTROL.search(text):
        return None
    if _BARE.fullmatch(text):
        return _lower(text)
    match = _ANGLED.fullmatch(text)
    if match is None or not _PHRASE.fullmatch(match[1].strip(" \t")):
        return None
    return _lower(match[2])


def _lower(address: str) -> str | None:
    local, _, domain = address.rpartition("@")
    return address.lower() if len(local) <= 64 and len(domain) <= 253 else None


def author(headers: Sequence[tuple[str, str]]) -> str | None:
    """Return the strictly read author of a message with exactly one From field, else None."""
    fields = [value for name, value in headers if name.strip().lower() == "from"]
    return strict_address(fields[0]) if len(fields) == 1 else None


def same_address(author_address: str | None, roster: str) -> bool:
    """Return whether the author is exactly the person on the roster: fact C."""
    wanted = strict_address(roster)
    return author_address is not None and wanted is not None and author_address == wanted
