"""Inside the limited child: the content of one attached file -> its text, findings and members."""

from __future__ import annotations

from collections.abc import Callable

from foibot.attachments import documents, mail_files, old_word, opendocument, sheets
from foibot.attachments.findings import BROKEN, EMPTY, ENCRYPTED, MACROS, UNREADABLE, capped
from foibot.attachments.zip_guard import opened
from foibot.message.charset import decode
from foibot.message.filenames import safe_name
from foibot.message.filetype import filetype
from foibot.sandbox.codec import Value

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD_MACROS = "application/vnd.ms-word.document.macroenabled.12"
_EXCEL_MACROS = "application/vnd.ms-excel.sheet.macroenabled.12"

# Two levels of files within files: a mail in a mail, a letter in a winmail.dat.
_DEEPEST = 2

Reader = Callable[[bytes, list[str]], str]


def _text(content: bytes, found: list[str]) -> str:
    return decode(content[:4_000_000]).replace("\r\n", "\n").replace("\x00", "").strip("\n")


def _html(content: bytes, found: list[str]) -> str:
    return documents.from_html(decode(content[:4_000_000]))


def _listed(content: bytes, found: list[str]) -> str:
    """Note what an archive holds; what is packed twice is for a person to unpack."""
    archive, problem = opened(content)
    if archive is None:
        found.append(problem)
        return ""
    names = [safe_name(name) for name in archive.namelist() if not name.endswith("/")]
    shown = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    found.append(f"archive of {len(names)} files, not unpacked: {shown}")
    return ""


READERS: dict[str, Reader] = {
    _WORD: documents.docx,
    _WORD_MACROS: documents.docx,
    "application/vnd.oasis.opendocument.text": opendocument.odt,
    "application/msword": old_word.doc,
    "application/rtf": documents.rtf,
    "application/pdf": documents.pdf,
    _EXCEL: sheets.xlsx,
    _EXCEL_MACROS: sheets.xlsx,
    "application/vnd.oasis.opendocument.spreadsheet": sheets.ods,
    "text/csv": sheets.csv,
    "text/tab-separated-values": sheets.csv,
    "text/html": _html,
    "application/xhtml+xml": _html,
    "application/zip": _listed,
}
MAILS: dict[str, Callable[[bytes, list[str], mail_files.ReadFile | None], str]] = {
    "message/rfc822": mail_files.eml,
    "application/vnd.ms-outlook": mail_files.msg,
}
TNEF = "application/ms-tnef"
# A file of Office or Outlook whose directory is cut off or damaged shows no stream by its name.
_UNOPENED = {"application/x-ole-encrypted": ENCRYPTED, "application/x-ole-storage": BROKEN}


def read(task: Value) -> Value:
    """Return {"text", "findings", "members"} for a task {"filename", "declared", "content"}."""
    assert isinstance(task, dict)
    content = task["content"]
    assert isinstance(content, bytes)
    found: list[str] = []
    members: list[mail_files.Member] = []
    kind = filetype(content, str(task["declared"]), str(task["filename"]))
    if kind == TNEF:
        text, members = _guarded_tnef(content, found)
    else:
        text = read_kind(kind, content, found, depth=0)
    notes: list[Value] = list(dict.fromkeys(found))
    return {
        "text": capped(text, found),
        "findings": notes,
        "members": [{"filename": each.filename, "content": each.content} for each in members],
    }


def read_kind(kind: str, content: bytes, found: list[str], depth: int) -> str:
    """Return the text of *content*, of the type *kind*; what is wrong goes into *found*."""
    if kind in (_WORD_MACROS, _EXCEL_MACROS):
        found.append(MACROS)
    try:
        if kind in MAILS:
            text = MAILS[kind](content, found, _opener(depth))
            if not text.strip() and BROKEN not in found:
                # Each mail has a head: where not even that was found, its directory is damaged.
                found.append(BROKEN)
            return text
        reader = READERS.get(kind) or (_text if kind.startswith("text/") else None)
        if reader is None:
            found.append(_UNOPENED.get(kind, UNREADABLE))
            return ""
        text = reader(content, found)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - libraries raise anything on broken files
        found.append(BROKEN)
        return ""
    if not text.strip() and not found:
        found.append(EMPTY)
    return text


def _opener(depth: int) -> mail_files.ReadFile | None:
    """Return how files in a file at *depth* are read, None where they are too deep."""
    if depth >= _DEEPEST:
        return None

    def open_file(filename: str, content: bytes, found: list[str]) -> str:
        inner: list[str] = []
        kind = filetype(content, "", filename)
        text = read_kind(kind, content, inner, depth + 1) if kind != TNEF else ""
        found.extend(f"{safe_name(filename)}: {each}" for each in inner if each != UNREADABLE)
        return text

    return open_file


def _guarded_tnef(content: bytes, found: list[str]) -> tuple[str, list[mail_files.Member]]:
    try:
        return mail_files.tnef(content, found)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - see above
        found.append(BROKEN)
        return "", []
