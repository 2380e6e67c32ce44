"""No cell of a table of ours is a formula (T16)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import foibot
from foibot.reports.cells import words_only


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("https://evil.example","Trees")',
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        " =1+1",
        "\u00a0=1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\uff1d1+1",
    ],
)
def test_what_a_spreadsheet_would_work_out_is_words(cell: str) -> None:
    assert words_only(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Trees = wood", "FOI-2026-00001", "1,204", "£5", "'quoted"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert words_only(cell) == cell


# Figures and dates of our own, what is released cell by cell as its officer sent it.
OTHERS = {"cli/clock.py", "cli/report.py", "enclosures/grid.py"}


def test_every_table_of_ours_goes_through_it() -> None:
    root = Path(foibot.__file__).parent
    writing = {
        str(path.relative_to(root)): path.read_text()
        for path in root.rglob("*.py")
        if "csv.writer(" in path.read_text()
    }

    assert {*writing} >= OTHERS
    for name, text in writing.items():
        assert name in OTHERS or re.search(r"words_only\(.*for \w+ in \w+\]", text), name
