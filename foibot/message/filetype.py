"""Tell what a file is by its content: magic numbers, then the names inside a ZIP or OLE file."""

from __future__ import annotations

import re
import struct

from foibot.message.filenames import extension

UNKNOWN = "application/octet-stream"
_HEAD = 4096
_MOST_MEMBERS = 2_000
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

# What no text has: control characters but white space and the escape of terminals.
_ODD = bytes([*range(9), *range(14, 27), *range(28, 32)])
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x7fELF", "application/x-elf"),
)
# The brands of photographs in a container of ISO media (ISO/IEC 23008-12).
_STILLS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
)
_ZIP_PARTS: tuple[tuple[str, str, str], ...] = (
    ("word/", "wordprocessingml.document", "word.document"),
    ("xl/", "spreadsheetml.sheet", "excel.sheet"),
    ("ppt/", "presentationml.presentation", "powerpoint.presentation"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    # With what ends a name: "Book" also begins the name of a font.
    ("Book\0", "application/vnd.ms-excel"),
)
_BY_EXTENSION = {
    "txt": "text/plain",
    "log": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "htm": "text/html",
    "html": "text/html",
    "eml": "message/rfc822",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "xml": "application/xml",
    "json": "application/json",
    "svg": "image/svg+xml",
}
_HTML = re.compile(
    rb"\s{0,200}(?:<!--[^>]{0,400}-->\s{0,50})?<(?:!doctype html|html|head|body|meta|style)\b", re.I
)
_MAIL = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n)*){3}")
_MAIL_FIELD = re.compile(rb"^(?:from|received|message-id|return-path|subject|date):", re.I | re.M)


def filetype(content: bytes, declared: str = "", filename: str = "") -> str:
    """Return the content type of *content*; where it says nothing, what was *declared*."""
    head = content[:_HEAD]
    found = _by_magic(head) or _by_container(content, head)
    if found:
        return found
    claimed = declared.strip().lower() or UNKNOWN
    if not content or not _is_text(head):
        # A claim of a type that has a magic number is false without it.
        return (
            UNKNOWN if claimed.startswith("text/") and b"\x00" in head else _unless_magic(claimed)
        )
    return _text_type(head, claimed, filename)


def zip_members(content: bytes) -> tuple[str, ...]:
    """Return the names in the central directory of a ZIP file, the first two thousand."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or len(content) < end + 22:
        return ()
    at = int(struct.unpack_from("<I", content, end + 16)[0])
    names: list[str] = []
    while len(names) < _MOST_MEMBERS and content[at : at + 4] == b"PK\x01\x02":
        if len(content) < at + 46:
            break
        name, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        names.append(content[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        at += 46 + name + extra + comment
    return tuple(names)


def _by_magic(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    # PDF readers accept the mark anywhere in the first kilobyte.
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    return _by_second_mark(head)


def _by_second_mark(head: bytes) -> str | None:
    """Return the type of a file whose first bytes alone are no proof."""
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _STILLS:
        return "image/avif" if head[8:10] == b"av" else "image/heic"
    if head[:2] == b"MZ" and len(head) >= 64 and b"\x00" in head[:64]:
        return "application/x-msdownload"
    return None


def _by_container(content: bytes, head: bytes) -> str | None:
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(content)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(content)
    return None


def _ole_type(content: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return kind
    return "application/x-ole-storage"


def _zip_type(content: bytes) -> str:
    names = zip_members(content)
    if content[30:38] == b"mimetype" and content[38:].startswith(_ODF.encode()):
        kind = content[38:120].split(b"PK", 1)[0].decode("ascii", "replace").strip()
        return kind if re.fullmatch(r"[a-z./-]{1,80}", kind) else "application/zip"
    if "[Content_Types].xml" in names:
        for folder, plain, macros in _ZIP_PARTS:
            if any(name.startswith(folder) for name in names):
                vba = any(name.lower().endswith("vbaproject.bin") for name in names)
                return f"application/vnd.ms-{macros}.macroenabled.12" if vba else _OOXML + plain
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return _ODF + "text"
    return "application/zip"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = len(head) - len(head.translate(None, _ODD))
    return b"\x00" not in head and odd * 50 <= len(head)


def _unless_magic(claimed: str) -> str:
    known = {kind for _, kind in _MAGIC} | {"application/pdf", "application/zip", "image/bmp"}
    return UNKNOWN if claimed in known or claimed.startswith((_OOXML, _ODF)) else claimed


def _text_type(head: bytes, claimed: str, filename: str) -> str:
    named = _BY_EXTENSION.get(extension(filename), "")
    if _HTML.match(head):
        return "text/html"
    if claimed == "message/rfc822" or named == "message/rfc822":
        return "message/rfc822" if _MAIL_FIELD.search(head) else "text/plain"
    if claimed.startswith("text/") and claimed != "text/plain":
        return claimed
    if named:
        return named
    kept = _unless_magic(claimed)
    if kept not in (UNKNOWN, "text/plain"):
        return kept
    mail = _MAIL.match(head) and _MAIL_FIELD.search(head)
    return "message/rfc822" if mail and claimed == UNKNOWN else "text/plain"
