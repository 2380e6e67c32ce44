"""PDF files as offices make them: typeset, scanned, scanned with words behind, saved anew."""

from __future__ import annotations

import io

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont

from tests.clean.files import clean

POLICY = """#set document(title: "Street trading policy", author: "Pat Officer")
#set page(header: [Brambleton Borough Council], numbering: "1 of 1")
= Street trading policy
#for n in range(1, 6) [
  == Part #n
  The council will decide each application on its merits. #lorem(120)
]
#link("https://www.council.example/trading")[Our website]
"""
TABLE = """#set page(flipped: true)
= Fly-tipping by ward
#table(columns: 3, fill: (_, y) => if y == 0 { rgb("#1f3864") },
  text(white)[Ward], text(white)[Reports], text(white)[Fines],
  ..for w in ("Abbey", "Bexford", "Castle") { (w, "120", "14") })
#text(size: 7pt, fill: gray)[Source: Environmental Services]
"""
CHART = """= Organisation
#rect(fill: rgb("#dde6f5"))[Chief Executive]
#grid(columns: 3, gutter: 8pt, rect[Director of Place], rect[Director of People], rect[Director of Resources])
#place(bottom, rotate(-3deg)[#text(fill: luma(150))[Not to scale]])
"""
COLUMNS = """#set page(columns: 2)
= Newsletter
#lorem(300)
#figure(rect(width: 60%, height: 2cm, fill: gradient.linear(blue, green)), caption: [Visits in 2025])
"""


def typeset(source: str) -> bytes:
    """Return *source* as a PDF with bookmarks and metadata."""
    return bytes(typst.compile(source.encode(), format="pdf"))


clean("policy with bookmarks and links", "pdf", "Street trading policy", "Our website")(
    lambda: typeset(POLICY)
)
clean("table with a white head", "pdf", "Fly-tipping by ward", "Reports", "Bexford")(
    lambda: typeset(TABLE)
)
clean("chart of an organisation", "pdf", "Chief Executive", "Director of Place")(
    lambda: typeset(CHART)
)
clean("columns with a figure", "pdf", "Newsletter", "Visits in 2025")(lambda: typeset(COLUMNS))


def page_picture(words: str, size: tuple[int, int] = (827, 1169)) -> Image.Image:
    """Return a page as a scanner takes it: grey, a little dirty, with words."""
    image = Image.new("L", size, 244)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    for at, line in enumerate(words.splitlines()):
        draw.text((90, 100 + 44 * at), line, fill=25, font=font)
    for at in range(0, size[1], 97):
        draw.point((at * 7 % size[0], at), fill=90)
    return image


LETTER = "Brambleton Borough Council\nNotice of meeting\nThe Cabinet meets on 4 March 2025"


@clean("scan of two pages", "pdf")
def _() -> bytes:
    out = io.BytesIO()
    first, second = page_picture(LETTER), page_picture("Agenda\n1. Apologies\n2. Budget")
    first.save(out, "PDF", save_all=True, append_images=[second], resolution=100)
    return out.getvalue()


@clean("scan with the words that the scanner read", "pdf")
def _() -> bytes:
    file = Pdf.new()
    out = io.BytesIO()
    page_picture(LETTER).save(out, "JPEG", quality=70)
    image = Stream(file, out.getvalue())
    image.update(Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=827, Height=1169, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    ))  # fmt: skip
    lines = "".join(
        f"BT 3 Tr /F1 13 Tf 1 0 0 1 65 {842 - 85 - 32 * n} Tm ({line}) Tj ET "
        for n, line in enumerate(LETTER.splitlines())
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Contents=Stream(file, f"q 595 0 0 842 0 0 cm /Im1 Do Q {lines}".encode()),
        Resources=Dictionary(XObject=Dictionary(Im1=image), Font=Dictionary(F1=font)),
    )
    file.pages.append(pikepdf.Page(file.make_indirect(page)))
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


@clean("typeset, then saved by another program", "pdf", "Street trading policy")
def _() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset(POLICY))) as file:
        with file.open_metadata() as meta:
            meta["xmp:CreatorTool"] = "Acrobat PDFMaker 23 for Word"
            meta["pdf:Producer"] = "Adobe PDF Library 23.1"
        file.save(out, linearize=True)
    return out.getvalue()


@clean("map of roads", "pdf", "Mill Lane")
def _() -> bytes:
    lines = "\n".join(
        f"#place(dx: {n * 9}pt, dy: {n * 13 % 300}pt, line(length: 200pt, angle: {n * 7}deg, stroke: gray))"
        for n in range(40)
    )
    return typeset(
        f"#set page(width: 20cm, height: 20cm)\n{lines}\n#place(center, text(size: 8pt)[Mill Lane])"
    )


@clean(
    "address that a browser prints letter by letter",
    "pdf",
    "Dear resident",
    "/home/pat/work/plan.html",
)
def _() -> bytes:
    file = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    lines = ["BT /F1 12 Tf 72 720 Td (Dear resident) Tj ET"]
    at = 24.0
    for letter in "file:///home/pat/work/plan.html":
        lines.append(f"BT /F1 8 Tf {at:.1f} 18 Td ({letter}) Tj ET")
        at += 1.5 if letter in "il:/.t" else 5.4 if letter in "mw" else 3.4
    content = file.make_stream("\n".join(lines).encode())
    file.pages.append(pikepdf.Page(Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=content,
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )))  # fmt: skip
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
