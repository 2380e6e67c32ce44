"""The bank-holiday file of GOV.UK merged into ours: what is known is never lost to a bad copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from foibot.clock.calendar import Division, Holiday, is_weekend, long_date
from foibot.clock.holidays import FEWEST, HolidayTable, with_changes

# Far above the real file (some 30 kB); a larger one is not that file.
LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Merge:
    """The table after a merge; not *accepted* means that it is the old one, unchanged."""

    table: HolidayTable
    accepted: bool
    added: tuple[str, ...] = ()
    # Days that we know and the file lacks: they stay.  A person should look at them.
    kept: tuple[str, ...] = ()
    # Projected days that the published list does not have: they go.
    dropped: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


Published = dict[Division, dict[date, str]]


class _FaultError(Exception):
    """What is wrong with the file; never leaves this module."""


def merge(table: HolidayTable, text: str, today: date, source: str) -> Merge:
    """
    Return *table* with what the GOV.UK file *text* adds, or *table* itself when it is broken.

    A known day that the file lacks stays: copies without 15 June 2026 have been seen.  A
    holiday that was moved is confirmed by a person in calendar.toml ([[removed]]).
    """
    try:
        published = read(text)
        years = full_years(published)
        if years.start > table.published_to.year + 1:
            raise _FaultError(f"it begins with {years.start}; {years.start - 1} would be a gap")
    except _FaultError as fault:
        return Merge(table, accepted=False, faults=(f"{source}: {fault}; the old table is kept",))
    new = [
        Holiday(day, nations, name, "as published", f"{source}, read on {today.isoformat()}")
        for (day, name), nations in together(published).items()
        if table.first <= day
    ]
    stays, dropped = without_wrong_guesses(table, published, years)
    merged = with_changes(stays, new)
    last = max(table.last, date(years.stop - 1, 12, 31))
    merged = replace(
        merged, published_to=max(table.published_to, date(years.stop - 1, 12, 31)),
        last=last, loaded_on=today,
    )  # fmt: skip
    return Merge(
        merged,
        accepted=True,
        added=described(merged, table),
        kept=missing(stays, published, years),
        dropped=dropped,
    )


def read(text: str) -> Published:
    """Return the days of each nation; whatever is not as GOV.UK writes it is a fault."""
    if len(text) > LARGEST:
        raise _FaultError("too large to be the bank-holiday file")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _FaultError("not JSON") from error
    if not isinstance(raw, dict):
        raise _FaultError("not an object with the three nations")
    return {division: _events(raw.get(division), division) for division in Division}


def _events(part: object, division: Division) -> dict[date, str]:
    events = part.get("events") if isinstance(part, dict) else None
    if not isinstance(events, list) or not events:
        raise _FaultError(f"{division} has no events")
    found: dict[date, str] = {}
    for event in events:
        day, title = _event(event, division)
        found[day] = title
    return found


def _event(event: object, division: Division) -> tuple[date, str]:
    if not isinstance(event, Mapping) or not isinstance(event.get("title"), str):
        raise _FaultError(f"{division} has an event without a title")
    try:
        day = date.fromisoformat(str(event.get("date")))
    except ValueError as error:
        raise _FaultError(f"{division} has an event without a date") from error
    notes = event.get("notes")
    title = event["title"].strip() or "Bank holiday"
    return day, f"{title} ({notes.strip().lower()})" if isinstance(notes, str) and notes else title


def full_years(published: Published) -> range:
    """Return the years that the file covers in full; a gap, or a thin year, is a fault."""
    years = sorted({day.year for days in published.values() for day in days})
    covered = range(years[0], years[-1] + 1)
    for division, days in published.items():
        for year in covered:
            count = sum(day.year == year for day in days)
            if count < FEWEST:
                raise _FaultError(f"{division} has only {count} days in {year}")
            if not any(day.year == year and day.month == 12 and day.day >= 25 for day in days):
                raise _FaultError(f"{division} has no Christmas in {year}")
    return covered


def together(published: Published) -> dict[tuple[date, str], frozenset[Division]]:
    """Return each weekday and name with the nations that have it."""
    joined: dict[tuple[date, str], frozenset[Division]] = {}
    for division, days in published.items():
        for day, name in days.items():
            if not is_weekend(day):
                joined[day, name] = joined.get((day, name), frozenset()) | {division}
    return dict(sorted(joined.items()))


def without_wrong_guesses(
    table: HolidayTable, published: Published, years: range
) -> tuple[HolidayTable, tuple[str, ...]]:
    """Return *table* without projected days that the published years do not have."""
    stays, dropped = [], []
    for holiday in table.holidays:
        if holiday.projected and holiday.day.year in years:
            real = frozenset(
                nation for nation in holiday.divisions if holiday.day in published[nation]
            )
            if real != holiday.divisions:
                dropped.append(f"{long_date(holiday.day)} {holiday.name}")
            holiday = replace(holiday, divisions=real, projected=False)
        if holiday.divisions:
            stays.append(holiday)
    return replace(table, holidays=tuple(stays)), tuple(dropped)


def described(merged: HolidayTable, table: HolidayTable) -> tuple[str, ...]:
    """Return in words which days *merged* has for a nation and *table* had not."""
    known = {holiday.day: holiday.divisions for holiday in table.holidays}
    return tuple(
        f"{long_date(holiday.day)} {holiday.name} ({holiday.nations})"
        for holiday in merged.holidays
        if not holiday.divisions <= known.get(holiday.day, frozenset())
    )


def missing(table: HolidayTable, published: Published, years: range) -> tuple[str, ...]:
    """Return in words which known days of the published years the file lacks."""
    return tuple(
        f"{long_date(holiday.day)} {holiday.name} ({holiday.nations})"
        for holiday in table.holidays
        if holiday.day.year in years
        and any(holiday.day not in published[nation] for nation in holiday.divisions)
    )
