"""Places that were found by making them up: each leaked, or was not told, when it was first tried."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pikepdf
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.table import Table
from pikepdf import Array, Dictionary, Name

from tests.hidden import books, other_files, packed_files, pdfs, words
from tests.hidden.open_files import sheet, text
from tests.hidden.places import Canary, held, place
from tests.hidden.rich_texts import rich
from tests.hidden.web_files import page

Change = Callable[[str], str]
_WORD = "word/document.xml"


def changed(content: bytes, part: str, change: Change) -> bytes:
    """Return an office file with one part *change*d."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == part else data)
    return out.getvalue()


def _in_word(part: str, before: str, more: str) -> bytes:
    """Return the document with *more* before the first *before* of a part."""
    made = words.saved(words.document())
    return changed(made, part, lambda said: said.replace(before, more + before, 1))


@place("xlsx", "name of a style of cells", "xl/styles.xml", "style")
def _cell_style(canary: Canary) -> bytes:
    made, first = books.book()
    made.add_named_style(NamedStyle(name=canary.word))
    first["A1"].style = canary.word
    return books.saved(made)


@place("xlsx", "name of a font that no cell has", "xl/styles.xml", "font")
def _cell_font(canary: Canary) -> bytes:
    font = f'<font><name val="{canary.word}"/></font>'
    return changed(
        books.saved(books.book()[0]),
        "xl/styles.xml",
        lambda said: re.sub("(<fonts[^>]*>)", rf"\1{font}", said),
    )


@place("xlsx", "total of a table that is not shown", "xl/tables/table1.xml", "total")
def _total(canary: Canary) -> bytes:
    made, first = books.book()
    first.add_table(Table(displayName="T", ref="A1:C6"))
    return changed(
        books.saved(made),
        "xl/tables/table1.xml",
        lambda said: said.replace(
            '<tableColumn id="1"', f'<tableColumn id="1" totalsRowLabel="{canary.word}"'
        ),
    )


_SEEN = "<w:r><w:t>Seen.</w:t></w:r>"
_IN_WORD = {
    "who may edit a part": (
        '<w:p><w:permStart w:id="1" w:ed="{}"/>' + _SEEN + '<w:permEnd w:id="1"/></w:p>', "edit"),
    "earlier number of a paragraph": (
        '<w:p><w:pPr><w:numPr><w:numberingChange w:id="3" w:author="A" w:original="{}"/></w:numPr>'
        "</w:pPr>" + _SEEN + "</w:p>", "tracked"),
}  # fmt: skip
for _name, (_xml, _told) in _IN_WORD.items():

    def _document(canary: Canary, xml: str = _xml) -> bytes:
        return _in_word(_WORD, "<w:sectPr", xml.format(canary.word))

    place("docx", _name, "paragraph", _told)(_document)


@place("docx", "caption of a table", "description of a table")
def _caption(canary: Canary) -> bytes:
    caption = f'<w:tblCaption w:val="{canary.word}"/>'
    made = words.saved(words.document())
    return changed(made, _WORD, lambda said: said.replace("<w:tblPr>", f"<w:tblPr>{caption}", 1))


_NAMED = {
    "name of a style": (
        "word/styles.xml", "</w:styles>", "style",
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="X"><w:name w:val="{}"/></w:style>'),
    "name of a font": ("word/fontTable.xml", "</w:fonts>", "font", '<w:font w:name="{}"/>'),
    "label of a list of no use": (
        "word/numbering.xml", "</w:numbering>", "label",
        '<w:abstractNum w:abstractNumId="99"><w:lvl w:ilvl="0"><w:lvlText w:val="{}"/></w:lvl>'
        "</w:abstractNum>"),
}  # fmt: skip
for _name, (_part, _before, _told, _xml) in _NAMED.items():

    def _given(canary: Canary, part: str = _part, before: str = _before, xml: str = _xml) -> bytes:
        return _in_word(part, before, xml.format(canary.word))

    place("docx", _name, _part, _told)(_given)


@place("pdf", "comment within the drawing", "page 1", "comment between")
def _comment(canary: Canary) -> bytes:
    return pdfs.saved(pdfs.blank(f"\n% {canary.word}\n"), compress_streams=False)


@place("pdf", "words for who cannot see", "page 1", "readers who do not see")
def _spoken(canary: Canary) -> bytes:
    drawn = "BT /F1 12 Tf 1 0 0 1 72 600 Tm (Seen) Tj ET EMC"
    return pdfs.saved(pdfs.blank(f"/Span <</E ({canary.word})>> BDC {drawn}"))


@place("pdf", "identifier of the file", "trailer, ID")
def _identifier(canary: Canary) -> bytes:
    made = pdfs.saved(pdfs.blank(), static_id=True)
    named = f"/ID [({canary.word}) ({canary.word})] ".encode()
    return re.sub(rb"/ID ?\[.*?\]\s*(?=[/>])", named, made, flags=re.DOTALL)


def _mapped(pairs: str, encoding: str = "") -> bytes:
    """Return a document with a font that says of its letters that they are others."""
    file = pdfs.blank()
    said = f"begincmap 1 beginbfchar {pairs} endbfchar endcmap"
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        ToUnicode=file.make_stream(said.encode()),
    )
    if encoding:
        font["/Encoding"] = Name(encoding)
    first = file.pages[0]
    first.Resources.Font["/F2"] = font
    drawn = b" BT /F2 12 Tf 1 0 0 1 72 600 Tm (A) Tj ET"
    first.Contents = file.make_stream(first.Contents.read_bytes() + drawn)
    return pdfs.saved(file)


