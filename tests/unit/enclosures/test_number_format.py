"""A CSV says what a cell shows, not what is stored behind it (SEC-1)."""

from __future__ import annotations

import pytest

from foibot.enclosures.number_format import shown_number, shown_words


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "£#,##0.00", "£1,234.50"),
        (-1234.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£1,234.50"),
        (0, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (0.1234, "0.0%", "12.3%"),
        (1234567, '0.0,,"m"', "1.2m"),
        (45658, "dd/mm/yyyy", "01/01/2025"),
        (45658.75, "d mmm yyyy h:mm AM/PM", "1 Jan 2025 6:00 PM"),
        (45658, "mmm-yy", "Jan-25"),
        (1.5, "[h]:mm", "36:00"),
        (7911123456, "00000 000000", "07911 123456"),
        (3.25, "# ?/?", "3 1/4"),
        (3, '[<5]"fewer than 5";0', "fewer than 5"),
        (0.1 + 0.2, "General", "0.3"),
        (100023456789, "General", "100023456789"),
        (5, ";;;", ""),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code).text == shown


def test_digits_and_numbers_that_a_format_hides_are_known() -> None:
    assert not shown_number(1234567, '0.0,,"m"').whole
    assert not shown_number(5, '"not held"').whole
    assert shown_number(1250, "#,##0").whole


def test_words_behind_other_words_are_known() -> None:
    assert shown_words("Jo Bloggs", '0;0;0;"withheld"').text == "withheld"
    assert not shown_words("Jo Bloggs", ";;;").whole
    assert shown_words("Jo Bloggs", "General").text == "Jo Bloggs"
