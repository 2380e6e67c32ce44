"""Content codes such as APPROVE 7F3K-92QD: they name exactly what will go out (fact D)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

# No letter that looks like another one or like a figure, and no vowel: a code is never a word.
ALPHABET = "234679CDFGHJKMNPQRTWXY"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CODE = rf"[{ALPHABET}]{{4}}[ {HYPHENS}]?[{ALPHABET}]{{4}}"
_LINE = re.compile(rf"([A-Z]{{3,12}})[ :]{{1,3}}({_CODE})[ .!,]{{0,4}}")
FIRST_LINES = 10


@dataclass(frozen=True, slots=True)
class Content:
    """What goes out, to whom, and from which version of the case."""

    case: str
    version: str
    recipient: str
    letter_sha256: str
    enclosures_sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A code as somebody wrote it: the action's word in capitals and the bare code."""

    action: str
    code: str


def content_code(action: str, content: Content, key: bytes) -> str:
    """Return the code for *action* on *content*; any change of either makes another code."""
    fields = [action.upper(), content.case, content.version, content.recipient.lower()]
    fields += [content.letter_sha256, *content.enclosures_sha256]
    body = b"content-code" + b"".join(b"%d:%s" % (len(f.encode()), f.encode()) for f in fields)
    number = int.from_bytes(hmac.new(key, body, hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(8):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def given(line: str) -> Given | None:
    """
    Return the code that *line* consists of: one word, one code, nothing else.

    Case and the kind of hyphen do not matter; a letter of another script never counts.
    """
    bare = line.replace("\u00a0", " ").strip(" \t*_\"'\u2018\u2019\u201c\u201d")
    match = _LINE.fullmatch(bare.upper()) if bare.isascii() or _only_hyphens(bare) else None
    if match is None:
        return None
    return Given(match[1], "".join(c for c in match[2] if c in ALPHABET))


def _only_hyphens(text: str) -> bool:
    return all(c.isascii() or c in HYPHENS for c in text)


def proves(codes: Sequence[Given], action: str, content: Content, key: bytes) -> bool:
    """Return whether exactly this *content* was named for this *action*: fact D."""
    wanted = content_code(action, content, key).replace("-", "").encode()
    named = [
        hmac.compare_digest(one.code.encode(), wanted) and one.action == action.upper()
        for one in codes
    ]
    return any(named)
