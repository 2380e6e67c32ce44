"""Personal data that a person can see and should not send: UK numbers in words (T23, SEC-2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from foibot.enclosures.notes import Notes

RULE = "SEC-2"
HOW = "check that it may be disclosed (section 40); take it out if not"

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


def is_personal_inbox(text: str) -> bool:
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
        is_personal_inbox,
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


def look_at_words(seen: Iterable[tuple[str, str]], notes: Notes) -> None:
    """Note personal data in visible words by the place where they stand."""
    told: dict[str, list[str]] = {}
    for place, words in seen:
        for what in found_in(words):
            told.setdefault(what, []).append(place)
    for what, places in told.items():
        where = list(dict.fromkeys(places))
        more = f" and {len(where) - 6} more places" if len(where) > 6 else ""
        notes.remark("; ".join(where[:6]) + more, what, HOW, RULE)
        if what in _GRAVE:
            notes.two_people(f"there is {what} in it")


def found_in(text: str) -> list[str]:
    """Return the kinds of personal data in *text*."""
    return [
        what
        for what, pattern, check in _PATTERNS
        if any(check(one[0]) for one in pattern.finditer(text))
    ]
