"""The published table of cases, through the library; the command is tested beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from tests.shared import need_shared
from tests.unit.clock.desk import rule

# For comparison only: what a wrong count would have said.
COMPARISONS = {"due_if_utc_date", "foia_would_be"}


def cases() -> Iterator[dict[str, str]]:
    with (need_shared() / "law" / "clock_cases.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.shared
def test_every_published_case_has_its_due_date_and_its_other_dates() -> None:
    wrong = []
    for case in cases():
        outcome = rule(case["rule"], case["regime"], case["received"], case["events"])
        other = {key: on.isoformat() for key, on in outcome.other}
        wanted = dict(pair.split("=") for pair in case["expected_other"].split(";") if pair)
        missed = [
            key
            for key, value in wanted.items()
            if key not in COMPARISONS and other.get(key) != value
        ]
        due = outcome.due.isoformat() if outcome.due else ""
        if due != case["expected_due"] or missed:
            wrong.append((case["id"], due, case["expected_due"], missed))

    assert wrong == []
