"""The streams of an Office file of before 2007 beside its text or cells (MS-CFB, MS-OLEPS; T23)."""

from __future__ import annotations

import olefile

from foibot.enclosures.notes import Notes

# By what the name of a stream or storage begins with: what it is, and whether it is grave.
_KINDS: tuple[tuple[str, str, bool], ...] = (
    ("_sx_db_cur", "a pivot cache: the data behind a pivot table", True),
    ("_vba_project", "macros", True),
    ("macros", "macros", True),
    ("vba", "macros", True),
    ("mbd", "an embedded object with its data", True),
    ("objectpool", "an embedded object with its data", True),
    ("revision log", "tracked changes", True),
    ("user names", "names of those who shared it", True),
    ("ctls", "a control with its data", True),
    ("_xmlsignatures", "a digital signature with the name of who signed", True),
    ("_signatures", "a digital signature with the name of who signed", True),
    ("msodatastore", "custom data of a program", True),
    ("book", "an older form of the workbook", True),
    ("xcb", "settings of toolbars", False),
    ("\x01compobj", "", False),
    ("\x01ole", "", False),
    ("\x05summaryinformation", "", False),
    ("\x05documentsummaryinformation", "", False),
)
_PROPERTIES = {
    "title": "a title",
    "subject": "a subject",
    "author": "the author",
    "keywords": "keywords",
    "comments": "a comment on the file",
    "template": "a template",
    "last_saved_by": "who changed it last",
    "category": "a category",
    "manager": "a manager's name",
    "company": "a company's name",
}
_SETS_WITH_CUSTOM = 2


def look_at_streams(file: olefile.OleFileIO, known: tuple[str, ...], notes: Notes) -> None:
    """Note each stream that is not one of the *known*, and the properties of the file."""
    for path in file.listdir(streams=True, storages=False):
        if path[0] in known:
            continue
        first = path[0].lower()
        kind = next((one for one in _KINDS if first.startswith(one[0])), None)
        place = "/".join(part.lstrip("\x01\x05\x06") for part in path)[:100]
        if kind is None:
            notes.hidden(place, "data of a kind that is not known")
        elif kind[1]:
            (notes.hidden if kind[2] else notes.trace)(place, kind[1])
    _properties(file, notes)


def _properties(file: olefile.OleFileIO, notes: Notes) -> None:
    said = file.get_metadata()
    for name, what in _PROPERTIES.items():
        if str(getattr(said, name, None) or "").strip("b'\" \\x0"):
            notes.trace(f"properties, {name}", what)
    if getattr(said, "thumbnail", None):
        notes.trace("properties, thumbnail", "a small picture of an earlier look")
    if _has_custom(file):
        notes.trace("properties", "custom properties")


def _has_custom(file: olefile.OleFileIO) -> bool:
    """Return whether there is a second set of properties: those that a user named (2.25)."""
    name = "\x05DocumentSummaryInformation"
    if not file.exists(name):
        return False
    data = file.openstream(name).read(28)
    return len(data) >= 28 and int.from_bytes(data[24:28], "little") >= _SETS_WITH_CUSTOM
