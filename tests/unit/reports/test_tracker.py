"""The tracking workbook: dates are dates, words are words, and nobody is named."""

from __future__ import annotations

import io
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from foibot.case import events
from foibot.case.lifecycle import replay
from foibot.case.model import Law, Outcome, Requester
from foibot.reports.gathering import Gathered, Period
from foibot.reports.measuring import Setting, measure
from foibot.reports.tracker import workbook
from tests.unit.reports.cases import (
    CALENDARS,
    CUT_OFF,
    DUE,
    RECEIVED,
    RULES,
    answer,
    history_of,
    noon,
    sent,
)

ASKED, TOLD = date(2025, 6, 4), date(2025, 6, 6)


def book(title: str = "Trees") -> dict[str, Worksheet]:
    """Return the sheets of a workbook with one request."""
    history = history_of(
        (ASKED, events.ClarificationAsked((1,), "Which?", genuine=True, why="no road")),
        (TOLD, events.ClarificationAnswered((1,), "All", noon(TOLD))),
        answer(1, Outcome.PART, "s.40(2)"), answer(2, Outcome.NOT_HELD), sent(DUE, 1, 2),
        laws=(Law.FOIA, Law.EIR),
    )  # fmt: skip
    case = replay("FOI-2025-00001", "council", history)
    found = measure(case, history, Setting(CALENDARS, RULES, CUT_OFF))
    object.__setattr__(case, "title", title)
    object.__setattr__(case, "requester", Requester("jane@example.org", "Jane Zebrafinch"))
    content = workbook(Period((Gathered(case, history, found),), (), 0), CUT_OFF)
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content)).worksheets}


def rows(sheet: Worksheet) -> list[dict[object, object]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_request_has_its_dates_its_outcomes_and_whether_it_was_in_time() -> None:
    sheets = book()
    (found,) = rows(sheets["Requests"])

    assert found["Reference"] == "FOI-2025-00001"
    assert found["Law"] == "EIR, FOIA"
    assert found["Received"] == datetime.combine(RECEIVED, datetime.min.time())
    assert found["Clarification asked"] == datetime.combine(ASKED, datetime.min.time())
    assert found["Clarification received"] == datetime.combine(TOLD, datetime.min.time())
    assert found["Answered"] == datetime.combine(DUE, datetime.min.time())
    assert (found["Working days"], found["In time"]) == (20, "yes")
    assert found["Outcome"] == "not held, part"
    assert [row["Outcome"] for row in rows(sheets["Questions"])] == ["part", "not held"]
    assert rows(sheets["Reviews"]) == []


def test_a_subject_that_begins_like_a_formula_is_words() -> None:
    sheet = book('=HYPERLINK("https://evil.example","Trees")')["Requests"]

    cell = sheet.cell(2, 4)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("=HYPERLINK")


def test_the_requester_is_not_named() -> None:
    sheets = book("FOI request from Jane Zebrafinch jane@example.org about trees")

    words = " ".join(str(value) for row in rows(sheets["Requests"]) for value in row.values())
    assert "Zebrafinch" not in words
    assert "example.org" not in words
    assert "about trees" in words
