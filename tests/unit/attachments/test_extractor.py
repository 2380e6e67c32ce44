"""Text of attachments: every kind that people send, and every trick that strangers play."""

from __future__ import annotations

import hashlib
import io
import os
import random
import resource
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from foibot.attachments.extractor import Extractor
from foibot.attachments.findings import (
    BOMB,
    BROKEN,
    DEEP,
    DOCTYPE,
    EMPTY,
    ENCRYPTED,
    HIDDEN,
    LARGE,
    LONG,
    MACROS,
    SCAN,
    UNREADABLE,
)
from foibot.message.model import Attachment
from tests.unit.attachments import files

QUESTIONS = ("How many bins?", "What did they cost? £250")


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as shared:
        yield shared


def an_attachment(filename: str, content: bytes, declared: str = "") -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    kind = declared or "application/octet-stream"
    return Attachment(filename, kind, declared, len(content), digest, content)


LETTERS = {
    "letter.docx": files.a_docx(),
    "letter.odt": files.an_odt(),
    "letter.rtf": files.an_rtf(),
    "letter.pdf": files.a_pdf(),
    "letter.txt": "\n".join(files.LETTER).encode("cp1252"),
    "letter.html": "<p>".join(files.LETTER).encode(),
    "letter.eml": files.an_eml(("inner.docx", files.a_docx())),
}


@pytest.mark.parametrize(("name", "content"), LETTERS.items(), ids=LETTERS.keys())
def test_the_questions_of_a_letter_are_read(
    extractor: Extractor, name: str, content: bytes
) -> None:
    found = extractor.text(an_attachment(name, content))

    assert found.filename == name
    assert all(question in found.text for question in QUESTIONS)
    assert found.findings == ()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("letter.docx", "1. How many bins?"),
        ("letter.docx", "Year\tBins"),
        ("letter.odt", "- How many bins?"),
        ("letter.odt", "2024\t17"),
        ("letter.rtf", "1.\tHow many bins?"),
        ("letter.rtf", "Siân"),
        ("letter.pdf", "Siân"),
    ],
)
def test_lists_and_tables_keep_their_lines(extractor: Extractor, name: str, line: str) -> None:
    assert line in extractor.text(an_attachment(name, LETTERS[name])).text.splitlines()


def test_a_sheet_of_libreoffice_is_read_without_its_million_empty_rows(
    extractor: Extractor,
) -> None:
    found = extractor.text(an_attachment("a.ods", files.an_ods_of_libreoffice()))

    assert found.text == "Bins\nYear\tBins\n2024\t17\n3\t3\n3\t3"
    assert found.findings == ()


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", files.an_xlsx()), ("a.ods", files.an_ods())]
)
def test_a_sheet_is_read_row_by_row_under_its_name(
    extractor: Extractor, name: str, content: bytes
) -> None:
    lines = extractor.text(an_attachment(name, content)).text.splitlines()

    assert lines[0] == "Bins"
    assert lines[1].startswith("Year\tBins")
    assert lines[2].startswith("2024\t17")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            'No,Question\r\n1,"How many bins, by ward?"\r\n',
            "No\tQuestion\n1\tHow many bins, by ward?",
        ),
        ("Nr;Frage\n1;Wie viele?\n2;Warum?\n", "Nr\tFrage\n1\tWie viele?\n2\tWarum?"),
        ("How many bins?\nWhat, and why, did they cost?\n", None),
        ("a,b\n" * 20_001, None),
        ("a,b\n" + "c" * 200_000 + ",d\n", None),
    ],
)
def test_separated_values_are_read_row_by_row(
    extractor: Extractor, content: str, text: str | None
) -> None:
    found = extractor.text(an_attachment("a.csv", content.encode(), "text/csv"))

    assert found.text == (content.strip() if text is None else text)
    assert found.findings == ()


def test_a_hidden_sheet_is_told_and_not_read(extractor: Extractor) -> None:
    found = extractor.text(an_attachment("a.xlsx", files.an_xlsx()))

    assert found.findings == (HIDDEN,)
    assert "salary" not in found.text


def test_files_in_a_winmail_dat_follow_it(extractor: Extractor) -> None:
    packed = files.a_tnef([("letter.docx", files.a_docx()), ("../../a.txt", b"text")], "the body")
    attachment = an_attachment("winmail.dat", packed, "application/ms-tnef")

    outer, letter, text = extractor.texts([attachment])

    assert outer.text == "the body"
    assert (letter.filename, text.filename) == ("letter.docx", "a.txt")
    assert QUESTIONS[0] in letter.text
    assert [each.filename for each in extractor.unpacked([attachment])] == [
        "winmail.dat",
        "letter.docx",
        "a.txt",
    ]


