"""OpenDocument texts and sheets with a canary where no reader looks."""

from __future__ import annotations

import io

from odfdo import Document

from tests.hidden.archives import packed, parts
from tests.hidden.places import Canary, held, place

CONTENT = "content.xml"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
TEXT_VISIBLE = ("We hold the figures", "Bexford Road", "1,250")
SHEET_VISIBLE = ("Library", "Bexford Road", "1250", "873")


def opened(kind: str, body: str, styles: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument file of *body* and automatic *styles*."""
    template = Document("text" if kind == "text" else "spreadsheet")
    out = io.BytesIO()
    template.save(out)
    members = parts(out.getvalue())
    members[CONTENT] = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    ).encode()
    members["meta.xml"] = (
        f"<office:document-meta {_SPACES}><office:meta/></office:document-meta>".encode()
    )
    members.update(more or {})
    return packed(members)


_P = "<text:p>We hold the figures for 2025.</text:p>"
_TABLE = (
    '<table:table table:name="T"><table:table-row><table:table-cell><text:p>Bexford Road</text:p>'
    "</table:table-cell><table:table-cell><text:p>1,250</text:p></table:table-cell></table:table-row>"
    "</table:table>"
)


def text(extra: str = "", styles: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument text with *extra* at its end."""
    return opened("text", _P + _TABLE + extra, styles, more)


def _span(look: str) -> str:
    return (
        '<style:style style:name="K" style:family="text"><style:text-properties '
        f"{look}/></style:style>"
    )


_LOOKS = {
    "hidden words": 'text:display="none"',
    "white words": 'fo:color="#ffffff"',
    "tiny words": 'fo:font-size="1pt"',
    "tiny words in centimetres": 'fo:font-size="0.02cm"',
    "words in the colour of their shade": 'fo:color="#1f3864" fo:background-color="#1f3864"',
    "transparent words": 'fo:color="#000000" loext:opacity="0%"',
    "words narrowed to nothing": 'style:text-scale="1%"',
}
for _name, _look in _LOOKS.items():

    def _make(canary: Canary, look: str = _look) -> bytes:
        inner = f'See below. <text:span text:style-name="K">{canary.word}</text:span>'
        return text(f"<text:p>{inner}</text:p>", _span(look))

    place("odt", _name, "paragraph 4")(_make)

_INSIDE = {
    "hidden text with a condition": (
        '<text:hidden-text text:condition="ooow:1" text:string-value="{}" text:is-hidden="true">{}</text:hidden-text>',
        "hidden text"),
    "hidden paragraph": (
        '<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>{}', "hidden paragraph"),
    "comment": ("<office:annotation><dc:creator>A</dc:creator><text:p>{}</text:p></office:annotation>x", "comment"),
    "script": ('<text:script script:language="js">{}</text:script>x', "script"),
    "variable that is set": ('<text:variable-set text:name="v" text:display="none">{}</text:variable-set>x', "hidden"),
    "entry of an index": ('<text:alphabetical-index-mark text:string-value="{}"/>x', "index"),
    "other branch of a condition": (
        '<text:conditional-text text:string-value-if-false="{}" text:condition="1">x</text:conditional-text>',
        "condition"),
    "white words within a link": (
        '<text:a xlink:href="http://example.org/"><text:span text:style-name="K">{}</text:span></text:a>x',
        "background"),
    "target of a link": ('<text:a xlink:href="file:///H:/{}.odt">our page</text:a>', "link"),
    "description of a picture": ("<draw:frame><draw:image/><svg:desc>{}</svg:desc></draw:frame>x", "description"),
    "name of a bookmark": ('<text:bookmark text:name="{}"/>x', "bookmark"),
    "box off the page": (
        '<draw:frame svg:x="90cm" svg:y="2cm" svg:width="3cm"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>x',
        "box"),
}  # fmt: skip
for _name, (_inner, _told) in _INSIDE.items():

    def _within(canary: Canary, inner: str = _inner) -> bytes:
        return text(
            f"<text:p>{inner.replace('{}', canary.word)}</text:p>", _span('fo:color="#ffffff"')
        )

    place("odt", _name, _told)(_within)

_BLOCKS = {
    "hidden section": ('<text:section text:name="S" text:display="none"><text:p>{}</text:p></text:section>', "hidden section"),
    "section with a condition": (
        '<text:section text:name="S" text:condition="ooow:1" text:display="condition"><text:p>{}</text:p></text:section>',
        "hidden section"),
    "hidden words of a list in a table": (
        '<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:p><text:span '
        'text:style-name="K">{}</text:span></text:p></text:list-item></text:list></table:table-cell>'
        '</table:table-row></table:table>', "background"),
    "covered cell of a table": (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>x</text:p>'
        '</table:table-cell><table:covered-table-cell><text:p>{}</text:p></table:covered-table-cell>'
        '</table:table-row></table:table>', "cell"),
    "form": ('<office:forms><x>{}</x></office:forms>', "form"),
    "tracked deletion": (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        '<dc:creator>A</dc:creator></office:change-info><text:p>{}</text:p></text:deletion>'
        '</text:changed-region></text:tracked-changes>', "tracked deletion"),
}  # fmt: skip
for _name, (_block, _told) in _BLOCKS.items():

    def _block_of(canary: Canary, block: str = _block) -> bytes:
        return text(block.format(canary.word), _span('fo:color="#ffffff"'))

    place("odt", _name, _told)(_block_of)

_HIDDEN_STYLE = (
    '<style:style style:name="K" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="L" style:family="paragraph" style:parent-style-name="K"/>'
)


@place("odt", "hidden by a style of paragraphs", "hidden text")
def _style(canary: Canary) -> bytes:
    return text(f'<text:p text:style-name="L">{canary.word}</text:p>', _HIDDEN_STYLE)


@place("odt", "hidden row of a table", "row")
def _row(canary: Canary) -> bytes:
    row = f'<table:table-row table:visibility="collapse"><table:table-cell><text:p>{canary.word}</text:p></table:table-cell></table:table-row>'
    return text(
        f"<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>{row}</table:table>"
    )


@place("odt", "hidden table", "table")
def _table(canary: Canary) -> bytes:
    style = '<style:style style:name="T1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    return text(
        _TABLE.replace('table:name="T"', 'table:name="T" table:style-name="T1"').replace(
            "1,250", canary.word
        ),
        style,
    )


