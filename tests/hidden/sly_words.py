"""Word and OpenDocument files in which a rarely used way of Word hides a canary."""

from __future__ import annotations

import base64

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.hidden.archives import packed, parts
from tests.hidden.open_files import sheet, text
from tests.hidden.places import Canary, held, place
from tests.hidden.words import _ALL, _paragraph, _put, _run, document, saved

_W = nsdecls("w")

_LOOKS = {
    "words raised off their line": '<w:position w:val="3000"/>',
    "letters pushed into one": '<w:spacing w:val="-400"/>',
    "words in the colour of their mark": '<w:color w:val="FF0000"/><w:highlight w:val="red"/>',
    "white by a shade of the theme": '<w:color w:val="F2F2F2" w:themeColor="background1" w:themeShade="FE"/>',
    "words with neither fill nor line": '<w:color w:val="000000"/><w14:textOutline><w14:noFill/></w14:textOutline>'
    "<w14:textFill><w14:noFill/></w14:textFill>",
    "hidden in both senses": "<w:specVanish/><w:vanish/>",
}
for _name, _look in _LOOKS.items():

    def _make(canary: Canary, look: str = _look) -> bytes:
        return _paragraph(_run("See below. ") + _run(canary.word, look))

    place("docx", _name, "paragraph 9")(_make)


@place("docx", "words for programs that nobody has", "programs")
def _choice(canary: Canary) -> bytes:
    return _paragraph(
        '<mc:AlternateContent><mc:Choice xmlns:nobody="urn:nobody" Requires="nobody">'
        f"{_run(canary.word)}</mc:Choice><mc:Fallback>{_run('See below.')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


@place("docx", "data of a field", "field")
def _field_data(canary: Canary) -> bytes:
    data = base64.b64encode(canary.word.encode("utf-16-le")).decode()
    return _paragraph(
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{data}</w:fldData>'
        "</w:fldChar></w:r><w:r><w:instrText> ADDIN x </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>See below.</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@place("docx", "white by the style of a table", "background")
def _table_style(canary: Canary) -> bytes:
    made = document()
    style = parse_xml(
        f'<w:style {_W} w:type="table" w:styleId="Pale"><w:name w:val="Pale"/>'
        '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    )
    made.styles.element.append(style)
    table = made.add_table(rows=1, cols=1)
    table._tbl.tblPr.append(parse_xml(f'<w:tblStyle {_W} w:val="Pale"/>'))
    table.cell(0, 0).text = canary.word
    return saved(made)


@place("docx", "white by what holds for the whole document", "background")
def _defaults(canary: Canary) -> bytes:
    made = document()
    styles = made.styles.element
    normal = made.styles["Normal"].element
    normal.get_or_add_rPr().append(parse_xml(f'<w:color {_W} w:val="FFFFFF"/>'))
    for paragraph in [*made.paragraphs, *(p for c in made.tables[0]._cells for p in c.paragraphs)]:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().append(parse_xml(f'<w:color {_W} w:val="000000"/>'))
    made.add_paragraph(canary.word)
    assert styles is not None
    return saved(made)


@place("docx", "line squeezed by its right edge", "paragraph 9")
def _right(canary: Canary) -> bytes:
    return _paragraph(_run(canary.word), '<w:pPr><w:ind w:left="0" w:right="30000"/></w:pPr>')


@place("docx", "manager and company of the file", "docProps/app.xml")
def _app(canary: Canary) -> bytes:
    members = parts(saved(document()))
    members["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Manager>{canary.word}</Manager><Company>{canary.word}</Company></Properties>"
    ).encode()
    return packed(members)


@place("docx", "signs of tags within words", "sign")
def _tags(canary: Canary) -> bytes:
    tagged = "".join(chr(0xE0000 + ord(sign)) for sign in canary.word)
    return _paragraph(_run(f"See below.{tagged}"))


@place("docx", "block of another program's XML", "custom")
def _smart(canary: Canary) -> bytes:
    return _put(
        f'<w:p {_ALL}><w:smartTag w:uri="urn:x" w:element="y"><w:smartTagPr><w:attr w:name="z" '
        f'w:val="{canary.word}"/></w:smartTagPr>{_run("See below.")}</w:smartTag></w:p>'
    )


@place("odt", "header of a page that no text comes to", "header")
def _unused_header(canary: Canary) -> bytes:
    return _styled_page(canary, "Quiet", "")


@place("odt", "header that is switched off", "header")
def _header_off(canary: Canary) -> bytes:
    return _styled_page(canary, "Standard", ' style:display="false"')


def _styled_page(canary: Canary, page: str, more: str) -> bytes:
    members = parts(text())
    source = members["styles.xml"].decode()
    master = (
        f'<style:master-page style:name="{page}" style:page-layout-name="pm1"><style:header{more}>'
        f"<text:p>{canary.word}</text:p></style:header></style:master-page>"
    )
    end = "</office:master-styles>"
    if page == "Standard":
        start = source.index("<office:master-styles>") + len("<office:master-styles>")
        source = source[:start] + source[source.index(end) :]
    members["styles.xml"] = source.replace(end, master + end).encode()
    return packed(members)


@place("odt", "statement about words", "meta")
def _rdf(canary: Canary) -> bytes:
    return text(
        f'<text:p><text:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" xhtml:about="x" '
        f'xhtml:property="y" xhtml:content="{canary.word}">See below.</text:meta></text:p>'
    )


@place("ods", "hint on entering a value", "value")
def _hint(canary: Canary) -> bytes:
    return sheet(
        beside='<table:content-validations><table:content-validation table:name="v1">'
        f'<table:help-message table:title="x"><text:p>{canary.word}</text:p></table:help-message>'
        "</table:content-validation></table:content-validations>",
    )


@held("fodt", "text in one piece of XML", extension="fodt")
def _flat(canary: Canary) -> bytes:
    return (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><!-- {canary.word} --></office:document>'
    ).encode()
