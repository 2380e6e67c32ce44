"""Word files and slides of before 2007: what stands beside the text, then saved anew (T23)."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import olefile

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.old_parts import look_at_streams

_LOCKED = "it opens only with a password; send it without one"
_BROKEN = "it is no whole document of Word or PowerPoint; save it anew and send it again"
_WORD_MAGIC = 0xA5EC
_FLAGS, _QUICK, _ENCRYPTED, _TABLE = 0x0A, 0x0004, 0x0100, 0x0200
_PIECES, _AUTHORS = 0x01A2, 0x0232
_COMPRESSED = 0x40000000
# Where the main stream says how long a list is that no page shows (MS-DOC 2.5.6).
_BESIDE = {
    0x02D2: ("those who saved it", "the names and folders of those who saved it"),
    0x027A: ("document variables", "document variables"),
    0x02CA: ("routing slip", "the names of those whom it was sent round to"),
}
# Words, or spaces between them; shorter ones stand in any table of formats by chance.
_NARROW = re.compile(rb"[ -~\r\t]{12,}")
_WIDE = re.compile(rb"(?:[ -~\r\t]\x00){8,}")
# A field is a mark, its instruction, a mark, and its result, which is what a reader sees.
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?=[\x14\x15])")
_SIGN = re.compile("[\x00-\x1f]")
_QUIET_FIELDS = frozenset(
    [
        "PAGE", "NUMPAGES", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ", "DATE", "TIME", "SECTION",
        "SECTIONPAGES", "EMBED", "SHAPE", "STYLEREF",
    ]
)  # fmt: skip
# What is written on slides, in wide letters or narrow ones (MS-PPT 2.9.42, 2.9.43).
_WIDE_WORDS, _NARROW_WORDS, _OTHER_WORDS = 0x0FA0, 0x0FA8, 0x0FBA
_CONTAINER = 0xF
_USER_EDIT, _USER_EDIT_OFFSET = 0x0FF5, 16
_ENCRYPTED_SHOW = b"\xdf\xc4\xd1\xf3"


def old_document(content: bytes, notes: Notes) -> None:
    """Note what a .doc holds beside its text, and ask for it as .docx."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        main = file.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H8xH", main)
        if magic != _WORD_MAGIC:
            raise Unreadable("it was written before Word 97; save it as .docx and send it again")
        if flags & _ENCRYPTED:
            raise Unreadable(_LOCKED)
        name = "1Table" if flags & _TABLE else "0Table"
        look_at_streams(file, ("WordDocument", name, "Data"), notes)
        table = file.openstream(name).read()
    _beside(main, notes)
    _authors(main, table, notes)
    pieces = _pieces(main, table)
    if flags & _QUICK or _unlisted(main, [(one.start, one.end) for one in pieces]):
        notes.hidden("WordDocument", "earlier words that the text does not show any more")
    text = "".join(one.letters(main) for one in pieces)
    _fields(text, notes)
    notes.words = _SIGN.sub(" ", _FIELD.sub(" ", text))
    notes.save_as = ("doc", "docx")


def old_slides(content: bytes, notes: Notes) -> None:
    """Note what a .ppt holds beside its slides, and ask for it as .pptx."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        if not file.exists("Current User"):
            raise Unreadable(_BROKEN)
        known = ("PowerPoint Document", "Current User", "Pictures")
        look_at_streams(file, known, notes)
        user = file.openstream("Current User").read()
        shown = file.openstream("PowerPoint Document").read()
    _user(user, notes)
    if _edits(user, shown) > 1:
        notes.hidden("PowerPoint Document", "earlier edits, perhaps of slides that are gone")
    notes.words = " ".join(_said_on_slides(shown))
    notes.save_as = ("ppt", "pptx")


def _beside(main: bytes, notes: Notes) -> None:
    for at, (place, what) in _BESIDE.items():
        if at + 8 <= len(main) and struct.unpack_from("<I", main, at + 4)[0]:
            notes.hidden(f"WordDocument, {place}", what)


def _authors(main: bytes, table: bytes, notes: Notes) -> None:
    """Note the names of those who tracked changes; the first of the list is nobody (2.9.277)."""
    at, length = struct.unpack_from("<II", main, _AUTHORS)
    if length >= 6 and struct.unpack_from("<H", table, at + 2)[0] > 1:
        notes.trace("WordDocument, authors", "the names of those who tracked changes")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the text: where in the main stream, and how many bytes a letter has."""

    start: int
    end: int
    narrow: bool

    def letters(self, main: bytes) -> str:
        form = "cp1252" if self.narrow else "utf-16-le"
        return main[self.start : self.end].decode(form, "replace")


