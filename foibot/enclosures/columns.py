"""Columns about people: by their heading and by what stands in them (T23, SEC-2)."""

from __future__ import annotations

import re
from collections.abc import Callable

from foibot.enclosures.grid import Grid, letter
from foibot.enclosures.notes import Notes
from foibot.enclosures.personal import HOW, RULE, is_personal_inbox

# Counts below this may point at a person.
SMALL = 5
NAMES = "names"
ADDRESSES = "addresses"
MAILS = "e-mail addresses"
TELEPHONES = "telephone numbers"
SENSITIVE = "sensitive facts"
# What is of one person in every row, whatever else the sheet holds.
_ALWAYS = frozenset({
    "National Insurance numbers", "NHS numbers", "dates of birth", "numbers of staff", "accounts",
})  # fmt: skip
# So many rows of facts about people are rows of people, not of groups.
_PEOPLE = 20

_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "names",
        re.compile(
            r"(?:first|fore|sur|last|family|given|full|middle)[ _-]?names?|name|names|initials"
            r"|(?:employee|staff|officer|tenant|client|pupil|child|applicant|claimant|resident"
            r"|customer|owner|complainant|manager)(?:'s)?[ _-]names?"
        ),
    ),
    (
        "National Insurance numbers",
        re.compile(r"ni(?:no)?(?:[ _-]?(?:number|no\.?))?|national insurance.{0,12}"),
    ),
    ("NHS numbers", re.compile(r"nhs[ _-]?(?:number|no\.?)")),
    ("dates of birth", re.compile(r"d\.?o\.?b\.?|date[ _-]of[ _-]birth|birth[ _-]?(?:date|day)")),
    (
        "addresses",
        re.compile(
            r"(?:home |postal |property |e-?mail )?address(?:[ _-]line)?(?:[ _-]?[0-9])?|post ?code"
        ),
    ),
    ("e-mail addresses", re.compile(r"e-?mails?")),
    (
        "telephone numbers",
        re.compile(r"(?:(?:tele)?phone|mobile)(?:[ _-](?:number|no\.?))?"),
    ),
    (
        "numbers of staff",
        re.compile(r"(?:payroll|employee|staff|service)[ _-]?(?:number|no\.?|id)"),
    ),
    ("vehicle registrations", re.compile(r"vrm|registration(?:[ _-](?:number|mark))?")),
    ("accounts", re.compile(r"sort[ _-]?code|account[ _-](?:number|no\.?)")),
    ("UPRNs", re.compile(r"uprn")),
    ("sensitive facts", re.compile(
        r"ethnicity|religion|sexual orientation|disability|gender|diagnosis|trade union")),
)  # fmt: skip
_COUNTS = re.compile(
    r"\b(?:number|count|total|no\.|cases|people|complaints|incidents|staff|headcount)\b"
)


# Words of places, firms and offices: a cell that holds one is no person's name.
_PLACES = """
ltd limited plc llp cic inc company co group holdings partners partnership associates council
authority trust nhs hospital surgery clinic school academy college university nursery library
centre center hall house home homes court lodge park gardens garden road street lane avenue
close way drive square place estate depot office offices station bridge church chapel museum
gallery theatre pool club association society charity foundation services service solutions
systems consulting consultants consultancy contractors construction builders paving transport
buses coaches care foods print printers supplies department directorate team unit ward town
village parish borough district county city site field fields playground car bus cemetery market
shop stores hotel inn arms bar cafe restaurant project scheme fund grant policy plan reservoir
river wood common green industrial business retail leisure sports energy water police fire bank
union of and for the at
"""
_NOT_PEOPLE = frozenset(_PLACES.split())
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Rev|Sir|Dame|Lady|Lord)\.? )?"
    r"[A-Z\u00c0-\u00de][\w'\u2019-]{0,24}\.?,?(?: [A-Z\u00c0-\u00de][\w'\u2019-]{0,24}\.?){1,3}"
)
_ONE_NAME = re.compile(r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019-]{1,24}")
_HOUSE = re.compile(r"(?:flat |unit |apartment )?[0-9]{1,4}[a-z]?[ ,]+[a-z]", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+44 ?(?:\(0\))? ?7|07)[0-9 ]{9,12}")