def _meta(canary: Canary, what: str) -> dict[str, bytes]:
    return {
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta>{what.replace('{}', canary.word)}</office:meta></office:document-meta>".encode()
    }


_METAS = {
    "author": ("<dc:creator>{}</dc:creator>", "creator"),
    "title": ("<dc:title>{}</dc:title>", "title"),
    "custom property": ('<meta:user-defined meta:name="x">{}</meta:user-defined>', "user-defined"),
    "template": ('<meta:template xlink:href="H:/{}.ott" xlink:title="x"/>', "template"),
}
for _name, (_what, _told) in _METAS.items():

    def _meta_of(canary: Canary, what: str = _what) -> bytes:
        return text(more=_meta(canary, what))

    place("odt", f"metadata: {_name}", "meta.xml", _told)(_meta_of)

_PARTS = {
    "macros": "Basic/Standard/Module1.xml",
    "earlier version": "Versions/Version1",
    "embedded object": "Object 1/content.xml",
    "picture of an embedded object": "ObjectReplacements/Object 1",
    "small picture of an earlier look": "Thumbnails/thumbnail.png",
    "digital signature": "META-INF/documentsignatures.xml",
    "part of no program": "remains/data.bin",
    "layout kept by a program": "layout-cache",
    "statements": "manifest.rdf",
}
for _name, _part in _PARTS.items():

    def _part_of(canary: Canary, part: str = _part) -> bytes:
        return text(more={part: f"<x>{canary.word}</x>".encode()})

    place("odt", _name, _part)(_part_of)
    if _name not in ("layout kept by a program",):

        def _sheet_part(canary: Canary, part: str = _part) -> bytes:
            return sheet(more={part: f"<x>{canary.word}</x>".encode()})

        place("ods", _name, _part)(_sheet_part)


