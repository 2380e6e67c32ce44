"""Places that only a format's own book tells of: phantoms, code names, unused data of pictures."""

from __future__ import annotations

import struct
import zlib

from PIL import Image

from tests.hidden.archives import packed, parts, replaced
from tests.hidden.books import SHEET, book
from tests.hidden.books import saved as booked
from tests.hidden.open_files import sheet, text
from tests.hidden.other_files import picture
from tests.hidden.other_files import saved as pictured
from tests.hidden.places import Canary, place
from tests.hidden.words import _paragraph, _run, document
from tests.hidden.words import saved as written

_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@place("docx", "phantom of a formula", "formula")
def _phantom(canary: Canary) -> bytes:
    return _paragraph(
        f'{_run("See below.")}<m:oMath {_M}><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>'
        f"<m:e><m:r><m:t>{canary.word}</m:t></m:r></m:e></m:phant></m:oMath>"
    )


@place("docx", "attribute of other XML", "custom data")
def _custom(canary: Canary) -> bytes:
    return _paragraph(
        '<w:customXml w:uri="urn:x" w:element="a"><w:customXmlPr>'
        f'<w:attr w:name="k" w:val="{canary.word}"/></w:customXmlPr>{_run("See below.")}'
        "</w:customXml>"
    )


@place("docx", "smart tag", "custom data")
def _smart(canary: Canary) -> bytes:
    return _paragraph(
        '<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr>'
        f'<w:attr w:name="k" w:val="{canary.word}"/></w:smartTagPr>{_run("See below.")}</w:smartTag>'
    )


@place("docx", "words in the colour of the page", "background")
def _page_colour(canary: Canary) -> bytes:
    made = written(document())
    made = replaced(made, "word/document.xml", "<w:body>",
                    '<w:background w:color="203040"/><w:body>')  # fmt: skip
    run = _run(canary.word, '<w:color w:val="203040"/>')
    made = replaced(made, "word/document.xml", "<w:sectPr", f"<w:p>{run}</w:p><w:sectPr")
    members = parts(made)
    settings = members["word/settings.xml"].decode()
    at = settings.index(">", settings.index("<w:settings")) + 1
    members["word/settings.xml"] = (
        settings[:at] + "<w:displayBackgroundShape/>" + settings[at:]
    ).encode()
    return packed(members)


@place("xlsx", "code name of a sheet", "code")
def _code_name(canary: Canary) -> bytes:
    made, one = book()
    one.sheet_properties.codeName = canary.word
    return booked(made)


@place("xlsx", "folder that it was saved in", "folder")
def _path(canary: Canary) -> bytes:
    made, _ = book()
    block = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\' + canary.word + '\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        "</mc:AlternateContent>"
    )
    return replaced(booked(made), "xl/workbook.xml", "<bookViews>", f"{block}<bookViews>")


@place("xlsx", "who may change a range", "protected areas")
def _protected_range(canary: Canary) -> bytes:
    made, _ = book()
    block = f'<protectedRanges><protectedRange sqref="A1" name="{canary.word}"/></protectedRanges>'
    return replaced(booked(made), SHEET, "</sheetData>", f"</sheetData>{block}")


@place("xlsx", "tip of a link", "link")
def _tip(canary: Canary) -> bytes:
    made, one = book()
    one["A4"].hyperlink = "https://example.org/"
    one["A4"].hyperlink.tooltip = canary.word
    return booked(made)


@place("odt", "who wrote what is cited", "bibliography")
def _cited(canary: Canary) -> bytes:
    return text(
        f'<text:p>See <text:bibliography-mark text:identifier="1" text:bibliography-type="book" '
        f'text:note="{canary.word}">[1]</text:bibliography-mark>.</text:p>'
    )


@place("odt", "entry of a list of contents", "index")
def _contents(canary: Canary) -> bytes:
    return text(f'<text:p>See<text:toc-mark text:string-value="{canary.word}"/> below.</text:p>')


@place("odt", "name of a field", "variable")
def _user_field(canary: Canary) -> bytes:
    return text(
        '<text:user-field-decls><text:user-field-decl office:value-type="string" '
        f'office:string-value="{canary.word}" text:name="a"/></text:user-field-decls>'
        "<text:p>See below.</text:p>"
    )


@place("ods", "description of a sheet", "description")
def _described(canary: Canary) -> bytes:
    members = parts(sheet(""))
    source = members["content.xml"].decode()
    at = source.index(">", source.index("<table:table ")) + 1
    said = f"<table:desc>{canary.word}</table:desc>"
    members["content.xml"] = (source[:at] + said + source[at:]).encode()
    return packed(members)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG (5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@place("png", "more pixels than it shows", "more pixels")
def _more_pixels(canary: Canary) -> bytes:
    made = pictured(picture(), "PNG")
    image = picture().convert("RGB")
    rows = b"".join(
        b"\0" + image.crop((0, y, image.width, y + 1)).tobytes() for y in range(image.height)
    )
    data = zlib.compress(rows + canary.word.encode() * 40)
    head = made[: made.index(b"IDAT") - 4]
    return head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@place("png", "name of a palette", "palette")
def _palette(canary: Canary) -> bytes:
    made = pictured(picture(), "PNG")
    at = made.index(b"IDAT") - 4
    name = canary.word.encode() + b"\0\x08" + bytes(6)
    return made[:at] + chunk(b"sPLT", name) + made[at:]


@place("jpg", "small picture in its first segment", "small picture")
def _first_segment(canary: Canary) -> bytes:
    made = pictured(picture(), "JPEG")
    small = Image.new("RGB", (12, 12), (255, 0, 254)).tobytes()
    body = b"JFIF\0\x01\x01\0\0\x01\0\x01" + bytes([12, 12]) + small
    end = 4 + int.from_bytes(made[4:6], "big")
    return made[:2] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + made[end:]


@place("jpg", "between two segments", "segment APP13")
def _between(canary: Canary) -> bytes:
    made = pictured(picture(), "JPEG")
    end = 4 + int.from_bytes(made[4:6], "big")
    return (
        made[:end]
        + b"\xff\xed"
        + struct.pack(">H", 2 + 12 + 14)
        + b"Photoshop 3\0"
        + canary.word[:14].encode().ljust(14, b"x")
        + made[end:]
    )
