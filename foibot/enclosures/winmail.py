"""Outlook's winmail.dat -> the files packed in it, each an enclosure of its own (MS-OXTNEF)."""

from __future__ import annotations

from foibot.attachments.mail_files import tnef
from foibot.enclosures.notes import Member, Notes, Unreadable
from foibot.message.filenames import safe_name

MAGIC = b"\x78\x9f\x3e\x22"
MOST_FILES = 50
_HEAD = 6
_ATTRIBUTE = 11  # level, name, type, length and checksum, without the data
_BROKEN = (
    "it is a winmail.dat of Outlook that is broken; attach the files themselves and send again"
)
_MANY = f"{MOST_FILES} files or more are packed in it; send them apart"
_EMPTY = (
    "it is a winmail.dat of Outlook with no file in it; write the answer in the mail itself, or "
    "attach the file and send it as HTML or plain text"
)
_ANOTHER = "another mail is packed in it; save that mail as a PDF and send the PDF"


def winmail(content: bytes, notes: Notes) -> None:
    """Hand on the files that Outlook packed; the mail they were packed with is left out."""
    broken: list[str] = []
    body, packed = tnef(content, broken)
    if broken:
        raise Unreadable(_BROKEN)
    if len(packed) >= MOST_FILES:
        raise Unreadable(_MANY)
    if not packed:
        raise Unreadable(_EMPTY)
    if any(one.content.startswith(MAGIC) for one in packed):
        raise Unreadable(_ANOTHER)
    if body:
        notes.trace("the mail in winmail.dat", "the words of the mail that the files came with")
    notes.trace("winmail.dat", "subject, people and properties that Outlook keeps with a mail")
    if _end(content) < len(content):
        notes.hidden("behind the parts of winmail.dat", "data that no program shows")
    notes.members += [Member(safe_name(one.filename or "file"), one.content) for one in packed]


def _end(content: bytes) -> int:
    """Return where the last attribute ends: what is behind it belongs to nothing."""
    at = _HEAD
    while at + _ATTRIBUTE <= len(content) and content[at] in (1, 2):
        at += _ATTRIBUTE + int.from_bytes(content[at + 5 : at + 9], "little")
    return at
