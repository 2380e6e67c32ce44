"""Types of files by their content, whatever their names and senders claim."""

from __future__ import annotations

import io
import zipfile

import pytest

from foibot.message.filetype import UNKNOWN, filetype, zip_members

OOXML = "application/vnd.openxmlformats-officedocument."


def a_zip(*names: str, first: tuple[str, str] | None = None) -> bytes:
    """Return a ZIP file with empty members called *names*, behind *first* with its content."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "")
    return into.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

TABLE = [
    (b"%PDF-1.7\n", "text/plain", "a.txt", "application/pdf"),
    (b"\n\n junk %PDF-1.4", "", "", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n\x00", "application/pdf", "a.pdf", "image/png"),
    (b"MZ" + b"\x00" * 80, "application/pdf", "a.pdf", "application/x-msdownload"),
    (b"MZ is my initials", "text/plain", "a.txt", "text/plain"),
    (b"{\\rtf1 x}", "application/msword", "a.doc", "application/rtf"),
    (b"\x78\x9f\x3e\x22\x00", "", "winmail.dat", "application/ms-tnef"),
    (
        a_zip("[Content_Types].xml", "word/document.xml"),
        "",
        "",
        OOXML + "wordprocessingml.document",
    ),
    (a_zip("[Content_Types].xml", "xl/workbook.xml"), "", "", OOXML + "spreadsheetml.sheet"),
    (
        a_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        OOXML + "wordprocessingml.document",
        "a.docx",
        "application/vnd.ms-word.document.macroenabled.12",
    ),
    (
        a_zip("content.xml", first=("mimetype", "application/vnd.oasis.opendocument.text")),
        "",
        "",
        "application/vnd.oasis.opendocument.text",
    ),
    (a_zip("a.txt"), OOXML + "wordprocessingml.document", "a.docx", "application/zip"),
    (OLE + "WordDocument".encode("utf-16-le"), "", "", "application/msword"),
    (OLE + "__properties_version1.0".encode("utf-16-le"), "", "", "application/vnd.ms-outlook"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "", "", "application/x-ole-encrypted"),
    (OLE, "", "", "application/x-ole-storage"),
    (OLE + "Bookman Old Style".encode("utf-16-le"), "", "a.doc", "application/x-ole-storage"),
    (b"a,b\n1,2\n", "text/plain", "bins.csv", "text/csv"),
    (b"hello", "", "", "text/plain"),
    (b"hello", "application/pdf", "a.pdf", "text/plain"),
    (b"hello", "text/calendar", "a.ics", "text/calendar"),
    (b"<!DOCTYPE html><html>", "text/plain", "a.txt", "text/html"),
    (b"From: a@b.c\nSubject: x\nDate: y\n\nz", "", "", "message/rfc822"),
    (b"From: a@b.c\nSubject: x\nDate: y\n\nz", "text/plain", "", "text/plain"),
    (b"From: a@b.c\n\nz", "message/rfc822", "", "message/rfc822"),
    (b"\x00\x01\x02", "application/pdf", "a.pdf", UNKNOWN),
    (b"\x00\x01\x02", "audio/mpeg", "a.mp3", "audio/mpeg"),
    (b"\x00\x01\x02", "text/plain", "a.txt", UNKNOWN),
    (b"\xff\xfeh\x00i\x00", "text/plain", "a.txt", "text/plain"),
    (b"", "", "", UNKNOWN),
]


@pytest.mark.parametrize(("content", "declared", "name", "wanted"), TABLE)
def test_the_content_tells_the_type(content: bytes, declared: str, name: str, wanted: str) -> None:
    assert filetype(content, declared, name) == wanted


@pytest.mark.parametrize(
    "cut",
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, a_zip("a")[:-3]],
    ids=["start", "end", "end-of-ones", "cut-short"],
)
def test_a_broken_zip_has_no_members(cut: bytes) -> None:
    assert zip_members(cut) == ()


def test_a_directory_of_a_million_names_is_cut_short() -> None:
    entry = b"PK\x01\x02" + b"\x00" * 24 + b"\x01\x00" + b"\x00" * 16 + b"a"
    many = entry * 200_000
    end = b"PK\x05\x06" + b"\x00" * 12 + b"\x00\x00\x00\x00" + b"\x00\x00"

    assert len(zip_members(many + end)) == 2_000
