"""The chunks and segments of picture files: what no program that shows pictures reads (T23)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from foibot.enclosures.notes import Notes

_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"bKGD", b"hIST", b"pHYs", b"sPLT", b"tIME", b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"acTL",
     b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"}
)  # fmt: skip
_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "})
# EXIF and XMP, colour profile and further pictures, IPTC, Adobe: told of elsewhere.
_SEGMENTS = {
    0xE1: (b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0"),
    0xE2: (b"ICC_PROFILE\0", b"MPF\0"),
    0xED: (b"Photoshop 3.0\0",),
    0xEE: (b"Adobe",),
}
_JFIF, _ADOBE = 14, 12
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_WHAT = "data that no program shows"


def look_at_picture_parts(content: bytes, kind: str, notes: Notes) -> None:
    """Note every part of a picture file that is neither pixels nor told of already."""
    for place in _LOOKS.get(kind, _nothing)(content):
        notes.hidden(place, _WHAT)


def _png(content: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in _PNG:
            yield f"chunk {_named(kind)}"
        elif kind == b"sPLT":
            yield "chunk sPLT, the name of a palette"
        at += size + 12
        if kind == b"IEND":
            break
    if _says_more(content):
        yield "chunk IDAT, more pixels than the picture has"


def _says_more(content: bytes) -> bool:
    """Return whether the packed pixels of a PNG go on behind the last row (11.2.4)."""
    at, head, packed = 8, b"", []
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        head = data if kind == b"IHDR" else head
        if kind == b"IDAT":
            packed.append(data)
        at += size + 12
    if len(head) < 13 or head[12]:
        return False  # woven rows have lengths of their own
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    bits = head[8] * _CHANNELS.get(head[9], 4)
    wanted = height * (1 + (width * bits + 7) // 8)
    unpacked = zlib.decompressobj()
    try:
        return len(unpacked.decompress(b"".join(packed), wanted + 1)) > wanted
    except zlib.error:
        return False


def _jpeg(content: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xDA:
            return
        if mark == 0xFF:
            at += 1
            continue
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xE0 <= mark <= 0xEF:
            yield from _segment(mark, content[at + 4 : at + 2 + size])
        at += 2 + size


def _segment(mark: int, data: bytes) -> Iterator[str]:
    """Yield what a segment holds besides what is told of elsewhere."""
    if mark == 0xE0 and data.startswith(b"JFIF\0"):
        if len(data) > _JFIF:
            yield "segment APP0, a small picture of an earlier look"
    elif not data.startswith(_SEGMENTS.get(mark, ())) or (mark == 0xEE and len(data) > _ADOBE):
        yield f"segment APP{mark - 0xE0}"


def _webp(content: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if kind not in _WEBP:
            yield f"chunk {_named(kind)}"
        at += 8 + size + size % 2


def _tiff(content: bytes) -> Iterator[str]:
    """Yield that something stands behind all that the directories of the file point at."""
    order = "little" if content[:2] == b"II" else "big"
    end, at, seen = 8, _whole(content, 4, 4, order), 0
    while at and at + 2 <= len(content) and seen < 100:
        seen += 1
        count = _whole(content, at, 2, order)
        end = max(end, at + 2 + 12 * count + 4, *_reach(content, at + 2, count, order), 8)
        at = _whole(content, at + 2 + 12 * count, 4, order)
    if content[end + 1 :].strip(b"\x00"):
        yield "behind the picture"


_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
# Where strips and tiles stand, and how long they are.
_WHERE, _LENGTHS = (273, 324), (279, 325)


def _reach(content: bytes, start: int, count: int, order: str) -> list[int]:
    """Return the ends of the values of a directory, and of the strips that it names."""
    ends: list[int] = [0]
    offsets: list[int] = []
    lengths: list[int] = []
    for entry in range(start, min(start + 12 * count, len(content) - 11), 12):
        tag, kind = _whole(content, entry, 2, order), _whole(content, entry + 2, 2, order)
        number, one = _whole(content, entry + 4, 4, order), _SIZES.get(kind, 1)
        inside = number * one <= 4
        at = entry + 8 if inside else _whole(content, entry + 8, 4, order)
        ends.append(0 if inside else at + number * one)
        if tag in _WHERE + _LENGTHS:
            every = range(at, at + min(number, 100_000) * one, one)
            values = [_whole(content, each, one, order) for each in every]
            (offsets if tag in _WHERE else lengths).extend(values)
    return ends + [a + b for a, b in zip(offsets, lengths, strict=False)]


def _whole(content: bytes, at: int, size: int, order: str) -> int:
    return int.from_bytes(content[at : at + size], "little" if order == "little" else "big")


def _nothing(_content: bytes) -> Iterator[str]:
    return iter(())


def _named(kind: bytes) -> str:
    return f"'{kind.decode('latin-1')}'" if kind.isalnum() else "without a name"


_LOOKS = {"PNG": _png, "JPEG": _jpeg, "MPO": _jpeg, "WEBP": _webp, "TIFF": _tiff}
