"""Files that Outlook packed into winmail.dat, with a canary in the packing or in what is packed."""

from __future__ import annotations

import struct

from tests.hidden.books import with_sheet
from tests.hidden.places import Canary, held, place

SEEN = b"Library,Loans\r\nMill Lane,873\r\nStation Road,412\r\n"
_BODY, _SUBJECT, _FROM = 0x0002800C, 0x00018004, 0x00008000
_RENDERED, _TITLE, _DATA = 0x00069002, 0x00018010, 0x0006800F
_METAFILE, _TRANSPORT = 0x00068011, 0x00069001


def attribute(level: int, name: int, data: bytes) -> bytes:
    """Return one attribute as MS-OXTNEF 2.1.3 lays it out."""
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 65535)


def winmail(
    content: bytes = SEEN, name: str = "loans.csv", head: bytes = b"", beside: bytes = b""
) -> bytes:
    """Return a winmail.dat with one file; *head* stands in the mail, *beside* beside the file."""
    start = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x00089006, b"\x00\x00\x01\x00")
    start += attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    file = attribute(2, _RENDERED, b"\x01\x00" + bytes(12))
    file += attribute(2, _TITLE, name.encode() + b"\x00") + attribute(2, _DATA, content)
    return start + head + file + beside


@place("winmail", "words of the mail", "the mail in winmail.dat", extension="dat")
def _body(canary: Canary) -> bytes:
    return winmail(head=attribute(1, _BODY, f"Not for them: {canary.word}".encode() + b"\x00"))


@place("winmail", "subject of the mail", "subject", extension="dat")
def _subject(canary: Canary) -> bytes:
    return winmail(head=attribute(1, _SUBJECT, canary.word.encode() + b"\x00"))


@place("winmail", "who wrote the mail", "people", extension="dat")
def _from(canary: Canary) -> bytes:
    said = canary.word.encode()
    triple = struct.pack("<HHHH", 4, 16, len(said) + 1, 9) + said + b"\x00SMTP:a@b\x00"
    return winmail(head=attribute(1, _FROM, triple))


@place("winmail", "another name of the file", "properties", extension="dat")
def _transport(canary: Canary) -> bytes:
    return winmail(beside=attribute(2, _TRANSPORT, canary.word.encode() + b"\x00"))


@place("winmail", "picture of the file's sign", "properties", extension="dat")
def _metafile(canary: Canary) -> bytes:
    return winmail(beside=attribute(2, _METAFILE, bytes(20) + canary.word.encode()))


@place("winmail", "data behind its parts", "behind the parts", extension="dat")
def _behind(canary: Canary) -> bytes:
    return winmail() + bytes(4) + canary.word.encode()


@place("winmail workbook", "hidden sheet", "sheet 'Raw'", extension="dat")
def _sheet(canary: Canary) -> bytes:
    return winmail(with_sheet(canary, "hidden"), "loans.xlsx")


@held("winmail", "another mail packed in it", "dat")
def _mail(canary: Canary) -> bytes:
    inner = winmail(head=attribute(1, _BODY, canary.word.encode() + b"\x00"))
    return winmail(inner, "mail.dat")


@held("winmail", "no file, only the mail", "dat")
def _only(canary: Canary) -> bytes:
    start = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x00089006, b"\x00\x00\x01\x00")
    return start + attribute(1, _BODY, canary.word.encode() + b"\x00")


@held("winmail", "cut off", "dat")
def _cut(canary: Canary) -> bytes:
    return winmail(SEEN + canary.word.encode())[:-8]


@held("avif", "photograph")
def _avif(canary: Canary) -> bytes:
    return b"\x00\x00\x00\x1cftypavif" + bytes(40) + canary.word.encode()
