"""Workbooks in which a look, a window or a sign hides a canary in ways that few look for."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBarRule, FormulaRule, IconSetRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.fills import GradientFill
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.pagebreak import Break

from tests.hidden.archives import packed, parts, replaced
from tests.hidden.books import SHEET, book, saved, with_cell
from tests.hidden.places import Canary, held, place


@place("xlsx", "white by the colour of a number format", "cell B4")
def _white_format(canary: Canary) -> bytes:
    return with_cell("B4", canary.number, number_format="[White]0")


@place("xlsx", "white by the colour of a number format for words", "cell A4")
def _white_words(canary: Canary) -> bytes:
    return with_cell("A4", canary.word, number_format="General;General;General;[White]@")


@place("xlsx", "white by a number of colours in a number format", "cell A4")
def _coloured_words(canary: Canary) -> bytes:
    return with_cell("A4", canary.word, number_format="0;0;0;[Color2]@")


@place("xlsx", "black by default on black", "cell A4")
def _black(canary: Canary) -> bytes:
    return with_cell("A4", canary.word, fill=PatternFill("solid", fgColor="FF000000"))


@place("xlsx", "black on a black gradient", "cell A4")
def _gradient(canary: Canary) -> bytes:
    return with_cell("A4", canary.word, fill=GradientFill(stop=("FF000000", "FF000000")))


@place("xlsx", "bar without its value", "cell B4")
def _bar(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["B4"] = canary.number
    rule = DataBarRule("min", None, "max", None, "FF638EC6", showValue=False)
    sheet.conditional_formatting.add("B4:B4", rule)
    return saved(made)


@place("xlsx", "icon without its value", "cell B4")
def _icon(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["B4"] = canary.number
    rule = IconSetRule("3Flags", "num", [0, 1, 2], showValue=False)
    sheet.conditional_formatting.add("B4:B4", rule)
    return saved(made)


@place("xlsx", "number format of a conditional format that shows nothing", "cell A4")
def _format_by_condition(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A4"] = canary.word
    rule = FormulaRule(["TRUE"])
    rule.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode=";;;"))
    sheet.conditional_formatting.add("A4:A4", rule)
    return saved(made)


@place("xlsx", "rows that a frozen window does not reach", "rows 2")
def _frozen(canary: Canary) -> bytes:
    made, sheet = book()
    sheet.insert_rows(1, 3)
    sheet["A2"] = canary.word
    view = (
        '<sheetView topLeftCell="A4" workbookViewId="0"><pane ySplit="1" topLeftCell="A5" '
        'activePane="bottomLeft" state="frozen"/></sheetView>'
    )
    members = parts(saved(made))
    text = members[SHEET].decode()
    start, end = text.index("<sheetView "), text.index("</sheetViews>")
    members[SHEET] = (text[:start] + view + text[end:]).encode()
    return packed(members)


@place("xlsx", "columns that a frozen window does not reach", "columns A")
def _frozen_columns(canary: Canary) -> bytes:
    made, sheet = book()
    sheet.insert_cols(1, 2)
    sheet["A3"] = canary.word
    view = (
        '<sheetView topLeftCell="C1" workbookViewId="0"><pane xSplit="1" topLeftCell="D1" '
        'activePane="topRight" state="frozen"/></sheetView>'
    )
    members = parts(saved(made))
    text = members[SHEET].decode()
    start, end = text.index("<sheetView "), text.index("</sheetViews>")
    members[SHEET] = (text[:start] + view + text[end:]).encode()
    return packed(members)


@place("xlsx", "white by the style of a table", "cell E2")
def _table_style(canary: Canary) -> bytes:
    from openpyxl.worksheet.table import Table, TableStyleInfo

    made, sheet = book()
    sheet["E1"], sheet["E2"], sheet["A4"] = "Note", canary.word, "Station"
    table = Table(displayName="Notes", ref="E1:E2")
    table.tableStyleInfo = TableStyleInfo(name="Pale", showRowStripes=False)
    sheet.add_table(table)
    content = saved(made)
    content = replaced(
        content, "xl/styles.xml", "<tableStyles ",
        '<dxfs count="1"><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs><tableStyles ',
    )  # fmt: skip
    members = parts(content)
    text = members["xl/styles.xml"].decode()
    start = text.index("<tableStyles ")
    end = text.index(">", start) + 1
    styles = (
        '<tableStyles count="1"><tableStyle name="Pale" pivot="0" count="1">'
        '<tableStyleElement type="wholeTable" dxfId="0"/></tableStyle></tableStyles>'
    )
    rest = text[end:].removeprefix("</tableStyles>")
    members["xl/styles.xml"] = (text[:start] + styles + rest).encode()
    return packed(members)


@place("xlsx", "shrunk to fit a column of no use", "column too narrow")
def _shrunk(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["D1"], sheet["D3"] = canary.word, canary.number
    sheet.column_dimensions["D"].width = 0.6
    for cell in ("D1", "D3"):
        sheet[cell].alignment = Alignment(shrink_to_fit=True)
    return saved(made)


def _tagged(word: str) -> str:
    return "".join(chr(0xE0000 + ord(sign)) for sign in word)


@place("xlsx", "signs of tags within a cell", "cell A2", "sign")
def _tags(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A2"] = "Bexford Road" + _tagged(canary.word)
    return saved(made)


@place("xlsx", "white by the style of cells", "cell A4")
def _named_style(canary: Canary) -> bytes:
    from openpyxl.styles import NamedStyle

    made, sheet = book()
    sheet["A4"] = canary.word
    sheet["A4"].style = NamedStyle("Pale", font=Font(color="FFFEFEFE"))
    return saved(made)


@place("xlsx", "white words given in the cell itself", "cell A4")
def _inline(canary: Canary) -> bytes:
    made, _ = book()
    members = parts(saved(made))
    text = members[SHEET].decode()
    start = text.index('<c r="A4"')
    end = text.index("</c>", start) + 4
    cell = (
        '<c r="A4" t="inlineStr"><is><r><t>Station</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr>'
        f"<t>{canary.word}</t></r></is></c>"
    )
    members[SHEET] = (text[:start] + cell + text[end:]).encode()
    return packed(members)


@place("xlsx", "hidden row in the strict form of Office", "rows 4")
def _strict(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A4"] = canary.word
    sheet.row_dimensions[4].hidden = True
    sheet.row_breaks.append(Break(id=3))
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    return packed({name: data.replace(old, new) for name, data in parts(saved(made)).items()})


@held("xlsb", "binary workbook", extension="xlsb")
def _binary(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A4"] = canary.word
    members = parts(saved(made))
    members["xl/workbook.bin"] = members.pop("xl/workbook.xml")
    types = members["[Content_Types].xml"].decode()
    types = types.replace("/xl/workbook.xml", "/xl/workbook.bin").replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    members["[Content_Types].xml"] = types.encode()
    return packed(members)
