"""Findings in files are grouped: 400 of them do not make a mail of 400 lines (T23)."""

from __future__ import annotations

from foibot.letter.blocks import Heading, Table
from foibot.letter.file_findings import FileFinding, FileFound, file_blocks


def hidden(place: str, what: str, *, grave: bool = True) -> FileFinding:
    return FileFinding("T23", place, what, "it is left out", hidden=True, grave=grave)


def rows(*found: FileFinding) -> tuple[tuple[str, ...], ...]:
    blocks = file_blocks([FileFound(1, "a.xlsx", ("a.csv goes",), found)])
    return next((one.rows for one in blocks if isinstance(one, Table)), ())


def test_four_hundred_findings_of_two_kinds_are_two_lines() -> None:
    pages = [hidden(f"page {n}", f"{n} letters outside the page") for n in range(1, 201)]
    cells = [hidden(f"sheet 'A', cell B{n}", "a comment") for n in range(200)]

    found = rows(*pages, *cells)

    assert [one[0] for one in found] == [
        "Hidden: 20,100 letters outside the page, 200 times (T23)",
        "Hidden: a comment, 200 times (T23)",
    ]
    assert found[0][1] == "page 1; page 2; page 3; page 4; and 196 more places"


def test_what_was_hidden_comes_before_what_programs_left() -> None:
    found = rows(
        hidden("docProps", "the author", grave=False),
        hidden("docProps", "a company", grave=False),
        FileFinding("SEC-2", "row 3", "an NHS number", "check", hidden=False, grave=False),
        hidden("sheet 'Raw'", "a hidden sheet"),
    )

    assert [one[0] for one in found] == [
        "Hidden: a hidden sheet (T23)",
        "Look at: an NHS number (SEC-2)",
        "Left by programs: the author; a company (T23)",
    ]


def test_kinds_beyond_the_first_are_counted_never_silent() -> None:
    kinds = [hidden("somewhere", f"kind {chr(65 + n)}") for n in range(26)]

    assert rows(*kinds)[-1][0] == "12 more kinds of things"


def test_each_file_has_its_number_and_what_goes_of_it() -> None:
    blocks = file_blocks(
        [FileFound(1, "a.xlsx", ("a.csv goes",), ()), FileFound(2, "b.pdf", ("not",), ())]
    )

    heads = [one.spans[0].text for one in blocks if isinstance(one, Heading)]
    assert heads == ["File 1: a.xlsx", "File 2: b.pdf"]