@held("odt", "words under a shape")
def _under(canary: Canary) -> bytes:
    style = (
        '<style:style style:name="G" style:family="graphic"><style:graphic-properties style:wrap="run-through" '
        'style:run-through="foreground" draw:fill="solid" draw:fill-color="#000000"/></style:style>'
    )
    shape = (
        '<draw:rect draw:style-name="G" svg:width="8cm" svg:height="1cm" svg:x="0cm" svg:y="0cm"/>'
    )
    return text(f"<text:p>{shape}{canary.word}</text:p>", style)


def _cell(
    value: str, look: str = "", kind: str = "string", value_of: str = "", inside: str = ""
) -> str:
    style = f' table:style-name="{look}"' if look else ""
    typed = f' office:value-type="{kind}"' if kind else ""
    stored = f' office:value="{value_of}"' if value_of else ""
    shown = f"<text:p>{value}</text:p>"
    return f"<table:table-cell{style}{typed}{stored}>{inside}{shown}</table:table-cell>"


def _rows(extra: str = "") -> str:
    head = f"<table:table-row>{_cell('Library')}{_cell('Loans')}</table:table-row>"
    one = f"<table:table-row>{_cell('Bexford Road')}{_cell('1250', kind='float', value_of='1250')}</table:table-row>"
    two = f"<table:table-row>{_cell('Mill Lane')}{_cell('873', kind='float', value_of='873')}</table:table-row>"
    return head + one + two + extra


def sheet(extra: str = "", styles: str = "", more: dict[str, bytes] | None = None, *,
          columns: str = "", before: str = "", beside: str = "", tables: str = "") -> bytes:  # fmt: skip
    """Return an OpenDocument sheet with *extra* rows."""
    table = f'<table:table table:name="Loans">{before}{columns}{_rows(extra)}</table:table>{tables}{beside}'
    return opened("spreadsheet", table, styles, more)


def _extra_row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


@place("ods", "hidden sheet", "sheet 'Raw'")
def _hidden_sheet(canary: Canary) -> bytes:
    style = '<style:style style:name="H" style:family="table"><style:table-properties table:display="false"/></style:style>'
    raw = f'<table:table table:name="Raw" table:style-name="H"><table:table-row>{_cell(canary.word)}</table:table-row></table:table>'
    return sheet(styles=style, tables=raw)


@place("ods", "hidden row", "rows 4")
def _hidden_row(canary: Canary) -> bytes:
    return sheet(_extra_row(_cell(canary.word), 'table:visibility="collapse"'))


@place("ods", "filtered row", "rows 4", "filter")
def _filtered(canary: Canary) -> bytes:
    return sheet(_extra_row(_cell(canary.word), 'table:visibility="filter"'))


@place("ods", "row without height", "rows 4")
def _low(canary: Canary) -> bytes:
    style = '<style:style style:name="R" style:family="table-row"><style:table-row-properties style:row-height="0.001cm"/></style:style>'
    return sheet(_extra_row(_cell(canary.word), 'table:style-name="R"'), style)


@place("ods", "collapsed group of rows", "rows 4")
def _group(canary: Canary) -> bytes:
    return sheet(
        f'<table:table-row-group table:display="false">{_extra_row(_cell(canary.word))}</table:table-row-group>'
    )


@place("ods", "hidden column", "columns C")
def _column(canary: Canary) -> bytes:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    return sheet(_extra_row(_cell("x") + _cell("y") + _cell(canary.word)), columns=columns)


@place("ods", "column without width", "columns C")
def _narrow(canary: Canary) -> bytes:
    style = '<style:style style:name="C" style:family="table-column"><style:table-column-properties style:column-width="0.001in"/></style:style>'
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="C"/>'
    return sheet(_extra_row(_cell("x") + _cell("y") + _cell(canary.word)), style, columns=columns)


@place("ods", "comment", "cell A4", "comment")
def _note(canary: Canary) -> bytes:
    return sheet(
        _extra_row(
            _cell(
                "x", inside=f"<office:annotation><text:p>{canary.word}</text:p></office:annotation>"
            )
        )
    )


