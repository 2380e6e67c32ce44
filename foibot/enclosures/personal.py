"""Personal data that a person can see and should not send: UK numbers in words (T23, SEC-2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from foibot.enclosures.notes import Notes

RULE = "SEC-2"
NEED = "words about a person who is ill or at risk"
# So many letters before and behind, and so many places of one text.
_NEAR = 120
_MOST = 2_000
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


# Words of an inbox that an office reads.
_OFFICE = """
info information enquiries enquiry contact contacts sales admin administration office support
help helpdesk hello mail post noreply no reply donotreply customer customers service services
foi eir dp data protection privacy team press media news accounts finance payments invoices
billing hr jobs recruitment careers planning parking highways housing council tax benefits
benefit waste recycling environment licensing legal democratic elections electoral library
libraries museum parks leisure sport schools education admissions adult adults children care
social health public safety community business rates property estates procurement tenders ict it
webmaster website feedback complaints reception secretary clerk bookings events training
governance manager head director deputy duty group the and of
"""
_ROLES = frozenset(_OFFICE.split())
_FREE = (
    "gmail.", "googlemail.", "hotmail.", "outlook.", "live.", "yahoo.", "ymail.", "aol.",
    "icloud.", "me.com", "btinternet.", "sky.com", "virginmedia.", "talktalk.", "ntlworld.",
    "protonmail.", "proton.me",
)  # fmt: skip


def is_personal_inbox(text: str) -> bool:
    """Return whether an address looks like a person's, not like an office's."""
    name, _, domain = text.casefold().partition("@")
    parts = [part.strip("0123456789") for part in re.split(r"[._+-]", name)]
    if any(part in _ROLES for part in parts):
        return False
    return len([part for part in parts if part]) > 1 or domain.startswith(_FREE)


def _speaks_of_need(text: str) -> bool:
    """Return whether words about illness or need stand near words about one person."""
    return any(
        _ONE_PERSON.search(text, max(0, one.start() - _NEAR), one.end() + _NEAR)
        for one in islice(_NEED.finditer(text), _MOST)
    )


_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}"
_TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Master)\.? [A-Z][a-zA-Z'\u2019-]{1,24}"
_ONE_PERSON = re.compile(
    _TITLED
    + r"|\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|him)\b|\baged [0-9]{1,2}\b|\b[0-9]{1,2}[- ]years?[- ]old\b"
    r"|\b(?:mother|father|son|daughter|wife|husband) of\b"
)
_NEED = re.compile(
    r"\b(?:safeguarding (?:concern|referral|enquiry)|child protection plan"
    r"|looked[- ]after child|domestic (?:abuse|violence)|sexual(?:ly)? (?:abuse|assault)"
    r"|suicid(?:e|al)"
    r"|self[- ]harm|dementia|psychiatric|schizophreni[ac]|bipolar|depress(?:ion|ed)|diagnosed with"
    r"|cancer|HIV|epilep(?:sy|tic)|learning (?:disability|difficulties)|autistic|in foster care"
    r"|in care|refuge|homeless|pregnan(?:t|cy)|addict(?:ed|ion)|raped?)\b",
    re.IGNORECASE,
)
_DAY = r"[0-9]{1,4}(?:st|nd|rd|th)?[ /.-](?:[0-9]{1,2}|[A-Za-z]{3,9})[ /.,-]{1,2}[0-9]{2,4}"
# Every pattern is of bounded length, so that its time is linear in the text.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Check], ...] = (
    (
        "a National Insurance number",
        re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?"
                   r"[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D]\b", re.IGNORECASE),
        _always,
    ),
    # Ten digits in a row are mostly the number of an invoice: they need their name beside them.
    (
        "an NHS number",
        re.compile(r"\b[0-9]{3}([ -])[0-9]{3}\1[0-9]{4}\b|\bNHS[^\n0-9]{0,30}[0-9]{10}\b"),
        _nhs,
    ),
    (
        "an address with house number and postcode",
        re.compile(r"\b[0-9]{1,4}[A-Za-z]?,? [A-Z][a-z]{1,20}[^\n]{0,60}?\b" + _POSTCODE + r"\b"),
        _always,
    ),
    (
        "a name with a postcode",
        re.compile(_TITLED + r"[^\n]{0,80}?\b" + _POSTCODE + r"\b"),
        _always,
    ),
    (
        "a sort code with an account number",
        re.compile(r"\b[0-9]{2}([ -])[0-9]{2}\1[0-9]{2}\b[^\n0-9]{0,40}\b[0-9]{8}\b"
                   r"|\b[0-9]{8}\b[^\n0-9]{0,40}\b[0-9]{2}-[0-9]{2}-[0-9]{2}\b"
                   r"|\b[Ss]ort ?[Cc]ode\b[^\n0-9]{0,20}[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}\b"),
        _always,
    ),
    (
        "a mobile telephone number",
        re.compile(r"(?<![0-9+])(?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?7|07)[0-9]{3}[ -]?[0-9]{3}[ -]?"
                   r"[0-9]{3}(?![0-9])"),
        _always,
    ),
    (
        "an e-mail address of a person",
        re.compile(r"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,20}\b"),
        is_personal_inbox,
    ),
    (
        "a date of birth",
        re.compile(r"\b(?:DOB|d\.?o\.?b\.?|D\.O\.B\.?|[Dd]ate of [Bb]irth|[Bb]irth ?date"
                   r"|[Bb]orn(?: on)?)"
                   r"[^\n0-9]{0,12}" + _DAY),
        _always,
    ),
    (
        "a vehicle registration",
        re.compile(r"\b[A-HJ-PR-Y]{2}[0-9]{2} ?[A-HJ-PR-Z]{3}\b"
                   r"|\b(?:[Rr]egistration|[Rr]eg\.?|VRM)[^\n0-9]{0,15}\b"
                   r"[A-Z][0-9]{1,3} ?[A-Z]{3}\b"),
        _always,
    ),
    (
        "the number of a driving licence",
        re.compile(r"\b[A-Z]{2}[A-Z9]{3}[0-9][0156][0-9][0-3][0-9]{2}[A-Z9]{2}[0-9A-Z]{3}\b"),
        _always,
    ),
    (
        "the number of a passport",
        re.compile(r"\b[Pp]assport[^\n0-9]{0,20}[A-Z]?[0-9]{8,9}\b"),
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
    {"a National Insurance number", "an NHS number", "a sort code with an account number",
     NEED}
)  # fmt: skip


def look_at_words(seen: Iterable[tuple[str, str]], notes: Notes) -> None:
    """Note personal data in visible words by the place where they stand."""
    told: dict[str, list[str]] = {}
    for place, words in seen:
        for what in found_in(words):
            told.setdefault(what, []).append(place)
    for what, places in told.items():
        where = list(dict.fromkeys(places))
        more = f" and {len(where) - 6} more places" if len(where) > 6 else ""
        times = f", {len(where)} times" if len(where) > 1 else ""
        notes.remark("; ".join(where[:6]) + more, f"{what}{times}", HOW, RULE)
        if what in _GRAVE:
            notes.two_people(f"there is {what} in it")


def found_in(text: str) -> list[str]:
    """Return the kinds of personal data in *text*."""
    found = [
        what
        for what, pattern, check in _PATTERNS
        if any(check(one[0]) for one in pattern.finditer(text))
    ]
    return [*found, NEED] if _speaks_of_need(text) else found
