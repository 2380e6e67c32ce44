"""The text of mails kept as files: eml, Outlook's msg, and what winmail.dat holds."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from foibot.attachments.compressed_rtf import is_compressed, unpacked
from foibot.attachments.documents import from_html, rtf
from foibot.attachments.findings import BROKEN, DEEP
from foibot.message.parse import parse

_MOST_MEMBERS = 50
_LARGEST = 100_000_000
# PidTagRtfCompressed: the only body of what was written in Rich Text (MS-OXPROPS).
_RTF = 0x1009

ReadFile = Callable[[str, bytes, list[str]], str]


@dataclass(frozen=True, slots=True)
class Member:
    """A file that stands in another file."""

    filename: str
    content: bytes


def eml(content: bytes, found: list[str], read: ReadFile | None) -> str:
    """Return the headers and text of a mail, and the text of what is attached to it."""
    message = parse(content)
    head = [
        ("From", message.sender_raw),
        ("To", ", ".join(each.addr for each in message.to)),
        ("Date", message.date.isoformat(" ") if message.date else ""),
        ("Subject", message.subject),
    ]
    files = [Member(each.filename, each.content) for each in message.attachments]
    return _mail(head, message.text, files, found, read)


def msg(content: bytes, found: list[str], read: ReadFile | None) -> str:
    """Return the headers and text of an Outlook message, and the text of what is attached."""
    import oxmsg

    message = oxmsg.Message.load(io.BytesIO(content))
    head = [
        ("From", str(message.sender or "")),
        ("To", ", ".join(f"{each.name} <{each.email_address}>" for each in message.recipients)),
        ("Date", message.sent_date.isoformat(" ") if message.sent_date else ""),
        ("Subject", str(message.subject or "")),
    ]
    text = str(message.body or "") or from_html(str(message.html_body or ""))
    text = text or _packed_text(message.properties.binary_prop_value(_RTF) or b"")
    files = [
        Member(str(each.file_name or ""), bytes(each.file_bytes or b""))
        for each in message.attachments[:_MOST_MEMBERS]
        if each.attached_by_value
    ]
    return _mail(head, text.replace("\r\n", "\n").strip(), files, found, read)


def tnef(content: bytes, found: list[str]) -> tuple[str, list[Member]]:
    """Return the text of the body in a winmail.dat, and the files in it."""
    import tnefparse

    try:
        container = tnefparse.TNEF(content, do_checksum=False)
    except (ValueError, TypeError, IndexError, KeyError, LookupError, AttributeError):
        found.append(BROKEN)
        return "", []
    if _cut_short(content):
        found.append(BROKEN)
    files = [
        Member(_tnef_name(each), bytes(each.data or b""))
        for each in container.attachments[:_MOST_MEMBERS]
    ]
    kept = [each for each in files if len(each.content) <= _LARGEST]
    return _tnef_body(container, found), kept


def _cut_short(content: bytes) -> bool:
    """Return whether an attribute of a winmail.dat goes on beyond its end."""
    at = 6
    while at + 9 <= len(content) and content[at] in (1, 2):
        at += 9 + int.from_bytes(content[at + 5 : at + 9], "little") + 2
    return at > len(content)


def _tnef_name(attachment: object) -> str:
    for attribute in ("long_filename", "name"):
        try:
            value = getattr(attachment, attribute)
            named = value() if callable(value) else value
        except (ValueError, TypeError, AttributeError, LookupError):
            continue
        text = named.decode("cp1252", "replace") if isinstance(named, bytes) else str(named or "")
        if text.strip("\x00 "):
            return text.strip("\x00 ")
    return ""


def _tnef_body(container: object, found: list[str]) -> str:
    for attribute, reader in (("htmlbody", from_html), ("rtfbody", _rtf_text), ("body", str)):
        try:
            value = getattr(container, attribute, None)
            if isinstance(value, list):
                value = value[0] if value else None
            shown = _packed_text(value) or reader(_readable(value)).strip() if value else ""
        except (ValueError, TypeError, AttributeError, LookupError):
            continue
        if shown:
            return shown
    return ""


def _packed_text(value: object) -> str:
    """Return the text of Rich Text as Outlook packs it, "" where *value* is something else."""
    if not isinstance(value, bytes) or not is_compressed(value):
        return ""
    return _rtf_text(unpacked(value).decode("cp1252", "replace").strip("\x00")).strip()


def _rtf_text(source: str) -> str:
    if "\\fromhtml" in source[:400]:
        # HTML in RTF: what stands in \htmltag is markup, the rest is the text.
        source = re.sub(r"\{\\\*\\htmltag\d{0,5}[^{}]{0,4000}\}", "", source)
    return rtf(source.encode("cp1252", "replace"), [])


def _readable(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("cp1252", "replace").strip("\x00")
    return str(value)


def _mail(
    head: list[tuple[str, str]],
    text: str,
    files: list[Member],
    found: list[str],
    read: ReadFile | None,
) -> str:
    lines = [f"{name}: {value}" for name, value in head if value]
    pieces = ["\n".join(lines), text]
    if files and read is None:
        found.append(DEEP)
    for each in files[:_MOST_MEMBERS] if read else []:
        assert read is not None
        inner = read(each.filename, each.content, found)
        if inner:
            pieces.append(f"[{each.filename}]\n{inner}")
    return "\n\n".join(piece for piece in pieces if piece)
