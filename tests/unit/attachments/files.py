"""Make files as people attach them, and as nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import odf.opendocument
import odf.table
import odf.text
import openpyxl
import typst

LETTER = ["Dear Council,", "Please tell me:", "How many bins?", "What did they cost? £250", "Siân"]


def a_docx() -> bytes:
    """Return a Word letter with a numbered list and a table."""
    document = docx.Document()
    document.add_heading("Freedom of Information", 1)
    document.add_paragraph(LETTER[0])
    for line in LETTER[2:4]:
        document.add_paragraph(line, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Year", "Bins", "2024", "17"), strict=True):
        cell.text = text
    document.add_paragraph(LETTER[4])
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def an_odt() -> bytes:
    """Return an OpenDocument letter with a list and a table."""
    document = odf.opendocument.OpenDocumentText()
    document.text.addElement(odf.text.P(text=LETTER[0]))
    bullets = odf.text.List()
    for line in LETTER[2:4]:
        item = odf.text.ListItem()
        item.addElement(odf.text.P(text=line))
        bullets.addElement(item)
    document.text.addElement(bullets)
    document.text.addElement(_odf_table(odf.table.Table(name="t")))
    document.text.addElement(odf.text.P(text=LETTER[4]))
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def an_ods() -> bytes:
    """Return an OpenDocument spreadsheet of one sheet."""
    document = odf.opendocument.OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(_odf_table(odf.table.Table(name="Bins")))
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def an_ods_of_libreoffice() -> bytes:
    """Return a spreadsheet as LibreOffice saves it: a million empty rows and columns behind."""
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = _odf_table(odf.table.Table(name="Bins"))
    for row in table.childNodes:
        row.addElement(odf.table.TableCell(numbercolumnsrepeated="16382"))
    twice = odf.table.TableRow(numberrowsrepeated="2")
    twice.addElement(odf.table.TableCell(valuetype="float", value="3", numbercolumnsrepeated="2"))
    table.addElement(twice)
    empty = odf.table.TableRow(numberrowsrepeated="1048572")
    empty.addElement(odf.table.TableCell(numbercolumnsrepeated="16384"))
    table.addElement(empty)
    document.spreadsheet.addElement(table)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _odf_table(table: odf.table.Table) -> odf.table.Table:
    for texts in (("Year", "Bins"), ("2024", "17")):
        row = odf.table.TableRow()
        for text in texts:
            cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    return table


def an_xlsx() -> bytes:
    """Return an Excel workbook with a visible and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bins"
    sheet.append(["Year", "Bins", "Cost"])
    sheet.append([2024, 17, 250.5])
    hidden = book.create_sheet("Secret")
    hidden.append(["salary"])
    hidden.sheet_state = "hidden"
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def a_pdf(*, text: bool = True) -> bytes:
    """Return a PDF with text, or one that is only a picture."""
    if text:
        source = "\n\n".join(LETTER).replace("#", "\\#")
        return bytes(typst.compile(source.encode()))
    picture = zlib.compress(bytes([200]) * (8 * 8))
    return _pdf_of_picture(picture)


def _pdf_of_picture(picture: bytes) -> bytes:
    content = b"q 200 0 0 200 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % table)


def an_rtf() -> bytes:
    """Return a Rich Text letter with a pound sign and a Welsh name."""
    return (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 Dear Council,\par "
        rb"{\listtext 1.\tab}How many bins?\par {\listtext 2.\tab}What did they cost? \'a3250\par "
        rb"Si\u226?n}"
    )


def packed_rtf(source: bytes) -> bytes:
    """Return Rich Text as Outlook packs it, every letter by itself (MS-OXRTFCP 2.1)."""
    pieces = [source[at : at + 8] for at in range(0, len(source), 8)]
    body = b"".join(b"\x00" + piece for piece in pieces)
    return struct.pack("<II4sI", len(body) + 12, len(source), b"LZFu", 0) + body


def a_tnef(files: list[tuple[str, bytes]], body: str = "", packed: bytes = b"") -> bytes:
    """Return a winmail.dat that holds *files*, and *packed* as its body in Rich Text."""

    def attribute(level: int, name: int, data: bytes) -> bytes:
        head = struct.pack("<BII", level, name, len(data))
        return head + data + struct.pack("<H", sum(data) & 0xFFFF)

    out = b"\x78\x9f\x3e\x22\x01\x00"
    out += attribute(1, 0x00089006, b"\x00\x00\x01\x00")
    out += attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    if body:
        out += attribute(1, 0x0002800C, body.encode("cp1252") + b"\x00")
    if packed:
        padded = packed + b"\x00" * (-len(packed) % 4)
        head = struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(packed))
        out += attribute(1, 0x00069003, head + padded)
    for name, content in files:
        out += attribute(2, 0x00069002, b"\x01\x00" + b"\x00" * 12)
        out += attribute(2, 0x00018010, name.encode("cp1252") + b"\x00")
        out += attribute(2, 0x0006800F, content)
    return out


def a_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file of *members*."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return into.getvalue()


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """Return the ZIP file *archive* with *content* in place of its member *name*."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        members = {each: source.read(each) for each in source.namelist()}
    return a_zip(members | {name: content})


def with_doctype(archive: bytes, name: str) -> bytes:
    """Return the office file *archive* whose member *name* reads /etc/passwd by an entity."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        xml = source.read(name)
    head = b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
    return with_member(archive, name, head + body.replace(b"Dear", b"&e;Dear"))


def an_eml(attached: tuple[str, bytes] | None = None) -> bytes:
    """Return a mail as a file, with one file attached to it."""
    lines = b"From: Jane <jane@x.example>\nSubject: bins\nMIME-Version: 1.0\n"
    if attached is None:
        return lines + b"Content-Type: text/plain\n\nHow many bins?\n"
    name, content = attached
    import base64

    return (
        lines
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        + b"How many bins?\n--b\nContent-Type: application/octet-stream\n"
        + b"Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="
        + name.encode()
        + b"\n\n"
        + base64.encodebytes(content)
        + b"--b--\n"
    )
