"""Word documents as a council's officers make them, with nothing hidden in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Words
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageDraw

from tests.clean.files import clean

_W = nsdecls("w")
LONG = "The council will keep records for as long as the schedule says and no longer. "


def document(title: str) -> Words:
    """Return a document with a heading and the name of who wrote it."""
    made = Document()
    made.core_properties.author = "Pat Officer"
    made.core_properties.last_modified_by = "Pat Officer"
    made.core_properties.title = title
    made.core_properties.created = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
    made.core_properties.comments = ""
    made.add_heading(title, 0)
    return made


def saved(made: Words) -> bytes:
    """Return the bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def picture(size: tuple[int, int] = (240, 120), form: str = "PNG") -> bytes:
    """Return a drawing of a plan."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for at in range(4):
        draw.rectangle(
            (10 + 50 * at, 20 + 10 * at, 40 + 50 * at, 90), outline=(30, 80, 140), width=3
        )
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def field(paragraph: object, code: str, shown: str) -> None:
    """Add a field with its result, as Word writes it."""
    for xml in (
        f'<w:r {_W}><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r {_W}><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>',
        f'<w:r {_W}><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r {_W}><w:t>{shown}</w:t></w:r>",
        f'<w:r {_W}><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        paragraph._p.append(parse_xml(xml))  # type: ignore[attr-defined]


def headed_table(made: Words, rows: list[tuple[str, ...]]) -> None:
    """Add a table whose head is white on dark blue."""
    table = made.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for n, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            if n == 0:
                run.font.color.rgb, run.font.bold = RGBColor(255, 255, 255), True
                cell._tc.get_or_add_tcPr().append(
                    parse_xml(f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="1F3864"/>')
                )


Change = Callable[[Words], None]


def written(title: str, name: str, *shown: str) -> Callable[[Change], Change]:
    """Register a document with a title that a function goes on with."""

    def keep(change: Change) -> Change:
        def make() -> bytes:
            made = document(title)
            change(made)
            return saved(made)

        clean(name, "docx", title, *shown)(make)
        return change

    return keep


@written("Records retention policy", "policy of several pages", "1. Purpose", "no longer")
def _(made: Words) -> None:
    for name in ("1. Purpose", "2. Scope", "3. Duties"):
        made.add_heading(name, 1)
        for _ in range(6):
            made.add_paragraph(LONG * 4)
    made.add_paragraph("Disposal is logged", style="List Bullet")
    made.add_paragraph("Paper is shredded", style="List Bullet")


@written("Planning committee", "minutes with a table of apologies", "Apologies", "Resolved")
def _(made: Words) -> None:
    made.add_paragraph(
        "Minutes of the meeting held on Tuesday 4 March 2025 at 7pm in the Council Chamber"
    )
    headed_table(
        made, [("Item", "Decision"), ("1. Apologies", "None"), ("2. Depot", "Resolved: approved")]
    )
    made.add_paragraph("The meeting closed at 8.40pm.")


@written("Lone working procedure", "header, footer and page numbers", "Version 2.1", "Page")
def _(made: Words) -> None:
    section = made.sections[0]
    section.header.paragraphs[0].text = "Brambleton Borough Council"
    foot = section.footer.paragraphs[0]
    foot.add_run("Version 2.1, Page ")
    field(foot, "PAGE", "1")
    foot.add_run(" of ")
    field(foot, "NUMPAGES", "3")
    made.add_paragraph(LONG * 10)


@written("Allotments strategy", "table of contents", "Contents", "Introduction")
def _(made: Words) -> None:
    made.add_paragraph("Contents")
    for n, name in enumerate(("Introduction", "Demand", "Actions"), 1):
        p = made.add_paragraph(style="Normal")
        field(p, f'HYPERLINK \\l "_Toc{n}"', f"{name}")
        p.add_run("\t")
        field(p, f"PAGEREF _Toc{n} \\h", str(n))
    for n, name in enumerate(("Introduction", "Demand", "Actions"), 1):
        head = made.add_heading(name, 1)
        start = parse_xml(f'<w:bookmarkStart {_W} w:id="{n}" w:name="_Toc{n}"/>')
        head._p.insert(0, start)
        head._p.append(parse_xml(f'<w:bookmarkEnd {_W} w:id="{n}"/>'))
        made.add_paragraph(LONG * 3)


@written("Local plan evidence", "pictures with captions", "Figure 1")
def _(made: Words) -> None:
    made.add_picture(io.BytesIO(picture()), width=Cm(8))
    caption = made.add_paragraph("Figure ")
    field(caption, "SEQ Figure \\* ARABIC", "1")
    caption.add_run(": Plan of the depot")


@written("Structure chart", "chart of a service as a table", "Head of Service", "Team Leader")
def _(made: Words) -> None:
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Head of Service"
    for n in range(3):
        table.cell(1, n).text = "Team Leader"
        table.cell(2, n).text = f"{4 + n} officers"


@written("Gritting routes", "page that lies on its side", "Route 7")
def _(made: Words) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    headed_table(
        made, [("Route", "Roads"), *((f"Route {n}", "Mill Lane, Quay") for n in range(1, 9))]
    )


@written(
    "Equality impact assessment",
    "boxes to tick and content controls",
    "Yes",
    "Completed by the service",
)
def _(made: Words) -> None:
    made.add_paragraph("\u2612 Yes   \u2610 No")
    sdt = (
        f'<w:sdt {_W}><w:sdtPr><w:alias w:val="Completed"/><w:tag w:val="completed"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Completed by the service</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made.element.body.insert(1, parse_xml(sdt))


@written("Tree policy", "numbered list and lists within", "Inspection", "Pruning")
def _(made: Words) -> None:
    for text in ("Inspection", "Pruning", "Felling"):
        made.add_paragraph(text, style="List Number")
        made.add_paragraph(f"{text} by contractors", style="List Bullet 2")


@written(
    "Letter to residents",
    "letter with white space and signature",
    "Dear resident",
    "Yours faithfully",
)
def _(made: Words) -> None:
    made.add_paragraph("Dear resident")
    made.add_paragraph("")
    made.add_paragraph("Works on Mill Lane begin on 3 March 2025 and last two weeks.")
    for _ in range(4):
        made.add_paragraph("")
    made.add_paragraph("Yours faithfully")


@written("Fees and charges", "small print and grey notes", "Garden waste", "All fees include VAT")
def _(made: Words) -> None:
    headed_table(made, [("Service", "Fee"), ("Garden waste", "£62.00"), ("Bulky waste", "£38.50")])
    run = made.add_paragraph().add_run("All fees include VAT where it is due")
    run.font.size, run.font.color.rgb = Pt(7), RGBColor(110, 110, 110)


@written("Contract award notice", "bold, underlined, struck and raised", "1st", "awarded")
def _(made: Words) -> None:
    p = made.add_paragraph("The contract was ")
    p.add_run("awarded").bold = True
    p.add_run(" to the 1")
    p.add_run("st").font.superscript = True
    p.add_run(" bidder; ").underline = True
    p.add_run("2024").font.strike = True
    p.add_run(" 2025")


@written("Footpath report", "page breaks and columns", "North", "South")
def _(made: Words) -> None:
    made.add_paragraph("North").add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("South")
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    made.sections[0]._sectPr.append(columns)


@written(
    "Complaints procedure",
    "links to pages and addresses",
    "our website",
    "complaints@council.example",
)
def _(made: Words) -> None:
    part = made.part
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    for target, text in (
        ("https://www.council.example/complaints", "our website"),
        ("mailto:complaints@council.example", "complaints@council.example"),
    ):
        rid = part.relate_to(target, kind, is_external=True)
        p = made.add_paragraph("See ")
        p._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w", "r")} r:id="{rid}"><w:r><w:rPr><w:u w:val="single"/>'
                f'<w:color w:val="0563C1"/></w:rPr><w:t>{text}</w:t></w:r></w:hyperlink>'
            )
        )


@written("Air quality report", "what Word leaves between words", "Nitrogen dioxide")
def _(made: Words) -> None:
    p = made.add_paragraph()
    p._p.set(qn("w:rsidR"), "00A77B3E")
    for xml in (
        f'<w:bookmarkStart {_W} w:id="0" w:name="_GoBack"/>',
        f'<w:bookmarkEnd {_W} w:id="0"/>',
        f'<w:proofErr {_W} w:type="spellStart"/>',
        f'<w:r {_W}><w:t xml:space="preserve">Nitrogen </w:t></w:r>',
        f'<w:proofErr {_W} w:type="spellEnd"/>',
        f"<w:r {_W}><w:lastRenderedPageBreak/><w:t>dioxide</w:t></w:r>",
    ):
        p._p.append(parse_xml(xml))


@written("Equipment list", "table with merged cells", "Grand total", "Vehicles")
def _(made: Words) -> None:
    table = made.add_table(rows=4, cols=3, style="Light Grid Accent 1")
    for row, texts in zip(
        table.rows,
        (
            ("Kind", "Number", "Cost"),
            ("Vehicles", "12", "£1,200"),
            ("Tools", "80", "£900"),
            ("Grand total", "", "£2,100"),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(3, 0).merge(table.cell(3, 1))


@clean(
    "annex whose headings begin at the second level and leave one out",
    "docx",
    "Annex A",
    "Bollards",
)
def _() -> bytes:
    made = Document()
    made.add_paragraph("The square closes on 1 July.")
    made.add_heading("Annex A", 2)
    made.add_heading("What stands in the square", 4)
    made.add_paragraph("Bollards")
    return saved(made)