def _format(properties: str, inner: str = "") -> str:
    return (
        f'<style:style style:name="K" style:family="table-cell">{inner}{properties}</style:style>'
    )


_SHEET_LOOKS = {
    "white words": '<style:text-properties fo:color="#ffffff"/>',
    "tiny words": '<style:text-properties fo:font-size="1pt"/>',
    "words in the colour of their cell":
        '<style:table-cell-properties fo:background-color="#102030"/><style:text-properties fo:color="#102030"/>',
    "protected so that nothing shows": '<style:table-cell-properties style:cell-protect="hidden-and-protected"/>',
}  # fmt: skip
for _name, _properties in _SHEET_LOOKS.items():

    def _looks(canary: Canary, properties: str = _properties) -> bytes:
        return sheet(_extra_row(_cell(canary.word, "K")), _format(properties))

    place("ods", _name, "cell A4")(_looks)


@place("ods", "white by a condition of a style", "cell A4")
def _map(canary: Canary) -> bytes:
    styles = (
        '<style:style style:name="W" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
        + _format("", '<style:map style:condition="cell-content()!=0" style:apply-style-name="W"/>')
    )
    return sheet(_extra_row(_cell(canary.word, "K")), styles)


@place("ods", "white by a conditional format", "cell A4")
def _conditional(canary: Canary) -> bytes:
    styles = '<style:style style:name="W" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
    rule = (
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Loans.A4:Loans.A4">'
        '<calcext:condition calcext:apply-style-name="W" calcext:value="!=0"/></calcext:conditional-format></calcext:conditional-formats>'
    )
    return sheet(_extra_row(_cell(canary.word)) + rule, styles)


@place("ods", "number that its format does not show", "cell A4")
def _no_number(canary: Canary) -> bytes:
    styles = '<number:number-style style:name="N0"><number:text/></number:number-style>' + (
        '<style:style style:name="K" style:family="table-cell" style:data-style-name="N0"/>'
    )
    return sheet(_extra_row(_cell("", "K", "float", str(canary.number))), styles)


@place("ods", "words kept for a number", "cell A4")
def _false_words(canary: Canary) -> bytes:
    return sheet(_extra_row(_cell(canary.word, "", "float", "12")))


@place("ods", "number under other words", "cell A4")
def _other_words(canary: Canary) -> bytes:
    styles = (
        '<number:text-style style:name="N0"><number:text>not held</number:text></number:text-style>'
        + ('<style:style style:name="K" style:family="table-cell" style:data-style-name="N0"/>')
    )
    return sheet(_extra_row(_cell("not held", "K", "float", str(canary.number))), styles)


@place("ods", "white part of a cell", "cell A4")
def _span_in_cell(canary: Canary) -> bytes:
    styles = _span('fo:color="#ffffff"')
    return sheet(
        _extra_row(_cell(f'Hill<text:span text:style-name="K">{canary.word}</text:span>')), styles
    )


@place("ods", "white part within a link in a cell", "cell A4")
def _link_in_cell(canary: Canary) -> bytes:
    inner = f'Hill <text:a xlink:href="http://example.org"><text:span text:style-name="K">{canary.word}</text:span></text:a>'
    return sheet(_extra_row(_cell(inner)), _span('fo:color="#ffffff"'))


@place("ods", "target of a link in a cell", "cell A4", "link")
def _target_in_cell(canary: Canary) -> bytes:
    return sheet(
        _extra_row(_cell(f'<text:a xlink:href="file:///H:/{canary.word}.ods">Hill</text:a>'))
    )


@place("ods", "under a merged cell", "merged")
def _merged(canary: Canary) -> bytes:
    cells = '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return sheet(
        _extra_row(
            f"{cells}<table:covered-table-cell office:value-type='string'><text:p>{canary.word}</text:p></table:covered-table-cell>"
        )
    )


@place("ods", "far to the right", "far from all others")
def _far(canary: Canary) -> bytes:
    return sheet(
        _extra_row(
            _cell("x")
            + '<table:table-cell table:number-columns-repeated="900"/>'
            + _cell(canary.word)
        )
    )


