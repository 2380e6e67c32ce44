"""Word documents with a canary where no reader looks."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Words
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from PIL import Image

from tests.hidden.archives import added, link, packed, parts, replaced
from tests.hidden.places import Canary, held, place

VISIBLE = ("We hold the figures", "Bexford Road", "1,250", "The fees are set by the cabinet")
DOCUMENT = "word/document.xml"
_W = nsdecls("w")
_ALL = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def document() -> Words:
    """Return a document with a heading, paragraphs, a list and a table, all visible."""
    made = Document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading("Loans of libraries", 1)
    made.add_paragraph("We hold the figures for 2025.")
    made.add_paragraph("Bexford Road", style="List Number")
    made.add_paragraph("Mill Lane", style="List Number")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Library", "Loans", "Bexford Road", "1,250"), strict=True):
        cell.text = text
    made.add_paragraph("The fees are set by the cabinet.")
    return made


def saved(made: Words) -> bytes:
    """Return the bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _put(xml: str, *, before: str = "The fees") -> bytes:
    """Return the document with *xml* as last thing before its last paragraph."""
    made = document()
    last = next(one for one in made.paragraphs if one.text.startswith(before))
    last._p.addprevious(parse_xml(xml))
    return saved(made)


def _paragraph(inner: str, properties: str = "") -> bytes:
    return _put(f"<w:p {_ALL}>{properties}{inner}</w:p>")


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _by(attribute: Callable[[Words, str], None]) -> Callable[[Canary], bytes]:
    def make(canary: Canary) -> bytes:
        made = document()
        attribute(made, canary.word)
        return saved(made)

    return make


_LOOKS = {
    "hidden words": "<w:vanish/>",
    "white words": '<w:color w:val="FFFFFF"/>',
    "white by the theme": '<w:color w:themeColor="background1"/>',
    "tiny words": '<w:sz w:val="2"/>',
    "black words on black": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "words in the colour of their shade": '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>',
    "words narrowed to nothing": '<w:w w:val="1"/>',
    "transparent words": "<w14:textFill><w14:noFill/></w14:textFill>",
    "words of full transparency": '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000">'
    '<w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
}
for _name, _look in _LOOKS.items():

    def _make(canary: Canary, look: str = _look) -> bytes:
        return _paragraph(_run("See below. ") + _run(canary.word, look))

    place("docx", _name, "paragraph 9")(_make)


@place("docx", "hidden by a style of letters", "paragraph 9", "hidden text")
def _style(canary: Canary) -> bytes:
    made = document()
    made.styles.add_style("Quiet", 2).font.hidden = True
    made.paragraphs[-1].add_run(canary.word, style="Quiet")
    made.paragraphs[-1].add_run(" end")
    return saved(made)


@place("docx", "hidden by a style of paragraphs", "hidden text")
def _paragraph_style(canary: Canary) -> bytes:
    made = document()
    base = made.styles.add_style("Quieter", 1)
    base.font.hidden = True
    made.styles.add_style("Quietest", 1).base_style = base
    made.add_paragraph(canary.word, style="Quietest")
    return saved(made)


@place("docx", "white by a style", "background")
def _white_style(canary: Canary) -> bytes:
    made = document()
    made.styles.add_style("Pale", 1).font.color.rgb = RGBColor(255, 255, 255)
    made.add_paragraph(canary.word, style="Pale")
    return saved(made)


@place("docx", "lines without height", "paragraph 9")
def _low_line(canary: Canary) -> bytes:
    low = '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'
    return _paragraph(_run(canary.word), low)


@place("docx", "paragraph pushed off the page", "paragraph 9")
def _indent(canary: Canary) -> bytes:
    return _paragraph(_run(canary.word), '<w:pPr><w:ind w:left="31000"/></w:pPr>')


@place("docx", "frame off the page", "paragraph 9")
def _frame(canary: Canary) -> bytes:
    frame = '<w:pPr><w:framePr w:w="200" w:x="30000" w:y="30000" w:hAnchor="page" w:vAnchor="page"/></w:pPr>'
    return _paragraph(_run(canary.word), frame)


@place("docx", "hidden row of a table", "row of a table")
def _hidden_row(canary: Canary) -> bytes:
    made = document()
    row = made.tables[0].add_row()  # type: ignore[no-untyped-call]
    row.cells[0].text = canary.word
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {_W}/>"))
    return saved(made)


@place("docx", "row of a table without height", "row of a table")
def _low_row(canary: Canary) -> bytes:
    made = document()
    row = made.tables[0].add_row()  # type: ignore[no-untyped-call]
    row.cells[0].text = canary.word
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:trHeight {_W} w:val="10" w:hRule="exact"/>'))
    return saved(made)


