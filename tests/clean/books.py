"""Workbooks as a council's officers make them, with nothing hidden in them."""

from __future__ import annotations

import io
import re
from datetime import date, time, timedelta

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, PieChart, Reference
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageDraw

from tests.clean.files import clean
from tests.hidden.archives import packed, parts

SUPPLIERS = (
    "Ashdown Paving Ltd",
    "Bexford Bus Co",
    "Orchard Care Homes",
    "Quay Print",
    "NHS Ashshire",
)
WARDS = ("Abbey", "Bexford", "Castle", "Mill Lane", "Quay", "Station")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
HEAD = PatternFill("solid", fgColor="FF1F3864")
WHITE = Font(bold=True, color="FFFFFFFF")
THIN = Side(style="thin", color="FFBFBFBF")


def book(title: str = "Sheet1") -> tuple[Workbook, Worksheet]:
    """Return a workbook with one empty sheet, and the name of who made it."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    made.properties.creator = "Pat Officer"
    made.properties.lastModifiedBy = "Pat Officer"
    made.properties.title = title
    return made, sheet


def saved(made: Workbook) -> bytes:
    """Return the bytes of a workbook, its columns as wide as a tidy officer makes them."""
    for sheet in made.worksheets:
        for column in range(1, sheet.max_column + 1):
            name = get_column_letter(column)
            if name not in sheet.column_dimensions:
                texts = [
                    str(cell.value or "")
                    for (cell,) in sheet.iter_rows(min_col=column, max_col=column)
                ]
                sheet.column_dimensions[name].width = min(60, 6 + max(map(len, texts)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def headed(sheet: Worksheet, *names: str, row: int = 1) -> None:
    """Write the row of headings, white on dark blue."""
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill = WHITE, HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def computed(content: bytes, formulas: dict[str, str], sheet: int = 1) -> bytes:
    """Return the workbook with formulas beside the values of cells, as Excel keeps them."""
    members = parts(content)
    name = f"xl/worksheets/sheet{sheet}.xml"
    text = members[name].decode()
    for cell, formula in formulas.items():
        text, count = re.subn(rf'(<c r="{cell}"[^>]*?>)<v', rf"\1<f>{formula}</f><v", text, count=1)
        assert count, cell
    members[name] = text.encode()
    return packed(members)


def spend(rows: int) -> bytes:
    """Return the list of payments over 500 pounds of a month."""
    made, sheet = book("Spend over 500")
    headed(
        sheet, "Supplier", "Date", "Amount (£)", "Service area", "Expense type", "Transaction no."
    )
    for n in range(rows):
        sheet.append([
            SUPPLIERS[n % 5], date(2025, 4, 1) + timedelta(n % 30), 500 + n * 37.45,
            ("Highways", "Adult Social Care", "Libraries")[n % 3], "Third party payments", 5_100_000 + n,
        ])  # fmt: skip
        sheet.cell(n + 2, 2).number_format = "dd/mm/yyyy"
        sheet.cell(n + 2, 3).number_format = "#,##0.00"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{rows + 1}"
    sheet.column_dimensions["A"].width = 28
    return saved(made)


clean("spend over 500", "xlsx", "Ashdown Paving Ltd", "01/04/2025", "537.45")(lambda: spend(60))
clean("spend over 500 of a year", "xlsx", "5100799", large=True)(lambda: spend(800))


@clean(
    "table with title, notes and total",
    "xlsx",
    "FOI request: parking fines",
    "2,550",
    "Source: Parking",
)
def _() -> bytes:
    made, sheet = book("Fines")
    sheet["A1"] = "FOI request: parking fines by month, 2025"
    sheet["A1"].font = Font(size=14, bold=True)
    sheet.merge_cells("A1:D1")
    headed(sheet, "Month", "Issued", "Paid", "Cancelled", row=3)
    for n, month in enumerate(MONTHS):
        sheet.append([month, 300 - 4 * n, 200 - n, 40 + n])
    sheet.append(["Total", 2550, 1764, 396])
    for column in "BCD":
        sheet[f"{column}13"].font = Font(bold=True)
        sheet[f"{column}13"].number_format = "#,##0"
        sheet[f"{column}13"].border = Border(top=THIN)
    sheet["A15"] = "Source: Parking Services. Figures as at 1 October 2025."
    sheet["A15"].font = Font(italic=True, size=8, color="FF7F7F7F")
    total = {f"{c}13": f"SUM({c}4:{c}12)" for c in "BCD"}
    return computed(saved(made), total)


@clean("formulas with shares", "xlsx", "25.0%", "£1,250.00")
def _() -> bytes:
    made, sheet = book("Budget")
    sheet.append(["Service", "Budget", "Share"])
    for name, amount, share in (("Roads", 1250, 0.25), ("Parks", 3750, 0.75)):
        sheet.append([name, amount, share])
    for row in (2, 3):
        sheet[f"B{row}"].number_format = "£#,##0.00"
        sheet[f"C{row}"].number_format = "0.0%"
    return computed(saved(made), {"C2": "B2/SUM(B2:B3)", "C3": "B3/SUM(B2:B3)"})


@clean("conditional formats", "xlsx", "Castle", "97")
def _() -> bytes:
    made, sheet = book("Repairs")
    headed(sheet, "Ward", "Repairs", "In time %")
    for n, ward in enumerate(WARDS):
        sheet.append([ward, 40 + 11 * n, 97 - 5 * n])
    rules = sheet.conditional_formatting
    rules.add("B2:B7", DataBarRule("min", None, "max", None, "FF638EC6"))
    rules.add("C2:C7", ColorScaleRule("min", None, "FFF8696B", "max", None, "FF63BE7B"))
    red = PatternFill("solid", bgColor="FFFFC7CE")
    rules.add("C2:C7", CellIsRule("lessThan", ["80"], fill=red, font=Font(color="FF9C0006")))
    rules.add(
        "A2:C7", FormulaRule(["MOD(ROW(),2)=0"], fill=PatternFill("solid", bgColor="FFF2F2F2"))
    )
    return saved(made)


def charted(kind: type[BarChart] | type[LineChart] | type[PieChart]) -> bytes:
    """Return a workbook with a chart of its own table."""
    made, sheet = book("Visits")
    sheet.append(["Library", "Visits"])
    for n, ward in enumerate(WARDS):
        sheet.append([ward, 1000 + 210 * n])
    chart = kind()
    chart.title = "Visits to libraries"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=7), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=7))
    chart.width, chart.height = 12, 7
    sheet.add_chart(chart, "A10")
    return saved(made)


clean("bar chart of its own table", "xlsx", "Visits", "1210")(lambda: charted(BarChart))
clean("line chart of its own table", "xlsx", "Visits", "1420")(lambda: charted(LineChart))
clean("pie chart of its own table", "xlsx", "Visits", "2050")(lambda: charted(PieChart))


@clean("print areas and titles", "xlsx", "Casual visits")
def _() -> bytes:
    made, sheet = book("Leisure")
    headed(sheet, "Centre", "Casual visits", "Members")
    for n, ward in enumerate(WARDS):
        sheet.append([f"{ward} Leisure Centre", 5000 + n, 600 + n])
    sheet.print_area = "A1:C7"
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = "Leisure centres"
    sheet.oddFooter.center.text = "Page &P of &N"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    return saved(made)


@clean("defined names of its cells", "xlsx", "Rate per hour", "13.85")
def _() -> bytes:
    made, sheet = book("Rates")
    sheet.append(["Rate per hour", 13.85])
    sheet.append(["Hours", 37])
    sheet.append(["Week", 512.45])
    made.defined_names["Rate"] = DefinedName("Rate", attr_text="Rates!$B$1")
    made.defined_names["Hours"] = DefinedName("Hours", attr_text="Rates!$B$2")
    return computed(saved(made), {"B3": "Rate*Hours"})


@clean("links to pages", "xlsx", "Council tax", "Read more")
def _() -> bytes:
    made, sheet = book("Pages")
    sheet.append(["Page", "Link"])
    for n, name in enumerate(("Council tax", "Bins", "Planning"), 2):
        sheet.append([name, "Read more"])
        sheet[f"B{n}"].hyperlink = f"https://www.council.example/{name.lower().replace(' ', '-')}"
        sheet[f"B{n}"].style = "Hyperlink"
    return saved(made)


@clean("list to choose from", "xlsx", "Open", "Closed")
def _() -> bytes:
    made, sheet = book("Sites")
    sheet.append(["Site", "Status"])
    for n, ward in enumerate(WARDS):
        sheet.append([f"{ward} car park", ("Open", "Closed")[n % 2]])
    sheet.add_data_validation(DataValidation("list", formula1='"Open,Closed"', sqref="B2:B7"))
    return saved(made)


@clean("formal table", "xlsx", "Tonnes", "Garden waste")
def _() -> bytes:
    made, sheet = book("Waste")
    sheet.append(["Kind", "Tonnes", "Recycled"])
    for n, kind in enumerate(("Household", "Garden waste", "Paper", "Glass")):
        sheet.append([kind, 12000 - 2000 * n, 40 + 10 * n])
    table = Table(displayName="Waste", ref="A1:C5")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    return saved(made)


@clean("three sheets, two of them empty", "xlsx", "Empty homes", "612")
def _() -> bytes:
    made, sheet = book("Data")
    sheet.append(["Ward", "Empty homes"])
    for n, ward in enumerate(WARDS):
        sheet.append([ward, 612 - 17 * n])
    made.create_sheet("Sheet2")
    made.create_sheet("Sheet3")
    return saved(made)


@clean("a sheet a year", "xlsx", "2023/24", "2024/25", "Quay")
def _() -> bytes:
    made, sheet = book("Notes")
    sheet["A1"] = "Homelessness presentations by year"
    sheet["A2"] = "See the sheets for 2023/24 and 2024/25"
    for year in ("2023-24", "2024-25"):
        more = made.create_sheet(year)
        headed(more, "Ward", "Presentations")
        for n, ward in enumerate(WARDS):
            more.append([ward, 60 + 9 * n])
    return saved(made)


@clean("logo in the corner", "xlsx", "Road closures")
def _() -> bytes:
    made, sheet = book("Closures")
    logo = Image.new("RGB", (120, 40), "white")
    ImageDraw.Draw(logo).rectangle((4, 4, 116, 36), outline=(31, 56, 100), width=3)
    out = io.BytesIO()
    logo.save(out, "PNG")
    sheet.add_image(Picture(io.BytesIO(out.getvalue())), "E1")
    sheet["A1"] = "Road closures"
    sheet["A3"], sheet["B3"] = "Mill Lane", "3 to 9 March 2025"
    return saved(made)


@clean("dates, times and money", "xlsx", "03/02/2025", "09:30", "-£45.10", "1,204")
def _() -> bytes:
    made, sheet = book("Calls")
    headed(sheet, "Day", "Opened", "Balance", "Calls")
    for n in range(5):
        sheet.append([date(2025, 2, 3 + n), time(9, 30), -45.1 - n, 1204 + n])
        for column, code in zip(
            "ABCD", ("dd/mm/yyyy", "hh:mm", "£#,##0.00;[Red]-£#,##0.00", "#,##0"), strict=True
        ):
            sheet[f"{column}{n + 2}"].number_format = code
    return saved(made)


@clean("accounts with dashes for nothing", "xlsx", "Grants")
def _() -> bytes:
    made, sheet = book("Accounts")
    headed(sheet, "Line", "2023/24", "2024/25")
    code = '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'
    for name, a, b in (("Grants", 1200.5, 0), ("Fees", 0, 310), ("Repairs", -75.25, -80)):
        sheet.append([name, a, b])
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = code
    return saved(made)


@clean("outline that is open", "xlsx", "Libraries", "Bexford Library")
def _() -> bytes:
    made, sheet = book("Budget")
    sheet.append(["Libraries", 300])
    for n, name in enumerate(("Bexford Library", "Quay Library")):
        sheet.append([name, 150])
        sheet.row_dimensions[n + 2].outlineLevel = 1
    return saved(made)


@clean("wide table of a year", "xlsx", "Apr", "Mar", "Castle")
def _() -> bytes:
    made, sheet = book("Year")
    headed(
        sheet,
        "Ward",
        *("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"),
    )
    for n, ward in enumerate(WARDS):
        sheet.append([ward, *(10 + n * m for m in range(1, 13))])
    for column in "BCDEFGHIJKLM":
        sheet.column_dimensions[column].width = 6
    sheet.freeze_panes = "B2"
    return saved(made)


@clean("narrow spacer rows and columns", "xlsx", "Fostering", "Adoption")
def _() -> bytes:
    made, sheet = book("Places")
    sheet["B2"], sheet["D2"] = "Kind", "Approved carers"
    sheet["B4"], sheet["D4"] = "Fostering", 85
    sheet["B5"], sheet["D5"] = "Adoption", 31
    sheet.column_dimensions["A"].width = 1.5
    sheet.column_dimensions["C"].width = 1
    sheet.row_dimensions[1].height = 6
    sheet.row_dimensions[3].height = 4
    return saved(made)


@clean("protected without a password", "xlsx", "Band D", "2,104.37")
def _() -> bytes:
    made, sheet = book("Council tax")
    headed(sheet, "Band", "2025/26")
    for band, amount in (("Band A", 1402.91), ("Band D", 2104.37), ("Band H", 4208.74)):
        sheet.append([band, amount])
    for row in (2, 3, 4):
        sheet[f"B{row}"].number_format = "#,##0.00"
    sheet.protection.enable()
    return saved(made)


@clean("long words that wrap", "xlsx", "The council resolved to keep the library open")
def _() -> bytes:
    made, sheet = book("Decisions")
    headed(sheet, "Date", "Decision")
    for n in range(4):
        sheet.append(
            [
                date(2025, 5, 1 + n),
                "The council resolved to keep the library open on Saturdays. " * 6,
            ]
        )
        sheet[f"B{n + 2}"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["B"].width = 70
    return saved(made)


@clean(
    "long words that run over empty cells",
    "xlsx",
    "These figures were taken from the system of the contractor",
)
def _() -> bytes:
    made, sheet = book("Bins")
    sheet["A1"] = "These figures were taken from the system of the contractor on 1 May 2025"
    sheet.append(["Round", "Missed"])
    sheet.append(["North", 12])
    return saved(made)


@clean("numbers kept as words", "xlsx", "007", "01234 567890")
def _() -> bytes:
    made, sheet = book("Depots")
    sheet.append(["Depot", "Switchboard"])
    sheet.append(["007", "01234 567890"])
    return saved(made)


@clean("nothing found", "xlsx", "n/a", "Nil return")
def _() -> bytes:
    made, sheet = book("Return")
    sheet.append(["Year", "Cases", "Remark"])
    sheet.append([2023, 0, "Nil return"])
    sheet.append([2024, "n/a", "Not recorded before 2025"])
    return saved(made)


@clean("grouped heads over two rows", "xlsx", "Children", "Adults", "Referrals")
def _() -> bytes:
    made, sheet = book("Referrals")
    sheet["A1"], sheet["B1"], sheet["D1"] = "Year", "Children", "Adults"
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    sheet.merge_cells("A1:A2")
    for column, name in zip("BCDE", ("Referrals", "Assessed") * 2, strict=True):
        sheet[f"{column}2"] = name
    for year in (2023, 2024, 2025):
        sheet.append([year, 420, 390, 1310, 1200])
    for cell in (*sheet[1], *sheet[2]):
        cell.alignment = Alignment(horizontal="center", vertical="center")
    return saved(made)


@clean("names of places, not of people", "xlsx", "Name", "Quay Library", "Abbey Road")
def _() -> bytes:
    made, sheet = book("Buildings")
    headed(sheet, "Name", "Address", "Postcode", "Opened")
    for n, ward in enumerate(WARDS):
        sheet.append([f"{ward} Library", f"{ward} Road", "AB1 2DD", 1971 + n])
    return saved(made)
