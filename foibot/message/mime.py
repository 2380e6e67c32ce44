"""Split a raw message into its parts (RFC 2045, 2046) in linear time and within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from foibot.message.charset import decode
from foibot.message.headers import (
    LONGEST_HEADER,
    MOST_HEADERS,
    Headers,
    content_type,
    first,
    parameters,
)
from foibot.message.signed_content import SEALED_TYPES, Seal, seal, signed_content
from foibot.message.transfer import decoded

DEEPEST = 50
MOST_PARTS = 500

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_GUESSED = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-)", re.M | re.I)


@dataclass(slots=True)
class Part:
    """One part of a message: its headers, and its body or its children."""

    headers: Headers
    body: bytes  # without its transfer encoding; empty when it has children
    content_type: str
    parameters: dict[str, str]
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    seal: Seal | None = None  # of a cryptographic message of S/MIME
    children: list[Part] = field(default_factory=list)

    @property
    def holds_parts(self) -> bool:
        """Return whether its children stand in the message itself: not an attached message."""
        wraps = self.content_type.startswith("multipart/") or self.seal is not None
        return wraps and bool(self.children)

    @property
    def charset(self) -> str:
        """Return the charset that the part says it has."""
        return self.parameters.get("charset", "")

    @property
    def text(self) -> str:
        """Return the body as text."""
        return decode(self.body, self.charset)


class Splitter:
    """Splits one message, counting its parts and noting what is wrong with it."""

    def __init__(self) -> None:
        self.defects: dict[str, None] = {}
        self.parts = 0

    def note(self, defect: str) -> None:
        """Remember *defect* once; the first hundred are enough."""
        if len(self.defects) < 100:
            self.defects.setdefault(defect)

    def part(self, raw: bytes, depth: int = 0, default: str = "text/plain") -> Part:
        """Return the part that *raw* is, with everything inside it."""
        self.parts += 1
        headers, body = self.headers(raw)
        kind_value = first(headers, "content-type")
        kind = content_type(kind_value) or _unreadable_type(kind_value, default)
        named = parameters(kind_value)
        part = Part(headers, b"", kind, named)
        _describe(part)
        if kind.startswith("multipart/") and self._within(depth):
            self._split(part, body, depth)
        else:
            self._leaf(part, body, depth)
        return part

    def headers(self, raw: bytes) -> tuple[Headers, bytes]:
        """Return the header fields of *raw*, unfolded, and the body below them."""
        fields: list[bytes] = []
        at = 0
        while at < len(raw):
            end = raw.find(b"\n", at)
            end = len(raw) if end < 0 else end + 1
            line = raw[at : min(end, at + LONGEST_HEADER)]
            if not line.strip(b"\r\n"):
                at = end
                break
            if not self._field(fields, line, at, raw[end : end + 200]):
                break
            at = end
        return self._unfolded(fields), raw[at:]

    def _field(self, fields: list[bytes], line: bytes, at: int, below: bytes) -> bool:
        """Take *line* into *fields*; return False when it belongs to the body."""
        if line[:1] in b" \t":
            if fields and len(fields[-1]) < LONGEST_HEADER:
                fields[-1] += line
            return True
        if _FIELD.match(line):
            if len(fields) < MOST_HEADERS:
                fields.append(line)
            else:
                self.note(f"more than {MOST_HEADERS} header fields")
            return True
        if not at and line.startswith((b"From ", b">From ")):
            return True
        self.note("a line among the headers that is no header")
        # A broken fold stands between two fields; otherwise the empty line was forgotten.
        if fields and _FIELD.match(below):
            fields[-1] += b" " + line
            return True
        return False

    def _unfolded(self, fields: list[bytes]) -> Headers:
        found: list[tuple[str, str]] = []
        for line in fields:
            if len(line) > LONGEST_HEADER:
                self.note(f"a header field longer than {LONGEST_HEADER} bytes")
                line = line[:LONGEST_HEADER]
            name, _, value = line.partition(b":")
            text = decode(value)
            text = text.replace("\r", "").replace("\n", "").strip(" \t")
            found.append((name.decode("ascii", "replace").strip(), text))
        return tuple(found)

    def _within(self, depth: int) -> bool:
        if depth < DEEPEST and self.parts < MOST_PARTS:
            return True
        self.note(f"more than {DEEPEST} levels or {MOST_PARTS} parts")
        return False

    def _split(self, part: Part, body: bytes, depth: int) -> None:
        boundary = part.parameters.get("boundary", "").encode("utf-8", "replace")
        pieces = _pieces(body, boundary) if boundary else []
        if not pieces:
            guessed = _GUESSED.search(body)
            pieces = _pieces(body, guessed[1]) if guessed else []
            self.note("multipart without its boundary")
        if not pieces:
            # Nothing to split: what it holds is the text.
            part.content_type = "text/plain"
            part.body = body
            return
        default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
        for piece in pieces:
            if self.parts >= MOST_PARTS:
                self.note(f"more than {MOST_PARTS} parts")
                break
            part.children.append(self.part(piece, depth + 1, default))

    def _leaf(self, part: Part, body: bytes, depth: int) -> None:
        part.body, defect = decoded(body, first(part.headers, "content-transfer-encoding"))
        if defect:
            self.note(defect)
        if part.content_type in ("message/rfc822", "message/global") and self._within(depth):
            part.children.append(self.part(part.body.lstrip(b"\r\n"), depth + 1))
        elif part.content_type in SEALED_TYPES or _named_as_sealed(part):
            self._sealed(part, depth)

    def _sealed(self, part: Part, depth: int) -> None:
        """Look into a cryptographic message: what is only signed is read without a key."""
        part.seal = seal(part.body)
        content = signed_content(part.body) if self._within(depth) else None
        if content:
            part.children.append(self.part(content.lstrip(b"\r\n"), depth + 1))
        elif part.seal is not Seal.ENCRYPTED:
            self.note("a sealed message whose content cannot be read")


def split(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """Return *raw* as a tree of parts, and its defects."""
    splitter = Splitter()
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return splitter.part(raw), tuple(splitter.defects)


def _describe(part: Part) -> None:
    disposition = first(part.headers, "content-disposition")
    named = parameters(disposition) if disposition else {}
    part.disposition = disposition.partition(";")[0].strip().lower()
    part.filename = named.get("filename") or part.parameters.get("name", "")
    part.content_id = first(part.headers, "content-id").strip("<> ")


def _named_as_sealed(part: Part) -> bool:
    """Return whether a gateway took the type from a message of S/MIME (RFC 8551 3.9)."""
    named = part.filename.lower().endswith((".p7m", ".p7z"))
    return named and part.content_type == "application/octet-stream"


def _unreadable_type(value: str, default: str) -> str:
    """Return what a Content-Type that says nothing readable stands for (RFC 2045 5.2)."""
    bare = value.partition(";")[0].strip().lower()
    return {"text": "text/plain", "html": "text/html"}.get(bare, default)


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """Return what stands between the delimiters made of *boundary*."""
    found: list[bytes] = []
    start = -1
    for begins, ends, last in _delimiters(body, b"--" + boundary):
        if start >= 0:
            found.append(_without_last_break(body[start:begins]))
        start = ends + 1
        if last:
            return found
        if len(found) > MOST_PARTS:
            return found
    if start >= 0 and body[start:].strip():
        found.append(body[start:])
    return found


def _delimiters(body: bytes, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where lines that are *delimiter* begin and end, and whether they are the last one."""
    at = body.find(delimiter)
    while at >= 0:
        # Only where a line begins: hostile lines may hold the delimiter a million times.
        if not at or body[at - 1 : at] == b"\n":
            end = body.find(b"\n", at)
            end = len(body) if end < 0 else end
            rest = body[at + len(delimiter) : min(end, at + len(delimiter) + 1000)]
            last = rest.startswith(b"--")
            if not rest[2 * last :].strip(b" \t\r"):
                yield at, end, last
        at = body.find(delimiter, at + 1)


def _without_last_break(piece: bytes) -> bytes:
    if piece.endswith(b"\r\n"):
        return piece[:-2]
    return piece[:-1] if piece.endswith(b"\n") else piece
