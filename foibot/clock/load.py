"""The calendars as shipped or as changed beside config.toml: files in, frozen values out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from foibot.clock.calendar import Calendars, Holiday
from foibot.clock.holidays import (
    HolidayTable,
    HolidayTableError,
    Removed,
    calendars,
    divisions,
    parse_table,
    with_changes,
)
from foibot.clock.regimes import parse_regimes
from foibot.clock.rulebook import Rulebook
from foibot.clock.timetable import Timetable, parse_timetable
from foibot.config.shipped import rule_text
from foibot.config.toml import toml_of

HOLIDAYS = "rules/bank-holidays.json"
CHANGES = "rules/calendar.toml"
REGIMES = "rules/regimes.toml"
NOTICES = "rules/notices.toml"


def load_calendars(directory: Path | None = None) -> Calendars:
    """Return the calendars of the rules beside config.toml in *directory*, else the shipped."""
    return calendars(load_table(directory))


def load_table(directory: Path | None = None) -> HolidayTable:
    """Return the table of holidays with the changes of calendar.toml made."""
    table = parse_table(_text(HOLIDAYS, directory), HOLIDAYS)
    extra, removed = parse_changes(_text(CHANGES, directory), CHANGES)
    return with_changes(table, extra, removed)


def load_timetable(directory: Path | None = None) -> Timetable:
    """Return the timetable of notices.toml."""
    return parse_timetable(_text(NOTICES, directory), NOTICES)


def load_rulebook(directory: Path | None = None) -> Rulebook:
    """Return the limits of regimes.toml and the internal days of notices.toml."""
    regimes = parse_regimes(_text(REGIMES, directory), REGIMES)
    return Rulebook(regimes, load_timetable(directory).targets)


def _text(name: str, directory: Path | None) -> str:
    return rule_text(name, directory)


def parse_toml(text: str, where: str) -> dict[str, object]:
    """Return the tables in *text*; a fault names *where*."""
    try:
        return toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise HolidayTableError(f"{where}: {error}; correct that line") from error


def parse_changes(
    text: str, where: str = CHANGES
) -> tuple[tuple[Holiday, ...], tuple[Removed, ...]]:
    """Return the one-off days and the removed days that calendar.toml lists."""
    raw = parse_toml(text, where)
    unknown = sorted(set(raw) - {"extra", "removed"})
    if unknown:
        raise HolidayTableError(
            f"{where}: unknown table [{unknown[0]}]; use [[extra]] or [[removed]]"
        )
    extra = (_extra(entry, place) for entry, place in _entries(raw, "extra", where))
    removed = (_removed(entry, place) for entry, place in _entries(raw, "removed", where))
    return tuple(extra), tuple(removed)


def _entries(
    raw: Mapping[str, object], table: str, where: str
) -> list[tuple[Mapping[str, object], str]]:
    entries = raw.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise HolidayTableError(f"{where}: [{table}] must be written [[{table}]]")
    return [(entry, f"{where}: [[{table}]] {n}") for n, entry in enumerate(entries, 1)]


def _extra(entry: Mapping[str, object], place: str) -> Holiday:
    _only(entry, place, "date", "divisions", "name", "basis", "source", "proclaimed_on")
    proclaimed = entry.get("proclaimed_on")
    return Holiday(
        day=_date(entry, "date", place),
        divisions=divisions(entry.get("divisions"), place),
        name=_words(entry, "name", place),
        basis=_words(entry, "basis", place),
        source=_words(entry, "source", place),
        proclaimed_on=None if proclaimed is None else _date(entry, "proclaimed_on", place),
    )


def _removed(entry: Mapping[str, object], place: str) -> Removed:
    _only(entry, place, "date", "divisions", "why")
    return Removed(
        day=_date(entry, "date", place),
        divisions=divisions(entry.get("divisions"), place),
        why=_words(entry, "why", place),
    )


def _only(entry: Mapping[str, object], place: str, *keys: str) -> None:
    unknown = sorted(set(entry) - set(keys))
    if unknown:
        raise HolidayTableError(f"{place}: unknown key {unknown[0]}; use {', '.join(keys)}")


def _date(entry: Mapping[str, object], key: str, place: str) -> date:
    value = entry.get(key)
    if type(value) is not date:
        raise HolidayTableError(f"{place}: {key} must be a date as 2026-06-15, without quotes")
    return value


def _words(entry: Mapping[str, object], key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise HolidayTableError(f"{place}: {key} is missing; say it in words")
    return value.strip()
