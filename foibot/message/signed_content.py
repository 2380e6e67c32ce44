"""
Read what stands inside an opaque signature: S/MIME signed-data needs no key to be read.

A small walk over BER (X.690 8.1): ContentInfo, SignedData and encapContentInfo (RFC 5652 3, 5), or
CompressedData (RFC 3274 1.1), in definite and indefinite lengths, each byte looked at once.  The
signature itself is not verified here: what a message may do is decided by its authentication.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SEALED_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_LARGEST_CONTENT = 50_000_000
# BER may cut the content into pieces; programs write thousands of bytes in each.
_MOST_PIECES = 1_000_000
_HEAD = 64
_SEQUENCE, _SET, _OID, _OCTETS, _PIECES, _FIRST = 0x30, 0x31, 0x06, 0x04, 0x24, 0xA0
_CONSTRUCTED = 0x20


class Seal(StrEnum):
    """What a cryptographic message is, by the type that it names inside (RFC 5652 4-9)."""

    SIGNED = "signed"
    COMPRESSED = "compressed"
    ENCRYPTED = "encrypted"
    UNKNOWN = ""


_PKCS7 = bytes.fromhex("2a864886f70d0107")
_SMIME = bytes.fromhex("2a864886f70d01091001")
_TYPES = {
    _PKCS7 + b"\x02": Seal.SIGNED,
    _PKCS7 + b"\x03": Seal.ENCRYPTED,
    _PKCS7 + b"\x04": Seal.ENCRYPTED,  # signedAndEnvelopedData, of before RFC 2630
    _PKCS7 + b"\x06": Seal.ENCRYPTED,
    _SMIME + b"\x17": Seal.ENCRYPTED,  # authEnvelopedData (RFC 5083)
    _SMIME + b"\x09": Seal.COMPRESSED,
}


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of BER: its tag, and where its contents begin and end at the latest."""

    tag: int
    start: int
    stop: int
    open_ended: bool


def seal(data: bytes) -> Seal:
    """Return what the cryptographic message *data* is, by its first bytes."""
    outer = _element(data, 0, len(data))
    if outer is None or outer.tag != _SEQUENCE:
        return Seal.UNKNOWN
    named = _element(data, outer.start, outer.stop)
    if named is None or named.tag != _OID:
        return Seal.UNKNOWN
    return _TYPES.get(data[named.start : min(named.stop, named.start + _HEAD)], Seal.UNKNOWN)


def signed_content(data: bytes) -> bytes | None:
    """
    Return the signed or compressed content of the cryptographic message *data*.

    None where it is encrypted, holds certificates alone, or cannot be read; what is cut off at its
    end is returned as far as it goes.
    """
    found = _ber(data)
    kind = seal(found)
    if kind not in (Seal.SIGNED, Seal.COMPRESSED):
        return None
    content = _content(found)
    if content is None or kind is Seal.SIGNED:
        return content
    try:
        return zlib.decompressobj().decompress(content, _LARGEST_CONTENT)
    except zlib.error:
        return None


def _ber(data: bytes) -> bytes:
    """Return *data*, without base64 where a program forgot to say that it used it."""
    if data[:1] == b"\x30" or not data.lstrip()[:2].startswith(b"MI"):
        return data
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return data


def _content(data: bytes) -> bytes | None:
    """Return the octets of encapContentInfo, the third element of both types."""
    outer = _element(data, 0, len(data))
    wrapped = _child(data, outer, 1, _FIRST)
    inner = _child(data, wrapped, 0, _SEQUENCE)
    encapsulated = _child(data, inner, 2, _SEQUENCE)
    holder = _child(data, encapsulated, 1, _FIRST)
    octets = _child(data, holder, 0, _OCTETS) or _child(data, holder, 0, _PIECES)
    if octets is None:
        return None
    if octets.tag == _OCTETS:
        return data[octets.start : octets.stop]
    return b"".join(_pieces(data, octets))


def _child(data: bytes, parent: _Element | None, place: int, tag: int) -> _Element | None:
    """Return the element at *place* inside *parent* when it has the *tag*."""
    at = parent.start if parent else 0
    for _ in range(place):
        if parent is None or (past := _past(data, at, parent.stop)) is None:
            return None
        at = past
    found = _element(data, at, parent.stop) if parent else None
    return found if found is not None and found.tag == tag else None


def _element(data: bytes, at: int, end: int) -> _Element | None:
    """Return the element that begins at *at*, or None where none can be read before *end*."""
    if at + 2 > end:
        return None
    tag, length, start = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:  # a tag of several bytes: none is used here
        return None
    if length == 0x80:
        return _Element(tag, start, end, True) if tag & _CONSTRUCTED else None
    if length > 0x80:
        start += length & 0x7F
        if length > 0x88 or start > end:
            return None
        length = int.from_bytes(data[at + 2 : start], "big")
    return _Element(tag, start, min(start + length, end), False)


def _past(data: bytes, at: int, end: int) -> int | None:
    """Return where the element at *at* ends, those of indefinite length followed to theirs."""
    opened = 0
    while True:
        if opened and data[at : at + 2] == b"\0\0":
            opened, at = opened - 1, at + 2
        else:
            found = _element(data, at, end)
            if found is None:
                return None
            opened += found.open_ended
            at = found.start if found.open_ended else found.stop
        if not opened:
            return at


def _pieces(data: bytes, outer: _Element) -> Iterator[bytes]:
    """Yield the strings of octets of which *outer* is made, however they are nested."""
    at, opened = outer.start, int(outer.open_ended)
    for _ in range(_MOST_PIECES):
        if at >= outer.stop:
            return
        if data[at : at + 2] == b"\0\0":
            opened, at = opened - 1, at + 2
            if opened <= 0:
                return
            continue
        found = _element(data, at, outer.stop)
        if found is None or found.tag not in (_OCTETS, _PIECES):
            return
        if found.tag == _OCTETS:
            yield data[found.start : found.stop]
        opened += found.open_ended
        at = found.stop if found.tag == _OCTETS else found.start
