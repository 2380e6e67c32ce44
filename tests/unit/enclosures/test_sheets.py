from __future__ import annotations

import io
from datetime import date

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from foibot.enclosures.model import Examined
from tests.unit.enclosures.conftest import Look


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Spend"
    sheet.append(["Supplier", "Paid", "On"])
    for number in range(1, 7):
        sheet.append([f"Firm {number}", number * 100.5, date(2024, 1, number)])
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def places(found: Examined) -> list[str]:
    return [f"{one.place}: {one.what}" for one in found.grave]


def test_a_visible_sheet_goes_as_csv_with_its_values(look: Look) -> None:
    found = look("spend.xlsx", saved(book()))

    assert not found.blocked
    assert not found.grave
    (sheet,) = found.safe
    assert sheet.extension == "csv"
    assert sheet.content.splitlines()[:2] == [b"Supplier,Paid,On", b"Firm 1,100.5,2024-01-01"]


def test_a_very_hidden_sheet_stays_and_is_named(look: Look) -> None:
    made = book()
    made.create_sheet("Raw").append(["CANARY"])
    made["Raw"].sheet_state = "veryHidden"

    found = look("spend.xlsx", saved(made))

    assert places(found) == ["sheet 'Raw': a very hidden sheet, no menu shows it: 1 rows"]
    assert all(b"CANARY" not in one.content for one in found.safe)


def test_hidden_rows_columns_and_white_words_stay(look: Look) -> None:
    made = book()
    sheet = made["Spend"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["A5"].font = Font(color="FFFFFFFF")
    sheet["A6"].comment = Comment("CANARY", "somebody")

    found = look("spend.xlsx", saved(made))

    text = found.safe[0].content.decode()
    assert "Firm 2" not in text
    assert "Firm 4" not in text
    assert "Paid" not in text
    assert "Firm 3" in text
    said = " / ".join(places(found))
    for one in ("rows 3", "columns B", "cell A5", "cell A6"):
        assert one in said


def test_a_password_macros_and_what_is_unknown_stay_here(look: Look) -> None:
    assert look("a.xlsm", saved(book())[:40]).blocked
    assert look("a.bin", b"\x00\x01\x02" * 50).blocked
    assert "no file in it" in look("a.zip", b"PK\x05\x06" + bytes(18)).why
