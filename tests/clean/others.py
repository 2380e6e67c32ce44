"""Texts, tables, pictures, Rich Text and OpenDocument files, with nothing hidden in them."""

from __future__ import annotations

import csv
import io
import math
from functools import cache

from odfdo import Cell, Document, Header, List, Paragraph, Row, Table
from PIL import Image, ImageDraw

from tests.clean.books import MONTHS, SUPPLIERS, WARDS
from tests.clean.files import clean
from tests.clean.papers import LETTER, page_picture


def table(
    separator: str = ",", rows: int = 40, encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Return a table of payments as a program exports it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(["Supplier", "Amount (£)", "Date", "Purpose"])
    for n in range(rows):
        writer.writerow(
            [SUPPLIERS[n % 5], f"{512.4 + n:.2f}", f"{1 + n % 28:02}/04/2025", 'Works, "phase 2"']
        )
    return out.getvalue().encode(encoding)


clean("payments", "csv", "Ashdown Paving Ltd", "512.40")(table)
clean("payments of a year", "csv", "Quay Print", large=True)(lambda: table(rows=900))
clean("with a byte order mark", "csv", "Amount (£)")(lambda: table(encoding="utf-8-sig"))
clean("in the letters of Windows", "csv", "Amount (£)")(lambda: table(encoding="cp1252"))
clean("parted by semicolons", "csv", "Orchard Care Homes")(lambda: table(";"))
clean("parted by tabs", "csv", "Bexford Bus Co")(lambda: table("\t", end="\n"))
clean("Unicode text of Excel", "txt", "Bexford Bus Co")(lambda: table("\t", encoding="utf-16"))


@clean("negative numbers, dashes and empty cells", "csv", "-45.10", "Refunds")
def _() -> bytes:
    return b"Line,2023/24,2024/25\r\nRefunds,-45.10,-\r\nGrants,,1200\r\nChange,+3.5%,-2%\r\n"


@clean("cells of several lines", "csv", "Roundabout", "second line")
def _() -> bytes:
    return b'Site,Remark\r\nRoundabout,"first line\nsecond line"\r\n"Mill Lane, north",none\r\n'


clean("minutes", "txt", "Notice of meeting")(lambda: LETTER.encode())
clean("pound signs of Windows", "txt", "£1,204")(
    lambda: "The cost was £1,204 – paid in March.\r\n".encode("cp1252")
)
clean("Unicode of Notepad", "txt", "£1,204")(lambda: "The cost was £1,204.\r\n".encode("utf-16"))
clean("lines drawn with signs", "txt", "Total")(
    lambda: ("Item      Cost\n" + "-" * 30 + "\nTotal    £12.00\n" + "=" * 30 + "\n").encode()
)


@cache
def photo() -> Image.Image:
    """Return something like a photograph of a road."""
    image = Image.new("RGB", (400, 300))
    image.putdata([
        (int(90 + 60 * math.sin(x / 31)), int(100 + 50 * math.cos(y / 23)), 80 + (x * y) % 40)
        for y in range(300) for x in range(400)
    ])  # fmt: skip
    return image


def pictured(image: Image.Image, form: str, **options: object) -> bytes:
    """Return the bytes of a picture."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


clean("photograph", "jpg")(lambda: pictured(photo(), "JPEG", quality=80))
clean("photograph that loads by degrees", "jpg")(
    lambda: pictured(photo(), "JPEG", progressive=True, dpi=(72, 72))
)
clean("screenshot", "png")(
    lambda: pictured(page_picture(LETTER).convert("RGB"), "PNG", dpi=(96, 96))
)
clean("logo with a clear ground", "png")(lambda: pictured(_logo(), "PNG"))
clean("drawing of few colours", "png")(lambda: pictured(photo().quantize(16), "PNG"))
clean("drawing", "gif")(lambda: pictured(photo().quantize(32), "GIF"))
clean("scan in black and white", "tif")(
    lambda: pictured(page_picture(LETTER).convert("1"), "TIFF", compression="group4")
)
clean("picture of a site", "bmp")(lambda: pictured(photo(), "BMP"))
clean("picture of a page", "webp")(lambda: pictured(photo(), "WEBP"))


def _logo() -> Image.Image:
    image = Image.new("RGBA", (160, 60), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 5, 110, 55), fill=(31, 56, 100, 255))
    return image


RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\nouicompat\deflang2057{\fonttbl{\f0\fnil\fcharset0 Calibri;}"
    r"{\f1\fnil\fcharset2 Symbol;}}{\colortbl ;\red0\green0\blue255;}{\*\generator Riched20 10.0.19041}"
    r"\viewkind4\uc1 "
)
clean("letter of WordPad", "rtf", "Dear resident", "£12.50")(
    lambda: (
        RTF_HEAD
        + r"\pard\sa200\sl276\slmult1\f0\fs22\lang9 Dear resident\par The fee is \b \'a312.50\b0 a year.\par }"
    ).encode()
)
clean("list of WordPad", "rtf", "Bins", "Parks")(
    lambda: (
        RTF_HEAD
        + r"\pard{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt\pnf1\pnindent0{\pntxtb\'B7}}\fi-360\li720 Bins\par{\pntext\f1\'B7\tab}Parks\par\pard }"
    ).encode()
)


def _odf(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@clean("policy", "odt", "Dog control policy", "Leads are required")
def _() -> bytes:
    made = Document("text")
    made.body.clear()
    made.body.append(Header(1, "Dog control policy"))
    made.body.append(Paragraph("Leads are required on the promenade from May to September."))
    made.body.append(List(["Signs", "Fines", "Bins"]))
    return _odf(made)


@clean("table in a text", "odt", "Ward", "Castle", "31")
def _() -> bytes:
    made = Document("text")
    made.body.clear()
    grid = Table("Wards", width=2, height=len(WARDS) + 1)
    grid.set_row_values(0, ["Ward", "Bins"])
    for n, ward in enumerate(WARDS, 1):
        grid.set_row_values(n, [ward, 28 + n])
    made.body.append(grid)
    return _odf(made)


@clean("table of months", "ods", "September", "142")
def _() -> bytes:
    made = Document("spreadsheet")
    made.body.clear()
    sheet = Table("Calls")
    rows: list[list[str | int]] = [["Month", "Calls"]]
    rows += [[month, 150 - n] for n, month in enumerate(MONTHS)]
    for values in rows:
        row = Row()
        row.set_values(values)
        sheet.append_row(row)
    made.body.append(sheet)
    return _odf(made)


@clean("two sheets", "ods", "Abbey", "Quay", "2025")
def _() -> bytes:
    made = Document("spreadsheet")
    made.body.clear()
    for year in (2024, 2025):
        sheet = Table(str(year))
        rows: list[list[str | int]] = [["Ward", str(year)]]
        rows += [[ward, 12 + n] for n, ward in enumerate(WARDS)]
        for values in rows:
            row = Row()
            for value in values:
                row.append_cell(Cell(value))
            sheet.append_row(row)
        made.body.append(sheet)
    return _odf(made)