def _tracked(name: str) -> Callable[[Canary], bytes]:
    def make(canary: Canary) -> bytes:
        text = f"<w:delText>{canary.word}</w:delText>"
        run = f"<w:r>{text}</w:r>" if name == "del" else f"<w:r><w:t>{canary.word}</w:t></w:r>"
        return _paragraph(f'{_run("Left. ")}<w:{name} w:id="9" w:author="A">{run}</w:{name}>')

    return make


place("docx", "deleted words", "paragraph 9", "deleted")(_tracked("del"))
place("docx", "words moved away", "paragraph 9", "moved")(_tracked("moveFrom"))


@place("docx", "author of an insertion", "paragraph 9", "inserted")
def _inserted(canary: Canary) -> bytes:
    return _paragraph(f'<w:ins w:id="9" w:author="{canary.word}">{_run("more")}</w:ins>')


@place("docx", "deleted row of a table", "row of a table")
def _deleted_row(canary: Canary) -> bytes:
    made = document()
    row = made.tables[0].add_row()  # type: ignore[no-untyped-call]
    row.cells[0].text = canary.word
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {_W} w:id="1" w:author="A"/>'))
    return saved(made)


@place("docx", "deleted cell of a table", "cell of a table")
def _deleted_cell(canary: Canary) -> bytes:
    made = document()
    cell = made.tables[0].add_row().cells[0]  # type: ignore[no-untyped-call]
    cell.text = canary.word
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:cellDel {_W} w:id="1" w:author="A"/>'))
    return saved(made)


@place("docx", "earlier format with a name", "tracked change of the format")
def _format_change(canary: Canary) -> bytes:
    change = f'<w:rPrChange w:id="4" w:author="{canary.word}"><w:rPr/></w:rPrChange>'
    return _paragraph(_run("plain", f"<w:b/>{change}"))


@place("docx", "comment", "word/comments.xml")
def _comment(canary: Canary) -> bytes:
    made = document()
    made.add_comment(made.paragraphs[1].runs, text=canary.word, author="An officer", initials="A")
    return saved(made)


@place("docx", "instruction of a field", "paragraph 9", "field")
def _field(canary: Canary) -> bytes:
    return _paragraph(
        f'<w:fldSimple w:instr=" INCLUDETEXT H:/{canary.word}.docx ">{_run("2025")}</w:fldSimple>'
    )


@place("docx", "words of a field over two paragraphs", "field")
def _field_over_two(canary: Canary) -> bytes:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
    )
    content = _paragraph(begin)
    rest = f'<w:p>{_run(canary.word)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    text = parts(content)[DOCUMENT].decode()
    at = text.find("QUOTE")
    end = text.find("</w:p>", at) + len("</w:p>")
    members = parts(content)
    members[DOCUMENT] = (text[:end] + rest + text[end:]).encode()
    return packed(members)


