"""The GOV.UK file: new days come in, known days stay, broken copies change nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foibot.clock.calendar import Division, due_date
from foibot.clock.govuk import LARGEST, Merge, merge
from foibot.clock.holidays import calendars, parse_table, to_json
from foibot.clock.load import load_table
from tests.unit.clock.dates import day

TABLE = load_table()
TODAY = date(2026, 12, 1)
# Any: JSON as it is edited by the tests.
Json = dict[str, Any]


def published(first: int = 2024, last: int = 2028) -> Json:
    """Return what GOV.UK would publish of our own table."""
    return {
        division.value: {
            "division": division.value,
            "events": [
                {
                    "title": holiday.name,
                    "date": holiday.day.isoformat(),
                    "notes": "",
                    "bunting": True,
                }
                for holiday in TABLE.holidays
                if division in holiday.divisions and first <= holiday.day.year <= last
            ],
        }
        for division in Division
    }


def event(when: str, title: str = "A new day", notes: str = "") -> Json:
    return {"title": title, "date": when, "notes": notes, "bunting": False}


def merged(raw: Json) -> Merge:
    return merge(TABLE, json.dumps(raw), TODAY, "bank-holidays.json")


def drop(raw: Json, division: Division, when: str) -> None:
    events = raw[division]["events"]
    raw[division]["events"] = [entry for entry in events if entry["date"] != when]


def test_a_file_that_says_nothing_new_changes_nothing_but_the_day_of_loading() -> None:
    found = merged(published())

    assert found.accepted
    assert (found.added, found.kept, found.dropped, found.faults) == ((), (), (), ())
    assert found.table.holidays == TABLE.holidays
    assert found.table.loaded_on == TODAY
    assert found.table.published_to == TABLE.published_to
    assert calendars(found.table).version == calendars(TABLE).version


def test_a_new_day_comes_in_with_its_source_and_moves_due_dates() -> None:
    raw = published()
    for division in Division:
        raw[division]["events"].append(event("2027-06-11", "A jubilee", "Extra bank holiday"))
    found = merged(raw)
    calendar = calendars(found.table).uk_any

    assert found.added == ("Fri 11 Jun 2027 A jubilee (extra bank holiday) (UK)",)
    assert due_date(day("Thu 10 Jun 2027"), 1, calendar) == day("Mon 14 Jun 2027")
    assert calendar.holidays[date(2027, 6, 11)].source == "bank-holidays.json, read on 2026-12-01"
    assert not calendar.holidays[date(2027, 6, 11)].projected


def test_a_copy_without_the_day_of_15_june_2026_does_not_lose_it() -> None:
    raw = published()
    drop(raw, Division.SCOTLAND, "2026-06-15")
    raw[Division.SCOTLAND]["events"].append(event("2027-06-11"))
    found = merged(raw)

    assert found.accepted
    assert found.kept == ("Mon 15 Jun 2026 Scotland at the World Cup (Scotland)",)
    assert found.added == ("Fri 11 Jun 2027 A new day (Scotland)",)
    assert not calendars(found.table).uk_any.is_working_day(date(2026, 6, 15))


def test_a_moved_day_stays_in_its_old_place_until_a_person_removes_it() -> None:
    raw = published()
    drop(raw, Division.ENGLAND_WALES, "2027-05-03")
    raw[Division.ENGLAND_WALES]["events"].append(event("2027-05-07", "Early May (moved)"))
    found = merged(raw)

    assert found.added == ("Fri 7 May 2027 Early May (moved) (England and Wales)",)

    assert found.kept == ("Mon 3 May 2027 Early May bank holiday (UK)",)
    assert not calendars(found.table).england_wales.is_working_day(date(2027, 5, 3))


def test_published_years_replace_projected_ones() -> None:
    raw = published(2025, 2029)
    drop(raw, Division.SCOTLAND, "2029-08-06")
    raw[Division.SCOTLAND]["events"].append(event("2029-08-10", "Moved"))
    found = merged(raw)
    calendar = calendars(found.table).scotland

    assert found.dropped == ("Mon 6 Aug 2029 Summer bank holiday",)
    assert found.added == ("Fri 10 Aug 2029 Moved (Scotland)",)
    assert found.table.published_to == date(2029, 12, 31)
    assert calendar.is_working_day(date(2029, 8, 6))
    assert not calendar.holidays[date(2029, 12, 25)].projected
    assert all(h.projected for h in found.table.holidays if h.day.year == 2030)


def test_a_projected_day_of_one_nation_stays_for_the_others() -> None:
    raw = published(2025, 2029)
    drop(raw, Division.ENGLAND_WALES, "2029-05-07")
    raw[Division.ENGLAND_WALES]["events"].append(event("2029-05-11"))
    found = merged(raw)
    early_may = next(h for h in found.table.holidays if h.day == date(2029, 5, 7))

    assert early_may.divisions == {Division.SCOTLAND, Division.NORTHERN_IRELAND}
    assert found.dropped == ("Mon 7 May 2029 Early May bank holiday",)


def test_a_later_year_lengthens_the_table() -> None:
    raw = published(2026, 2030)
    for division in Division:
        for year in (2031, 2032):
            raw[division]["events"] += [
                event(f"{year}-{month:02}-{10 + year % 10}") for month in range(1, 9)
            ] + [event(f"{year}-12-25", "Christmas Day")]
    found = merged(raw)

    assert found.table.last == found.table.published_to == date(2032, 12, 31)
    assert calendars(found.table).uk_any.last == date(2032, 12, 31)


def test_weekend_days_and_days_before_the_table_are_passed_over() -> None:
    raw = published(2005, 2028)
    raw[Division.SCOTLAND]["events"].append(event("2027-06-12", "A Saturday"))

    assert merged(raw).added == ()


def test_the_merged_table_can_be_written_and_read() -> None:
    raw = published()
    raw[Division.SCOTLAND]["events"].append(event("2027-06-11"))
    table = merged(raw).table

    assert parse_table(to_json(table)) == table


def thin(raw: Json) -> None:
    raw["scotland"]["events"] = raw["scotland"]["events"][:3]


def gap(raw: Json) -> None:
    for division in Division:
        raw[division]["events"] += [event(f"2035-{n:02}-15") for n in range(1, 9)]


def no_christmas(raw: Json) -> None:
    for when in ("2027-12-27", "2027-12-28"):
        drop(raw, Division.SCOTLAND, when)
    raw["scotland"]["events"] += [event("2027-06-11"), event("2027-06-12")]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda raw: raw.pop("scotland"), "scotland has no events"),
        (lambda raw: raw["scotland"].pop("events"), "scotland has no events"),
        (lambda raw: raw.update(scotland=[]), "scotland has no events"),
        (lambda raw: raw["scotland"]["events"].clear(), "scotland has no events"),
        (lambda raw: raw["scotland"]["events"].append(1), "event without a title"),
        (lambda raw: raw["scotland"]["events"].append({"title": 1}), "event without a title"),
        (lambda raw: raw["scotland"]["events"].append(event("soon")), "event without a date"),
        (thin, "scotland has only"),
        (gap, "has only 0 days in 2029"),
        (no_christmas, "scotland has no Christmas in 2027"),
    ],
)
def test_a_broken_copy_keeps_the_last_good_one(
    damage: Callable[[Json], object], message: str
) -> None:
    raw = published()
    damage(raw)
    found = merged(raw)

    assert not found.accepted
    assert found.table is TABLE
    assert message in found.faults[0]
    assert "bank-holidays.json: " in found.faults[0]


@pytest.mark.parametrize("text", ["", "[]", "1", "<html>", "[" * 100_000, '{"a":' * 20_000])
def test_what_is_not_the_file_at_all_keeps_the_last_good_one(text: str) -> None:
    assert not merge(TABLE, text, TODAY, "x").accepted


def test_a_file_that_is_far_too_large_is_not_read() -> None:
    assert "too large" in merge(TABLE, " " * (LARGEST + 1), TODAY, "x").faults[0]


def test_a_file_of_the_largest_size_is_read() -> None:
    assert "not JSON" in merge(TABLE, " " * LARGEST, TODAY, "x").faults[0]


def test_a_file_may_begin_where_the_published_years_end_and_not_later() -> None:
    assert merged(published(2029, 2030)).accepted
    assert "2029 would be a gap" in merged(published(2030, 2030)).faults[0]


def test_the_first_day_of_the_table_may_be_a_holiday() -> None:
    short = tuple(holiday for holiday in TABLE.holidays if holiday.day > date(2024, 1, 1))
    table = replace(TABLE, first=date(2024, 1, 1), holidays=short)
    found = merge(table, json.dumps(published()), TODAY, "x")

    assert found.added == ("Mon 1 Jan 2024 New Year's Day (UK)",)


def test_a_file_that_begins_after_our_table_would_leave_a_gap() -> None:
    raw: Json = {
        division.value: {
            "events": [event(f"2032-{n:02}-15") for n in range(1, 9)] + [event("2032-12-27")]
        }
        for division in Division
    }

    assert "2031" in merged(raw).faults[0]
