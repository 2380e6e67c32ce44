"""Names of attachments: readable, never a path, never a trick."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.message.filenames import extension, safe_name

PDF = "application/pdf"
PROGRAM = "application/x-msdownload"

TABLE = [
    # declared, content type, shown
    ("letter.pdf", PDF, "letter.pdf"),
    ("Response (final) v2.docx", "", "Response (final) v2.docx"),
    ("../../etc/passwd", "", "passwd"),
    ("..\\..\\windows\\win.ini", "", "win.ini"),
    ("/etc/shadow", "", "shadow"),
    ("C:\\Users\\jane\\bins.csv", "", "bins.csv"),
    ("..", "", "attachment"),
    ("", "", "attachment"),
    ("...", "", "attachment"),
    (" . ", "", "attachment"),
    (".bashrc", "", "bashrc"),
    ("CON.txt", "", "_CON.txt"),
    ("nul", "", "_nul"),
    ("a\x00b.txt", "", "a_b.txt"),
    ("a\r\nBcc: x.txt", "", "a_Bcc_ x.txt"),
    ("exe.\u202efdp", "", "exe.fdp"),
    ("le\u200btter.pdf", PDF, "letter.pdf"),
    ('a"b|c<d>?*.txt', "", "a_b_c_d_.txt"),
    ("Mängelliste.xlsx", "", "Mängelliste.xlsx"),
    ("テスト.txt", "text/plain", "テスト.txt"),
    ("a,b;c & d.pdf", PDF, "a,b;c & d.pdf"),
    ("invoice.pdf", PROGRAM, "invoice.pdf.exe"),
    ("photo.jpeg", "image/jpeg", "photo.jpeg"),
    ("photo.jpg", "image/png", "photo.jpg.png"),
    ("notes.txt", PDF, "notes.txt.pdf"),
    ("scan", PDF, "scan"),
    ("data.xyz", PDF, "data.xyz"),
    ("template.doc", "application/rtf", "template.doc"),
    ("-rf.txt", "", "-rf.txt"),
    ("file://server/share/x.doc", "", "x.doc"),
    ("a/b/", "", "b"),
]


@pytest.mark.parametrize(("declared", "kind", "shown"), TABLE)
def test_a_name_is_made_safe(declared: str, kind: str, shown: str) -> None:
    assert safe_name(declared, kind) == shown


def test_a_long_name_keeps_its_extension() -> None:
    assert safe_name("x" * 300 + ".docx") == "x" * 95 + ".docx"
    assert len(safe_name("x" * 300 + ".pdf", PROGRAM)) <= 100


@given(st.text(max_size=300), st.sampled_from(["", PDF, PROGRAM, "image/png"]))
def test_no_name_is_a_path_or_empty(declared: str, kind: str) -> None:
    name = safe_name(declared, kind)
    assert name
    assert len(name) <= 100
    assert not set(name) & set('/\\:*?"<>|\x00\r\n\u202e')
    assert name.strip(".")


def test_the_extension_is_what_follows_the_last_point() -> None:
    assert [extension(name) for name in ("a.PDF", "a.tar.gz", "a", "a.b c")] == [
        "pdf",
        "gz",
        "",
        "",
    ]
