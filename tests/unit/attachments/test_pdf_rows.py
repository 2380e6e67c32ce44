"""Rows of a table whose cells wrap stand on one line each; letters stay as they are."""

from __future__ import annotations

from foibot.attachments.pdf_rows import rows_joined

TABLE = """Please complete the last column.
No. Information requested Response
1 How many blue badges
were issued in
2024/25?
2 What was paid to agency
social workers?
3 Please supply the map of
gritting routes
4 Who approves overtime?
Yours faithfully
Orla Quayle"""

LETTER = """I would like to know:
1. How many fixed penalty notices were issued for littering in each ward of
the borough in 2024.
2. What they cost.
3. Who decided.
Yours faithfully"""


def test_each_row_stands_on_its_line() -> None:
    assert rows_joined(TABLE).split("\n")[2:] == [
        "1 How many blue badges were issued in 2024/25?",
        "2 What was paid to agency social workers?",
        "3 Please supply the map of gritting routes",
        "4 Who approves overtime?",
        "Yours faithfully",
        "Orla Quayle",
    ]


def test_points_within_a_cell_keep_their_lines() -> None:
    rows = "1 For each year\n(a) the cost\n(b) the number\nof staff\n2 Who?\n3 Why?"

    assert (
        rows_joined(rows)
        == "1 For each year\n(a) the cost\n(b) the number of staff\n2 Who?\n3 Why?"
    )


def test_a_letter_and_a_short_list_are_left_as_they_are() -> None:
    assert rows_joined(LETTER) == LETTER
    assert rows_joined("1 cat\n2 dogs\nand so on") == "1 cat\n2 dogs\nand so on"
    assert rows_joined("") == ""
