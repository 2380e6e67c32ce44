"""References: FOI-2026-00123 is made once and never again, and is recognised in any mail."""

from __future__ import annotations

import re

from foibot.case.model import CaseKind

SERIES = {
    CaseKind.REQUEST: "FOI",
    CaseKind.REVIEW: "IR",
    CaseKind.REUSE: "RPSI",
    CaseKind.SUBJECT_ACCESS: "SAR",
}
# Bounded and without nested repetition: linear in hostile text.
PATTERN = re.compile(r"(?<![A-Za-z0-9])(FOI|IR|RPSI|SAR)-(20\d\d)-(\d{5,7})(?![A-Za-z0-9])", re.I)


def reference(kind: CaseKind, year: int, number: int) -> str:
    """Return the reference of the *number*-th case of its kind in *year*."""
    return f"{SERIES[kind]}-{year}-{number:05d}"


def references(text: str) -> tuple[str, ...]:
    """Return every reference that *text* names, in order, each once; it is a hint, never proof."""
    found = (f"{m[1].upper()}-{m[2]}-{m[3]}" for m in PATTERN.finditer(text))
    return tuple(dict.fromkeys(found))


def number_of(reference_: str) -> tuple[str, int, int] | None:
    """Return (series, year, number) of a reference, or None when it is none."""
    match = PATTERN.fullmatch(reference_)
    return (match[1].upper(), int(match[2]), int(match[3])) if match else None
