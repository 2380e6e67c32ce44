"""PDF files, pictures, texts and mails in which a rarely used entry hides a canary."""

from __future__ import annotations

import io
import struct
import zlib

from pikepdf import Array, Dictionary, Name, String

from tests.hidden.other_files import picture
from tests.hidden.other_files import saved as pictured
from tests.hidden.pdfs import _text, blank, saved
from tests.hidden.places import Canary, held, place


@place("pdf", "layer that only paper shows", "layer")
def _print_only(canary: Canary) -> bytes:
    file = blank()
    group = file.make_indirect(Dictionary(
        Type=Name.OCG, Name=String("x"),
        Usage=Dictionary(Print=Dictionary(PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF)),
    ))  # fmt: skip
    page = file.pages[0]
    page.Resources.Properties = Dictionary(L=group)
    page.Contents.write(
        page.Contents.read_bytes() + f"/OC /L BDC {_text(canary.word)} EMC".encode()
    )
    auto = Dictionary(Event=Name.View, OCGs=Array([group]), Category=Array([Name.View]))
    file.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), AS=Array([auto]))
    )
    return saved(file)


@place("pdf", "layer by a formula", "layer")
def _membership(canary: Canary) -> bytes:
    file = blank()
    group = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    member = file.make_indirect(Dictionary(
        Type=Name.OCMD, OCGs=Array([group]), VE=Array([Name.Not, group]),
    ))  # fmt: skip
    page = file.pages[0]
    page.Resources.Properties = Dictionary(L=member)
    page.Contents.write(
        page.Contents.read_bytes() + f"/OC /L BDC {_text(canary.word)} EMC".encode()
    )
    file.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(ON=Array([group])))
    return saved(file)


@place("pdf", "film within a page", "page 1")
def _film(canary: Canary) -> bytes:
    file = blank()
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 1, 1]),
        RichMediaContent=Dictionary(Note=String(canary.word)),
    )  # fmt: skip
    file.pages[0].Annots = Array([file.make_indirect(note)])
    return saved(file)


@place("pdf", "reason of a signature", "signature")
def _signature(canary: Canary) -> bytes:
    file = blank()
    value = file.make_indirect(Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Reason=String(canary.word),
        Contents=String("0"), ByteRange=Array([0, 1, 2, 3]),
    ))  # fmt: skip
    field = file.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=value,
        Rect=Array([0, 0, 0, 0]),
    ))  # fmt: skip
    file.pages[0].Annots = Array([field])
    file.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return saved(file)


@place("pdf", "words below a scan, another than it shows", "page 1")
def _scan(canary: Canary) -> bytes:
    file = blank()
    page = file.pages[0]
    image = picture((60, 80))
    from pikepdf import Stream

    drawn = Stream(file, image.tobytes())
    drawn.update(Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=60, Height=80, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    ))  # fmt: skip
    page.Resources.XObject = Dictionary(I=drawn)
    old = page.Contents.read_bytes()
    words = f"q BT 3 Tr {_text(canary.word)[3:]} Q ".encode()
    page.Contents.write(words + old)
    return saved(file)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@place("png", "chunk of no program", "chunk")
def _private_chunk(canary: Canary) -> bytes:
    content = pictured(picture(), "PNG")
    return content[:33] + _chunk(b"prVt", canary.word.encode()) + content[33:]


@place("jpg", "segment of no program", "segment")
def _segment(canary: Canary) -> bytes:
    content = pictured(picture(), "JPEG")
    data = b"Kept\x00" + canary.word.encode()
    return content[:2] + b"\xff\xeb" + struct.pack(">H", len(data) + 2) + data + content[2:]


@place("gif", "block of a program", "extension")
def _block(canary: Canary) -> bytes:
    content = pictured(picture().quantize(8), "GIF")
    body = canary.word.encode()
    block = b"\x21\xff\x0bKEEPERS1.00" + bytes([len(body)]) + body + b"\x00"
    at = content.index(b"\x2c")
    return content[:at] + block + content[at:]


@place("webp", "chunk of no program", "chunk")
def _webp_chunk(canary: Canary) -> bytes:
    content = pictured(picture(), "WEBP", lossless=True)
    body = canary.word.encode() + b"\x00" * (len(canary.word) % 2)
    whole = content[12:] + b"KEEP" + struct.pack("<I", len(canary.word)) + body
    return b"RIFF" + struct.pack("<I", len(whole) + 4) + b"WEBP" + whole


@place("tif", "behind the picture", "behind")
def _behind_tiff(canary: Canary) -> bytes:
    return pictured(picture(), "TIFF") + canary.word.encode()


@place("txt", "far to the right", "line 2")
def _far(canary: Canary) -> bytes:
    return f"We hold the figures.\nSee below.{' ' * 600}{canary.word}\n".encode()


@place("txt", "far below", "line")
def _below(canary: Canary) -> bytes:
    empty = "\n" * 700
    return f"We hold the figures.\nSee below.{empty}{canary.word}\n".encode()


@place("txt", "signs of tags", "sign")
def _tags(canary: Canary) -> bytes:
    tagged = "".join(chr(0xE0000 + ord(sign)) for sign in canary.word)
    return f"We hold the figures.\nSee below.{tagged}\n".encode()


@held("txt", "words that a terminal hides", extension="txt")
def _terminal(canary: Canary) -> bytes:
    return f"We hold the figures.\nSee below.\x1b[8m{canary.word}\x1b[0m\n".encode()


@place("csv", "signs of tags within a cell", "sign")
def _csv_tags(canary: Canary) -> bytes:
    tagged = "".join(chr(0xE0000 + ord(sign)) for sign in canary.word)
    return f"Library,Loans\r\nMill Lane{tagged},873\r\n".encode()


@held("ics", "appointment", extension="ics")
def _appointment(canary: Canary) -> bytes:
    return f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{canary.word}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()


@held("7z", "archive of another kind", extension="7z")
def _seven(canary: Canary) -> bytes:
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + canary.word.encode() * 8


@held("xml", "workbook of 2003 in one piece", extension="xls")
def _spreadsheet_xml(canary: Canary) -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        f"<Worksheet><Table><Row><Cell><Data>{canary.word}</Data></Cell></Row></Table></Worksheet></Workbook>"
    ).encode()


@held("html", "page that calls itself a workbook", extension="xls")
def _html_book(canary: Canary) -> bytes:
    return f"<html><body><table><tr style='display:none'><td>{canary.word}</td></tr></table></body></html>".encode()


@held("mbox", "box of mails", extension="mbox")
def _box(canary: Canary) -> bytes:
    return f"From a@b Mon Jan  1 00:00:00 2025\nFrom: a@b\nTo: c@d\nSubject: x\n\n{canary.word}\n".encode()


@place("jpg", "picture named as another kind", "EXIF", extension="png")
def _misnamed(canary: Canary) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = canary.word
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=exif)
    return out.getvalue()