@place("ods", "value of a name", "defined name Rate")
def _name_value(canary: Canary) -> bytes:
    names = f'<table:named-expressions><table:named-expression table:name="Rate" table:expression="&quot;{canary.word}&quot;"/></table:named-expressions>'
    return sheet(beside=names)


@place("ods", "list of allowed values", "allowed")
def _validation(canary: Canary) -> bytes:
    rule = (
        '<table:content-validations><table:content-validation table:name="v" '
        f'table:condition="of:cell-content-is-in-list(&quot;{canary.word}&quot;)"/></table:content-validations>'
    )
    table = f'{rule}<table:table table:name="Loans">{_rows()}</table:table>'
    return opened("spreadsheet", table)


@place("ods", "words in a formula", "formula")
def _formula(canary: Canary) -> bytes:
    cell = f'<table:table-cell table:formula="of:=IF(1;&quot;x&quot;;&quot;{canary.word}&quot;)" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return sheet(_extra_row(cell))


@place("ods", "tracked changes", "tracked changes")
def _tracked(canary: Canary) -> bytes:
    changes = f"<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>{canary.word}</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>"
    return opened(
        "spreadsheet", f'{changes}<table:table table:name="Loans">{_rows()}</table:table>'
    )


@place("ods", "scenario", "scenario")
def _scenario(canary: Canary) -> bytes:
    one = f'<table:table table:name="Other"><table:scenario table:comment="{canary.word}" table:scenario-ranges="A1" table:is-active="false"/><table:table-row>{_cell(canary.word)}</table:table-row></table:table>'
    return sheet(tables=one)


@place("ods", "cells of another workbook", "sheet")
def _external(canary: Canary) -> bytes:
    one = f'<table:table table:name="\'file:///H:/staff.ods\'#Staff"><table:table-source xlink:href="H:/staff.ods"/><table:table-row>{_cell(canary.word)}</table:table-row></table:table>'
    return sheet(tables=one)


@place("ods", "pivot table", "pivot")
def _pivot(canary: Canary) -> bytes:
    return sheet(
        beside=f'<table:data-pilot-tables><table:data-pilot-table table:name="{canary.word}"/></table:data-pilot-tables>'
    )


@place("ods", "source of a database", "database")
def _database(canary: Canary) -> bytes:
    return sheet(
        beside=f'<table:database-ranges><table:database-range table:name="d" table:target-range-address="Loans.A1:Loans.B3"><table:database-source-sql table:database-name="{canary.word}" table:sql-statement="x"/></table:database-range></table:database-ranges>'
    )


@place("ods", "cell under a shape", "cell A4")
def _under_shape(canary: Canary) -> bytes:
    style = '<style:style style:name="G" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/></style:style>'
    shape = '<draw:rect draw:style-name="G" table:end-cell-address="Loans.B5" svg:width="4cm" svg:height="1cm"/>'
    return sheet(_extra_row(_cell(canary.word, inside=shape)), style)


@place("ods", "box with words in a drawing", "drawing")
def _box(canary: Canary) -> bytes:
    shapes = f'<table:shapes><draw:frame svg:x="9cm" svg:y="9cm" svg:width="1cm" svg:height="1cm"><draw:text-box><text:p>{canary.word}</text:p></draw:text-box></draw:frame></table:shapes>'
    return sheet(before=shapes)


@place("ods", "metadata: author", "meta.xml", "creator")
def _author(canary: Canary) -> bytes:
    return sheet(more=_meta(canary, "<dc:creator>{}</dc:creator>"))


@place("ods", "name of a printer", "printer")
def _printer(canary: Canary) -> bytes:
    settings = (
        f'<office:document-settings {_SPACES}><office:settings><config:config-item config:name="PrinterName">'
        f"{canary.word}</config:config-item></office:settings></office:document-settings>"
    )
    return sheet(more={"settings.xml": settings.encode()})


@held("odt", "password", "odt")
def _locked(canary: Canary) -> bytes:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    return text(
        f"<text:p>{canary.word}</text:p>", more={"META-INF/manifest.xml": manifest.encode()}
    )
