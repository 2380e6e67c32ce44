"""A ZIP archive -> the files in it, each an enclosure of its own; what stands beside them (T23)."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib

from foibot.attachments.zip_guard import opened
from foibot.enclosures.notes import Member, Notes, Unreadable
from foibot.enclosures.package import odd_extra
from foibot.message.filenames import safe_name

MOST_MEMBERS = 50
LARGEST = 50_000_000
_MANY = f"it holds more than {MOST_MEMBERS} files; send the files that are in it"
_LARGE = "it unpacks to more than 50 MB; send the files that are in it"
_HEAD = 30
# What a program writes of the size behind a member whose size it did not know before (4.3.9).
_DESCRIPTOR = 24
_UNIX = 3
# What a Mac puts beside each file.
_OF_SYSTEM = ("__MACOSX/", ".DS_Store")


def archive(content: bytes, notes: Notes) -> None:
    """Hand on the files of the archive; note what is in none of them."""
    file, problem = opened(content)
    if file is None:
        raise Unreadable(f"{problem}; send the files that are in it")
    if file.comment:
        notes.hidden("archive comment", "words in the comment of the archive")
    entries = [one for one in file.infolist() if not one.is_dir()]
    for entry in file.infolist():
        _beside(entry, notes)
    _between(file, content, notes)
    if len({one.filename for one in entries}) != len(entries):
        raise Unreadable("two files in it have the same name")
    shown = [one for one in entries if not _is_of_system(one, notes)]
    if len(shown) > MOST_MEMBERS:
        raise Unreadable(_MANY)
    if sum(one.file_size for one in shown) > LARGEST:
        raise Unreadable(_LARGE)
    if not shown:
        raise Unreadable("there is no file in it")
    notes.members += [Member(safe_name(one.filename), _read(file, one)) for one in shown]


def _beside(entry: zipfile.ZipInfo, notes: Notes) -> None:
    name = safe_name(entry.filename)
    if entry.comment:
        notes.hidden(f"{name}, comment", "words in the comment of a file of the archive")
    if odd_extra(entry.extra):
        notes.hidden(f"archive, {name}", "data beside a file of the archive")
    if "/" in entry.filename.rstrip("/") or entry.is_dir():
        notes.trace(f"archive, {name}", "the name of a folder")


def _between(file: zipfile.ZipFile, content: bytes, notes: Notes) -> None:
    """Note what stands before, between and behind the files: those that were deleted, perhaps."""
    at = 0
    for entry in sorted(file.infolist(), key=lambda one: one.header_offset):
        if entry.header_offset > at + (_DESCRIPTOR if at else 0):
            notes.hidden("archive", "data before or between the files of the archive")
        local = content[entry.header_offset : entry.header_offset + _HEAD]
        named, beside = struct.unpack_from("<HH", local, 26)
        start = entry.header_offset + _HEAD + named
        if content[entry.header_offset + _HEAD : start] != entry.orig_filename.encode(
            "utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"
        ):
            notes.hidden("archive", "another name of a file of the archive")
        if odd_extra(content[start : start + beside]):
            name = safe_name(entry.filename)
            notes.hidden(f"archive, {name}", "data beside a file of the archive")
        at = start + beside + entry.compress_size
    if file.start_dir > at + _DESCRIPTOR:
        notes.hidden("archive", "data before or between the files of the archive")
    end = content.rfind(b"PK\x05\x06")
    if len(content) > end + 22 + len(file.comment):
        notes.hidden("archive", "data behind the archive")


def _is_of_system(entry: zipfile.ZipInfo, notes: Notes) -> bool:
    """Return whether a file is of the system that packed it, or a link, which nobody opens."""
    name = entry.filename
    mode = entry.external_attr >> 16
    if entry.create_system == _UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        notes.hidden(f"archive, {safe_name(name)}", "a link to another file, and no file")
        return True
    if name.startswith(_OF_SYSTEM[0]) or name.rpartition("/")[2] == _OF_SYSTEM[1]:
        notes.trace(f"archive, {safe_name(name)}", "data of the system that packed it")
        return True
    return False


def _read(file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return file.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(f"{safe_name(entry.filename)} in it is broken") from error