def test_the_packed_rich_text_of_a_winmail_dat_is_read_as_text(extractor: Extractor) -> None:
    packed = files.a_tnef([], packed=files.packed_rtf(files.an_rtf()))
    (found,) = extractor.texts([an_attachment("winmail.dat", packed, "application/ms-tnef")])

    assert found.text.startswith("Dear Council,")
    assert QUESTIONS[0] in found.text


def test_a_zip_is_listed_not_unpacked(extractor: Extractor) -> None:
    found = extractor.text(an_attachment("a.zip", files.a_zip({"b/c.txt": b"x", "d.exe": b"y"})))

    assert found.text == ""
    assert found.findings == ("archive of 2 files, not unpacked: c.txt, d.exe",)


def test_the_content_decides_how_a_file_is_read(extractor: Extractor) -> None:
    found = extractor.text(an_attachment("letter.txt", files.a_docx(), "text/plain"))

    assert found.filename == "letter.txt.docx"
    assert QUESTIONS[0] in found.text


def a_bomb(members: int = 1, size: int = 300_000_000) -> bytes:
    """Return a ZIP file that is *size* bytes of nothing a member when unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b"\x00" * 1_000_000) for _ in range(size // 1_000_000))
    packed += packer.flush()
    out, directory = io.BytesIO(), b""
    for number in range(members):
        name = b"%d.xml" % number
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), size, len(name), 0)
        at = out.tell()
        out.write(b"PK\x03\x04" + head + name + packed)
        directory += b"PK\x01\x02\x14\x00" + head + b"\x00" * 10 + struct.pack("<I", at) + name
    at = out.tell()
    out.write(directory)
    end = struct.pack("<HHHHIIH", 0, 0, members, members, len(directory), at, 0)
    return out.getvalue() + b"PK\x05\x06" + end


def an_overlapping_bomb() -> bytes:
    """Return a ZIP file whose hundred entries are one and the same."""
    once = files.a_zip({"a": os.urandom(1_000)}, zipfile.ZIP_STORED)
    start = once.index(b"PK\x01\x02")
    entry = once[start : once.index(b"PK\x05\x06")]
    end = struct.pack("<HHHHIIH", 0, 0, 100, 100, len(entry) * 100, start, 0)
    return once[:start] + entry * 100 + b"PK\x05\x06" + end


def a_deep_mail(depth: int) -> bytes:
    content = files.an_eml()
    for number in range(depth):
        content = files.an_eml((f"{number}.eml", content))
    return content


def an_encrypted_pdf() -> bytes:
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.a_pdf())) as document:
        document.save(into, encryption=pikepdf.Encryption(owner="o", user="u"))
    return into.getvalue()


def an_encrypted_zip() -> bytes:
    content = bytearray(files.a_zip({"a": b"x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def a_pdf_of_nested_filters() -> bytes:
    data = b"x" * 300_000_000
    for _ in range(3):
        data = zlib.compress(data, 9)
    body = b"<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n" % len(data)
    return files.a_pdf(text=False).replace(
        b"<</Length 28>>stream\nq 200 0 0 200 0 0 cm /I Do Q", body + data
    )


LAUGHS = b"<!DOCTYPE a [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%s;" % (b"%d" % (n - 1) if n else b"") * 10) for n in range(9)
)

HOSTILE = {
    "a bomb": ("a.zip", a_bomb(), BOMB),
    "a bomb in a letter": (
        "a.docx",
        files.with_member(files.a_docx(), "word/big.xml", b"\x00" * 60_000_000),
        BOMB,
    ),
    "a thousand thousand entries": (
        "a.zip",
        files.a_zip({f"{n}": b"" for n in range(2_500)}),
        BOMB,
    ),
    "entries that overlap": ("a.zip", an_overlapping_bomb(), BOMB),
    "an external entity in docx": (
        "a.docx",
        files.with_doctype(files.a_docx(), "word/document.xml"),
        DOCTYPE,
    ),
    "an external entity in odt": (
        "a.odt",
        files.with_doctype(files.an_odt(), "content.xml"),
        DOCTYPE,
    ),
    "an external entity in xlsx": (
        "a.xlsx",
        files.with_doctype(files.an_xlsx(), "xl/workbook.xml"),
        DOCTYPE,
    ),
    "a billion laughs": (
        "a.docx",
        files.with_member(files.a_docx(), "word/document.xml", LAUGHS + b"]><a>&a8;</a>"),
        DOCTYPE,
    ),
    "an entity in UTF-16": (
        "a.docx",
        files.with_member(
            files.a_docx(), "word/document.xml", "<!DOCTYPE a []><a/>".encode("utf-16")
        ),
        DOCTYPE,
    ),
    "a rare encoding": (
        "a.docx",
        files.with_member(
            files.a_docx(), "word/document.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'
        ),
        DOCTYPE,
    ),
    "an encrypted PDF": ("a.pdf", an_encrypted_pdf(), ENCRYPTED),
    "an encrypted ZIP": ("a.zip", an_encrypted_zip(), ENCRYPTED),
    "an encrypted office file": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        ENCRYPTED,
    ),
    "a scan": ("a.pdf", files.a_pdf(text=False), SCAN),
    "a truncated PDF": ("a.pdf", files.a_pdf()[:300], BROKEN),
    "a truncated letter": ("a.docx", files.a_docx()[:-200], BROKEN),
    "a letter without its document": (
        "a.docx",
        files.a_zip({"[Content_Types].xml": b"<a/>", "word/a.xml": b"<a/>"}),
        BROKEN,
    ),
    "a truncated winmail.dat": ("winmail.dat", files.a_tnef([("a", b"b" * 99)])[:-30], BROKEN),
    "an empty file": ("a.txt", b"", UNREADABLE),
    "a text of blanks": ("a.txt", b" \n ", EMPTY),
    "a mail in a mail in a mail in a mail": ("a.eml", a_deep_mail(4), DEEP),
    "a letter with macros": (
        "a.docm",
        files.with_member(files.a_docx(), "word/vbaProject.bin", b"x"),
        MACROS,
    ),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n", UNREADABLE),
    "an endless text": ("a.txt", b"word " * 400_000, LONG),
}


@pytest.mark.parametrize(("name", "content", "wanted"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_stands_in_the_way_is_a_finding(
    extractor: Extractor, name: str, content: bytes, wanted: str
) -> None:
    found = extractor.text(an_attachment(name, content))

    assert any(wanted in finding for finding in found.findings), found.findings
    assert "root:" not in found.text
    assert len(found.text) <= 1_000_000


def test_a_pdf_of_nested_filters_ends_with_a_finding(extractor: Extractor) -> None:
    found = extractor.text(an_attachment("a.pdf", a_pdf_of_nested_filters()))

    assert found.findings


def test_what_was_too_large_to_keep_is_said_to_be(extractor: Extractor) -> None:
    cut = Attachment("a.pdf", "application/pdf", "application/pdf", 90_000_000, "0" * 64, b"")
    found = extractor.text(cut)

    assert (found.filename, found.content_type, found.size) == (
        "a.pdf",
        "application/pdf",
        90_000_000,
    )
    assert found.findings == (LARGE,)


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt", "letter.rtf", "letter.pdf"])
def test_changed_bytes_never_raise(extractor: Extractor, name: str) -> None:
    dice = random.Random(name)
    for _ in range(25):
        content = bytearray(LETTERS[name])
        for _ in range(dice.randint(1, 12)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        found = extractor.text(an_attachment(name, bytes(content)))

        assert isinstance(found.text, str)


def test_changed_winmail_dat_and_workbooks_never_raise(extractor: Extractor) -> None:
    dice = random.Random(7)
    for source in (files.a_tnef([("a.txt", b"text")], "body"), files.an_xlsx(), files.an_ods()):
        for _ in range(25):
            content = bytearray(source)
            for _ in range(dice.randint(1, 12)):
                content[dice.randrange(len(content))] = dice.randrange(256)

            assert extractor.texts([an_attachment("a.bin", bytes(content))])


def resident_kilobytes() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def test_the_parent_stays_small_whatever_it_opens(extractor: Extractor) -> None:
    # What the tests before left in this process is not the bomb's: only its growth counts.
    before = resident_kilobytes()
    for _ in range(3):
        extractor.text(an_attachment("a.zip", HOSTILE["a bomb"][1]))

    assert resident_kilobytes() - before < 100_000
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY


def test_no_child_is_started_for_plain_text() -> None:
    with Extractor() as fresh:
        fresh.texts([an_attachment("a.txt", b"text"), an_attachment("a.png", b"\x89PNG\r\n\x1a\n")])

        assert fresh.started == 0
