"""Signed Message-IDs and capability tokens: HMAC-SHA256 cut to 128 bits, rebuilt from one key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foibot.message.model import Message

# 16 bytes are 26 letters of base32: no case, no sign that a client would break or link.
_LETTERS = r"[a-z2-7]{26}"
_MESSAGE_ID = re.compile(
    rf"<?([a-z][a-z0-9-]{{0,39}})\.([0-9a-f]{{24}})\.({_LETTERS})@([^\s<>@]+)>?"
)
_PLUS = re.compile(rf"[^\s@+]{{1,64}}\+({_LETTERS})@")
_MARKER = re.compile(rf"\bfoi-token[ \t\u00a0:]{{1,4}}({_LETTERS})(?![a-z0-9])")
_MOST_IDS = 200
_MOST_TOKENS = 20
_MOST_TEXT = 400_000


@dataclass(frozen=True, slots=True)
class OurId:
    """What one of our own Message-IDs says: the kind of mail and the digest of its key."""

    kind: str
    digest: str
    domain: str


@dataclass(frozen=True, slots=True)
class Capability:
    """
    What one addressee may do by answering one mail.

    *cases* are the references the mail speaks of, *version* the version of the case that an
    approval is bound to ("" for an answer), *nonce* the key of the mail that carries the token.
    """

    authority: str
    cases: tuple[str, ...]
    action: str
    addressee: str
    version: str
    nonce: str


def _mac(key: bytes, purpose: str, *fields: str) -> str:
    # Each field carries its length, so that no two lists of fields make the same bytes.
    body = b"".join(b"%d:%s" % (len(f.encode()), f.encode()) for f in (purpose, *fields))
    digest = hmac.new(key, body, hashlib.sha256).digest()[:16]
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()


def identity_digest(identity: str) -> str:
    """Return the 24 hexadecimal digits that stand for *identity* in a Message-ID."""
    return hashlib.sha256(identity.encode()).hexdigest()[:24]


def message_id(kind: str, identity: str, domain: str, key: bytes) -> str:
    """Return `<kind.digest.mac@domain>`: the same logical mail always has the same id."""
    digest, host = identity_digest(identity), domain.lower()
    return f"<{kind}.{digest}.{_mac(key, 'message-id', kind, digest, host)}@{host}>"


def bracketed(identifier: str | None) -> str:
    """Return a Message-ID as headers and the outbox write it; "" when there is none."""
    bare = (identifier or "").strip().strip("<>")
    return f"<{bare}>" if bare else ""


def ours(candidate: str, key: bytes) -> OurId | None:
    """Return what *candidate* says when we signed it, else None; in constant time."""
    match = _MESSAGE_ID.fullmatch(candidate.strip().lower())
    if match is None:
        return None
    kind, digest, mac, domain = match.groups()
    good = hmac.compare_digest(mac, _mac(key, "message-id", kind, digest, domain))
    return OurId(kind, digest, domain) if good else None


def our_ids(message: Message, key: bytes) -> tuple[OurId, ...]:
    """Return every id of ours that *message* answers, the nearest first, without repeats."""
    candidates = [*message.in_reply_to, *reversed(message.references)][:_MOST_IDS]
    found = (ours(candidate, key) for candidate in candidates)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def token(capability: Capability, key: bytes) -> str:
    """Return the 26 letters that prove *capability*; only the holder of *key* can make them."""
    c = capability
    cases = "\n".join(sorted(c.cases))
    return _mac(
        key, "capability", c.authority, cases, c.action, c.addressee.lower(), c.version, c.nonce
    )


def fingerprint(secret: str) -> str:
    """Return what may be stored to find a token again without storing the token."""
    return hashlib.sha256(b"foi-token:" + secret.lower().encode()).hexdigest()


def plus_address(mailbox: str, secret: str) -> str:
    """Return *mailbox* with the token behind a plus sign: `foi+TOKEN@council.gov.uk`."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{secret}@{domain}"


def body_marker(secret: str) -> str:
    """Return the one line of a mail's text that carries the token through any client."""
    return f"[foi-token {secret}]"


def tokens_in(message: Message) -> tuple[str, ...]:
    """Return the tokens that *message* carries in its recipients and text; none is verified."""
    recipients = [a.addr for a in (*message.to, *message.cc)]
    for name in ("Delivered-To", "X-Original-To", "Envelope-To"):
        recipients += message.header_all(name)
    found = [m for r in recipients[:_MOST_IDS] for m in _PLUS.findall(r.lower()[:400])]
    found += _MARKER.findall(message.text[:_MOST_TEXT].lower())
    return tuple(dict.fromkeys(found))[:_MOST_TOKENS]


def granted(
    message: Message, outstanding: Iterable[Capability], key: bytes
) -> tuple[Capability, ...]:
    """
    Return those of the *outstanding* capabilities that *message* proves: fact B.

    Either form counts: the token itself, or our signed Message-ID of the mail that carried it.
    """
    carried = tokens_in(message)
    answered = {one.digest for one in our_ids(message, key)}
    return tuple(
        one
        for one in outstanding
        if identity_digest(one.nonce) in answered or _holds(carried, token(one, key))
    )


def may_prove(message: Message, key: bytes) -> bool:
    """Return whether *message* carries a token, or an id of ours: without one it proves nothing."""
    return bool(tokens_in(message) or our_ids(message, key))


def _holds(carried: Sequence[str], wanted: str) -> bool:
    # Every one is compared, so that the time says nothing about which one was near.
    equal = [hmac.compare_digest(one, wanted) for one in carried]
    return any(equal)
