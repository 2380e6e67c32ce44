"""
LETTER -> BYTES: a MIME message built by hand, the same bytes for the same letter (RFC 2045, 5322).

The standard library's EmailMessage costs sixteen times as much; what it guards against is guarded
here: every value passes headers.py, every body line is encoded, every name is on a list.
"""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp
from datetime import datetime
from hashlib import sha256

from foibot.letter.headers import (
    address,
    date_line,
    hdr,
    mailbox,
    message_id,
    parameter,
    thread,
    unstructured,
)
from foibot.letter.model import File, Letter, LetterError
from foibot.message.model import Address

# Whatever else a letter asks for is refused: a header must not come from data.
ALLOWED = {
    "Auto-Submitted": re.compile(r"auto-(replied|generated)"),
    "X-Auto-Response-Suppress": re.compile(r"(OOF|AutoReply|RN|NRN)(, (OOF|AutoReply|RN|NRN))*"),
    "X-Foibot-Ref": re.compile(r"[A-Za-z0-9/._-]{1,60}"),
    "Content-Language": re.compile(r"[a-z]{2}(-[A-Z]{2})?"),
    "Reply-To": re.compile(r"[ -~]{3,320}"),
}
KIND = re.compile(r"[a-z][a-z-]{1,40}")
MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+(; [a-z]+=[A-Za-z0-9\"-]+)*")
# Some servers still put ">" before these words; where the line is full it stays as it is.
FROM_LINE = re.compile(rb"^From (?=.{0,68}\r$)", re.MULTILINE)
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def compose(letter: Letter, sender: Address, own_id: str, date: datetime) -> bytes:
    """Return the message ready for SMTP: CRLF throughout, lines of at most 76 in the bodies."""
    seal = sha256(f"{own_id}\0{letter.key}".encode()).hexdigest()[:24]
    lines = [
        mailbox("From", sender.name, sender.addr),
        mailbox("To", "", letter.recipient),
        unstructured("Subject", letter.subject),
        date_line(date),
        message_id("Message-ID", own_id),
        thread("In-Reply-To", [letter.in_reply_to]),
        thread("References", [*letter.references, letter.in_reply_to]),
        *(_extra(name, value) for name, value in letter.headers),
        f"X-Foibot-Kind: {_kind(letter.kind)}",
        f"X-Foibot-Id: {own_id[1:-1]}",
        "MIME-Version: 1.0",
    ]
    head = "\r\n".join(line for line in lines if line) + "\r\n"
    return head.encode("ascii") + _body(letter, seal)


def _extra(name: str, value: str) -> str:
    wanted = ALLOWED.get(name)
    if wanted is None or not wanted.fullmatch(value):
        raise LetterError(f"header {hdr(name, 40)}: {hdr(value, 60)!r} is not one that a mail may")
    return f"{name}: {address(value) if name == 'Reply-To' else value}"


def _kind(kind: str) -> str:
    if not KIND.fullmatch(kind):
        raise LetterError(f"kind {hdr(kind, 60)!r}: small letters and hyphens only")
    return kind


def _body(letter: Letter, seal: str) -> bytes:
    """Return the content from Content-Type on: text, alternative, or mixed with the files."""
    text = _text_part("plain", letter.text)
    words = text
    if letter.html:
        words = _multipart(
            "alternative", f"=_foibot_a_{seal}", [text, _text_part("html", letter.html)]
        )
    if not letter.attachments:
        return words
    parts = [words, *(_file_part(file) for file in letter.attachments)]
    return _multipart("mixed", f"=_foibot_m_{seal}", parts)


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    """Return the parts between boundaries; "=_" occurs in no encoded body (RFC 2045 6.7)."""
    mark = b"--" + boundary.encode("ascii")
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    inner = b"".join(b"%b\r\n%b\r\n" % (mark, part) for part in parts)
    return b"%b%b%b--\r\n" % (head, inner, mark)


def _text_part(kind: str, text: str) -> bytes:
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode("ascii") + quoted_printable(text)


def quoted_printable(text: str) -> bytes:
    """Return *text* in quoted-printable, with CRLF and an end of line at the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    # Nearly every text is as it may be, and to look at each sign of it costs more than all else.
    safe = lines if lines.replace("\n", "").isprintable() else UNSAFE.sub("", lines)
    data = safe.encode("utf-8", "replace").replace(b"\n", b"\r\n")
    # b2a_qp takes its line ends from the first that it meets: there must be one.
    data = data if data.endswith(b"\r\n") else data + b"\r\n"
    encoded = b2a_qp(data, istext=True)
    return FROM_LINE.sub(b"=46rom ", encoded) if b"From " in encoded else encoded


def _file_part(file: File) -> bytes:
    if not MEDIA.fullmatch(file.content_type):
        raise LetterError(f"file {hdr(file.name, 60)!r}: type {hdr(file.content_type, 60)!r}")
    head = (
        f"Content-Type: {file.content_type};\r\n {parameter('name', file.name)}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {parameter('filename', file.name)}\r\n\r\n"
    )
    return head.encode("ascii") + base64_lines(file.content)


def base64_lines(content: bytes) -> bytes:
    """Return *content* in base64 with lines of 76."""
    pieces = (content[at : at + 57] for at in range(0, len(content), 57))
    return b"\r\n".join(b2a_base64(piece, newline=False) for piece in pieces) + b"\r\n"
