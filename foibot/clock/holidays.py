"""The table of bank holidays: read from text, changed by configuration, made into calendars."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from foibot.clock.calendar import Calendar, CalendarName, Calendars, Division, Holiday, build
from foibot.errors import FoibotError

# Every nation has at least this many bank holidays a year, counted after they are moved.
FEWEST = 8


class HolidayTableError(FoibotError):
    """The table of bank holidays cannot be used: says file, place, remedy."""


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """All known bank holidays, and the years for which they are known."""

    first: date
    last: date
    published_to: date
    loaded_on: date
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A day that ceased to be a bank holiday in *divisions*: a moved holiday's old place."""

    day: date
    divisions: frozenset[Division]
    why: str


def parse_table(text: str, where: str = "rules/bank-holidays.json") -> HolidayTable:
    """Return the table in *text*; a fault names *where*, the entry and the remedy."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise HolidayTableError(f"{where}: not JSON ({error}); restore the shipped file") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("days"), list):
        raise HolidayTableError(f'{where}: "days" is missing; restore the shipped file')
    holidays = tuple(_holiday(raw, entry, n, where) for n, entry in enumerate(raw["days"], 1))
    table = HolidayTable(
        first=_day(raw, "first_day", where, "first_day"),
        last=_day(raw, "last_day", where, "last_day"),
        published_to=_day(raw, "published_to", where, "published_to"),
        loaded_on=_day(raw, "loaded_on", where, "loaded_on"),
        holidays=holidays,
    )
    _check(table, where)
    return table


def _check(table: HolidayTable, where: str) -> None:
    """Raise when a year has too few days to be true: a gap would be counted as working days."""
    if not table.first < table.published_to <= table.last:
        raise HolidayTableError(f"{where}: first_day, published_to, last_day are not in order")
    for division in Division:
        for year in range(table.first.year, table.last.year + 1):
            known = sum(
                division in holiday.divisions and holiday.day.year == year
                for holiday in table.holidays
            )
            if known < FEWEST:
                raise HolidayTableError(
                    f"{where}: {year} has only {known} bank holidays for {division}; "
                    f"add the missing days or set last_day before {year}"
                )


def _holiday(raw: Mapping[str, object], entry: object, n: int, where: str) -> Holiday:
    place = f"days, entry {n}"
    if not isinstance(entry, dict):
        raise HolidayTableError(f"{where}: {place} is not an object; write it as the others are")
    return Holiday(
        day=_day(entry, "date", where, place),
        divisions=divisions(entry.get("divisions"), f"{where}: {place}"),
        name=_words(entry, "name", where, place),
        basis=_named(raw, "bases", _words(entry, "basis", where, place)),
        source=_named(raw, "sources", _words(entry, "source", where, place)),
        proclaimed_on=_day(entry, "proclaimed_on", where, place)
        if entry.get("proclaimed_on")
        else None,
        projected=entry.get("projected") is True,
    )


def divisions(value: object, place: str) -> frozenset[Division]:
    """Return the nations that *value* lists."""
    known = [division.value for division in Division]
    if not isinstance(value, list) or not value or not all(item in known for item in value):
        raise HolidayTableError(f"{place}: divisions must be some of {', '.join(known)}")
    return frozenset(Division(item) for item in value)


def _day(entry: Mapping[str, object], key: str, where: str, place: str) -> date:
    try:
        return date.fromisoformat(str(entry.get(key)))
    except ValueError as error:
        raise HolidayTableError(f"{where}: {place}: {key} must be a date as 2026-06-15") from error


def _words(entry: Mapping[str, object], key: str, where: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise HolidayTableError(f"{where}: {place}: {key} is missing; say it in words")
    return value.strip()


def _named(raw: Mapping[str, object], table: str, key: str) -> str:
    """Return the words that *key* stands for in the file, or *key* itself."""
    names = raw.get(table)
    return str(names.get(key, key)) if isinstance(names, dict) else key


def with_changes(
    table: HolidayTable, extra: Iterable[Holiday] = (), removed: Iterable[Removed] = ()
) -> HolidayTable:
    """Return *table* with configured one-off days added and moved days taken away (WD-9)."""
    by_day: dict[date, list[Holiday]] = {}
    for holiday in (*table.holidays, *extra):
        by_day.setdefault(holiday.day, []).append(holiday)
    gone = {item.day: item.divisions for item in removed}
    merged = [_joined(same_day) for _, same_day in sorted(by_day.items())]
    kept = (
        replace(holiday, divisions=holiday.divisions - gone.get(holiday.day, frozenset()))
        for holiday in merged
    )
    return replace(table, holidays=tuple(holiday for holiday in kept if holiday.divisions))


def _joined(same_day: list[Holiday]) -> Holiday:
    """Return one holiday for all nations that have it that day; the first names it."""
    first, *others = same_day
    nations = first.divisions.union(*(other.divisions for other in others))
    new = [other.name for other in others if not other.divisions <= first.divisions]
    return replace(first, divisions=nations, name="; ".join(dict.fromkeys([first.name, *new])))


def calendars(table: HolidayTable) -> Calendars:
    """Return the three calendars that *table* makes."""

    def one(name: CalendarName) -> Calendar:
        return build(name, table.holidays, table.first, table.last, table.published_to)

    return Calendars(
        one(CalendarName.UK_ANY), one(CalendarName.SCOTLAND), one(CalendarName.ENGLAND_WALES)
    )


def to_json(table: HolidayTable) -> str:
    """Return *table* as the text of rules/bank-holidays.json, one day a line."""
    head = {
        "about": ABOUT,
        "first_day": table.first.isoformat(),
        "last_day": table.last.isoformat(),
        "published_to": table.published_to.isoformat(),
        "loaded_on": table.loaded_on.isoformat(),
    }
    lines = ",\n".join("  " + json.dumps(_entry(holiday)) for holiday in table.holidays)
    return json.dumps(head, indent=1)[:-2] + f',\n "days": [\n{lines}\n ]\n}}\n'


ABOUT = (
    "Bank holidays that fall on weekdays, by nation. A day in any nation is not a working day "
    "under FOIA s.10(6); a day in Scotland is not one under FOISA s.73. Add a day in "
    "calendar.toml; foibot clock --refresh-holidays rewrites this file."
)


def _entry(holiday: Holiday) -> dict[str, object]:
    return {
        "date": holiday.day.isoformat(),
        "divisions": [division.value for division in Division if division in holiday.divisions],
        "name": holiday.name,
        "basis": holiday.basis,
        "source": holiday.source,
        "proclaimed_on": holiday.proclaimed_on.isoformat() if holiday.proclaimed_on else None,
        "projected": holiday.projected,
    }