@held("pdf", "word that a letter is said to be")
def _one_letter(canary: Canary) -> bytes:
    return _mapped(f"<41> <{canary.word.encode('utf-16-be').hex()}>")


@held("pdf", "letter that is said to be another")
def _another_letter(canary: Canary) -> bytes:
    return _mapped(
        f"<41> <{canary.word[:1].lower().encode('utf-16-be').hex()}>", "/WinAnsiEncoding"
    )


@place("ods", "condition of a filter", "a range of data", "filter")
def _filter(canary: Canary) -> bytes:
    condition = f'<table:filter-condition table:field-number="0" table:value="{canary.word}" table:operator="="/>'
    ranged = '<table:database-range table:name="d" table:target-range-address="Loans.A1:Loans.C5">'
    return sheet(
        tables=f"<table:database-ranges>{ranged}<table:filter>{condition}</table:filter>"
        "</table:database-range></table:database-ranges>"
    )


@place("ods", "name of a style", "content.xml", "style")
def _open_style(canary: Canary) -> bytes:
    return sheet(styles=f'<style:style style:name="{canary.word}" style:family="table-cell"/>')


@place("odt", "hint beside a placeholder", "a placeholder", "hint")
def _hint(canary: Canary) -> bytes:
    said = f'text:placeholder-type="text" text:description="{canary.word}"'
    return text(f"<text:p><text:placeholder {said}>Seen</text:placeholder></text:p>")


_IN_RTF = {
    "other name of a font": (r"{{\fonttbl{{\f9 Arial{{\*\falt {}}};}}}}", "font"),
    "name of a list": (r"{{\*\listtable{{\list{{\listname {};}}\listid1}}}}", "list"),
    "shape behind the page": (
        r"{{\*\background{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv {}}}}}}}}}}}", "shape"),
    "help of a form": (
        r"{{\field{{\*\fldinst FORMTEXT{{\*\formfield{{\*\ffhelptext {}}}}}}}{{\fldrslt Seen}}}}",
        "form"),
}  # fmt: skip
for _name, (_source, _told) in _IN_RTF.items():

    def _rtf(canary: Canary, source: str = _source) -> bytes:
        return rich(source.format(canary.word))

    place("rtf", _name, "paragraph", _told)(_rtf)


@place("html", "label that is read aloud", "<p>, aria-label")
def _label(canary: Canary) -> bytes:
    return page(f'<p aria-label="{canary.word}">Seen</p>')


@place("html", "window that opens by a click", "not open")
def _popover(canary: Canary) -> bytes:
    return page(f"<div popover>{canary.word}</div>")


@place("bmp", "gap before its pixels", "before the picture")
def _gap(canary: Canary) -> bytes:
    made, said = other_files.saved(other_files.picture(), "BMP"), canary.word.encode()
    start = struct.unpack("<I", made[10:14])[0]
    moved = struct.pack("<I", start + len(said))
    whole = made[:10] + moved + made[14:start] + said + made[start:]
    return whole[:2] + struct.pack("<I", len(whole)) + whole[6:]


@place("eml", "mark between the parts", "Content-Type")
def _boundary(canary: Canary) -> bytes:
    made = packed_files.mail()
    made.add_attachment(b"a,b\n1,2\n", "text", "csv", filename="a.csv")
    made.set_boundary(canary.word)
    return made.as_bytes()


@place("eml", "comment beside a name", "header From", "comment")
def _remark(canary: Canary) -> bytes:
    said = f"From: ({canary.word}) Ann Archer".encode()
    return packed_files.mail().as_bytes().replace(b"From: Ann Archer", said)


@place("zip", "link in place of a file", "archive, link", "link")
def _link(canary: Canary) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("loans.csv", "We hold the figures for 2025.\nMill Lane,873\n")
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, canary.word)
    return out.getvalue()


@place("csv", "behind many spaces", "cell B2", "empty space")
def _spaces(canary: Canary) -> bytes:
    return f"Library,Loans\r\nMill Lane,873{' ' * 400}{canary.word}\r\n".encode()


@place("pdf", "title of a folder of files", "portfolio")
def _portfolio(canary: Canary) -> bytes:
    file = pdfs.blank()
    schema = Dictionary(N=Dictionary(Subtype=Name.F, N=pikepdf.String(canary.word)))
    file.Root["/Collection"] = Dictionary(Type=Name.Collection, Schema=schema, Sort=Array([]))
    return pdfs.saved(file)
