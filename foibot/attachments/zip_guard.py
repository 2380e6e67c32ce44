"""Look into a ZIP file before anything opens it: bombs, encryption, XML with entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise

from foibot.attachments.findings import BOMB, BROKEN, DOCTYPE, ENCRYPTED

MOST_ENTRIES = 2_000
LARGEST = 200_000_000
HIGHEST_RATIO = 100
# Below this nobody is harmed, and empty templates are compressed very well.
HARMLESS = 10_000_000
_DTD = re.compile(rb"<\s?!\s?(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,50}<\?xml[^>]{0,200}encoding\s?=\s?[\"']([A-Za-z0-9._-]{1,40})"
)
_PLAIN = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")


def opened(content: bytes) -> tuple[zipfile.ZipFile | None, str]:
    """Return the archive, or None and the finding why it is not opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        return None, BROKEN
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or _is_bomb(entries) or _overlaps(entries):
        return None, BOMB
    if any(entry.flag_bits & 0x1 for entry in entries):
        return None, ENCRYPTED
    return archive, ""


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the content of the member *name*, b"" where it cannot be read."""
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        return b""


def unsafe_xml(archive: zipfile.ZipFile) -> str:
    """Return the finding when an XML member declares a document type, else ""."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml", ".svg")):
            continue
        data = member(archive, entry.filename)
        if declares_type(data):
            return DOCTYPE
    return ""


def declares_type(data: bytes) -> bool:
    """Return whether XML *data* declares a document type, or hides it in a rare encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        data = data.replace(b"\x00", b"")
    elif (found := _DECLARED.match(data)) and found[1].lower() not in _PLAIN:
        return True
    return _DTD.search(data) is not None


def _is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST:
        return True
    return unpacked > HARMLESS and unpacked > HIGHEST_RATIO * max(1, packed)


def _overlaps(entries: list[zipfile.ZipInfo]) -> bool:
    """Return whether entries share bytes, as those of the best bombs do."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for before, after in pairwise(placed):
        if before.header_offset + 30 + before.compress_size > after.header_offset:
            return True
    return False
