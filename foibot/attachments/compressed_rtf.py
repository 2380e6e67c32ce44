"""Unpack the Rich Text that Outlook compresses into winmail.dat and msg files (MS-OXRTFCP)."""

from __future__ import annotations

import struct

_HEADER = struct.Struct("<IIII")  # size packed, size unpacked, kind, checksum
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_WINDOW = 4_096
_LONGEST = 20_000_000
# What the window holds at the beginning (MS-OXRTFCP 2.1.2.1).
_PREFILLED = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def is_compressed(content: bytes) -> bool:
    """Return whether *content* is Rich Text as Outlook packs it."""
    return len(content) >= _HEADER.size and _HEADER.unpack_from(content)[2] in (_COMPRESSED, _PLAIN)


def unpacked(content: bytes) -> bytes:
    """Return the Rich Text in *content*, as far as it goes; raise ValueError when it is none."""
    if not is_compressed(content):
        raise ValueError("no compressed Rich Text")
    _, size, kind, _ = _HEADER.unpack_from(content)
    size = min(size, _LONGEST)
    if kind == _PLAIN:
        return content[_HEADER.size : _HEADER.size + size]
    return bytes(_runs(content, size)[len(_PREFILLED) :])


def _runs(content: bytes, size: int) -> bytearray:
    """Return the prefilled window and what is unpacked behind it."""
    out = bytearray(_PREFILLED)
    at, end = _HEADER.size, len(_PREFILLED) + size
    while at < len(content) and len(out) < end:
        flags = content[at]
        at += 1
        for bit in range(8):
            if at >= len(content) or len(out) >= end:
                break
            if not flags >> bit & 1:
                out.append(content[at])
                at += 1
                continue
            if at + 2 > len(content):
                return out
            token = content[at] << 8 | content[at + 1]
            at += 2
            if not _copied(out, token >> 4, (token & 15) + 2):
                return out
    return out


def _copied(out: bytearray, place: int, length: int) -> bool:
    """Append *length* bytes from *place* in the window; return False at the mark of the end."""
    back = (len(out) - place) % _WINDOW
    if back == 0:
        return False
    start = len(out) - back
    for offset in range(length):
        # A run may go on into what it appends itself.
        out.append(out[start + offset] if start + offset >= 0 else 0x20)
    return True
