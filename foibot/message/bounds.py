"""Read huge messages in bounded memory: cut large files out of the stream, keep all the rest.

What is cut out is hashed and measured as it passes by, and its place is held by a short mark, so
that the reduced message reads like the whole one and its attachments keep their names and sizes.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from foibot.message.automatic_rules import AutomaticRules
from foibot.message.filenames import safe_name
from foibot.message.filetype import filetype
from foibot.message.model import Attachment, Message
from foibot.message.parse import parse
from foibot.message.signed_content import Seal, seal

# Messages up to this size are read as they are.
SMALL = 12_000_000
_BLOCK = 262_144
# Longer lines are no delimiters.
_LINE = 300
_HEADERS = 262_144
_HEAD = 65_536
_MOST_PARTS = 1_000
_MOST_BOUNDARIES = 64
_BOUNDARY = re.compile(rb'boundary[ \t]*=[ \t]*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.I)
_TEXT = re.compile(rb"^content-type[ \t]*:[ \t]*text/(?:plain|html)\b", re.I | re.M)
_NAMED = re.compile(
    rb"^content-disposition[ \t]*:[ \t]*attachment|\bname\*?\d*\*?[ \t]*=", re.I | re.M
)
_ENCODING = re.compile(rb"^content-transfer-encoding[ \t]*:[ \t]*([\w-]{1,40})", re.I | re.M)
_INSIDE = re.compile(rb"^content-type[ \t]*:[ \t]*message/(?:rfc822|global)\b", re.I | re.M)
_TYPED = re.compile(rb"^content-type[ \t]*:", re.I | re.M)
_HEADER_END = re.compile(rb"(?:\A|\n)[ \t]*\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")


@dataclass(frozen=True, slots=True)
class CutPart:
    """A body that was cut out: what it was, decoded, and its first bytes."""

    sha256: str
    size: int
    head: bytes

    @property
    def mark(self) -> bytes:
        """Return what stands in its place."""
        return f"foibot-cut {self.sha256} {self.size}\n".encode()


@dataclass(frozen=True, slots=True)
class ReducedMessage:
    """A message without its large bodies; *defects* say what else was left out."""

    raw: bytes
    cut: tuple[CutPart, ...]
    defects: tuple[str, ...] = ()


def read_message(path: Path, rules: AutomaticRules | None = None) -> Message:
    """Return the message in the file *path*, of whatever size, in bounded memory."""
    if path.stat().st_size <= SMALL:
        return parse(path.read_bytes(), rules)
    reduced = reduce(path)
    return restored(parse(reduced.raw, rules), reduced)


def reduce(path: Path, limit: int = SMALL) -> ReducedMessage:
    """Return the message in the file *path* with at most about *limit* bytes of bodies."""
    with path.open("rb") as stream:
        return reduce_stream(stream, limit)


def reduce_stream(stream: BinaryIO, limit: int = SMALL, block: int = _BLOCK) -> ReducedMessage:
    """Return the message in *stream* with at most about *limit* bytes of bodies."""
    scanner = _Scanner(limit)
    while not scanner.full and (data := stream.read(block)):
        scanner.take(data)
    return scanner.finish()


def restored(message: Message, reduced: ReducedMessage) -> Message:
    """Return *message*, read from *reduced*, with the sizes and digests of what was cut out."""
    marks = {part.mark.strip(): part for part in reduced.cut}
    attachments = tuple(_whole(each, marks) for each in message.attachments)
    return replace(message, attachments=attachments, defects=(*message.defects, *reduced.defects))


def _whole(attachment: Attachment, marks: dict[bytes, CutPart]) -> Attachment:
    part = marks.get(attachment.content.strip()) if len(attachment.content) < 200 else None
    if part is None:
        return attachment
    kind = filetype(part.head, attachment.declared_type, attachment.filename)
    return replace(
        attachment,
        filename=safe_name(attachment.filename, kind),
        content_type=kind,
        size=part.size,
        sha256=part.sha256,
        content=b"",
    )


@dataclass(slots=True)
class _Body:
    """A body that passes by: the first bytes as they stand, the digest of what they decode to."""

    encoding: bytes
    is_text: bool
    room: int
    kept: bytearray = field(default_factory=bytearray)
    raw_size: int = 0
    size: int = 0
    head: bytes = b""
    rest: bytes = b""
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def take(self, piece: bytes) -> None:
        self.raw_size += len(piece)
        if len(self.kept) < self.room:
            self.kept += piece[: self.room - len(self.kept)]
        self._decoded(self._decode(piece))

    def end(self) -> None:
        if self.encoding == b"base64" and self.rest:
            self._decoded(_base64(self.rest))
        elif self.encoding == b"quoted-printable":
            self._decoded(binascii.a2b_qp(self.rest))
        self.rest = b""

    def _decode(self, piece: bytes) -> bytes:
        if self.encoding == b"base64":
            # What was encoded in several goes has padding between them.
            *ended, going = (self.rest + _NOT_BASE64.sub(b"", piece)).split(b"=")
            whole = len(going) - len(going) % 4
            self.rest = going[whole:]
            return b"".join(map(_base64, (*ended, going[:whole])))
        if self.encoding == b"quoted-printable":
            lines = self.rest + piece
            whole = lines.rfind(b"\n") + 1 or max(0, len(lines) - _LINE)
            self.rest = lines[whole:]
            return binascii.a2b_qp(lines[:whole])
        return piece

    def _decoded(self, data: bytes) -> None:
        self.size += len(data)
        self.digest.update(data)
        if len(self.head) < _HEAD:
            self.head += data[: _HEAD - len(self.head)]


class _Scanner:
    """Follows the parts of a message as its blocks pass, and writes the reduced message."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.room = max(1, limit // 3)
        self.out = bytearray()
        self.buffer = b""
        self.line_starts = True
        self.in_header = True
        self.header = b""
        self.body: _Body | None = None
        self.boundaries: list[bytes] = []
        self.delimiter: re.Pattern[bytes] | None = None
        self.parts = 0
        self.delimiters = 0
        self.full = False
        self.cut: list[CutPart] = []
        self.defects: dict[str, None] = {}

    def take(self, block: bytes, *, last: bool = False) -> None:
        """Take the next block of the message."""
        self.buffer += block
        while self.buffer and not self.full:
            moved = self._in_header(last) if self.in_header else self._in_body(last)
            if not moved:
                return

    def finish(self) -> ReducedMessage:
        """Return the message as reduced."""
        self.take(b"", last=True)
        if self.full:
            self.defects.setdefault(f"more than {_MOST_PARTS} parts: the rest is left out")
        self._end_part()
        return ReducedMessage(bytes(self.out), tuple(self.cut), tuple(self.defects))

    def _in_header(self, last: bool) -> bool:
        """Take headers from the buffer; return whether something else follows in it."""
        stop = self._next_delimiter(last)
        end = _HEADER_END.search(self.buffer, 0, stop.start() if stop else len(self.buffer))
        if stop and not end:
            # A part without an empty line below its headers.
            self._add_header(self.buffer[: stop.start()])
            self._end_header()
            self.in_header = False
            self._pass(stop.start())
            return True
        if end:
            self._add_header(self.buffer[: end.end()])
            self._pass(end.end())
            self._end_header()
            return True
        taken = len(self.buffer) if last else max(0, len(self.buffer) - _LINE)
        self._add_header(self.buffer[:taken])
        self._pass(taken)
        return False

    def _in_body(self, last: bool) -> bool:
        """Take a body from the buffer; return whether something else follows in it."""
        stop = self._next_delimiter(last)
        if stop is None:
            kept = 0 if last else _tail(self.buffer)
            self._add_body(self.buffer[: len(self.buffer) - kept])
            self._pass(len(self.buffer) - kept)
            return False
        self._add_body(self.buffer[: stop.start()])
        self._end_part()
        self._write(stop.group())
        self.in_header = stop[2] is None
        self.delimiters += 1
        self.full = self.delimiters > 2 * _MOST_PARTS
        self._pass(stop.end())
        return True

    def _next_delimiter(self, last: bool) -> re.Match[bytes] | None:
        if self.delimiter is None:
            return None
        found = self.delimiter.search(self.buffer, 0 if self.line_starts else 1)
        # The last line of the buffer may go on in the next block.
        return found if found and (last or found.group().endswith(b"\n")) else None

    def _pass(self, count: int) -> None:
        if count:
            self.line_starts = self.buffer[count - 1 : count] == b"\n"
            self.buffer = self.buffer[count:]

    def _add_header(self, piece: bytes) -> None:
        if len(self.header) + len(piece) > _HEADERS:
            self.defects.setdefault("headers longer than 256 kB: the rest is left out")
            piece = piece[: _HEADERS - len(self.header)]
        self.header += piece

    def _add_body(self, piece: bytes) -> None:
        if self.body is not None:
            self.body.take(piece)
        elif self.left > 0:
            # Between the parts, and after the last.
            self._write(piece)
            self.left -= len(piece)

    def _end_header(self) -> None:
        if self.header and not self.header.endswith(b"\n"):
            self.header += b"\n\n"
        self._write(self.header)
        header, self.header = re.sub(rb"\r?\n[ \t]+", b" ", self.header), b""
        self.parts += 1
        self.full = self.full or self.parts > _MOST_PARTS
        found = _BOUNDARY.search(header)
        boundary = (found[1] or found[2]) if found else b""
        if boundary:
            self._expect(boundary)
        encoding = _ENCODING.search(header)
        name = encoding[1].lower() if encoding else b""
        if _INSIDE.search(header) and name not in (b"base64", b"quoted-printable"):
            # The headers of the message inside follow.
            return
        self.in_header = False
        if not boundary:
            is_text = bool(_TEXT.search(header) or not _TYPED.search(header))
            is_text = is_text and not _NAMED.search(header)
            self.body = _Body(name, is_text, min(self.room, max(self.left, 0)))

    def _expect(self, boundary: bytes) -> None:
        """Look for delimiters made of *boundary* too."""
        if boundary in self.boundaries:
            return
        self.boundaries = [*self.boundaries, boundary][-_MOST_BOUNDARIES:]
        # Longest first: one boundary may begin with another.
        known = sorted(self.boundaries, key=len, reverse=True)
        either = b"|".join(re.escape(each) for each in known)
        self.delimiter = re.compile(
            rb"^--(" + either + rb")(--)?[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE
        )

    def _end_part(self) -> None:
        if self.header:
            self._write(self.header)
            self.header = b""
        body, self.body = self.body, None
        if body is None:
            return
        body.end()
        if body.raw_size <= len(body.kept) and self.parts <= _MOST_PARTS:
            self._write(bytes(body.kept))
            self.left -= len(body.kept)
        elif (body.is_text or seal(body.head) is Seal.SIGNED) and body.kept:
            self.defects.setdefault(f"a text of {body.size} bytes is cut off")
            self._write(bytes(body.kept[: body.kept.rfind(b"\n") + 1 or None]))
            self.left -= len(body.kept)
        else:
            self._hold_place(body)

    def _hold_place(self, body: _Body) -> None:
        part = CutPart(body.digest.hexdigest(), body.size, body.head)
        self.defects.setdefault("large attachments are kept in the raw message only")
        if len(self.cut) < _MOST_PARTS:
            self.cut.append(part)
            mark = binascii.b2a_base64(part.mark) if body.encoding == b"base64" else part.mark
            self._write(mark)

    def _write(self, piece: bytes) -> None:
        # Headers and delimiters are not counted among bodies, yet a flood of them is cut off.
        if len(self.out) < 4 * self.room + 8 * _HEADERS:
            self.out += piece
        else:
            self.defects.setdefault("the message goes on beyond what is read")


def _tail(buffer: bytes) -> int:
    """Return how much of the end of *buffer* may be the beginning of a delimiter."""
    begun = buffer.rfind(b"\n", max(0, len(buffer) - _LINE)) + 1
    return len(buffer) - begun if begun else 0


def _base64(letters: bytes) -> bytes:
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
