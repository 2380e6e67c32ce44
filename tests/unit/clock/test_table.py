"""Many cases from a file: a bad row says so in its line and stops no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from foibot.clock.table import REMEMBERED, Answered, TableError, answers
from tests.unit.clock.dates import day
from tests.unit.clock.desk import DESK

HEAD = "id,regime,rule,received,events\n"
GOOD = "B,FOIA,FOIA_20,2026-10-05,\n"


def rows(*lines: str) -> list[Answered]:
    return list(answers([HEAD, *lines], DESK))


def test_each_row_has_its_due_date_and_its_other_dates_by_name() -> None:
    (row,) = rows("A,EIR,EIR_20,2026-10-05,\n")

    assert (row.name, row.due, row.error) == ("A", day("Mon 02 Nov 2026"), "")
    assert row.other_text == "ext_due=2026-12-01;ext_notice_by=2026-11-02"


def test_columns_may_stand_in_any_order_and_others_are_passed_over() -> None:
    lines = ["why,received,id,regime\n", 'a "reason",2026-10-05,A,foia\n']
    (row,) = answers(lines, DESK)

    assert (row.name, row.due) == ("A", day("Mon 02 Nov 2026"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A,FOIA,FOIA_20,soon,\n", "received: 'soon' is not a date"),
        ("A,FOI2,FOIA_20,2026-10-05,\n", "unknown regime 'FOI2'"),
        ("A,FOIA,FOIA_99,2026-10-05,\n", "unknown rule 'FOIA_99'"),
        ("A,EIR,FOIA_20,2026-10-05,\n", "rule FOIA_20 is for FOIA, not EIR"),
        ("A,FOIA,FOIA_20,2026-10-05,x=2026-10-06\n", "unknown event x"),
        ("A,FOIA,FOIA_20,2026-10-05,logged=x;narrowed=y\n", "logged: 'x' is not a date"),
        ("A,FOIA\n", "regime or received is missing in this row"),
        ("A,,FOIA_20,2026-10-05,\n", "regime or received is missing"),
        ("A,FOIA,FOIA_20,2040-10-05,\n", "known only from"),
        ('"A,FOIA,FOIA_20,2026-10-05,\n', ""),
        ("A,FOIA,FOIA_20,2026-10-05,\x00\n", "is not an event"),
        (f"A,FOIA,FOIA_20,{'9' * 200_000},\n", "regime or received is missing"),
    ],
)
def test_a_bad_row_stops_no_other(line: str, message: str) -> None:
    bad, good = rows(line, GOOD)

    assert message in bad.error
    if message:
        assert bad.due is None
        assert bad.other_text.startswith("error=")
        assert ";" not in bad.other_text
    assert (good.name, good.due) == ("B", day("Mon 02 Nov 2026"))


def test_a_row_without_an_id_is_called_by_its_line_and_an_empty_line_is_nothing() -> None:
    named = rows("\n", ",FOIA,FOIA_20,2026-10-05,\n", ",,,,\n")

    assert [row.name for row in named] == ["line 3"]


def test_a_quoted_field_may_go_over_two_lines() -> None:
    lines = ["id,regime,received,why\n", 'A,FOIA,2026-10-05,"two\n', 'lines"\n',
             "B,FOIA,2026-10-06,\n"]  # fmt: skip

    assert [row.name for row in answers(lines, DESK)] == ["A", "B"]


def test_a_quotation_mark_that_never_ends_costs_only_its_own_row() -> None:
    lines = ['A,FOIA,FOIA_20,"2026-10-05,\n', *[GOOD] * 30]

    assert [row.name for row in rows(*lines)] == ["A"] + ["B"] * 30
    assert [row.name for row in rows('A,FOIA,FOIA_20,"2026-10-05,\n')] == ["A"]


@pytest.mark.parametrize("head", [[], ["a,b\n"], ["id,received\n"]])
def test_a_file_without_its_columns_is_refused_as_a_whole(head: Sequence[str]) -> None:
    with pytest.raises(TableError, match="its first line must name id, regime"):
        list(answers(head, DESK))


def test_more_rows_than_are_remembered_are_still_answered() -> None:
    assert REMEMBERED >= 10_000
    found = rows(*[f"{n},FOIA,,2026-10-05,logged=2026-10-0{n % 4 + 6}\n" for n in range(40)])

    assert {row.due for row in found} == {day("Mon 02 Nov 2026")}
    assert [row.name for row in found] == [str(n) for n in range(40)]