def _pieces(main: bytes, table: bytes) -> list[_Piece]:
    """Return the pieces of the text, those of notes, headers and comments behind it (2.9.38)."""
    at, length = struct.unpack_from("<II", main, _PIECES)
    clx = table[at : at + length]
    at = 0
    while clx[at : at + 1] == b"\x01":
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != b"\x02":
        raise Unreadable(_BROKEN)
    listed = clx[at + 5 :]
    count = (len(listed) - 4) // 12
    letters = struct.unpack_from(f"<{count + 1}I", listed)
    found = []
    for number, (start, end) in enumerate(pairwise(letters)):
        where = struct.unpack_from("<I", listed, 4 * (count + 1) + 8 * number + 2)[0]
        narrow = bool(where & _COMPRESSED)
        begins = (where & ~_COMPRESSED) // 2 if narrow else where
        found.append(_Piece(begins, begins + (end - start) * (1 if narrow else 2), narrow))
    return found


def _unlisted(main: bytes, pieces: list[tuple[int, int]]) -> bool:
    """Return whether words stand in the main stream outside the pieces of the text."""
    at = _PIECES
    for start, end in [*sorted(pieces), (len(main), len(main))]:
        between = main[at:start]
        if any(_says(run) for form in (_NARROW, _WIDE) for run in form.findall(between)):
            return True
        at = max(at, end)
    return False


def _fields(text: str, notes: Notes) -> None:
    """Note what the fields of the text say that one does not see."""
    for found in _FIELD.findall(text):
        kind = found.split()[0].upper() if found.split() else ""
        if kind == "HYPERLINK":
            notes.trace("WordDocument, fields", "the target of a link")
        elif kind in ("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"):
            notes.trace("WordDocument, fields", "a field of a form with data of its own")
        elif kind not in _QUIET_FIELDS:
            notes.hidden("WordDocument, fields", "the instruction of a field")


def _says(run: bytes) -> bool:
    """Return whether a run of letters is of words, not of numbers of formats."""
    text = run.replace(b"\x00", b"").decode("ascii", "replace")
    return len(set(text)) > 5 and sum(letter.isalnum() for letter in text) * 4 > len(text) * 3


def _user(user: bytes, notes: Notes) -> None:
    """Note the name of whoever saved it; one with a password goes no further (MS-PPT 2.3.2)."""
    if len(user) < 28:
        raise Unreadable(_BROKEN)
    if user[12:16] == _ENCRYPTED_SHOW:
        raise Unreadable(_LOCKED)
    if struct.unpack_from("<H", user, 20)[0]:
        notes.trace("Current User", "the name of who saved it")


def _edits(user: bytes, shown: bytes) -> int:
    """Return how many edits the file holds: the last one, and those behind it (MS-PPT 2.3.3)."""
    at, many = struct.unpack_from("<I", user, _USER_EDIT_OFFSET)[0], 0
    while at and many < 100:
        if at + 20 > len(shown) or struct.unpack_from("<H", shown, at + 2)[0] != _USER_EDIT:
            raise Unreadable(_BROKEN)
        at = struct.unpack_from("<I", shown, at + 16)[0]
        many += 1
    return many


def _said_on_slides(shown: bytes) -> Iterator[str]:
    """Yield all words in the records of slides, one inside the other (MS-PPT 2.3.1)."""
    at = 0
    while at + 8 <= len(shown):
        version, kind, size = struct.unpack_from("<HHI", shown, at)
        at += 8
        if version & 0xF == _CONTAINER:
            continue
        data = shown[at : at + size]
        if kind in (_WIDE_WORDS, _OTHER_WORDS):
            yield data.decode("utf-16-le", "replace")
        elif kind == _NARROW_WORDS:
            yield data.decode("latin-1")
        at += size
