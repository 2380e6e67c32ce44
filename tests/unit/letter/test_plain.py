from __future__ import annotations

import re
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.letter.as_text import as_text
from foibot.letter.blocks import Listing, Paragraph, Table
from foibot.letter.plain import blocks_of_text
from tests.linear import grows_in_proportion


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
        ("13. March was wet.", "13. March was wet.\n"),
        ("3. The fee is £5.\n\nIt rose.", "3. The fee is £5.\n\nIt rose.\n"),
        ("The panel met in the old council chamber at Wexcombe on\n13. March and decided.",
         "The panel met in the old council chamber at Wexcombe on 13. March and decided.\n"),
        ("1. a\n3. c\n4. d", "1. a\n\n3. c\n4. d\n"),
        ("1. a\n1. b", "1. a\n1. b\n"),
        ("01. a\n02. b", "01. a\n02. b\n"),
        ("1. a\n\nOf which:\n\n2. b", "1. a\n\nOf which:\n\n2. b\n"),
        ("1. a\n   - x\n   2) y\n2. b", "1. a\n   - x\n   - 2) y\n2. b\n"),
        ("Change:\n- 500\n- £1,200", "Change:\n- 500\n- £1,200\n"),
        ("*Provisional figures.", "*Provisional figures.\n"),
        ("12*\n\n* Provisional figures.", "12*\n\n* Provisional figures.\n"),
        ("* one\n* two", "- one\n- two\n"),
        ("The cost of the works was much higher than the council had\n- with care - put aside.",
         "The cost of the works was much higher than the council had - with care - put aside.\n"),
        ("Sites:\n- Quay", "Sites:\n\n- Quay\n"),
        ("-5 degrees", "-5 degrees\n"),
        ("Two.  Spaces.", "Two. Spaces.\n"),
        ("# not a heading\n{{ x }}", "# not a heading\n{{ x }}\n"),
    ],
)  # fmt: skip
def test_what_an_officer_wrote_is_shown_as_it_was_meant(text: str, shown: str) -> None:
    assert as_text(blocks_of_text(text)) == shown


ENTRIES = st.tuples(
    st.sampled_from(["", "  ", "    "]),
    st.sampled_from(["- ", "{}. ", "{}) ", "({}) ", "", "0{}. ", "* "]),
    st.integers(0, 12),
    st.sampled_from(["May was wet", "500", "a line that is as long as programs make a line, then"]),
    st.sampled_from(["\n", "\n\n"]),
)


@given(st.lists(ENTRIES, max_size=8))
def test_no_number_changes_or_vanishes(entries: list[tuple[str, str, int, str, str]]) -> None:
    text = "".join(a + sign.format(n) + words + end for a, sign, n, words, end in entries)

    shown = as_text(blocks_of_text(text))

    assert re.findall(r"\d+", shown) == re.findall(r"\d+", text)


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
    "letters", ["- ", " ", "|", "1. ", "a\n", " -", "1. a\n 1. b\n", "\t", "("], ids=repr
)
def test_hostile_text_costs_in_proportion(letters: str) -> None:
    def read(size: int) -> None:
        blocks_of_text(letters * (size // len(letters)) + "x")

    assert grows_in_proportion(read, 25_000)


def test_lists_within_lists_cost_in_proportion_to_their_letters() -> None:
    # Four times as many letters is twice as many levels, since each is one space further in.
    def read(size: int) -> None:
        blocks_of_text("\n".join(" " * n + "1. a" for n in range(isqrt(size))))

    assert grows_in_proportion(read, 90_000)
