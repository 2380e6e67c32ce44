"""Personal data that a person can see and should not send: UK numbers and columns (T23, SEC-2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from foibot.enclosures.grid import Grid, letter
from foibot.enclosures.notes import Notes

RULE = "SEC-2"
# Counts below this may point at a person.
SMALL = 5
_MOST_TOLD = 40
_HOW = "check that it may be disclosed (section 40); take it out if not"

Check = Callable[[str], bool]


def _nhs(text: str) -> bool:
    """Return whether ten digits are an NHS number: the tenth is a check digit (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(digit * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return (0 if rest == 11 else rest) == digits[9]


def _always(text: str) -> bool:
    return True


def _own_inbox(text: str) -> bool:
    """Return whether an address looks like a person's, not like an office's."""
    name, _, domain = text.partition("@")
    return bool(re.search(r"[._-]", name)) or not domain.endswith((".gov.uk", ".gov.scot"))


_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}"
# Every pattern is of bounded length, so that its time is linear in the text.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Check], ...] = (
    (
        "a National Insurance number",
        re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?"
                   r"[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"),
        _always,
    ),
    ("an NHS number", re.compile(r"\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b"), _nhs),
    (
        "an address with house number and postcode",
        re.compile(r"\b[0-9]{1,4}[A-Za-z]?,? [A-Z][a-z]{1,20}[^\n]{0,60}?\b" + _POSTCODE + r"\b"),
        _always,
    ),
    (
        "a sort code with an account number",
        re.compile(r"\b[0-9]{2}-[0-9]{2}-[0-9]{2}\b[^\n0-9]{0,40}\b[0-9]{8}\b"),
        _always,
    ),
    (
        "a mobile telephone number",
        re.compile(r"(?<![0-9+])(?:\+44 ?(?:\(0\))? ?7|07)[0-9]{3} ?[0-9]{3} ?[0-9]{3}(?![0-9])"),
        _always,
    ),
    (
        "an e-mail address of a person",
        re.compile(r"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,20}\b"),
        _own_inbox,
    ),
    (
        "a date of birth",
        re.compile(r"\b(?:DOB|D\.O\.B\.|[Dd]ate of birth|[Bb]orn(?: on)?)[^\n0-9]{0,12}[0-9]{1,4}"
                   r"[ /.-](?:[0-9]{1,2}|[A-Za-z]{3,9})[ /.-][0-9]{2,4}"),
        _always,
    ),
    (
        "a vehicle registration",
        re.compile(r"\b[A-HJ-PR-Y]{2}[0-9]{2} ?[A-HJ-PR-Z]{3}\b"),
        _always,
    ),
    (
        "a council tax account number",
        re.compile(r"\b[Cc]ouncil [Tt]ax[^\n0-9]{0,30}\b[0-9]{8,10}\b"),
        _always,
    ),
    ("a UPRN", re.compile(r"\bUPRN[^\n0-9]{0,12}[0-9]{8,12}\b"), _always),
)  # fmt: skip
# What nobody should see twice before a second person looked at it.
_GRAVE = frozenset(
    {"a National Insurance number", "an NHS number", "a sort code with an account number"}
)

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


def look_at_words(seen: Iterable[tuple[str, str]], notes: Notes) -> None:
    """Note personal data in visible words by the place where they stand."""
    told: dict[str, list[str]] = {}
    for place, words in seen:
        for what in found_in(words):
            told.setdefault(what, []).append(place)
    for what, places in told.items():
        where = list(dict.fromkeys(places))
        more = f" and {len(where) - 6} more places" if len(where) > 6 else ""
        notes.remark("; ".join(where[:6]) + more, what, _HOW, RULE)
        if what in _GRAVE:
            notes.two_people(f"there is {what} in it")


def found_in(text: str) -> list[str]:
    """Return the kinds of personal data in *text*."""
    return [
        what
        for what, pattern, check in _PATTERNS
        if any(check(one[0]) for one in pattern.finditer(text))
    ]


def kind_of_column(heading: str) -> str:
    """Return what a column so headed holds about people, "" when nothing."""
    folded = " ".join(heading.casefold().split())
    return next((what for what, pattern in _HEADINGS if pattern.fullmatch(folded)), "")


def look_at_columns(grid: Grid, notes: Notes) -> None:
    """Note columns about people, small numbers, and personal data in the cells of a sheet."""
    rows = sorted(row for row, cells in grid.rows.items() if cells)
    for row in rows[:10]:
        for column, heading in grid.rows[row].items():
            kind = kind_of_column(heading)
            if kind:
                where = f"{grid.place}, column {letter(column)} ('{heading[:40]}')"
                notes.remark(where, f"a column of {kind}", _HOW, RULE)
                notes.two_people(f"{where} holds {kind}")
    _small_numbers(grid, rows, notes)
    for row in rows:
        line = " ".join(grid.rows[row][column] for column in sorted(grid.rows[row]))
        notes.visible(f"{grid.place}, row {row}", line)


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
