"""What stands before a list entry."""

from __future__ import annotations

import pytest

from foibot.questions.markers import numeral, readings, roman


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1. How many", "1"),
        ("1) How many", "1"),
        ("(1) How many", "1"),
        ("1.) How many", "1"),
        ("[1] How many", "1"),
        ("1/ How many", "1"),
        ("1, How many", "1"),
        ("1 How many", "1"),
        ("1.How many", "1"),
        ("1a) How many", "1a"),
        ("4.1 the file", "4.1"),
        ("Q3. Which", "Q3"),
        ("Q3 Which", "Q3"),
        ("Question 4: Which", "Question 4"),
        ("#2 Which", "#2"),
        ("a) the cost", "a"),
        ("(ii) the cost", "ii"),
        ("**2.** the cost", "2"),
    ],
)
def test_a_label_is_read_as_printed_without_its_punctuation(line: str, label: str) -> None:
    assert readings(line)[0].label == label


@pytest.mark.parametrize(
    "line",
    ["1.5 million was spent", "2024 figures", "10:30 on Monday", "e.g. swans", "-----", "Hello"],
)
def test_what_merely_looks_like_a_label_is_none_for_sure(line: str) -> None:
    assert all(mark.weak for mark in readings(line))


@pytest.mark.parametrize("line", ["• one", "- one", "–\tone", "·       one", "* one", "▪one"])
def test_a_glyph_marks_an_entry_without_a_label(line: str) -> None:
    assert readings(line)[0].label is None


def test_roman_numerals_are_read_and_written_alike() -> None:
    assert [roman(numeral(value)) for value in range(1, 60)] == list(range(1, 60))
    assert roman("iiii") == 0


@pytest.mark.parametrize("value", [0, 90, 99, 1000])
def test_no_roman_numeral_is_written_where_there_is_none(value: int) -> None:
    assert numeral(value) == ""
