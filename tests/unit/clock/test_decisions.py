"""Dates of real decisions, as far as what is published of them lets them be counted again."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.clock.calendar import days_taken
from tests.unit.clock.desk import SCOTLAND, UK, rule


@pytest.mark.parametrize(
    ("name", "regime", "received", "events", "due"),
    [
        # A Saturday; 12 July (Northern Ireland) and 2 August (Scotland) drop out.
        ("FOIA_20", "FOIA", "2021-07-03", "", "2021-08-03"),
        # Ticehurst Parish Council: the clear part, and the part that was clarified.
        ("FOIA_20", "FOIA", "2024-08-19", "", "2024-09-17"),
        (
            "FOIA_20_CLAR_PART", "FOIA", "2024-08-19",
            "clar_sought=2024-09-10;clar_recd=2024-09-17", "2024-10-15",
        ),
        # SIC 092/2026: asked for on a Sunday; strictly due on the Friday, whatever was accepted.
        ("FOISA_REVIEW", "FOISA", "2025-10-26", "outcome=2025-11-24", "2025-11-21"),
        # SIC 2026: a local holiday, 26 September 2025, is a working day.
        ("FOISA_20", "FOISA", "2025-09-01", "", "2025-09-29"),
        # 17 March 2014 does not count, nor do 14 July and 4 August 2014 (the Monitor appeal).
        ("FOIA_20", "FOIA", "2014-02-24", "", "2014-03-25"),
        ("FOIA_20", "FOIA", "2014-07-10", "", "2014-08-11"),
        # The ministry's own specification: a Saturday and a bank holiday of spring 2017.
        ("FOIA_20", "FOIA", "2017-05-20", "", "2017-06-19"),
        ("FOIA_20", "FOIA", "2017-05-29", "", "2017-06-26"),
    ],
)  # fmt: skip
def test_a_published_decision_is_counted_again(
    name: str, regime: str, received: str, events: str, due: str
) -> None:
    outcome = rule(name, regime, received, events)

    assert outcome.due == date.fromisoformat(due)


def test_the_clear_part_keeps_its_date() -> None:
    outcome = rule(
        "FOIA_20_CLAR_PART", "FOIA", "2024-08-19", "clar_sought=2024-09-10;clar_recd=2024-09-17"
    )

    assert dict(outcome.other) == {"clear_part_due": date(2024, 9, 17)}


def test_days_taken_are_working_days_after_the_receipt_and_none_on_the_same_day() -> None:
    assert days_taken(date(2025, 6, 2), date(2025, 6, 2), UK) == 0
    assert days_taken(date(2025, 6, 2), date(2025, 6, 30), UK) == 20
    # The Monday on which the Scottish review was answered was the twenty-first day.
    assert days_taken(date(2025, 10, 26), date(2025, 11, 24), SCOTLAND) == 21
