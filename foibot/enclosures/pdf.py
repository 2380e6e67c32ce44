"""Every place of a PDF where something can hide; what goes is pictures of its pages (T23)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.pages import opened
from foibot.enclosures.pdf_letters import look_at_contents, look_at_letters
from foibot.enclosures.pdf_objects import look_at_entries, look_at_objects

MOST_PAGES = 200
_EOF = re.compile(rb"%%EOF")
_MARKS = {
    "/Text": "a comment",
    "/Popup": "a comment",
    "/FreeText": "words written over the page",
    "/FileAttachment": "an attached file",
    "/Redact": "",
    "/Screen": "an embedded medium",
    "/RichMedia": "an embedded medium",
    "/Movie": "an embedded medium",
    "/Sound": "an embedded sound",
    "/3D": "an embedded medium",
}
_SILENT = ("/Link", "/Widget")
_A_DATE = 30
_UNSAID = ("untitled", "anonymous", "unspecified")
_PROGRAMS = re.compile(
    "office|word|excel|powerpoint|writer|calc|impress|draw|microsoft|adobe|acrobat|distiller|pdf"
    "|itext|ghostscript|quartz|macos|mac os|typst|tex|skia|chrom|cairo|prince|wkhtml|qt|reports?"
    "|scan|canon|xerox|ricoh|konica|kyocera|epson|brother|sharp|toshiba|nitro|foxit|aspose|oracle"
    "|sap|print|indesign|illustrator|quark|apache|jasper|crystal|google|docs|sheets|reportlab|fop",
    re.IGNORECASE,
)
_HIDDEN_FLAGS = 2 | 32
_UNAPPLIED = "it has marks for redaction that were never applied: the words under them are there"


def pdf(content: bytes, notes: Notes) -> None:
    """Note what hides in the PDF; its pages are drawn afterwards, a few at a time."""
    document = opened(content)
    pages = len(document)
    document.close()
    if not pages:
        raise Unreadable("it has no pages")
    if pages > MOST_PAGES:
        raise Unreadable(f"it has more than {MOST_PAGES} pages; send it in parts")
    _structure(content, notes)
    notes.pages = pages


def _structure(content: bytes, notes: Notes) -> None:
    """Note what the file carries beside its pages."""
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            for one in _LOOKS:
                one(file, notes)
            look_at_entries(file, notes)
            look_at_objects(file, content, notes)
            look_at_contents(file, notes)
            look_at_letters(file, notes)
            _versions(file, content, notes)
    except pikepdf.PasswordError as error:
        raise Unreadable("it opens only with a password") from error
    except pikepdf.PdfError as error:
        raise Unreadable("it is broken; print it to PDF anew") from error


def _versions(file: pikepdf.Pdf, content: bytes, notes: Notes) -> None:
    """Note earlier versions: each saving of changes adds an end (a linearized file has two)."""
    expected = 2 if file.is_linearized else 1
    count = len(_EOF.findall(content))
    if count > expected:
        notes.hidden("the end of the file", f"{count - expected} earlier versions of it")
    end = content.rfind(b"%%EOF")
    if end >= 0 and content[end + 5 :].strip(b"\r\n\x00 \t"):
        notes.hidden("behind the end", "data behind the end of the document")
    if content.find(b"%PDF-") > 0:
        notes.hidden("before the beginning", "data before the document")


def _metadata(file: pikepdf.Pdf, notes: Notes) -> None:
    for key, value in (file.docinfo or {}).items():
        text = str(value).strip()
        if key in ("/CreationDate", "/ModDate", "/Trapped") and len(text) < _A_DATE:
            continue
        program = key in ("/Producer", "/Creator") and _PROGRAMS.search(text)
        if text and not program and text.lower() not in _UNSAID:
            notes.trace(f"document information, {str(key)[1:]}", "metadata")
    if "/Metadata" in file.Root:
        notes.trace("metadata (XMP)", "metadata of the document")
    _page_metadata(file, notes)


def _page_metadata(file: pikepdf.Pdf, notes: Notes) -> None:
    for number, page in enumerate(file.pages, 1):
        for key, what in (("/Metadata", "metadata"), ("/Thumb", "a small picture of the page")):
            if key in page.obj:
                notes.trace(f"page {number}", what)
        if "/PieceInfo" in page.obj:
            notes.hidden(f"page {number}, PieceInfo", "private data of a program")


def _attachments(file: pikepdf.Pdf, notes: Notes) -> None:
    for name in list(file.attachments.keys())[:50]:
        notes.hidden(f"attachment {str(name)[:100]}", "a file within the file")
    if "/AF" in file.Root:
        notes.hidden("associated files", "a file within the file")
    if "/Collection" in file.Root:
        notes.hidden("portfolio", "a collection of files")


def _scripts(file: pikepdf.Pdf, notes: Notes) -> None:
    names = file.Root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        notes.hidden("scripts of the document", "JavaScript")
    for key in ("/OpenAction", "/AA"):
        action = file.Root.get(key)
        if isinstance(action, pikepdf.Dictionary) and ("/JS" in action or key == "/AA"):
            notes.hidden(f"action {key[1:]}", "an action, perhaps a script")
    for number, page in enumerate(file.pages, 1):
        if "/AA" in page.obj:
            notes.hidden(f"page {number}", "an action, perhaps a script")


def _layers(file: pikepdf.Pdf, notes: Notes) -> None:
    properties = file.Root.get("/OCProperties")
    if properties is None:
        return
    default = properties.get("/D", pikepdf.Dictionary())
    off = {one.objgen for one in default.get("/OFF", [])}
    all_off = str(default.get("/BaseState", "/ON")) == "/OFF"
    for group in properties.get("/OCGs", []):
        place = f"layer '{str(group.get('/Name', ''))[:60]}'"
        if group.objgen in off or all_off:
            notes.hidden(place, "a layer that is switched off")
        else:
            notes.trace(place, "a layer")


def _annotations(file: pikepdf.Pdf, notes: Notes) -> None:
    for number, page in enumerate(file.pages, 1):
        for mark in page.obj.get("/Annots", []):
            kind = str(mark.get("/Subtype", "")) if isinstance(mark, pikepdf.Dictionary) else ""
            if kind == "/Redact":
                notes.hidden(f"page {number}", "a mark for redaction that was not applied")
                raise Unreadable(_UNAPPLIED)
            if int(mark.get("/F", 0)) & _HIDDEN_FLAGS and kind != "/Popup":
                notes.hidden(f"page {number}", f"a hidden note or field ({kind[1:]})")
            elif kind not in _SILENT:
                notes.hidden(f"page {number}", _MARKS.get(kind) or f"a note ({kind[1:]})")
            elif kind == "/Link" and any(one in mark for one in ("/A", "/Contents")):
                notes.trace(f"page {number}", "the target of a link")
            elif kind == "/Widget":
                notes.trace(f"page {number}", "a field of a form")


def _form(file: pikepdf.Pdf, notes: Notes) -> None:
    form = file.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    if "/XFA" in form:
        raise Unreadable("it is a form of the XFA kind, which shows only in Adobe; print it to PDF")
    if any(str(field.get("/FT", "")) == "/Sig" for field in form.get("/Fields", [])):
        notes.trace("signature", "a digital signature with the name of who signed")


_LOOKS: tuple[Callable[[pikepdf.Pdf, Notes], None], ...] = (
    _metadata,
    _attachments,
    _scripts,
    _layers,
    _annotations,
    _form,
)
