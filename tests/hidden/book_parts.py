"""Excel workbooks with a canary in parts that no sheet shows: caches, models, remains, archives."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from PIL import Image

from tests.hidden.archives import added, link, packed, parts, replaced
from tests.hidden.books import SHEET, book, saved
from tests.hidden.places import Canary, held, place

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_WORKBOOK = "xl/workbook.xml"


def _plain() -> bytes:
    """Return the workbook with its strings in a list, as Excel writes them."""
    content = saved(book()[0])
    members = parts(content)
    if "xl/sharedStrings.xml" in members:
        return content
    texts: list[str] = []

    def listed(cell: re.Match[str]) -> str:
        texts.append(cell[2])
        return f'<c r="{cell[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    pattern = r'<c r="([A-Z0-9]+)" t="inlineStr"><is><t>([^<]*)</t></is></c>'
    members[SHEET] = re.sub(pattern, listed, members[SHEET].decode()).encode()
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    data = f'<sst {_MAIN} count="{len(texts)}" uniqueCount="{len(texts)}">{strings}</sst>'
    return added(packed(members), "xl/sharedStrings.xml", data, _WORKBOOK, "sharedStrings")


def _with(part: str, data: str | bytes, owner: str, kind: str) -> bytes:
    return added(_plain(), part, data, owner, kind)


@place("xlsx", "pivot cache", "pivotCacheRecords1.xml")
def _pivot(canary: Canary) -> bytes:
    members = parts(_plain())
    members["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition {_MAIN} refreshedBy="{canary.word}"><cacheSource type="worksheet"/>'
        f'<cacheFields count="1"><cacheField name="Name"><sharedItems><s v="{canary.word}"/>'
        "</sharedItems></cacheField></cacheFields></pivotCacheDefinition>"
    ).encode()
    members["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'<pivotCacheRecords {_MAIN} count="1"><r><s v="{canary.word}"/><n v="{canary.number}"/></r>'
        "</pivotCacheRecords>"
    ).encode()
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    link(members, _WORKBOOK, "pivotCacheDefinition", cache)
    link(members, cache, "pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml")
    return packed(members)


@place("xlsx", "data model", "xl/model/item.data")
def _model(canary: Canary) -> bytes:
    return _with("xl/model/item.data", canary.word.encode("utf-16-le"), _WORKBOOK, "powerPivotData")


@place("xlsx", "connection to data", "xl/connections.xml")
def _connection(canary: Canary) -> bytes:
    data = (
        f'<connections {_MAIN}><connection id="1" name="HR" type="1"><dbPr connection='
        f'"DSN=hr;UID={canary.word}" command="SELECT {canary.word}"/></connection></connections>'
    )
    return _with("xl/connections.xml", data, _WORKBOOK, "connections")


@place("xlsx", "query", "queryTable1.xml")
def _query(canary: Canary) -> bytes:
    data = f'<queryTable {_MAIN} name="{canary.word}" connectionId="1"/>'
    return _with("xl/queryTables/queryTable1.xml", data, SHEET, "queryTable")


@place("xlsx", "cells of another workbook", "externalLink1.xml")
def _external(canary: Canary) -> bytes:
    data = (
        f'<externalLink {_MAIN}><externalBook><sheetNames><sheetName val="Staff"/></sheetNames>'
        '<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str">'
        f"<v>{canary.word}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"
    )
    return _with("xl/externalLinks/externalLink1.xml", data, _WORKBOOK, "externalLink")


@place("xlsx", "threaded comment", "threadedComment1.xml")
def _threaded(canary: Canary) -> bytes:
    spaces = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    data = (
        f'<ThreadedComments {spaces}><threadedComment ref="B3" id="{{1}}" personId="{{2}}">'
        f"<text>{canary.word}</text></threadedComment></ThreadedComments>"
    )
    return _with("xl/threadedComments/threadedComment1.xml", data, SHEET, "threadedComment")


@place("xlsx", "people who commented", "xl/persons/person.xml")
def _people(canary: Canary) -> bytes:
    data = f'<personList><person displayName="{canary.word}" id="2" userId="{canary.word}"/></personList>'
    return _with("xl/persons/person.xml", data, _WORKBOOK, "person")


@place("xlsx", "custom XML", "customXml/item1.xml")
def _custom_xml(canary: Canary) -> bytes:
    return _with(
        "customXml/item1.xml", f"<case><name>{canary.word}</name></case>", _WORKBOOK, "customXml"
    )


@place("xlsx", "custom property of a sheet", "customProperty1.bin")
def _sheet_property(canary: Canary) -> bytes:
    return _with("xl/customProperty1.bin", canary.word.encode(), SHEET, "customProperty")


@place("xlsx", "embedded object", "oleObject1.bin")
def _ole(canary: Canary) -> bytes:
    return _with("xl/embeddings/oleObject1.bin", canary.word.encode() * 3, SHEET, "oleObject")


@place("xlsx", "embedded workbook", "xl/embeddings/book.xlsx")
def _package(canary: Canary) -> bytes:
    inner = Workbook()
    assert inner.active is not None
    inner.active["A1"] = canary.word
    return _with("xl/embeddings/book.xlsx", saved(inner), SHEET, "package")


@place("xlsx", "copy of data in a chart", "chart1.xml")
def _chart(canary: Canary) -> bytes:
    made, sheet = book()
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "J20")
    cache = f"<c:strCache><c:ptCount val='1'/><c:pt idx='0'><c:v>{canary.word}</c:v></c:pt></c:strCache>"
    content = saved(made)
    text = parts(content)["xl/charts/chart1.xml"].decode()
    prefix = "c:" if "<c:" in text else ""
    cache = cache if prefix else cache.replace("c:", "")
    return replaced(content, "xl/charts/chart1.xml", f"</{prefix}f>", f"</{prefix}f>{cache}")


@place("xlsx", "shape with other words in a drawing", "drawing", "words")
def _shape(canary: Canary) -> bytes:
    return _with("xl/drawings/drawing1.xml", _drawing(canary.word, ""), SHEET, "drawing")


@place("xlsx", "description of a shape", "drawing", "description")
def _description(canary: Canary) -> bytes:
    return _with("xl/drawings/drawing1.xml", _drawing("", canary.word), SHEET, "drawing")


def _drawing(text: str, description: str) -> str:
    return (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
        "<xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr>"
        f'<xdr:cNvPr id="2" name="Box 1" descr="{description}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        f"<xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


@place("xlsx", "cells under a black box", "cell B3", "box")
def _black_box(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["B3"] = canary.word
    box = _drawing("", "").replace("<xdr:txBody>", '<xdr:spPr><a:solidFill><a:srgbClr val="000000"/>'
                                   "</a:solidFill></xdr:spPr><xdr:txBody>")  # fmt: skip
    box = box.replace("<xdr:col>6<", "<xdr:col>1<").replace("<xdr:col>8<", "<xdr:col>2<")
    box = box.replace("<xdr:row>9<", "<xdr:row>2<").replace("<xdr:row>12<", "<xdr:row>3<")
    return added(saved(made), "xl/drawings/drawing1.xml", box, SHEET, "drawing")


@place("xlsx", "settings of a printer", "printerSettings1.bin")
def _printer(canary: Canary) -> bytes:
    data = canary.word.encode("utf-16-le")
    return _with("xl/printerSettings/printerSettings1.bin", data, SHEET, "printerSettings")


@place("xlsx", "text that no cell shows any more", "sharedStrings.xml")
def _orphan(canary: Canary) -> bytes:
    return replaced(
        _plain(), "xl/sharedStrings.xml", "</sst>", f"<si><t>{canary.word}</t></si></sst>"
    )


@place("xlsx", "sheet that no list names", "sheet9.xml")
def _orphan_sheet(canary: Canary) -> bytes:
    cell = f'<c r="A1" t="inlineStr"><is><t>{canary.word}</t></is></c>'
    data = f'<worksheet {_MAIN}><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return _with("xl/worksheets/sheet9.xml", data, "", "")


@place("xlsx", "white run within a cell", "cell A2")
def _white_run(canary: Canary) -> bytes:
    run = f'<r><t>Bexford Road</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>{canary.word}</t></r>'
    return replaced(_plain(), "xl/sharedStrings.xml", "<t>Bexford Road</t>", run)


@place("xlsx", "tiny run within a cell", "cell A2")
def _tiny_run(canary: Canary) -> bytes:
    run = f'<r><t>Bexford Road</t></r><r><rPr><sz val="1"/></rPr><t>{canary.word}</t></r>'
    return replaced(_plain(), "xl/sharedStrings.xml", "<t>Bexford Road</t>", run)


@place("xlsx", "reading aid of a cell", "phonetic")
def _phonetic(canary: Canary) -> bytes:
    run = f'<t>Bexford Road</t><rPh sb="0" eb="4"><t>{canary.word}</t></rPh>'
    return replaced(_plain(), "xl/sharedStrings.xml", "<t>Bexford Road</t>", run)


@place("xlsx", "view of somebody", "view")
def _custom_view(canary: Canary) -> bytes:
    view = f'<customWorkbookViews><customWorkbookView name="{canary.word}" guid="{{1}}"/></customWorkbookViews>'
    return replaced(_plain(), _WORKBOOK, "</workbook>", view + "</workbook>")


@place("xlsx", "name of who keeps the file locked", "workbook.xml", "user")
def _file_sharing(canary: Canary) -> bytes:
    lock = f'<fileSharing readOnlyRecommended="1" userName="{canary.word}"/>'
    return replaced(_plain(), _WORKBOOK, "<workbookPr", lock + "<workbookPr")


@place("xlsx", "extension of a sheet", "sheet 'Loans'", "extension")
def _extension(canary: Canary) -> bytes:
    more = f'<extLst><ext uri="{{X}}"><list><item>{canary.word}</item></list></ext></extLst>'
    return replaced(_plain(), SHEET, "</worksheet>", more + "</worksheet>")


@place("xlsx", "element that no program knows", "sheet 'Loans'")
def _unknown(canary: Canary) -> bytes:
    more = f"<remains><t>{canary.word}</t></remains>"
    return replaced(_plain(), SHEET, "</sheetData>", "</sheetData>" + more)


@place("xlsx", "comment in the XML", "comment in the XML")
def _xml_comment(canary: Canary) -> bytes:
    return replaced(_plain(), SHEET, "<sheetData>", f"<!-- {canary.word} --><sheetData>")


@place("xlsx", "history of a shared workbook", "revisions")
def _revisions(canary: Canary) -> bytes:
    data = f'<revisions {_MAIN}><rcc rId="1"><nc r="A1"><v>{canary.word}</v></nc></rcc></revisions>'
    return _with("xl/revisions/revisionLog1.xml", data, _WORKBOOK, "revisionLog")


@place("xlsx", "slicer", "slicerCache1.xml")
def _slicer(canary: Canary) -> bytes:
    data = f'<slicerCacheDefinition name="{canary.word}"/>'
    return _with("xl/slicerCaches/slicerCache1.xml", data, _WORKBOOK, "slicerCache")


@place("xlsx", "source of live data", "volatileDependencies.xml")
def _volatile(canary: Canary) -> bytes:
    data = (
        f'<volTypes {_MAIN}><volType type="realTimeData"><main first="hr"><tp t="s"><v>{canary.word}'
        '</v><stp>x</stp><tr r="A1" s="1"/></tp></main></volType></volTypes>'
    )
    return _with("xl/volatileDependencies.xml", data, _WORKBOOK, "volatileDependencies")


@place("xlsx", "linked data type", "xl/richData")
def _rich(canary: Canary) -> bytes:
    data = f"<rvData><rv s='0'><v>{canary.word}</v></rv></rvData>"
    return _with("xl/richData/rdrichvalue.xml", data, _WORKBOOK, "rdRichValue")


@place("xlsx", "note on a table", "table1.xml")
def _table(canary: Canary) -> bytes:
    data = (
        f'<table {_MAIN} id="1" name="T1" displayName="T1" ref="A1:C6" comment="{canary.word}">'
        '<tableColumns count="1"><tableColumn id="1" name="Library"/></tableColumns></table>'
    )
    return _with("xl/tables/table1.xml", data, SHEET, "table")


@place("xlsx", "picture of a sheet with EXIF data", "xl/media")
def _media(canary: Canary) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = canary.word
    Image.new("RGB", (20, 20)).save(out, "JPEG", exif=exif)
    return _with("xl/media/image1.jpeg", out.getvalue(), SHEET, "image")


@place("xlsx", "small picture of an earlier look", "thumbnail")
def _thumbnail(canary: Canary) -> bytes:
    return _with("docProps/thumbnail.jpeg", canary.word.encode(), "/", "thumbnail")


@place("xlsx", "label of the organisation", "docMetadata")
def _label(canary: Canary) -> bytes:
    data = f'<labelList><label id="{canary.word}"/></labelList>'
    return _with("docMetadata/LabelInfo.xml", data, "/", "classificationlabels")


@place("xlsx", "add-in", "webextension")
def _add_in(canary: Canary) -> bytes:
    data = f"<webextension><property value='{canary.word}'/></webextension>"
    return _with("xl/webextensions/webextension1.xml", data, _WORKBOOK, "webextension")


@place("xlsx", "part that no program knows", "xl/remains.bin")
def _part(canary: Canary) -> bytes:
    return _with("xl/remains.bin", canary.word.encode(), "", "")


@place("xlsx", "company and manager", "docProps/app.xml")
def _company(canary: Canary) -> bytes:
    more = f"<Manager>{canary.word}</Manager><Company>{canary.word}</Company></Properties>"
    return replaced(_plain(), "docProps/app.xml", "</Properties>", more)


@place("xlsx", "names of sheets that were there", "docProps/app.xml")
def _titles(canary: Canary) -> bytes:
    more = (
        "<TitlesOfParts><vt:vector xmlns:vt='urn:vt' size='1' baseType='lpstr'><vt:lpstr>"
        f"{canary.word}</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
    )
    return replaced(_plain(), "docProps/app.xml", "</Properties>", more)


@place("xlsx", "comment of the archive", "archive comment")
def _archive_comment(canary: Canary) -> bytes:
    return packed(parts(_plain()), comment=canary.word.encode())


@place("xlsx", "extra field of the archive", "archive")
def _extra_field(canary: Canary) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(_plain()).items():
            entry = zipfile.ZipInfo(name)
            if name == SHEET:
                word = canary.word.encode()
                entry.extra = b"\xfe\xca" + len(word).to_bytes(2, "little") + word
            archive.writestr(entry, data)
    return out.getvalue()


@place("xlsx", "data behind the archive", "archive")
def _behind(canary: Canary) -> bytes:
    return _plain() + canary.word.encode()


@place("xlsx", "data before the archive", "archive")
def _before(canary: Canary) -> bytes:
    # The offsets in the directory still fit: programs that repair archives open it.
    out = io.BytesIO(b"PK\x03\x04" + canary.word.encode())
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        for name, data in parts(_plain()).items():
            archive.writestr(name, data)
    return out.getvalue()


@held("xlsx", "macros", extension="xlsm")
def _macros(canary: Canary) -> bytes:
    return _with("xl/vbaProject.bin", canary.word.encode(), _WORKBOOK, "vbaProject")


@held("xlsx", "entity in the XML")
def _entity(canary: Canary) -> bytes:
    doctype = f'<!DOCTYPE x [<!ENTITY k "{canary.word}">]>'
    return replaced(_plain(), SHEET, "<worksheet", doctype + "<worksheet")


@held("xlsx", "two parts of one name")
def _twice(canary: Canary) -> bytes:
    import warnings

    content = io.BytesIO(_plain())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(content, "a") as archive:
            archive.writestr(SHEET, canary.word)
    return content.getvalue()
