"""Which message a copy is of: a hash over what its sender wrote, not over its journey (P4)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_HEADER = 1024 * 1024
# One pass: a field ends where the next line does not begin with white space.
FIELD = re.compile(
    rb"^(message-id|from|date|subject|x-foibot-id)[ \t]*:(.*(?:\r?\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
HEADER_END = re.compile(rb"\r?\n\r?\n")
SPACE = re.compile(rb"\s+")
MSG_ID = re.compile(r"<[^<>\s]{1,990}>")


@dataclass(frozen=True, slots=True)
class Identity:
    """*digest* is equal for copies of one message; *message_id* is as the message states it."""

    digest: str
    sha256: str
    message_id: str | None
    own_id: str | None = None  # X-Foibot-Id: the Message-ID we gave it, if a server changed that
    nameless: bool = False  # neither Message-ID nor Date: only its receipt tells it from another

    def received(self, at: datetime) -> str:
        """Return what identifies the message, given when the server received it."""
        if not self.nameless:
            return self.digest
        return hashlib.sha256(
            f"{self.digest} {at.astimezone(UTC).isoformat()}".encode()
        ).hexdigest()


def identity(content: bytes) -> Identity:
    """Return the identity of a message that is in memory."""
    hasher = IdentityHasher()
    hasher.feed(content)
    return hasher.result()


class IdentityHasher:
    """The identity of a message that arrives piece by piece."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()
        self._body = hashlib.sha256()
        self._header: bytes | None = None
        self._carry = b""

    def feed(self, chunk: bytes) -> None:
        """Take in the next piece."""
        self._whole.update(chunk)
        if self._header is not None:
            self._feed_body(chunk)
            return
        self._carry += chunk
        end = HEADER_END.search(self._carry)
        if end is not None or len(self._carry) > MOST_HEADER:
            cut = end.end() if end is not None else MOST_HEADER
            self._header, rest = self._carry[:cut], self._carry[cut:]
            self._carry = b""
            self._feed_body(rest)

    def _feed_body(self, chunk: bytes) -> None:
        # A CR at the very end may belong to a LF in the next piece.
        chunk = self._carry + chunk
        self._carry = chunk[-1:] if chunk.endswith(b"\r") else b""
        self._body.update(chunk.removesuffix(b"\r").replace(b"\r\n", b"\n"))

    def result(self) -> Identity:
        """Return the identity of everything that was fed."""
        if self._header is None:
            # No blank line: what looks like a header may be all there is to tell it by.
            self._header = self._carry
        self._body.update(self._carry)
        fields = _fields(self._header)
        if not fields:
            self._body.update(self._header)
        digest = hashlib.sha256()
        for name in (b"message-id", b"from", b"date", b"subject"):
            digest.update(SPACE.sub(b" ", fields.get(name, b"")).strip() + b"\0")
        digest.update(self._body.digest())
        own = fields.get(b"x-foibot-id")
        return Identity(
            digest.hexdigest(),
            self._whole.hexdigest(),
            _message_id(fields.get(b"message-id")),
            _message_id(b"<" + own.strip() + b">") if own is not None else None,
            nameless=not (fields.keys() & {b"message-id", b"date"}),
        )


def _fields(header: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for match in FIELD.finditer(header):
        found.setdefault(match[1].lower(), match[2])
    return found


def _message_id(value: bytes | None) -> str | None:
    if value is None:
        return None
    text = value[:2000].decode("ascii", "replace").replace("\ufffd", "?")
    match = MSG_ID.search(text)
    return match[0] if match is not None else None
