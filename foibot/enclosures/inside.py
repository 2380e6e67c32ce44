"""Inside the limited child: one file on its way out -> what is hidden in it and its safe forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from foibot.enclosures import plain
from foibot.enclosures.archive import archive
from foibot.enclosures.mails import mail, outlook_mail
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.office_parts import look_at_parts
from foibot.enclosures.old_document import old_document, old_slides
from foibot.enclosures.old_workbook import old_workbook
from foibot.enclosures.open_sheet import open_sheet
from foibot.enclosures.open_slides import open_slides
from foibot.enclosures.open_text import open_text
from foibot.enclosures.package import Package
from foibot.enclosures.pdf import pdf
from foibot.enclosures.personal import look_at_words
from foibot.enclosures.pictures import picture
from foibot.enclosures.rich_text import rich_text
from foibot.enclosures.slides import slides
from foibot.enclosures.web_page import web_page
from foibot.enclosures.winmail import winmail
from foibot.enclosures.word import word
from foibot.enclosures.workbook import workbook
from foibot.message.filetype import filetype
from foibot.sandbox.codec import Value
from foibot.sandbox.values import encode

_OOXML = "application/vnd.openxmlformats-officedocument."
_MACROS = "it holds macros; save it without them and send it again"
_JPEG = (
    "photographs in this form ({}) cannot be looked through; open the photograph, export or save "
    "it as JPEG, and send that"
)
_DRAWING = (
    "a drawing in SVG can hold words and pictures that nobody sees; open it in a web browser, "
    "print it to PDF, and send the PDF"
)

READERS: dict[str, Callable[[bytes, Notes], None]] = {
    _OOXML + "spreadsheetml.sheet": workbook,
    "application/vnd.ms-excel": old_workbook,
    _OOXML + "wordprocessingml.document": word,
    _OOXML + "presentationml.presentation": slides,
    "application/vnd.oasis.opendocument.spreadsheet": open_sheet,
    "application/vnd.oasis.opendocument.text": open_text,
    "application/vnd.oasis.opendocument.presentation": open_slides,
    "application/msword": old_document,
    "application/vnd.ms-powerpoint": old_slides,
    "text/html": web_page,
    "application/xhtml+xml": web_page,
    "message/rfc822": mail,
    "application/vnd.ms-outlook": outlook_mail,
    "application/zip": archive,
    "application/ms-tnef": winmail,
    "application/rtf": rich_text,
    "application/pdf": pdf,
    "text/plain": plain.plain,
    "text/csv": plain.table,
    "text/tab-separated-values": plain.table,
    **dict.fromkeys(
        ("image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp"), picture
    ),
}
REFUSED = {
    "application/x-ole-encrypted": "it opens only with a password; send it without one",
    "image/svg+xml": _DRAWING,
    "image/heic": _JPEG.format("HEIC, as telephones make them"),
    "image/avif": _JPEG.format("AVIF"),
}


def examined(task: Value) -> Value:
    """Return the Report on task {"filename", "declared", "content"}."""
    assert isinstance(task, dict)
    content = task["content"]
    assert isinstance(content, bytes)
    notes = Notes()
    why = ""
    try:
        _examine(content, str(task["declared"]), str(task["filename"]), notes)
        look_at_words(notes.seen, notes)
    except Unreadable as reason:
        why = str(reason)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - libraries raise anything; such a file stays here
        why = f"it cannot be taken apart ({type(error).__name__}); save it anew and send it again"
    return cast(Value, encode(notes.report(why)))


def personal(task: Value) -> Value:
    """Return the Report on the words of pages, each with its place, in task {"words"}."""
    assert isinstance(task, dict)
    said = task["words"]
    assert isinstance(said, list)
    notes = Notes()
    for number, words in enumerate(said, 1):
        notes.visible(f"page {number}", str(words))
    look_at_words(notes.seen, notes)
    return cast(Value, encode(notes.report()))


def _examine(content: bytes, declared: str, filename: str, notes: Notes) -> None:
    kind = filetype(content, declared, filename)
    if not content:
        raise Unreadable("there is nothing in it")
    reader = READERS.get(kind)
    if reader is not None:
        reader(content, notes)
        return
    _look_into_refused(kind, content, notes)
    if "macroenabled" in kind:
        raise Unreadable(_MACROS)
    if kind in REFUSED:
        raise Unreadable(REFUSED[kind])
    raise Unreadable("files of this kind cannot be looked through; send it as a PDF")


def _look_into_refused(kind: str, content: bytes, notes: Notes) -> None:
    """Say what is hidden in a file that does not leave in any form, as far as it can be told."""
    if kind.startswith(_OOXML) or "macroenabled" in kind:
        look_at_parts(Package(content, notes), notes, {})
