"""References: FOI-2026-00123 is made once and never again, and is recognised in any mail."""

from __future__ import annotations

import re
from collections.abc import Collection

from foibot.case.model import CaseKind

SERIES = {
    CaseKind.REQUEST: "FOI",
    CaseKind.REVIEW: "IR",
    CaseKind.REUSE: "RPSI",
    CaseKind.SUBJECT_ACCESS: "SAR",
}
# Bounded and without nested repetition: linear in hostile text.  People call a request for
# environmental information "EIR-2026-00047" whatever series it stands in.
CALLED = "FOI|EIR|IR|RPSI|SAR"
PATTERN = re.compile(rf"(?<![A-Za-z0-9])({CALLED})-(20\d\d)-(\d{{5,7}})(?![A-Za-z0-9])", re.I)
_LAWS = ("FOI", "EIR")
_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9])(FOIA?|EIRs?)[ .:#]{0,2}[-/]?[ ]?(20\d\d)\s?[-/ ]\s?(\d{2,7})"
    r"(?![A-Za-z0-9/]|[-.,]\d)",
    re.I,
)


def reference(kind: CaseKind, year: int, number: int) -> str:
    """Return the reference of the *number*-th case of its kind in *year*."""
    return f"{SERIES[kind]}-{year}-{number:05d}"


def references(text: str) -> tuple[str, ...]:
    """Return every reference that *text* names, in order, each once; it is a hint, never proof."""
    found = (f"{m[1].upper()}-{m[2]}-{m[3]}" for m in PATTERN.finditer(text))
    return tuple(dict.fromkeys(found))


def in_our_form(text: str, known: Collection[str]) -> str:
    """
    Return *text* with every reference to one of the *known* cases as we write it.

    "EIR-2026-00047", "FOI 2026/47" and "foi/2026/00047" all mean the case FOI-2026-00047, or the
    case EIR-2026-00047 where that is the one known.
    """
    cases: dict[tuple[int, int], set[str]] = {}
    for one in known:
        parts = number_of(one)
        if parts is not None and parts[0] in _LAWS:
            cases.setdefault(parts[1:], set()).add(one)
    alone = {number: min(names) for number, names in cases.items() if len(names) == 1}
    return _WRITTEN.sub(lambda m: alone.get((int(m[2]), int(m[3])), m[0]), text)


def number_of(reference_: str) -> tuple[str, int, int] | None:
    """Return (series, year, number) of a reference, or None when it is none."""
    match = PATTERN.fullmatch(reference_)
    return (match[1].upper(), int(match[2]), int(match[3])) if match else None