def kind_of_column(heading: str) -> str:
    """Return what a column so headed holds about people, "" when nothing."""
    folded = " ".join(heading.casefold().split())
    return next((what for what, pattern in _HEADINGS if pattern.fullmatch(folded)), "")


def look_at_columns(grid: Grid, notes: Notes) -> None:
    """Note columns about people, small numbers, and personal data in the cells of a sheet."""
    rows = sorted(row for row, cells in grid.rows.items() if cells)
    found = [
        (row, column, kind)
        for row in rows[:10]
        for column, heading in grid.rows[row].items()
        if (kind := kind_of_column(heading))
    ]
    firms = _names_firms(grid, rows)
    kinds = {kind for _, _, kind in found}
    for row, column, kind in found:
        values = [grid.rows[one].get(column, "") for one in rows if one > row]
        values = [one for one in values if one.strip()]
        where = f"{grid.place}, column {letter(column)} ('{grid.rows[row][column][:40]}')"
        notes.remark(where, f"a column of {kind}", HOW, RULE)
        if values and _of_persons(kind, values, kinds, firms=firms):
            notes.two_people(f"{where} holds {kind}")
    _small_numbers(grid, rows, notes)
    for row in rows:
        line = " ".join(grid.rows[row][column] for column in sorted(grid.rows[row]))
        notes.visible(f"{grid.place}, row {row}", line)


def _of_persons(kind: str, values: list[str], kinds: set[str], *, firms: bool) -> bool:
    """Return whether the values under a heading are those of single persons."""
    if kind in _ALWAYS:
        return True
    if kind == NAMES:
        return _mostly(values, is_person)
    if kind == ADDRESSES:
        homes = not firms or NAMES in kinds
        return homes and _mostly(values, lambda one: _HOUSE.match(one.strip()) is not None)
    if kind == MAILS:
        return any("@" in one and is_personal_inbox(one.strip()) for one in values)
    if kind == TELEPHONES:
        return any(_MOBILE.match(one.strip()) for one in values)
    rows_of_people = bool(kinds & {NAMES, *_ALWAYS}) or len(values) > _PEOPLE
    return kind == SENSITIVE and rows_of_people


def _mostly(values: list[str], check: Callable[[str], bool]) -> bool:
    return sum(map(check, values)) * 2 >= len(values)


def is_person(text: str) -> bool:
    """Return whether *text* reads as the name of a person, not of a place, a firm or an office."""
    bare = " ".join(text.split())
    if any(word.strip(".,").casefold() in _NOT_PEOPLE for word in bare.split()):
        return False
    return _PERSON.fullmatch(bare) is not None or _ONE_NAME.fullmatch(bare) is not None


def _names_firms(grid: Grid, rows: list[int]) -> bool:
    """Return whether a column of the sheet names firms and places in most of its rows."""
    columns = {column for row in rows for column in grid.rows[row]}
    for column in columns:
        values = [grid.rows[row].get(column, "") for row in rows[1:]]
        named = [one for one in values if any(map(str.isalpha, one))]
        if len(named) * 2 >= len(rows) and _mostly(named, _is_firm):
            return True
    return False


def _is_firm(text: str) -> bool:
    words = [word.strip(".,()").casefold() for word in text.split()]
    return not _HOUSE.match(text.strip()) and any(
        word in _NOT_PEOPLE and len(word) > len("the") for word in words
    )


def _small_numbers(grid: Grid, rows: list[int], notes: Notes) -> None:
    """Note counts so small that they may point at a person."""
    for head in rows[:3]:
        for column, heading in grid.rows[head].items():
            if not _COUNTS.search(heading.casefold()):
                continue
            small = [
                row
                for row in rows
                if row > head
                and grid.rows[row].get(column, "") in {str(n) for n in range(1, SMALL)}
            ]
            if small:
                where = f"{grid.place}, column {letter(column)}, rows {small[0]} to {small[-1]}"
                how = "say 'fewer than 5' where people could be recognised"
                notes.remark(where, f"{len(small)} small numbers", how, RULE)