@place("docx", "entry of an index", "field")
def _index(canary: Canary) -> bytes:
    return _paragraph(
        f'{_run("See")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "{canary.word}" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@place("docx", "target of a link", "link")
def _hyperlink(canary: Canary) -> bytes:
    members = parts(_paragraph(f'<w:hyperlink r:id="rIdK1">{_run("our page")}</w:hyperlink>'))
    target = f"file://server/HR/{canary.word}"
    link(members, DOCUMENT, "hyperlink", target, "rIdK1")
    return packed(members)


@place("docx", "footnote that nothing points at", "footnote")
def _orphan_note(canary: Canary) -> bytes:
    data = f'<w:footnotes {_W}><w:footnote w:id="7"><w:p><w:r><w:t>{canary.word}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    return added(saved(document()), "word/footnotes.xml", data, DOCUMENT, "footnotes")


def _with_header(canary: Canary, which: str) -> bytes:
    made = document()
    section = made.sections[0]
    if which == "first":
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = canary.word
        section.different_first_page_header_footer = False
    else:
        made.settings.odd_and_even_pages_header_footer = True
        section.even_page_header.paragraphs[0].text = canary.word
        made.settings.odd_and_even_pages_header_footer = False
    return saved(made)


@place("docx", "header of a first page that is switched off", "header")
def _first_header(canary: Canary) -> bytes:
    return _with_header(canary, "first")


@place("docx", "header of even pages that is switched off", "header")
def _even_header(canary: Canary) -> bytes:
    return _with_header(canary, "even")


@place("docx", "header that no section uses", "header")
def _lost_header(canary: Canary) -> bytes:
    data = f"<w:hdr {_W}><w:p><w:r><w:t>{canary.word}</w:t></w:r></w:p></w:hdr>"
    return added(saved(document()), "word/header9.xml", data, DOCUMENT, "header")


@place("docx", "white words in a header", "header", "background")
def _white_header(canary: Canary) -> bytes:
    made = document()
    run = made.sections[0].header.paragraphs[0].add_run(canary.word)
    run.font.color.rgb = RGBColor(255, 255, 255)
    return saved(made)


def _anchor(
    inner: str, *, behind: int = 0, x: int = 0, wrap: str = "wrapNone", hidden: str = ""
) -> str:
    return (
        f'<w:drawing><wp:anchor behindDoc="{behind}" relativeHeight="5" simplePos="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="2000000" cy="900000"/><wp:{wrap}/><wp:docPr id="5" name="Box" {hidden}/>'
        f'<a:graphic><a:graphicData uri="x">{inner}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


def _box(text: str, fill: str = "") -> str:
    return (
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent><w:p>{_run(text)}</w:p>"
        "</w:txbxContent></wps:txbx></wps:wsp>"
    )


@place("docx", "box off the page", "box")
def _box_off(canary: Canary) -> bytes:
    return _paragraph(f"<w:r>{_anchor(_box(canary.word), x=99_000_000)}</w:r>")


@place("docx", "box that is hidden", "box")
def _box_hidden(canary: Canary) -> bytes:
    return _paragraph(
        f"<w:r>{_anchor(_box(canary.word), hidden=chr(104) + 'idden=' + chr(34) + '1' + chr(34))}</w:r>"
    )


@place("docx", "box behind the text", "box")
def _box_behind(canary: Canary) -> bytes:
    return _paragraph(f"<w:r>{_anchor(_box(canary.word), behind=1)}</w:r>")


@place("docx", "description of a picture", "description")
def _alt(canary: Canary) -> bytes:
    made = document()
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "PNG")
    made.add_picture(out)
    content = saved(made)
    return replaced(
        content, DOCUMENT, 'name="Picture 1"', f'name="Picture 1" descr="{canary.word}"'
    )


@place("docx", "metadata of a picture", "word/media")
def _media(canary: Canary) -> bytes:
    made = document()
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = canary.word
    Image.new("RGB", (40, 40), "green").save(out, "JPEG", exif=exif)
    made.add_picture(out)
    return saved(made)


@place("docx", "words for older programs", "other programs")
def _fallback(canary: Canary) -> bytes:
    choice = f'<mc:Choice Requires="wps">{_run("new")}</mc:Choice>'
    return _paragraph(
        f"<mc:AlternateContent>{choice}<mc:Fallback>{_run(canary.word)}</mc:Fallback></mc:AlternateContent>"
    )


@place("docx", "tag of a content control", "control")
def _control(canary: Canary) -> bytes:
    return _paragraph(
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/><w:tag w:val="{canary.word}"/><w:dropDownList><w:listItem '
        f'w:value="{canary.word}"/></w:dropDownList></w:sdtPr><w:sdtContent>{_run("chosen")}</w:sdtContent></w:sdt>'
    )


@place("docx", "hint of a form field", "field")
def _form(canary: Canary) -> bytes:
    return _paragraph(
        f'{_run("Name")}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{canary.word}"/>'
        '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@place("docx", "name of a bookmark", "bookmark")
def _bookmark(canary: Canary) -> bytes:
    return _paragraph(
        f'<w:bookmarkStart w:id="3" w:name="{canary.word}"/>{_run("here")}<w:bookmarkEnd w:id="3"/>'
    )


@place("docx", "document variable", "docVars")
def _variable(canary: Canary) -> bytes:
    more = f'<w:docVars><w:docVar w:name="x" w:val="{canary.word}"/></w:docVars>'
    return replaced(saved(document()), "word/settings.xml", "</w:settings>", more + "</w:settings>")


@place("docx", "path of a template", "template")
def _template(canary: Canary) -> bytes:
    made = document()
    members = parts(saved(made))
    link(members, "word/settings.xml", "attachedTemplate", f"file:///H:/{canary.word}.dotx", "rId1")
    members["word/settings.xml"] = members["word/settings.xml"].replace(
        b"</w:settings>",
        b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></w:settings>',
    )
    return packed(members)


_PARTS = {
    "custom XML": ("customXml/item9.xml", "<p><n>{}</n></p>", "customXml", "customXml/item9.xml"),
    "names of authors": ("word/people.xml", "<people><person author='{}'/></people>", "people", "word/people.xml"),
    "embedded object": ("word/embeddings/oleObject1.bin", "{}", "oleObject", "oleObject1.bin"),
    "workbook of a chart": ("word/embeddings/book.xlsx", "{}", "package", "book.xlsx"),
    "copy of data in a chart": ("word/charts/chart1.xml", "<c><v>{}</v></c>", "chart", "chart1.xml"),
    "text of a diagram": ("word/diagrams/data1.xml", "<d><t>{}</t></d>", "diagramData", "data1.xml"),
    "building blocks": ("word/glossary/document.xml", "<g><t>{}</t></g>", "glossaryDocument", "glossary"),
    "settings of a printer": ("word/printerSettings1.bin", "{}", "printerSettings", "printerSettings1"),
    "document within": ("word/afchunk1.htm", "<p>{}</p>", "aFChunk", "afchunk1"),
    "part of no program": ("word/remains.xml", "<r><t>{}</t></r>", "remains", "word/remains.xml"),
    "control": ("word/activeX/activeX1.bin", "{}", "control", "activeX1.bin"),
    "digital signature": ("_xmlsignatures/sig1.xml", "<s><n>{}</n></s>", "signature", "_xmlsignatures"),
    "source of mail merge": ("word/recipientData.xml", "<r><t>{}</t></r>", "recipientData", "recipientData"),
}  # fmt: skip
for _name, (_part, _data, _kind, _told) in _PARTS.items():

    def _with(canary: Canary, part: str = _part, data: str = _data, kind: str = _kind) -> bytes:
        return added(saved(document()), part, data.format(canary.word), DOCUMENT, kind)

    place("docx", _name, _told)(_with)

_PROPERTIES: dict[str, Callable[[Words, str], None]] = {
    "creator": lambda made, word: setattr(made.core_properties, "author", word),
    "lastModifiedBy": lambda made, word: setattr(made.core_properties, "last_modified_by", word),
    "title": lambda made, word: setattr(made.core_properties, "title", word),
    "description": lambda made, word: setattr(made.core_properties, "comments", word),
    "keywords": lambda made, word: setattr(made.core_properties, "keywords", word),
    "category": lambda made, word: setattr(made.core_properties, "category", word),
}
for _name, _set in _PROPERTIES.items():
    place("docx", f"property {_name}", "docProps/core.xml", _name)(_by(_set))


@held("docx", "macros", extension="docm")
def _macros(canary: Canary) -> bytes:
    return added(
        saved(document()), "word/vbaProject.bin", canary.word.encode(), DOCUMENT, "vbaProject"
    )


@held("docx", "whole document attached within")
def _chunk(canary: Canary) -> bytes:
    content = _put(f'<w:altChunk {_ALL} r:id="rIdK9"/>')
    members = parts(content)
    members["word/chunk.html"] = canary.word.encode()
    link(members, DOCUMENT, "aFChunk", "word/chunk.html", "rIdK9")
    return packed(members)


@held("docx", "words under a black box")
def _black_box(canary: Canary) -> bytes:
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    shape = f"<wps:wsp><wps:spPr>{fill}</wps:spPr></wps:wsp>"
    return _paragraph(f"<w:r>{_anchor(shape)}</w:r>{_run(canary.word)}")


@held("docx", "words under a picture")
def _under_picture(canary: Canary) -> bytes:
    picture = '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic>'
    return _paragraph(f"<w:r>{_anchor(picture)}</w:r>{_run(canary.word)}")


@held("docx", "words under a black box of older programs")
def _old_box(canary: Canary) -> bytes:
    style = "position:absolute;margin-left:0;margin-top:0;width:200pt;height:40pt;z-index:3"
    shape = f'<w:r><w:pict><v:rect style="{style}" fillcolor="black"/></w:pict></w:r>'
    return _paragraph(shape + _run(canary.word))


@place("docx", "box with words in the colour of the box", "box")
def _pale_box(canary: Canary) -> bytes:
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return _paragraph(f"<w:r>{_anchor(_box(canary.word, fill), wrap='wrapSquare')}</w:r>")


@place("docx", "small letters by points", "too small")
def _points(canary: Canary) -> bytes:
    made = document()
    made.add_paragraph().add_run(canary.word).font.size = Pt(1)
    return saved(made)


@place("docx", "list whose label is hidden", "label")
def _label(canary: Canary) -> bytes:
    content = saved(document())
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{canary.word}%1"/><w:rPr><w:vanish/></w:rPr></w:lvl>'
    data = f'<w:abstractNum w:abstractNumId="990">{level}</w:abstractNum>'
    number = '<w:num w:numId="990"><w:abstractNumId w:val="990"/></w:num></w:numbering>'
    text = parts(content)["word/numbering.xml"].decode()
    at = text.find("<w:abstractNum ")
    members = parts(content)
    members["word/numbering.xml"] = (
        (text[:at] + data + text[at:]).replace("</w:numbering>", number).encode()
    )
    paragraph = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="990"/></w:numPr></w:pPr>{_run("entry")}</w:p>'
    members[DOCUMENT] = members[DOCUMENT].replace(
        b"<w:sectPr", paragraph.encode() + b"<w:sectPr", 1
    )
    return packed(members)
