"""Mails kept as files, and archives, with a canary in them or in what they hold."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage

from tests.hidden.compound import compound
from tests.hidden.other_files import picture, saved
from tests.hidden.places import Canary, held, place

SAID = "We hold the figures for 2025.\nBexford Road 1,250\n"
TABLE = b"Library,Loans\r\nMill Lane,873\r\n"


def mail(said: str = SAID) -> EmailMessage:
    """Return a mail between colleagues."""
    made = EmailMessage()
    made["From"], made["To"] = "Ann Archer <ann@council.example>", "bob@council.example"
    made["Subject"], made["Date"] = "Figures", "Tue, 03 Nov 2026 09:00:00 +0000"
    made.set_content(said)
    return made


def _gps(canary: Canary) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 48.0, 1.0), 29: canary.word})
    return saved(picture(), "JPEG", exif=exif)


HEADERS = {
    "X-Internal": "header X-Internal",
    "Bcc": "header Bcc",
    "Received": "header Received",
    "Message-ID": "header Message-ID",
    "Reply-To": "header Reply-To",
    "Comments": "header Comments",
    "Return-Path": "header Return-Path",
}
for _name, _told in HEADERS.items():

    def _header(canary: Canary, name: str = _name) -> bytes:
        made = mail()
        made[name] = f"<{canary.word}@council.example>"
        return made.as_bytes()

    place("eml", f"header {_name}", _told)(_header)


@place("eml", "other words in the plain form", "another form")
def _plain_form(canary: Canary) -> bytes:
    made = mail(f"{SAID}{canary.word}\n")
    made.add_alternative("<p>We hold the figures for 2025.</p><p>Bexford Road 1,250</p>", "html")
    return made.as_bytes()


@place("eml", "hidden words in its page", "not displayed")
def _hidden_words(canary: Canary) -> bytes:
    made = mail()
    hidden = f'<div style="display:none">{canary.word}</div>'
    made.add_alternative(
        f"{hidden}<p>We hold the figures for 2025.</p><p>Bexford Road 1,250</p>", "html"
    )
    return made.as_bytes()


@place("eml", "white words in its page", "colour of its background")
def _white(canary: Canary) -> bytes:
    made = mail()
    hidden = f'<p style="color:white">{canary.word}</p>'
    made.add_alternative(
        f"<p>We hold the figures for 2025.</p>{hidden}<p>Bexford Road 1,250</p>", "html"
    )
    return made.as_bytes()


@place("eml", "before the parts", "before the parts")
def _preamble(canary: Canary) -> bytes:
    made = mail()
    made.add_attachment(TABLE, "text", "csv", filename="loans.csv")
    made.preamble = f"{canary.word}\n"
    return made.as_bytes()


@place("eml", "behind the parts", "behind the parts")
def _epilogue(canary: Canary) -> bytes:
    made = mail()
    made.add_attachment(TABLE, "text", "csv", filename="loans.csv")
    made.epilogue = f"{canary.word}\n"
    return made.as_bytes()


@place("eml", "header of a part", "of a part")
def _part_header(canary: Canary) -> bytes:
    made = mail()
    made.add_attachment(
        TABLE, "text", "csv", filename="loans.csv", headers=[f"X-Note: {canary.word}"]
    )
    return made.as_bytes()


@place("eml", "attached photo with its place", "photo.jpg, EXIF, GPS")
def _photo(canary: Canary) -> bytes:
    made = mail()
    made.add_attachment(_gps(canary), "image", "jpeg", filename="photo.jpg")
    return made.as_bytes()


@place("eml", "hidden words in an attached mail", "earlier.eml, header X-Internal")
def _mail_in_mail(canary: Canary) -> bytes:
    inner, made = mail(), mail()
    inner["X-Internal"] = canary.word
    made.add_attachment(inner.as_bytes(), "application", "octet-stream", filename="earlier.eml")
    return made.as_bytes()


@held("eml", "attached program")
def _program(canary: Canary) -> bytes:
    made = mail()
    made.add_attachment(b"\x7fELF" + canary.word.encode(), "application", "x-elf", filename="a.bin")
    return made.as_bytes()


def outlook(streams: dict[str, str | bytes], said: str = SAID) -> bytes:
    """Return a mail as Outlook keeps it (MS-OXMSG 2.4), with more streams."""
    texts: dict[str, str | bytes] = {
        "001A001F": "IPM.Note", "0037001F": "Figures", "0C1A001F": "Ann Archer",
        "0C1F001F": "ann@council.example", "1000001F": said,
    }  # fmt: skip
    parts = {f"__substg1.0_{tag}": text for tag, text in texts.items()} | streams
    tags = {name[12:]: _bytes(text) for name, text in parts.items() if name.startswith("__substg")}
    attached = [name for name in streams if name.startswith("__attach") and "_3701" in name]
    head = struct.pack("<8xIIII8x", 0, 0, 0, len(attached))
    head += b"".join(_property(tag, len(data) + 2) for tag, data in tags.items())
    every = {"__properties_version1.0": head, "__nameid_version1.0/__substg1.0_00020102": bytes(16)}
    return compound(every | {name: _bytes(text) for name, text in parts.items()})


def _property(tag: str, size: int) -> bytes:
    return struct.pack("<IIII", int(tag, 16), 6, size, 0)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-16-le")


TAGS = {
    "headers of the way": "007D001F",
    "categories of a user": "8005001F",
    "note of a user": "8006001F",
    "who got a blind copy": "0E02001F",
    "path of a draft": "3FF8001F",
}
for _name, _tag in TAGS.items():

    def _kept(canary: Canary, tag: str = _tag) -> bytes:
        return outlook({f"__substg1.0_{tag}": canary.word})

    place("msg", _name, "properties of the mail")(_kept)


@place("msg", "other words in its page", "another form")
def _other_page(canary: Canary) -> bytes:
    page = f"<p>We hold the figures for 2025.</p><p>Bexford Road 1,250 {canary.word}</p>"
    return outlook({"__substg1.0_10130102": page.encode()})


@place("msg", "attached photo with its place", "photo.jpg, EXIF, GPS")
def _attached(canary: Canary) -> bytes:
    folder, photo = "__attach_version1.0_#00000000", _gps(canary)
    sizes = {"37010102": len(photo), "3707001F": 20}
    head = bytes(8) + struct.pack("<IIII", 0x37050003, 6, 1, 0)
    head += b"".join(_property(tag, size) for tag, size in sizes.items())
    return outlook(
        {
            f"{folder}/__properties_version1.0": head,
            f"{folder}/__substg1.0_37010102": photo,
            f"{folder}/__substg1.0_3707001F": "photo.jpg",
        }
    )


@place("msg", "stream of another program", "not known")
def _stream(canary: Canary) -> bytes:
    return outlook({"Other": canary.word})


def packed(files: dict[str, bytes], comment: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment.encode()
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


TEXT = b"We hold the figures for 2025.\r\n"


@place("zip", "comment of the archive", "archive comment")
def _comment(canary: Canary) -> bytes:
    return packed({"loans.csv": TABLE, "note.txt": TEXT}, canary.word)


@place("zip", "behind the archive", "behind the archive")
def _behind(canary: Canary) -> bytes:
    return packed({"loans.csv": TABLE, "note.txt": TEXT}) + canary.word.encode()


@held("zip", "before the archive")
def _before(canary: Canary) -> bytes:
    return canary.word.encode() + packed({"loans.csv": TABLE, "note.txt": TEXT})


@place("zip", "comment of a file", "loans.csv, comment")
def _file_comment(canary: Canary) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("loans.csv")
        entry.comment = canary.word.encode()
        archive.writestr(entry, TABLE)
        archive.writestr("note.txt", TEXT)
    return out.getvalue()


@place("zip", "data beside a file", "data beside")
def _extra(canary: Canary) -> bytes:
    out = io.BytesIO()
    word = canary.word.encode()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("loans.csv")
        entry.extra = struct.pack("<HH", 0xCAFE, len(word)) + word
        archive.writestr(entry, TABLE)
        archive.writestr("note.txt", TEXT)
    return out.getvalue()


@place("zip", "file that the list does not name", "between")
def _deleted(canary: Canary) -> bytes:
    files = {"loans.csv": TABLE, "gone.txt": canary.word.encode() * 3, "note.txt": TEXT}
    whole = packed(files, method=zipfile.ZIP_STORED)
    at = whole.find(b"PK\x01\x02", whole.find(b"PK\x01\x02") + 4)
    following = whole.find(b"PK\x01\x02", at + 4)
    end = whole.find(b"PK\x05\x06")
    head = bytearray(whole[end:])
    start = struct.unpack_from("<I", head, 16)[0]
    struct.pack_into("<HHII", head, 8, 2, 2, end - start - (following - at), start)
    return whole[:at] + whole[following:end] + bytes(head)


@place("zip", "photo with its place", "photo.jpg, EXIF, GPS")
def _zipped_photo(canary: Canary) -> bytes:
    return packed({"loans.csv": TABLE, "note.txt": TEXT, "photo.jpg": _gps(canary)})


@place("zip", "mail with a header", "mail.eml, header X-Internal")
def _zipped_mail(canary: Canary) -> bytes:
    made = mail()
    made["X-Internal"] = canary.word
    return packed({"loans.csv": TABLE, "note.txt": TEXT, "mail.eml": made.as_bytes()})


@place("zip", "page with words that are not displayed", "page.html, <p> after")
def _zipped_page(canary: Canary) -> bytes:
    page = f"<html><body><p>x</p><p hidden>{canary.word}</p></body></html>".encode()
    return packed({"loans.csv": TABLE, "note.txt": TEXT, "page.html": page})


@place("zip", "what a Mac puts beside files", "system")
def _of_mac(canary: Canary) -> bytes:
    beside = {"__MACOSX/._loans.csv": canary.word.encode()}
    return packed({"loans.csv": TABLE, "note.txt": TEXT} | beside)


@held("zip", "program")
def _zipped_program(canary: Canary) -> bytes:
    return packed({"loans.csv": TABLE, "a.exe": b"MZ" + bytes(100) + canary.word.encode()})


@held("zip", "bomb")
def _bomb(canary: Canary) -> bytes:
    return packed({"loans.csv": TABLE, "a.txt": canary.word.encode() + b" " * 30_000_000})


@held("zip", "three deep")
def _deep(canary: Canary) -> bytes:
    inner = canary.word.encode()
    for name in ("a.txt", "b.zip", "c.zip", "d.zip"):
        inner = packed({name: inner})
    return inner
