"""Word documents from before 2007 are read, and what cannot be read goes to a person."""

from __future__ import annotations

import struct
from email.message import EmailMessage

import pytest

from foibot.attachments.findings import BROKEN
from foibot.attachments.old_word import _piece_table, _pieces, _shown
from foibot.cli.read_messages import Found, Reader
from foibot.message.parse import parse
from tests.hidden.compound import compound


def _sent(name: str, content: bytes) -> Found:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Jo Public <jo@example.org>", "foi@ashbury.gov.uk"
    mail["Subject"] = "Freedom of information request"
    mail.set_content("How many dogs do you have?\n\nJo Public\n")
    mail.add_attachment(content, maintype="application", subtype="msword", filename=name)
    with Reader() as reader:
        return reader.understand(parse(mail.as_bytes()))


def _beyond(content: bytes) -> bytes:
    """Return the compound file *content* with every stream far larger than the file."""
    changed = bytearray(content)
    folder = 512 + 512 * struct.unpack_from("<I", content, 48)[0]
    for at in range(folder, folder + 3 * 128, 128):
        struct.pack_into("<Q", changed, at + 120, 2**40)
    return bytes(changed)


def test_pieces_of_both_kinds_are_put_together_in_their_order() -> None:
    main = b"\0" * 512 + "Faint o gŵn?".encode("utf-16-le") + "\rAm £5\r".encode("cp1252")
    places = struct.pack("<3I", 0, 12, 19)
    wide = struct.pack("<HIH", 0, 512, 0)
    narrow = struct.pack("<HIH", 0, 0x40000000 | 2 * (512 + 24), 0)
    listed = places + wide + narrow
    table = b"\x01" + struct.pack("<H", 3) + b"xyz" + b"\x02" + struct.pack("<I", len(listed))

    assert _shown(_pieces(main, _piece_table(table + listed), 19)) == "Faint o gŵn?\nAm £5"


def test_of_a_field_its_result_is_shown() -> None:
    assert _shown('See \x13HYPERLINK "https://a.example"\x14the page\x15.') == "See the page."


@pytest.mark.parametrize("size", [8, 700, 5000])
def test_a_broken_document_is_a_finding_and_goes_to_a_person(size: int) -> None:
    magic = bytes.fromhex("d0cf11e0a1b11ae1")
    named = "WordDocument".encode("utf-16-le")

    found = _sent("request.doc", magic + b"\0" * size + named + b"\xff" * size)

    assert found.attachments[0].text == ""
    assert found.attachments[0].findings
    assert found.reading.flagged
    assert "attachment-not-read" in {reason.rule for reason in found.reading.reasons}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("request.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4000),
        ("request.msg", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4000),
        # Its directory names the streams, and each begins beyond the end.
        ("request.msg", _beyond(compound({"__properties_version1.0": b"a", "x": b"b"}))),
    ],
)
def test_a_file_whose_directory_is_cut_off_or_damaged_goes_to_a_person(
    name: str, content: bytes
) -> None:
    found = _sent(name, content)

    assert found.attachments[0].findings == (BROKEN,)
    assert found.reading.flagged
