"""Excel workbooks with a canary in cells, rows, columns and sheets that nobody sees."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.scenario import InputCells, Scenario, ScenarioList
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from tests.hidden.places import Canary, place

SHEET = "xl/worksheets/sheet1.xml"
VISIBLE = ("Library", "Loans", "Bexford Road", "1250", "Mill Lane", "873")


def book() -> tuple[Workbook, Worksheet]:
    """Return a workbook with a small visible table in A1 to C7."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Loans"
    sheet.append(["Library", "Loans", "Month"])
    for number, (name, loans) in enumerate(
        [("Bexford Road", 1250), ("Mill Lane", 873), ("Station", 402), ("Quay", 77), ("Hill", 9)], 1
    ):
        sheet.append([name, loans, date(2025, number, 1)])
    return made, sheet


def saved(made: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_cell(at: str, value: object, font: Font | None = None, **looks: object) -> bytes:
    """Return the workbook with one more cell of a certain look."""
    made, sheet = book()
    sheet[at] = value
    if font is not None:
        sheet[at].font = font
    for name, look in looks.items():
        setattr(sheet[at], name, look)
    return saved(made)


def with_sheet(canary: Canary, state: str) -> bytes:
    """Return the workbook with one more sheet, hidden as *state* says."""
    made, _ = book()
    extra = made.create_sheet("Raw")
    extra.append(["Name", "Payroll"])
    extra.append([canary.word, canary.number])
    extra.sheet_state = state
    return saved(made)


@place("xlsx", "hidden sheet", "sheet 'Raw'", "hidden sheet")
def _hidden_sheet(canary: Canary) -> bytes:
    return with_sheet(canary, "hidden")


@place("xlsx", "very hidden sheet", "sheet 'Raw'", "very hidden")
def _very_hidden(canary: Canary) -> bytes:
    return with_sheet(canary, "veryHidden")


def _row(canary: Canary, **looks: object) -> bytes:
    made, sheet = book()
    sheet["A4"], sheet["B4"] = canary.word, canary.number
    for name, look in looks.items():
        setattr(sheet.row_dimensions[4], name, look)
    return saved(made)


@place("xlsx", "hidden row", "sheet 'Loans', rows 4")
def _hidden_row(canary: Canary) -> bytes:
    return _row(canary, hidden=True)


@place("xlsx", "row without height", "sheet 'Loans', rows 4")
def _low_row(canary: Canary) -> bytes:
    return _row(canary, height=0.75)


@place("xlsx", "collapsed group of rows", "rows 4")
def _grouped_row(canary: Canary) -> bytes:
    return _row(canary, hidden=True, outlineLevel=1)


@place("xlsx", "filtered row", "rows 4", "filter")
def _filtered_row(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A4"] = canary.word
    sheet.auto_filter.ref = "A1:C6"
    sheet.auto_filter.add_filter_column(0, ["Bexford Road", "Mill Lane"])
    sheet.row_dimensions[4].hidden = True
    return saved(made)


@place("xlsx", "row outside of a filter that was not applied", "filter")
def _filter_values(canary: Canary) -> bytes:
    made, sheet = book()
    sheet.auto_filter.ref = "A1:C6"
    sheet.auto_filter.add_filter_column(0, ["Mill Lane", canary.word])
    return saved(made)


def _column(canary: Canary, **looks: object) -> bytes:
    made, sheet = book()
    sheet["D1"], sheet["D3"] = canary.word, canary.number
    for name, look in looks.items():
        setattr(sheet.column_dimensions["D"], name, look)
    return saved(made)


@place("xlsx", "hidden column", "columns D")
def _hidden_column(canary: Canary) -> bytes:
    return _column(canary, hidden=True)


@place("xlsx", "column without width", "columns D")
def _narrow_column(canary: Canary) -> bytes:
    return _column(canary, width=0.1)


@place("xlsx", "collapsed group of columns", "columns D")
def _grouped_column(canary: Canary) -> bytes:
    return _column(canary, hidden=True, outlineLevel=2)


@place("xlsx", "sheet whose rows have no height", "rows")
def _low_sheet(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A9"] = canary.word
    sheet.sheet_format.defaultRowHeight = 0.5
    sheet.sheet_format.customHeight = True
    for row in range(1, 7):
        sheet.row_dimensions[row].height = 15
    return saved(made)


@place("xlsx", "comment", "cell B3", "comment")
def _comment(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["B3"].comment = Comment(f"ask {canary.word}", "an officer")
    return saved(made)


@place("xlsx", "author of a comment", "comment")
def _comment_author(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["B3"].comment = Comment("ask", canary.word)
    return saved(made)


@place("xlsx", "value of a defined name", "defined name Rate")
def _name_value(canary: Canary) -> bytes:
    made, _ = book()
    made.defined_names["Rate"] = DefinedName("Rate", attr_text=f'"{canary.word}"')
    return saved(made)


@place("xlsx", "list in a defined name", "defined name People")
def _name_list(canary: Canary) -> bytes:
    made, _ = book()
    made.defined_names["People"] = DefinedName("People", attr_text=f'{{"{canary.word}","x"}}')
    return saved(made)


@place("xlsx", "formula in a defined name of one sheet", "defined name Who")
def _name_formula(canary: Canary) -> bytes:
    made, sheet = book()
    sheet.defined_names["Who"] = DefinedName("Who", attr_text=f'"x"&"{canary.word}"')
    return saved(made)


@place("xlsx", "comment of a defined name", "defined name Area")
def _name_comment(canary: Canary) -> bytes:
    made, _ = book()
    made.defined_names["Area"] = DefinedName(
        "Area", attr_text="Loans!$A$1:$C$6", comment=canary.word, hidden=True
    )
    return saved(made)


@place("xlsx", "list of allowed values", "sheet 'Loans'", "allowed")
def _validation(canary: Canary) -> bytes:
    made, sheet = book()
    check = DataValidation(type="list", formula1=f'"yes,{canary.word}"')
    check.add("B2:B6")
    sheet.add_data_validation(check)
    return saved(made)


@place("xlsx", "hint on entering a value", "sheet 'Loans'", "allowed")
def _prompt(canary: Canary) -> bytes:
    made, sheet = book()
    check = DataValidation(type="whole", formula1="1", operator="greaterThan")
    check.prompt = check.error = canary.word
    check.add("B2:B6")
    sheet.add_data_validation(check)
    return saved(made)


@place("xlsx", "conditional format that hides", "cell A7")
def _conditional(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A7"] = canary.word
    rule = FormulaRule(formula=["TRUE"], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("A7:B7", rule)
    return saved(made)


@place("xlsx", "word in the formula of a conditional format", "conditional format")
def _conditional_formula(canary: Canary) -> bytes:
    made, sheet = book()
    rule = FormulaRule(formula=[f'$A2="{canary.word}"'], font=Font(bold=True))
    sheet.conditional_formatting.add("A2:B6", rule)
    return saved(made)


@place("xlsx", "number format that shows nothing, over words", "cell D3")
def _no_format(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, number_format=";;;")


@place("xlsx", "number format that shows nothing, over a number", "cell D3")
def _no_number(canary: Canary) -> bytes:
    return with_cell("D3", canary.number, number_format=";;;@")


@place("xlsx", "number format that shows other words", "cell D3")
def _other_words(canary: Canary) -> bytes:
    return with_cell("D3", canary.number, number_format='"not held"')


@place("xlsx", "number format that shows other words for words", "cell D3")
def _other_text(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, number_format='0;0;0;"not held"')


@place("xlsx", "digits that the number format rounds away", "cell D3")
def _rounded(canary: Canary) -> bytes:
    return with_cell("D3", canary.number, number_format='0.0,,"m"')


@place("xlsx", "words of a number format that no cell uses", "number format")
def _unused_format(canary: Canary) -> bytes:
    return with_cell("B2", 1250, number_format=f'0;"{canary.word}"')


@place("xlsx", "white words", "cell D3")
def _white(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, Font(color="FFFFFFFF"))


@place("xlsx", "nearly white words", "cell D3")
def _nearly_white(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, Font(color="FFFCFCFA"))


@place("xlsx", "words in the colour of their cell", "cell D3")
def _same_colour(canary: Canary) -> bytes:
    return with_cell(
        "D3", canary.word, Font(color="FF1F3864"), fill=PatternFill("solid", fgColor="FF1F3864")
    )


@place("xlsx", "white by the theme", "cell D3")
def _theme_white(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, Font(color=Color(theme=0)))


@place("xlsx", "white by a number of the palette", "cell D3")
def _palette_white(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, Font(color=Color(indexed=9)))


@place("xlsx", "tiny words", "cell D3")
def _tiny(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, Font(size=1))


@place("xlsx", "under a merged cell", "cell B8")
def _merged(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A8"], sheet["B8"] = "Total of all libraries", canary.word
    from openpyxl.worksheet.merge import MergeCell  # the class keeps what stands below

    assert MergeCell is not None
    content = saved(made)
    from tests.hidden.archives import replaced

    cells = '<mergeCells count="1"><mergeCell ref="A8:C8"/></mergeCells>'
    return replaced(content, SHEET, "</sheetData>", "</sheetData>" + cells)


@place("xlsx", "far below", "far from all others")
def _far_row(canary: Canary) -> bytes:
    return with_cell("A900000", canary.word)


@place("xlsx", "far to the right", "far from all others")
def _far_column(canary: Canary) -> bytes:
    return with_cell("XFD2", canary.word)


@place("xlsx", "pushed out of its cell", "cell D3")
def _pushed(canary: Canary) -> bytes:
    return with_cell("D3", canary.word, alignment=Alignment(horizontal="left", indent=250))


@place("xlsx", "behind many empty lines of a cell", "cell D3")
def _behind_lines(canary: Canary) -> bytes:
    return with_cell("D3", "see above" + "\n" * 300 + canary.word)


@place("xlsx", "words in a formula", "formula")
def _formula(canary: Canary) -> bytes:
    return with_cell("D3", f'=IF(1=1,"see note","{canary.word}")')


@place("xlsx", "scenario", "scenario")
def _scenario(canary: Canary) -> bytes:
    made, sheet = book()
    cells = [InputCells(r="B2", val=str(canary.number))]
    one = Scenario(name="other", inputCells=cells, comment=canary.word, user=canary.word)
    sheet.scenarios = ScenarioList(scenario=[one], current="0", show="0")
    return saved(made)


@place("xlsx", "edge of the printed page", "sheet 'Loans'", "edge")
def _header(canary: Canary) -> bytes:
    made, sheet = book()
    sheet.oddFooter.left.text = canary.word
    return saved(made)


@place("xlsx", "target of a link", "cell A2", "link")
def _hyperlink(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["A2"].hyperlink = f"file:///H:/HR/{canary.word}.xlsx"
    return saved(made)


@place("xlsx", "cell under a picture", "cell E4", "picture")
def _under_picture(canary: Canary) -> bytes:
    made, sheet = book()
    sheet["E4"] = canary.word
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "navy").save(out, "PNG")
    sheet.add_image(Picture(out), "D2")
    return saved(made)


@place("xlsx", "author", "docProps/core.xml, creator")
def _author(canary: Canary) -> bytes:
    made, _ = book()
    made.properties.creator = canary.word
    return saved(made)


@place("xlsx", "description and keywords", "docProps/core.xml, description")
def _description(canary: Canary) -> bytes:
    made, _ = book()
    made.properties.description = made.properties.keywords = canary.word
    return saved(made)


@place("xlsx", "custom property", "docProps/custom.xml")
def _custom_property(canary: Canary) -> bytes:
    from openpyxl.packaging.custom import StringProperty

    made, _ = book()
    made.custom_doc_props.append(StringProperty(name="Client", value=canary.word))
    return saved(made)
