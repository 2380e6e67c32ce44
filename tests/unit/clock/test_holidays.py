"""The table of bank holidays: provenance, configured changes, faults that say where."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from foibot.clock.calendar import CalendarError, Division, due_date
from foibot.clock.holidays import (
    HolidayTable,
    HolidayTableError,
    Removed,
    calendars,
    parse_table,
    to_json,
    with_changes,
)
from foibot.clock.load import load_calendars, load_table, parse_changes
from foibot.config.shipped import shipped
from tests.unit.clock.dates import day
from tests.unit.clock.desk import CALENDARS

TABLE = load_table()
TEXT = shipped("rules/bank-holidays.json").read_text(encoding="utf-8")
ALL = frozenset(Division)


def extra(text: str) -> HolidayTable:
    added, removed = parse_changes(text)
    return with_changes(TABLE, added, removed)


def test_each_shipped_day_says_where_it_comes_from() -> None:
    for holiday in TABLE.holidays:
        assert holiday.name
        assert len(holiday.basis) > 10
        assert len(holiday.source) > 10
        assert holiday.divisions
        assert holiday.day.weekday() < 5
        assert holiday.projected is (holiday.day > TABLE.published_to)
    assert (TABLE.first, TABLE.last) == (date(2005, 1, 1), date(2030, 12, 31))


def test_the_one_off_days_are_there_with_their_proclamations() -> None:
    days = {holiday.day: holiday for holiday in TABLE.holidays}

    assert days[date(2026, 6, 15)].nations == "Scotland"
    assert days[date(2026, 6, 15)].proclaimed_on == date(2026, 2, 4)
    assert days[date(2022, 9, 19)].proclaimed_on == date(2022, 9, 10)
    assert days[date(2022, 9, 19)].nations == "UK"
    assert days[date(2026, 7, 13)].nations == "Northern Ireland"
    assert days[date(2026, 8, 31)].nations == "England and Wales, Northern Ireland"


def test_a_table_is_the_same_after_writing_and_reading() -> None:
    again = parse_table(to_json(TABLE))

    assert again == TABLE
    assert calendars(again).version == CALENDARS.version


def test_a_configured_day_is_left_out_and_changes_the_version() -> None:
    table = extra(
        """
        [[extra]]
        date = 2027-05-07
        divisions = ["northern-ireland"]
        name = "A day for Ulster"
        basis = "a proclamation"
        source = "The Belfast Gazette"
        proclaimed_on = 2026-12-01
        """
    )
    new = calendars(table)

    assert due_date(day("Fri 30 Apr 2027"), 4, CALENDARS.uk_any) == day("Fri 07 May 2027")
    assert due_date(day("Fri 30 Apr 2027"), 4, new.uk_any) == day("Mon 10 May 2027")
    assert due_date(day("Fri 30 Apr 2027"), 4, new.scotland) == day("Fri 07 May 2027")
    assert new.uk_any.version != CALENDARS.uk_any.version
    assert new.scotland == CALENDARS.scotland
    assert new.version != CALENDARS.version
    assert new.uk_any.holidays[date(2027, 5, 7)].proclaimed_on == date(2026, 12, 1)


def test_a_day_added_for_another_nation_joins_the_one_that_is_there() -> None:
    table = extra(
        """
        [[extra]]
        date = 2026-06-15
        divisions = ["england-and-wales", "scotland"]
        name = "England too"
        basis = "a proclamation"
        source = "The London Gazette"
        """
    )
    joined = next(holiday for holiday in table.holidays if holiday.day == date(2026, 6, 15))

    assert joined.divisions == {Division.SCOTLAND, Division.ENGLAND_WALES}
    assert joined.name == "Scotland at the World Cup; England too"
    assert len(table.holidays) == len(TABLE.holidays)


def test_a_day_that_is_known_keeps_its_name_and_its_source() -> None:
    table = extra(
        """
        [[extra]]
        date = 2026-06-15
        divisions = ["scotland"]
        name = "Another word for it"
        basis = "a proclamation"
        source = "The Edinburgh Gazette"
        """
    )

    assert table.holidays == TABLE.holidays


def test_a_moved_day_counts_again_where_it_was_removed() -> None:
    table = extra(
        """
        [[removed]]
        date = 2027-05-03
        divisions = ["england-and-wales", "northern-ireland"]
        why = "moved"
        """
    )
    new = calendars(table)

    assert new.england_wales.is_working_day(day("Mon 03 May 2027"))
    assert not new.uk_any.is_working_day(day("Mon 03 May 2027"))
    whole = with_changes(TABLE, removed=[Removed(date(2027, 5, 3), ALL, "moved")])
    assert calendars(whole).uk_any.is_working_day(day("Mon 03 May 2027"))
    assert len(whole.holidays) == len(TABLE.holidays) - 1


def test_rules_beside_the_configuration_come_first(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    raw = json.loads(TEXT)
    raw["last_day"] = raw["published_to"] = "2027-12-31"
    (tmp_path / "rules" / "bank-holidays.json").write_text(json.dumps(raw), encoding="utf-8")

    with pytest.raises(CalendarError, match="beyond Fri 31 Dec 2027"):
        due_date(day("Mon 20 Dec 2027"), 20, load_calendars(tmp_path).uk_any)
    assert load_calendars(tmp_path).uk_any.published_to == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{", "[", "not JSON"),
        ('"days"', '"dates"', '"days" is missing'),
        ('"first_day": "2005-01-01"', '"first_day": "soon"', "first_day must be a date"),
        ('"last_day": "2030-12-31"', '"last_day": "2031-12-31"', "2031 has only 0 bank holidays"),
        ('"published_to": "2028-12-31"', '"published_to": "2031-12-31"', "not in order"),
        ('{"date": "2005-01-03"', '{"date": "2005-13-03"', "entry 1: date must be a date"),
        ('"proclaimed_on": "2026-02-04"', '"proclaimed_on": "2026"', "proclaimed_on must be"),
        ('"divisions": ["scotland"]', '"divisions": []', "divisions must be some of"),
        ('"divisions": ["scotland"]', '"divisions": ["wales"]', "divisions must be some of"),
        ('"divisions": ["scotland"]', '"divisions": "scotland"', "divisions must be some of"),
        ('"divisions": ["scotland"]', '"divisions": ["scotland", "wales"]', "must be some of"),
        ('"name": "Good Friday"', '"name": " "', "entry 4: name is missing"),
        ('"basis": "named"', '"basis": 1', "basis is missing"),
        ('"days": [', '"days": [1,', "entry 1 is not an object"),
    ],
)
def test_a_broken_table_says_where_and_what_to_do(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(HolidayTableError, match=message) as caught:
        parse_table(TEXT.replace(old, new, 1), "rules/bank-holidays.json")
    assert str(caught.value).startswith("rules/bank-holidays.json: ")


def test_a_missing_year_is_an_error_and_not_a_year_of_weekdays() -> None:
    raw = json.loads(TEXT)
    raw["days"] = [entry for entry in raw["days"] if not entry["date"].startswith("2027")]

    with pytest.raises(HolidayTableError, match="2027 has only 0 bank holidays for england"):
        parse_table(json.dumps(raw))


def test_a_year_with_one_day_too_few_is_an_error() -> None:
    raw = json.loads(TEXT)
    raw["days"] = [entry for entry in raw["days"] if entry["date"] != "2027-12-27"]

    with pytest.raises(HolidayTableError, match="2027 has only 7 bank holidays for england"):
        parse_table(json.dumps(raw))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[extra]", "correct that line"),
        ("[[added]]\ndate = 2027-05-07", r"unknown table \[added\]"),
        ("[extra]\ndate = 2027-05-07", r"must be written \[\[extra\]\]"),
        ("extra = [1]", r"must be written \[\[extra\]\]"),
        ('[[extra]]\ndate = "2027-05-07"', r"\[\[extra\]\] 1: date must .* without quotes"),
        ("[[extra]]\ndate = 2027-05-07T00:00:00", "without quotes"),
        ("[[extra]]\ndate = 2027-05-07\nday = 1", "unknown key day"),
        ('[[extra]]\ndate = 2027-05-07\ndivisions = ["uk"]', "divisions must be some of"),
        ('[[extra]]\ndate = 2027-05-07\ndivisions = ["scotland"]', "name is missing"),
        ('[[removed]]\ndate = 2027-05-07\ndivisions = ["scotland"]\nwhy = ""', "why is missing"),
    ],
)
def test_a_fault_in_the_changes_says_where(text: str, message: str) -> None:
    with pytest.raises(HolidayTableError, match=message) as caught:
        parse_changes(text, "rules/calendar.toml")
    assert str(caught.value).startswith("rules/calendar.toml: ")
