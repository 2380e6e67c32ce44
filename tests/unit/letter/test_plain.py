from __future__ import annotations

import re
from time import process_time

import pytest

from foibot.letter.as_text import as_text
from foibot.letter.blocks import Listing, Paragraph, Table
from foibot.letter.plain import blocks_of_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo.\n"),
        ("- a\n- b", "- a\n- b\n"),
        ("· a;\n\n· b;\n\n· c.", "- a;\n- b;\n- c.\n"),
        ("1. a\n\n2. b\n\n3. c", "1. a\n2. b\n3. c\n"),
        ("3) c\n4) d", "3. c\n4. d\n"),
        ("Aims:\n1. a\n   - x\n   - y\n2. b", "Aims:\n\n1. a\n   - x\n   - y\n2. b\n"),
        ("(a) first\n(b) second", "- (a) first\n- (b) second\n"),
        ("- long\n  goes on\n- b", "- long goes on\n- b\n"),
        ("Depot | Cost\n---|---\nNorth | £5\nSouth | £6",
         "Depot | Cost\nNorth | £5\nSouth | £6\n"),
        ("Depot\tCost\nNorth\t£5", "Depot | Cost\nNorth | £5\n"),
        ("Town Hall\nHigh Street\nAB1 2CD", "Town Hall\nHigh Street\nAB1 2CD\n"),
        ("A line that is as long as a mail program makes its lines before\nit breaks them.",
         "A line that is as long as a mail program makes its lines before it breaks them.\n"),
        ("2025 was the year.", "2025 was the year.\n"),
        ("-5 degrees", "-5 degrees\n"),
        ("Two.  Spaces.", "Two. Spaces.\n"),
        ("# not a heading\n{{ x }}", "# not a heading\n{{ x }}\n"),
    ],
)  # fmt: skip
def test_what_an_officer_wrote_is_shown_as_it_was_meant(text: str, shown: str) -> None:
    assert as_text(blocks_of_text(text)) == shown


def test_lists_and_tables_are_lists_and_tables() -> None:
    found = blocks_of_text("Costs:\n\n- a\n- b\n\nName | Cost\nA | 1\nB | 2\n\n1. x\n2. y")

    assert [type(block) for block in found] == [Paragraph, Listing, Table, Listing]
    assert isinstance(found[3], Listing)
    assert found[3].ordered


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b\n\n\n1) x\n\ny | z\nq | r\n",
        "a\n   - b\n - c\n      1. d\n2. e\n\n\nf",
        "|\n|\n",
        ". \n-\n",
    ],
)
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    shown = as_text(blocks_of_text(text))

    assert re.findall(r"[a-z]", shown) == re.findall(r"[a-z]", text)


@pytest.mark.parametrize(
    "text", ["- " * 50_000, " " * 100_000, "|" * 100_000, "1. " * 33_000, "a\n" * 50_000,
             " -" * 50_000, "\t" * 100_000 + "x", "(" * 100_000],
)  # fmt: skip
def test_hostile_text_takes_no_time(text: str) -> None:
    before = process_time()

    blocks_of_text(text)

    assert process_time() - before < 0.5
