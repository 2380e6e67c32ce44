"""What stands between an entry and its sub-entries, and labels with a tab (R2, R4, R7, R14)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.source import BODY, source
from tests.items.score import rules


def read(text: str) -> tuple[Item, ...]:
    """Return the items of *text*."""
    return itemise([source(BODY, text)], rules(), load_language()).items


@pytest.mark.parametrize(
    "line",
    [
        "If it can be done, split into",
        "Where known, divided between",
        "Please show separately",
        "Please show separately:",
        "Broken down as",
    ],
)
def test_a_line_above_sub_entries_leads_them_in_with_a_colon_or_without(line: str) -> None:
    found = read(
        f"1. What was paid for plants?\n   {line}\n   i) shrubs\n   ii) bulbs and corms\n"
        "   iii) hanging baskets\n2. Who grew them?\n"
    )

    assert [each.text for each in found] == [
        "What was paid for plants?",
        "shrubs",
        "bulbs and corms",
        "hanging baskets",
        "Who grew them?",
    ]
    assert [each.parent for each in found] == [None, 1, 1, 1, None]
    assert line in found[1].context


def test_years_below_such_a_line_are_values_and_all_of_it_is_one_question() -> None:
    found = read(
        "1. What was paid for plants?\n   Please give it for:\n   i) 2022\n   ii) 2023\n"
        "2. Who grew them?\n"
    )

    assert [each.text for each in found] == [
        "What was paid for plants? Please give it for: i) 2022 ii) 2023",
        "Who grew them?",
    ]


@pytest.mark.parametrize("labels", [("ii)", "iii)"), ("(vii)", "(viii)"), ("10.1", "10.2")])
def test_a_long_label_with_a_tab_behind_it_is_no_row_of_a_table(labels: tuple[str, str]) -> None:
    first, second = labels
    found = read(f"Please state:\n\n{first}\tloans made\n{second}\tfines and fees paid\n")

    asked = " ".join(each.text for each in found)
    assert "loans made" in asked
    assert "fines and fees paid" in asked


@pytest.mark.parametrize("circles", ["O yes   O no", "O let  O lent  O both", "O quay O bank"])
def test_what_stands_behind_drawn_circles_is_to_choose_from(circles: str) -> None:
    found = read(
        f"1. How many boats are there?\n2. Where are they?\n   {circles}\n3. Who mends them?\n"
    )

    assert found[1].text == f"Where are they? {' '.join(circles.split())}"
