"""Undo content transfer encodings (RFC 2045) and uuencode, with the faults mail really has."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)?[ \t]+[0-7]{3,4}[ \t]+(\S[^\r\n]{0,250})\r?$", re.M)
_UU_END = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.M)
# Each is looked for to the end of the text.
_MOST_BEGINNINGS = 100


@dataclass(frozen=True, slots=True)
class Uuencoded:
    """A file that stood in a text between `begin` and `end`."""

    filename: str
    content: bytes


def decoded(body: bytes, encoding: str) -> tuple[bytes, str]:
    """Return *body* without its transfer encoding, and what was wrong with it ("" if nothing)."""
    name = encoding.strip(" \t\"'").lower().partition(";")[0].strip()
    if name == "base64":
        return _base64(body)
    if name in ("quoted-printable", "quoted_printable", "qp"):
        return binascii.a2b_qp(body), ""
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        _, files = split_uuencoded(body)
        return (files[0].content, "") if files else (body, "uuencoded part without a beginning")
    known = ("", "7bit", "8bit", "binary", "8bits", "7bits")
    return body, "" if name in known else f"unknown transfer encoding {name[:40]}"


def split_uuencoded(body: bytes) -> tuple[bytes, tuple[Uuencoded, ...]]:
    """Return *body* without the uuencoded files that stand in it, and those files."""
    files: list[Uuencoded] = []
    kept: list[bytes] = []
    at = tried = 0
    while tried < _MOST_BEGINNINGS and (begin := _UU_BEGIN.search(body, at)):
        tried += 1
        end = _UU_END.search(body, begin.end())
        stop = end.start() if end else len(body)
        content = _uu_content(body[begin.end() : stop], begin.group().startswith(b"begin-base64"))
        kept.append(body[at : begin.start() if content else begin.end()])
        at = begin.end()
        if content:
            name = begin.group(1).decode("utf-8", "replace").strip()
            files.append(Uuencoded(name, content))
            at = end.end() if end else len(body)
    return b"".join((*kept, body[at:])), tuple(files)


def _base64(body: bytes) -> tuple[bytes, str]:
    plain = body.translate(None, b"\r\n \t")
    defect = ""
    # Some senders end each line with its own padding; mailing lists add plain text below.
    stop = plain.find(b"=")
    if stop >= 0 and len(plain) - stop > 2:
        return _base64_pieces(body)
    plain = plain.rstrip(b"=")
    # Not by the expression: of what is large nearly all belongs, and this looks at it much faster.
    if plain.translate(None, _BASE64):
        plain = _NOT_BASE64.sub(b"", plain)
        defect = "letters in base64 that do not belong there"
    if len(plain) % 4 == 1:
        plain = plain[:-1]
        defect = "base64 cut short"
    return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4)), defect


def _base64_pieces(body: bytes) -> tuple[bytes, str]:
    found: list[bytes] = []
    pending = b""
    for line in body.splitlines():
        bare = line.strip()
        if _NOT_BASE64.search(bare.rstrip(b"=").replace(b"=", b"")):
            break
        for piece in bare.replace(b"=", b"= ").split(b" "):
            pending += piece.rstrip(b"=")
            if piece.endswith(b"=") and pending:
                found.append(_whole_base64(pending))
                pending = b""
    found.append(_whole_base64(pending))
    return b"".join(found), "padding inside base64"


def _whole_base64(piece: bytes) -> bytes:
    piece = piece[:-1] if len(piece) % 4 == 1 else piece
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def _uu_content(block: bytes, as_base64: bool) -> bytes:
    if as_base64:
        return _base64(block)[0]
    found: list[bytes] = []
    for line in block.splitlines():
        if not line or line[0] in b"` ":
            continue
        decoded_line = _uu_line(line)
        if decoded_line is None:
            break
        found.append(decoded_line)
    return b"".join(found)


def _uu_line(line: bytes) -> bytes | None:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Trailing garbage, or blanks that were lost on the way: read the length that it states.
        length = ((line[0] - 32) & 63) * 4 // 3 + 4
        try:
            return binascii.a2b_uu(line[:length].ljust(length)[: (length + 3) // 4 * 4])
        except binascii.Error:
            return None
